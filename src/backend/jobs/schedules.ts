import { Cron } from 'croner';
import { MINUTE } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Job, NewJob } from './jobs.ts';

/** The key of a queue's next tick: only one waits, however many processes plan it. */
export const TICK = 'schedule';
/** The clocks of two processes are less apart. A tick further ahead was planned before the clock was set back. */
const APART_MS = MINUTE;

/**
 * Cron without a scheduler: the next tick waits as a job, and whoever does it plans the one after. A tick that was
 * missed because nothing ran comes once, late.
 */
export class Schedules {
  private readonly crons = new Map<string, Cron>();
  private readonly clock: Clock;
  private readonly database: Database;
  private readonly enqueue: (tx: Tx, job: NewJob) => Promise<void>;

  constructor(deps: { clock: Clock; database: Database; enqueue: (tx: Tx, job: NewJob) => Promise<void> }) {
    this.clock = deps.clock;
    this.database = deps.database;
    this.enqueue = deps.enqueue;
  }

  /** @param expression - five fields, read in UTC; throws if it is not one */
  add(queue: string, expression: string): void {
    this.crons.set(queue, new Cron(expression, { paused: true, timezone: 'UTC', mode: '5-part' }));
  }

  async start(): Promise<void> {
    for (const queue of this.crons.keys()) await this.plan(queue);
  }

  /** To be called before a job runs. */
  async ticked({ queue, key, data }: Pick<Job, 'queue' | 'data'> & { key: string | null }): Promise<void> {
    if (key === TICK) await this.plan(queue, Number(data['tick']));
  }

  /** @param after - the tick before: where another clock is ahead of this one, its tick must not be planned again */
  private async plan(queue: string, after = 0): Promise<void> {
    const now = this.clock.now();
    const from = after > now + APART_MS ? now : Math.max(now, after);
    const next = this.crons.get(queue)?.nextRun(new Date(from))?.getTime();
    if (next === undefined) return;
    const job = { queue, key: TICK, data: { tick: next }, runAt: next };
    await this.database.transaction((tx) => this.enqueue(tx, job));
  }
}
