import { DatabaseSync } from 'node:sqlite';

/** All that waits for a time, as [epoch ms] of the next. Looking for mail and looking after queues need no leap. */
const NEXT = `
  SELECT min(at) AS at FROM (
    SELECT wake_at AS at FROM lead WHERE stage = 'nurturing'
    UNION ALL SELECT at FROM mail WHERE state IN ('due', 'sending') AND direction = 'out'
    UNION ALL SELECT due_at FROM contact_write WHERE state = 'waiting'
    UNION ALL SELECT due_at FROM hubspot_create WHERE state IN ('pending', 'sending')
    UNION ALL SELECT due_at FROM job WHERE queue IN ('inbox.process', 'leads.hand-back', 'mail.receive'))`;

/** Baton's own notes of what it will do when: simulated time leaps from one to the next. */
export class DueTimes {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  }

  /** Epoch ms; Infinity: nothing waits. */
  next(): number {
    const row = this.#database.prepare(NEXT).get();
    return typeof row?.['at'] === 'number' ? row['at'] : Infinity;
  }

  close(): void {
    this.#database.close();
  }
}
