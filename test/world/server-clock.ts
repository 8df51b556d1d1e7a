import type { Database, Tx } from '../../src/backend/database/database.ts';
import type { SandboxClock } from '../../src/sandbox/ground/clock.ts';

/**
 * Lets the time of pg-boss, which is that of the PostgreSQL server, leap with the stand-in's: what waits is due that much
 * earlier. Otherwise seconds of real time pass after each leap before anything comes due. Nothing to do on SQLite.
 */
export function keepServerClock({ kind, transaction }: Database, clock: SandboxClock) {
  let offset = clock.offsetMs;
  let leaping = Promise.resolve();
  const forget = clock.onChange((now) => {
    const ms = now - offset;
    offset = now;
    if (kind === 'postgres') leaping = leaping.then(() => transaction((tx) => bringNearer(tx, ms)));
  });
  return { reached: () => leaping, forget };
}

async function bringNearer(tx: Tx, ms: number): Promise<void> {
  await tx.query(
    `UPDATE pgboss.job SET start_after = start_after - $1 * interval '1 ms' WHERE state IN ('created', 'retry')`,
    [ms],
  );
}
