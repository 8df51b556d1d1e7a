import type { Jobs } from '../jobs/jobs.ts';
import { SECOND } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { createBodyBudget } from '../http/body.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { HubSpotClient } from './calls/client-types.ts';
import { createConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { requireSignature } from './incoming/signed-requests.ts';
import { webhookBody } from './incoming/webhook-body.ts';
import { createAccountDays } from './limiter/account-days.ts';
import type { AccountLimits } from './limiter/account-limits.ts';
import { createCallCounts } from './limiter/call-counts.ts';
import type { CallCounts } from './limiter/call-counts.ts';
import { createLimiter } from './limiter/limiter.ts';
import { hubspotFigures } from './meters.ts';
import type { HubSpotMeters } from './meters.ts';
import { createDefinitions } from './properties/definitions.ts';
import type { Definitions } from './properties/definitions.ts';
import type { KnownProperties } from './properties/known-properties.ts';
import { requireAdmin } from './portals/admin.ts';
import { createCompanies } from './records/companies.ts';
import type { Companies } from './records/companies.ts';
import { createContacts } from './records/contacts.ts';
import { createLists } from './records/lists.ts';
import { createOwners } from './records/owners.ts';
import { createPreferences } from './records/preferences.ts';
import { createContactSearch } from './records/search.ts';
import { createTasks } from './records/tasks.ts';
import { createUsers } from './records/users.ts';
import type { HubSpot } from './types.ts';
import { plainQueue } from '../room/queue.ts';
import type { Queue } from '../room/queue.ts';

export type HubSpotNeeds = Ground & { jobs: Jobs };

/** HubSpot, and what the rooms that keep the connection need besides. */
export interface HubSpotRoom
  extends HubSpot, Pick<Connection, 'tokens' | 'leadStatus' | 'uninstall' | 'journal' | 'time'> {
  readonly client: HubSpotClient;
  readonly known: KnownProperties;
  readonly companies: Companies;
  readonly definitions: Definitions;
  /** Whether calls of the account wait for their turn. */
  isBusy(portalId: PortalId): boolean;
  /** What an admin allows the account. */
  readonly limits: AccountLimits;
  /** What its calls were made for. */
  readonly callCounts: Pick<CallCounts, 'read' | 'said'>;
}

export async function openHubSpot(needs: HubSpotNeeds, meters: HubSpotMeters): Promise<Opened<HubSpotRoom>> {
  const { config, clock, everybody } = needs;
  const zoneOf = async (id: PortalId): Promise<string | null> =>
    (await connection.portals.find(id))?.timeZone ?? null;
  const days = createAccountDays(clock, zoneOf);
  const callCounts = createCallCounts({ ...needs, days });
  const limiter = createLimiter({ ...needs, days, count: (id, purpose) => callCounts.count(id, purpose) });
  const connection = createConnection({
    ...needs,
    limiter,
    hear: (id, headers) => callCounts.hear(id, headers),
    onCall: ({ path, status, ms }) => meters.calls.observe({ path, status: String(status) }, ms / SECOND),
  });
  const { client, portals, tokens, leadStatus, uninstall, journal, time } = connection;
  portals.onConnected((tx, portalId) => everybody.connected(tx, portalId));
  portals.onDisconnected((tx, portalId) => everybody.disconnected(tx, portalId));
  const users = createUsers({ client });
  const { known } = connection;
  const reading = {
    contacts: createContacts({ client, known }),
    search: createContactSearch({ client }),
    companies: createCompanies({ client }),
    definitions: createDefinitions({ client }),
    lists: createLists({ client }),
    owners: createOwners({ client, clock }),
    users,
    tasks: createTasks({ client }),
    preferences: createPreferences({ client }),
  };
  const { isBusy, limits } = limiter;
  const account = { isBusy, limits, callCounts };
  const onRefused = (reason: string): void => meters.refused.inc({ reason });
  const check = { config, clock, hubspotTime: time, onRefused, budget: createBodyBudget() };
  return {
    api: { ...reading, portals, client, tokens, leadStatus, uninstall, journal, time, known, ...account },
    routes: connection.routes,
    figures: [hubspotFigures(connection.troubles, meters)],
    guards: {
      event: requireSignature(check, webhookBody),
      signature: requireSignature(check),
      admin: requireAdmin({ portals, users }),
    },
    queues: [...connection.queues, forgetQueue(callCounts)],
    on: { pullIn: () => tokens.pullIn() },
    start: () => connection.connectConfiguredToken(),
    close: () => callCounts.flush(),
  };
}

const forgetQueue = (callCounts: Pick<CallCounts, 'forget'>): Queue =>
  plainQueue({
    name: 'hubspot.forget-call-counts',
    options: { concurrency: 1 },
    cron: '11 4 * * *',
    run: () => callCounts.forget(),
  });
