import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { when } from './world.ts';
import type { World } from './world.ts';

/** For a world in which time leaps: real time runs on meanwhile, and HubSpot's limit would see days of calls in seconds. */
export const leaping = {
  sandbox: { latencyMs: 0, limits: { perTenSeconds: Infinity } },
  environment: {
    // Nobody answers.
    IMAP_URL: '',
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'fast-timers.ts')).href}`,
  },
};

/** Baton looks for due leads every 200 ms: what falls due in between is due together. */
const TICK_MS = 200;
const PATIENCE_MS = 120_000;

/** All that waits for a time, as [epoch ms] of the next. Looking for mail and looking after queues need no leap. */
const NEXT = `
  SELECT min(at) AS at FROM (
    SELECT wake_at AS at FROM lead WHERE stage = 'nurturing'
    UNION ALL SELECT at FROM mail WHERE state IN ('due', 'sending') AND direction = 'out'
    UNION ALL SELECT due_at FROM contact_write WHERE state = 'waiting'
    UNION ALL SELECT due_at FROM hubspot_create WHERE state IN ('pending', 'sending')
    UNION ALL SELECT due_at FROM job WHERE queue IN ('inbox.process', 'leads.hand-back', 'mail.receive', 'enrolling.run'))`;

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

  /** Contacts that are not back with a person. */
  underWay(): number {
    const count = "SELECT count(*) AS count FROM lead WHERE stage <> 'closed'";
    return Number(this.#database.prepare(count).get()?.['count']);
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

type Clocked = Pick<World, 'sandbox'>;

const idle = ({ sandbox: { clock } }: Clocked, due: DueTimes): Promise<void> =>
  when('what is due', () => due.next() > clock.now(), PATIENCE_MS, 3);

/** Lets time pass up to a moment, stopping wherever something is due until it is done. */
export async function leapOn(world: Clocked, due: DueTimes, until: number): Promise<void> {
  const { clock } = world.sandbox;
  while (clock.now() < until) {
    await idle(world, due);
    await leapTo(world, due, Math.min(Math.ceil(due.next() / TICK_MS) * TICK_MS, until));
  }
}

/** One leap, in which everything that was due meanwhile becomes due at once; then until it is done. */
export async function leapTo(world: Clocked, due: DueTimes, moment: number): Promise<void> {
  const { clock } = world.sandbox;
  await idle(world, due);
  due.holdOffReconciling(moment);
  if (moment > clock.now()) clock.advance(moment - clock.now());
  await idle(world, due);
}
