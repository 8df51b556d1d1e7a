import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { AppDefinition } from '../app-definition.ts';
import type { Portals } from '../accounts/portals.ts';
import type { SandboxClock, SystemTime } from '../ground/clock.ts';
import type { WebhookTiming } from '../options.ts';
import { shuffled, type Random } from '../ground/random.ts';
import type { RecordEvent } from '../records/record.ts';
import type { Collection, Store } from '../ground/store.ts';
import { DeliveryLog, type Delivery } from './delivery-log.ts';
import { payloadsFor, type WebhookPayload } from './payload.ts';
import { sendWebhook } from './send.ts';

export const webhookSettingsSchema = z.object({
  /** Deliver every request this many times more; true: once more. */
  duplicate: z.union([z.boolean(), z.number().int().min(0).max(10)]),
  /** Deliver events in random order. */
  shuffle: z.boolean(),
  /** Hold events back, ms of sandbox time. */
  delayMs: z.number().min(0),
  /** Deliver nothing until switched off. */
  paused: z.boolean(),
  /** Also tell the values that a record was created with. HubSpot's documentation does not say whether it does. */
  changesOnCreation: z.boolean(),
});
type WebhookSettings = z.infer<typeof webhookSettingsSchema>;

interface PendingEvent {
  id: number;
  portalId: number;
  payload: WebhookPayload;
  attempt: number;
  /** Sandbox time. */
  dueAt: number;
}

interface WebhookParts {
  app: AppDefinition;
  store: Store;
  clock: SandboxClock;
  time: SystemTime;
  random: Random;
  portals: Portals;
  timing: WebhookTiming;
}

const MAX_EVENTS = 100;
const LATEST_WAKE_UP_MS = 3_600_000;
const defaults: WebhookSettings = {
  duplicate: false,
  shuffle: false,
  delayMs: 0,
  paused: false,
  changesOnCreation: false,
};

/**
 * Delivers events at least once: in arrays of up to 100, with a deadline, retried over 24 hours of sandbox time, a
 * limited number in flight per account. What is not delivered survives a restart.
 */
export class Webhooks {
  readonly #parts: WebhookParts;
  readonly #pending: Collection<PendingEvent>;
  readonly #settings: Collection<WebhookSettings>;
  /** In the order of arrival, per portal; events in flight are taken out. */
  readonly #queues = new Map<number, PendingEvent[]>();
  readonly #inFlight = new Map<number, number>();
  readonly #timers = new Map<number, { at: number; cancel: () => void }>();
  readonly #stop = new AbortController();
  readonly log = new DeliveryLog();
  #nextId = 1;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.#pending = parts.store.collection('webhooks/pending');
    this.#settings = parts.store.collection('webhooks/settings');
    for (const event of this.#pending.values()) {
      this.#queue(event.portalId).push(event);
      this.#nextId = Math.max(this.#nextId, event.id + 1);
    }
    parts.clock.onChange(() => this.#pumpAll());
  }

  get settings(): WebhookSettings {
    return { ...defaults, ...this.#settings.get('settings') };
  }

  change(settings: Partial<WebhookSettings>): void {
    this.#settings.set('settings', { ...this.settings, ...settings });
    this.#pumpAll();
  }

  /** Starts delivering what a former run left. */
  start(): void {
    this.#pumpAll();
  }

  /** Queues what the app subscribed to, if it is installed in the portal. */
  accept(event: RecordEvent): void {
    const { app, portals, clock, timing } = this.#parts;
    if (!app.webhook || !portals.find(event.portalId)?.account.installation) return;
    const { changesOnCreation, delayMs } = this.settings;
    if (event.onCreation && !changesOnCreation) return;
    const payloads = payloadsFor(event, app.webhook, {
      appId: app.appId,
      newEventId: () => randomInt(1, 2 ** 32),
    });
    for (const payload of payloads) {
      const pending = {
        id: this.#nextId++,
        portalId: event.portalId,
        payload,
        attempt: 0,
        dueAt: clock.now() + delayMs,
      };
      this.#pending.set(String(pending.id), pending);
      this.#queue(event.portalId).push(pending);
    }
    if (payloads.length > 0) this.#wake(event.portalId, timing.gatherMs + delayMs);
  }

  /** Events that still have to be delivered. */
  get waiting(): number {
    return this.#pending.size;
  }

  /** Sandbox time at which the next waiting event is due; null when none waits. */
  get nextAt(): number | null {
    const next = Math.min(...[...this.#queues.keys()].map((portalId) => this.#earliest(portalId)));
    return Number.isFinite(next) ? next : null;
  }

  close(): void {
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#stop.abort();
  }

  #pumpAll(): void {
    for (const portalId of this.#queues.keys()) this.#wake(portalId, 0);
  }

  /** Looks at the queue after `ms` of real time at the latest. */
  #wake(portalId: number, ms: number): void {
    if (this.#stop.signal.aborted) return;
    const at = this.#parts.time.now() + ms;
    const planned = this.#timers.get(portalId);
    if (planned && planned.at <= at) return;
    planned?.cancel();
    const cancel = this.#parts.time.after(ms, () => {
      this.#timers.delete(portalId);
      this.#pump(portalId);
    });
    this.#timers.set(portalId, { at, cancel });
  }

  #pump(portalId: number): void {
    const limit = this.#parts.app.webhook?.maxConcurrentRequests ?? 0;
    if (this.settings.paused) return;
    for (let busy = this.#inFlight.get(portalId) ?? 0; busy < limit; busy++) {
      const batch = this.#takeDue(portalId);
      if (batch.length === 0) break;
      this.#inFlight.set(portalId, busy + 1);
      void this.#deliver(portalId, batch);
    }
    this.#planNext(portalId);
  }

