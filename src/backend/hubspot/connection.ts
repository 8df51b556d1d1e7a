import type { Clock, Random } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { Database } from '../database/database.ts';
import type { Route } from '../http/routes.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { plainQueue, portalQueue } from '../room/queue.ts';
import type { Queue } from '../room/queue.ts';
import type { Logger } from '../ground/logger.ts';
import { createHubSpotClient } from './calls/client.ts';
import { createHubSpotTime } from './calls/hubspot-time.ts';
import type { HubSpotTime } from './calls/hubspot-time.ts';
import type { CallReport } from './calls/client.ts';
import type { HubSpotClient, Limiter } from './calls/client-types.ts';
import { createContactProperties } from './properties/contact-properties.ts';
import type { Vault } from '../vault/vault.ts';
import { installConfiguredToken, PROVISION_QUEUE } from './install/install.ts';
import type { InstallDeps } from './install/install.ts';
import { createJournalApi } from './journal/journal-api.ts';
import type { JournalApi } from './journal/journal-api.ts';
import { createLeadStatusOptions } from './properties/lead-status.ts';
import type { LeadStatusOptions } from './properties/lead-status.ts';
import { oauthRoutes } from './install/oauth.ts';
import { createPortals } from './portals/portals.ts';
import type { PortalRegistry } from './portals/portals.ts';
import { createKnownProperties } from './properties/known-properties.ts';
import type { KnownProperties } from './properties/known-properties.ts';
import { patiently, provision } from './properties/provisioning.ts';
import { createTokenEndpoint } from './tokens/token-endpoint.ts';
import { createTokens } from './tokens/tokens.ts';
import type { Tokens } from './tokens/tokens.ts';
import { createTransport } from './calls/transport.ts';
import { createTroubles } from './calls/troubles.ts';
import type { Troubles } from './calls/troubles.ts';
import { createUninstall } from './install/uninstall.ts';
import type { Uninstall } from './install/uninstall.ts';

export interface ConnectionDeps {
  config: Config;
  clock: Clock;
  random: Random;
  logger: Logger;
  database: Database;
  vault: Vault;
  jobs: Pick<Jobs, 'enqueue'>;
  limiter: Limiter;
  onCall?: (report: CallReport) => void;
  /** Told of the headers of every answer. */
  hear?: (portalId: PortalId, headers: Headers) => void;
}

/** Everything between Baton and HubSpot's API that is not a record: accounts, tokens, calls, install, properties. */
export interface Connection {
  portals: PortalRegistry;
  tokens: Tokens;
  client: HubSpotClient;
  leadStatus: LeadStatusOptions;
  uninstall: Uninstall;
  journal: JournalApi;
  time: HubSpotTime;
  troubles: Troubles;
  known: KnownProperties;
  /** `/oauth/install` and `/oauth/callback`. */
  routes: readonly Route[];
  queues: readonly Queue[];
  /** Asks for the connection of HUBSPOT_ACCESS_TOKEN's account, if one is configured. Once at start. */
  connectConfiguredToken(): Promise<void>;
}

/** Connects the account of HUBSPOT_ACCESS_TOKEN; a job, so that it is tried again while HubSpot is away. */
const CONNECT_QUEUE = 'hubspot.connect';
/** Once a day, asks for the provisioning of every account: repairs what was deleted, and notices an uninstall. */
const DAILY_QUEUE = 'hubspot.provision-all';

export function createConnection(deps: ConnectionDeps): Connection {
  const { config, clock, logger, database, vault, jobs } = deps;
  const time = createHubSpotTime({ clock, logger });
  const transport = time.watch(createTransport({ apiUrl: config.hubspot.apiUrl }));
  const portals = createPortals({ database, clock, limits: deps.limiter.limits });
  const endpoint = createTokenEndpoint(transport, config.hubspot);
  const troubles = createTroubles({ database, clock });
  const tokens = createTokens({
    database,
    clock,
    random: deps.random,
    logger,
    vault,
    portals,
    endpoint,
    hubspot: config.hubspot,
    troubles,
  });
  const client = createHubSpotClient({
    clock,
    logger,
    limiter: deps.limiter,
    tokens,
    transport,
    troubles,
    onCall: deps.onCall,
    hear: deps.hear,
  });
  const properties = createContactProperties(client);
  const { hubspot } = config;
  const install: InstallDeps = {
    clock,
    logger,
    database,
    jobs,
    vault,
    portals,
    endpoint,
    transport,
    hubspot,
  };
  return {
    portals,
    tokens,
    client,
    troubles,
    known: knownProperties(deps, portals),
    leadStatus: createLeadStatusOptions(properties, clock),
    uninstall: createUninstall({ client, portals, logger }),
    time,
    journal: createJournalApi({ transport, endpoint, clock, apiUrl: config.hubspot.apiUrl }),
    routes: oauthRoutes({ ...install, config }),
    queues: [
      portalQueue(
        PROVISION_QUEUE,
        async (id) => {
          const portal = await portals.find(id);
          if (portal?.status === 'connected')
            await patiently(() => provision({ properties, portals, logger }, id));
        },
        { concurrency: 2 },
      ),
      plainQueue({
        name: DAILY_QUEUE,
        options: { concurrency: 1 },
        cron: '17 3 * * *',
        run: () => provisionAll(database, portals, jobs),
      }),
      plainQueue({
        name: CONNECT_QUEUE,
        options: { concurrency: 1, attempts: 50 },
        run: () => installConfiguredToken(install),
      }),
    ],
    async connectConfiguredToken() {
      if (config.hubspot.accessToken === null) return;
      await database.transaction((tx) => jobs.enqueue(tx, { queue: CONNECT_QUEUE, key: 'configured-token' }));
    },
  };
}

const knownProperties = ({ database, jobs }: ConnectionDeps, portals: PortalRegistry): KnownProperties =>
  createKnownProperties({
    find: (id) => portals.find(id),
    async provisionAgain(id) {
      await portals.markIncomplete(id);
      await askForProperties(database, jobs, [id]);
    },
  });

/** Asks for the properties of these accounts to be made complete. */
const askForProperties = (
  database: Database,
  jobs: Pick<Jobs, 'enqueue'>,
  portals: readonly PortalId[],
): Promise<void> =>
  database.transaction(async (tx) => {
    for (const portalId of portals)
      await jobs.enqueue(tx, { queue: PROVISION_QUEUE, key: portalId, data: { portalId } });
  });

async function provisionAll(
  database: Database,
  portals: PortalRegistry,
  jobs: Pick<Jobs, 'enqueue'>,
): Promise<void> {
  const connected = await portals.connected();
  await askForProperties(
    database,
    jobs,
    connected.map(({ portalId }) => portalId),
  );
}
