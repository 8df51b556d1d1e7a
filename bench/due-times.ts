import { DatabaseSync } from 'node:sqlite';

/** All that waits for a time, as [epoch ms] of the next. Looking for mail and looking after queues need no leap. */
const NEXT = `
  SELECT min(at) AS at FROM (
    SELECT wake_at AS at FROM lead WHERE stage = 'nurturing'
    UNION ALL SELECT at FROM mail WHERE state IN ('due', 'sending') AND direction = 'out'
    UNION ALL SELECT due_at FROM contact_write WHERE state = 'waiting'
    UNION ALL SELECT due_at FROM hubspot_create WHERE state IN ('pending', 'sending')
    UNION ALL SELECT due_at FROM job WHERE queue IN ('inbox.process', 'leads.hand-back', 'mail.receive'))`;

/** Baton takes a time more than an hour ahead for a mistake of the clock. */
const HOLD_OFF_MS = 30 * 60_000;

/** Baton's own notes of what it will do when: simulated time leaps from one to the next. */
export class DueTimes {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 10_000 });
  }

  /** Epoch ms; Infinity: nothing waits. */
  next(): number {
    const row = this.#database.prepare(NEXT).get();
    return typeof row?.['at'] === 'number' ? row['at'] : Infinity;
  }

  /**
   * Holds off the look for what webhooks missed, which goes by the clock whatever is sent, and which would take every
   * leap for a time in which Baton was away.
   */
  holdOffReconciling(until: number): void {
    this.#database.prepare('UPDATE reconcile SET next_at = ?').run(until + HOLD_OFF_MS);
  }

  close(): void {
    this.#database.close();
  }
}
