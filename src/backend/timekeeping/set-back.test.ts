import { beforeEach, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import type { Logger } from '../ground/logger.ts';
import { ClockMarkEntity } from './clock-mark-entity.ts';
import { createLookForSetBack } from './set-back.ts';

const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 21, 10);

describeOnBothDatabases('a clock that is set back', [ClockMarkEntity], (open) => {
  let database: TestDatabase;
  let now: number;
  let done: string[];
  let failure: Error | null;

  beforeEach(async () => {
    database = await open();
    [now, done, failure] = [START, [], null];
  });

  /** What a process does that knows nothing yet. */
  const newProcess = () =>
    createLookForSetBack({
      database,
      clock: { now: () => now },
      logger: { warn: () => void done.push('told') } as unknown as Logger, // Nothing else is logged.
      pullIn: async () => {
        if (failure) throw failure;
        done.push('pulled in');
      },
      onSetBack: async () => void done.push('set back'),
    });
  const after = async (ms: number, look = newProcess()): Promise<string[]> => {
    now += ms;
    done = [];
    await look();
    return done;
  };

  it('is noticed, whether Baton ran meanwhile or not, and whatever the leap', async () => {
    const look = newProcess();
    expect(await after(0, look)).toEqual([]);
    expect(await after(20 * SECOND, look)).toEqual([]);
    expect(await after(-HOUR, look)).toEqual(['told', 'set back', 'pulled in']);
    expect(await after(2 * HOUR)).toEqual([]);
    expect(await after(-2 * MINUTE)).toEqual(['told', 'set back', 'pulled in']);
  });

  it('for a minute, what was begun before is pulled in again, by every process', async () => {
    const look = newProcess();
    await after(0, look);
    await after(-HOUR, look);
    expect(await after(2 * SECOND, look)).toEqual(['pulled in']);
    expect(await after(56 * SECOND)).toEqual(['pulled in']);
    expect(await after(2 * SECOND)).toEqual([]);
    expect(await after(HOUR)).toEqual([]);
  });

  it('is no matter of seconds between machines, nor of leaps ahead', async () => {
    await after(0);
    expect(await after(-MINUTE)).toEqual([]);
    expect(await after(HOUR)).toEqual([]);
    expect(await after(-MINUTE)).toEqual([]);
  });

  it('is told once, not at every look, while two machines are hours apart', async () => {
    const told: number[] = [];
    for (let second = 0; second < 130; second += 10) {
      await after(HOUR);
      told.push((await after(10 * SECOND - HOUR)).filter((what) => what === 'told').length);
    }
    expect(told.reduce((sum, count) => sum + count)).toBe(1);
  });

  it('is found again when pulling in failed', async () => {
    await after(0);
    failure = new Error('the database is away');
    await expect(after(-HOUR)).rejects.toThrow('away');
    failure = null;
    expect(await after(2 * SECOND)).toEqual(['told', 'set back', 'pulled in']);
  });

  it('is not noted at every look', async () => {
    await after(0);
    await after(4 * SECOND);
    const [mark] = await database.manager.find(ClockMarkEntity);
    expect(mark).toEqual({ id: 'clock', seenAt: START, setBackAt: null });
  });
});
