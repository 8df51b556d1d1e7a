import { beforeEach, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import { Schedules } from './schedules.ts';

/** A whole minute. */
const START = Date.UTC(2026, 10, 21, 10);

let now: number;
let planned: unknown[];
let schedules: Schedules;

beforeEach(() => {
  [now, planned] = [START, []];
  schedules = new Schedules({
    clock: { now: () => now },
    // Nothing else of a database is used, and nothing of its transactions.
    database: { transaction: (work: (tx: never) => unknown) => work(null as never) } as unknown as Database,
    enqueue: async (_tx, job) => void planned.push(job.runAt),
  });
  schedules.add('sweep', '* * * * *');
});

const ticked = (tick: number) => schedules.ticked({ queue: 'sweep', key: 'schedule', data: { tick } });

it('plans the next tick at the start and at every tick', async () => {
  await schedules.start();
  now += MINUTE;
  await ticked(now);
  expect(planned).toEqual([START + MINUTE, START + 2 * MINUTE]);
});

it('does not plan the tick of a process whose clock is a little ahead once more', async () => {
  now += MINUTE - 2 * SECOND;
  await ticked(START + MINUTE);
  expect(planned).toEqual([START + 2 * MINUTE]);
});

it('goes on by the clock as it is after it was set back', async () => {
  now -= HOUR;
  await ticked(START);
  expect(planned).toEqual([START - HOUR + MINUTE]);
});

it('leaves other jobs of the queue alone', async () => {
  await schedules.ticked({ queue: 'sweep', key: 'other', data: {} });
  expect(planned).toEqual([]);
});
