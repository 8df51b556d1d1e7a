import type { WebhookPayload } from './payload.ts';

/** One request to the app's webhook URL. */
export interface Delivery {
  /** Sandbox time. */
  at: number;
  portalId: number;
  attempt: number;
  events: readonly WebhookPayload[];
  durationMs: number;
  /** null: no answer. */
  status: number | null;
  error: string | null;
}

const KEPT = 100;

/** The latest deliveries, newest first, and how many there were. */
export class DeliveryLog {
  #latest: Delivery[] = [];
  #total = 0;

  add(delivery: Delivery): void {
    this.#total++;
    this.#latest = [delivery, ...this.#latest].slice(0, KEPT);
  }

  get latest(): readonly Delivery[] {
    return this.#latest;
  }

  get total(): number {
    return this.#total;
  }
}
