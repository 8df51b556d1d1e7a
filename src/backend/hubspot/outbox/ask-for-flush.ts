import type { Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';

export const FLUSH_QUEUE = 'hubspot.flush';

/** Asks for what is due for a portal to be carried out. @param runAt epoch ms */
export const askForFlush = (
  jobs: Pick<Jobs, 'enqueue'>,
  tx: Tx,
  portalId: PortalId,
  runAt: number,
): Promise<void> => jobs.enqueue(tx, { queue: FLUSH_QUEUE, key: portalId, data: { portalId }, runAt });
