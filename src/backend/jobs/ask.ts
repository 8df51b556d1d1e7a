import type { Database } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs, NewJob } from './jobs.ts';

interface Deps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
}

/** Asks for a job in a transaction of its own. */
export const ask = ({ database, jobs }: Deps, job: NewJob): Promise<void> =>
  database.transaction((tx) => jobs.enqueue(tx, job));

/** Asks for a queue's job of each of these accounts. */
export async function askForPortals(deps: Deps, queue: string, portals: readonly PortalId[]): Promise<void> {
  for (const portalId of portals) await ask(deps, { queue, key: portalId, data: { portalId } });
}
