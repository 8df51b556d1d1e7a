import { query } from '../test/world/database.ts';
import { workLeft } from '../test/world/work-left.ts';
import type { FaultWorld } from './world.ts';

const due = [
  "SELECT count(*) FROM mail WHERE state = 'due' AND at <= ?",
  workLeft['leads that wake'].replace(' AS n', ''),
];

/**
 * Whether Baton has taken up every email and lead whose time has come. A leap of the clock before that would let days go
 * by in which a busy machine could not do anything.
 */
export async function isAtRest({ installation, sandbox }: FaultWorld): Promise<boolean> {
  // A whole number that the clock computes: no parameter, which is written otherwise on either database.
  const counts = due.map((sql) => `(${sql.replace('?', String(sandbox.clock.now()))})`);
  const url = installation.environment['DATABASE_URL'] ?? '';
  const [row] = await query(url, `SELECT ${counts.join(' + ')} AS n`);
  return Number(row?.['n']) === 0;
}