  /** Up to 100 events that are due and are tried for the same time. */
  #takeDue(portalId: number): PendingEvent[] {
    const queue = this.#queue(portalId);
    const now = this.#parts.clock.now();
    const due = queue.filter((event) => event.dueAt <= now);
    const ordered = this.settings.shuffle ? shuffled(due, this.#parts.random) : due;
    const attempt = ordered[0]?.attempt;
    const batch = ordered.filter((event) => event.attempt === attempt).slice(0, MAX_EVENTS);
    const taken = new Set(batch);
    this.#queues.set(
      portalId,
      queue.filter((event) => !taken.has(event)),
    );
    return batch;
  }

  #planNext(portalId: number): void {
    const wait = this.#earliest(portalId) - this.#parts.clock.now();
    // Due events that found no free slot are taken when a delivery ends.
    if (Number.isFinite(wait) && wait > 0) this.#wake(portalId, Math.min(wait, LATEST_WAKE_UP_MS));
  }

  async #deliver(portalId: number, batch: readonly PendingEvent[]): Promise<void> {
    const { duplicate } = this.settings;
    const outcome = await this.#send(batch);
    for (let copy = 0; copy < Number(duplicate) && !this.#stop.signal.aborted; copy++)
      await this.#send(batch);
    this.#inFlight.set(portalId, (this.#inFlight.get(portalId) ?? 1) - 1);
    // What was in flight when the stand-in stopped is delivered again by the next run.
    if (this.#stop.signal.aborted) return;
    if (outcome.ok) for (const event of batch) this.#pending.delete(String(event.id));
    else this.#retry(portalId, batch);
    this.#pump(portalId);
  }

  async #send(batch: readonly PendingEvent[]): Promise<{ ok: boolean }> {
    const { app, clock, time, timing } = this.#parts;
    if (!app.webhook) return { ok: true };
    const events = batch.map((event) => ({ ...event.payload, attemptNumber: event.attempt }));
    const startedAt = time.now();
    const result = await sendWebhook(app, app.webhook.targetUrl, events, {
      timestamp: clock.now(),
      timeoutMs: timing.timeoutMs,
      signal: this.#stop.signal,
    });
    const delivery: Delivery = {
      at: clock.now(),
      portalId: batch[0]?.portalId ?? 0,
      attempt: batch[0]?.attempt ?? 0,
      events,
      durationMs: time.now() - startedAt,
      ...result,
    };
    this.log.add(delivery);
    return { ok: result.status !== null && result.status >= 200 && result.status < 300 };
  }

  /** After the last retry the event is lost, as at HubSpot. */
  #retry(portalId: number, batch: readonly PendingEvent[]): void {
    const { clock, random, timing } = this.#parts;
    for (const event of batch) {
      const delay = timing.retryDelaysMs[event.attempt];
      if (delay === undefined) {
        this.#pending.delete(String(event.id));
        continue;
      }
      const again = {
        ...event,
        attempt: event.attempt + 1,
        dueAt: clock.now() + Math.round(delay * (0.5 + random() / 2)),
      };
      this.#pending.set(String(again.id), again);
      this.#queue(portalId).push(again);
    }
  }

  #earliest(portalId: number): number {
    return this.#queue(portalId).reduce((earliest, event) => Math.min(earliest, event.dueAt), Infinity);
  }

  #queue(portalId: number): PendingEvent[] {
    const queue = this.#queues.get(portalId) ?? [];
    this.#queues.set(portalId, queue);
    return queue;
  }
}
