import type { Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { lanes } from './claims.ts';
import type { CreateRow } from './creates/create-entity.ts';
import type { Lane } from '../types.ts';

/** Of these the first goes at once and those that follow share a turn, `everyMs` apart. */
export interface Trickle {
  portalId: PortalId;
  kind: CreateRow['kind'];
  lane: Lane;
  everyMs: number;
}

/**
 * When what comes now is due: in the turn that lies ahead, or `everyMs` after the last one; `soon` if there was none for
 * so long. A turn lies ahead also when all its rows are done: they rode along with a call that left earlier.
 */
export async function nextTurn(tx: Tx, trickle: Trickle, now: number, soon: number): Promise<number> {
  const { portalId, kind, lane, everyMs } = trickle;
  const parameters = [portalId, kind, lanes.indexOf(lane), now - everyMs, now + everyMs];
  const rows: unknown = await tx.query(latestSql, parameters);
  const latest = (rows as { latest: number | string | null }[])[0]?.latest ?? null; // One row, whatever it holds.
  if (latest === null) return soon;
  return Number(latest) > now ? Number(latest) : Math.max(soon, Number(latest) + everyMs);
}

const states: readonly CreateRow['state'][] = ['pending', 'sending', 'done'];

/** Parameters: portal, kind, lane, from, to. The index leads to each state's latest row: a turn may have thousands. */
const latestSql = `SELECT MAX(due_at) AS latest FROM (${states
  .map(
    (state) => `SELECT due_at FROM (
      SELECT due_at FROM hubspot_create
      WHERE portal_id = $1 AND kind = $2 AND lane = $3 AND state = '${state}' AND due_at BETWEEN $4 AND $5
      ORDER BY due_at DESC LIMIT 1
    ) AS ${state}`,
  )
  .join(' UNION ALL ')}) AS turns`;
