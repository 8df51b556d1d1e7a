import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import { ClockMarkEntity } from './clock-mark-entity.ts';
import type { ClockMark } from './clock-mark-entity.ts';

/** Clocks of several machines may differ, and what waits for so long need not be hurried. */
const APART_MS = MINUTE;
const NOTE_EVERY_MS = 5 * SECOND;
/** What was begun before the clock was set, and is written with the old time, is written within this time. */
const AFTERWARDS_MS = MINUTE;

export interface SetBackDeps {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** Makes due what waits for a time that lies ahead only because it was computed before the clock was set back. */
  pullIn(): Promise<void>;
  /** The clock was set back just now. */
  onSetBack(): Promise<void>;
}

/**
 * One look at whether the clock was set back, while Baton ran or while it did not. Times in the database that were
 * computed before then lie too far ahead: pauses, windows and leases that would last until the old time comes round.
 */
export function createLookForSetBack(deps: SetBackDeps): () => Promise<void> {
  const { database, clock, logger } = deps;
  return async () => {
    const now = clock.now();
    const mark = await database.manager.findOneBy(ClockMarkEntity, { id: 'clock' });
    const setBackMs = mark ? mark.seenAt - now : 0;
    const wasSetBack = setBackMs > APART_MS;
    const isNews = wasSetBack && !isAfterwards(mark, now);
    if (isNews) {
      logger.warn({ setBackMs }, 'the clock was set back, or that of another machine is ahead of this one');
      await deps.onSetBack();
    }
    if (wasSetBack || isAfterwards(mark, now)) await deps.pullIn();
    // Last of all: should it fail, the next look finds the same.
    if (wasSetBack) await note(database, { id: 'clock', seenAt: now, setBackAt: now });
    else if (!mark || now - mark.seenAt >= NOTE_EVERY_MS)
      await note(database, { id: 'clock', seenAt: now, setBackAt: mark?.setBackAt ?? null });
  };
}

const isAfterwards = (mark: ClockMark | null, now: number): boolean =>
  mark !== null && mark.setBackAt !== null && Math.abs(now - mark.setBackAt) < AFTERWARDS_MS;

const note = async ({ manager }: Database, mark: ClockMark): Promise<void> =>
  void (await manager.upsert(ClockMarkEntity, mark, ['id']));
