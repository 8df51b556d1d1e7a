import type { Database } from '../database/database.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { CallReport } from './calls/client.ts';
import { createConnection } from './connection.ts';
import type { Connection, ConnectionDeps } from './connection.ts';
import { createContacts } from './records/contacts.ts';
import { createLimiter } from './limiter/limiter.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createOwners } from './records/owners.ts';
import { createContactSearch } from './records/search.ts';
import type { HubSpot } from './types.ts';
import { createUsers } from './records/users.ts';

/** The HubSpot room as the composition root sees it: what other rooms may ask, and what a process must start. */
export interface HubSpotRoom extends HubSpot {
  readonly connection: Connection;
  /** After the clock was set back: what waits for a time that lies too far ahead waits no longer. */
  pullIn(): Promise<void>;
}

type Deps = Omit<ConnectionDeps, 'limiter' | 'onCall'> & {
  database: Database;
  jobs: Jobs;
  onCall(report: CallReport): void;
};

/** Builds the room. Registers job queues, so call it before `jobs.start`. */
export function createHubSpot(deps: Deps): HubSpotRoom {
  const { database, clock, random, logger, jobs } = deps;
  const limiter = createLimiter({ database, clock, random });
  const connection = createConnection({ ...deps, limiter });
  const { client, portals } = connection;
  const contacts = createContacts({ client });
  const { isBusy } = limiter;
  const outbox = createOutbox({ database, client, contacts, jobs, clock, random, logger, isBusy });
  portals.onConnected((tx, portalId) => outbox.resume(tx, portalId));
  return {
    connection,
    portals,
    contacts,
    search: createContactSearch({ client }),
    owners: createOwners({ client, clock }),
    users: createUsers({ client }),
    outbox,
    async pullIn() {
      await connection.tokens.pullIn();
      await outbox.pullIn();
    },
  };
}
