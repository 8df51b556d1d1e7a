import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemTime } from '../../src/sandbox/ground/clock.ts';
import { leaping } from './due-times.ts';

const SLOWER = 20;
const preload = pathToFileURL(join(import.meta.dirname, 'slow-clock.ts')).href;

/**
 * For a world in which time leaps, and hardly passes between two leaps: what a fast machine does within seconds falls
 * within seconds on a busy one too.
 */
export function slowlyLeaping() {
  const since = Date.now();
  const now = (): number => Math.round(since + (Date.now() - since) / SLOWER);
  return {
    sandbox: { ...leaping.sandbox, time: { ...systemTime, now } },
    environment: {
      ...leaping.environment,
      SLOW_TIME_SINCE: String(since),
      SLOW_TIME_BY: String(SLOWER),
      NODE_OPTIONS: `${leaping.environment.NODE_OPTIONS} --import ${preload}`,
    },
  };
}
