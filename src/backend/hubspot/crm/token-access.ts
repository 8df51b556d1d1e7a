import type { Database } from '../../database/database.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import { createHubSpotClient } from '../calls/client.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { createTransport } from '../calls/transport.ts';
import { createTroubles } from '../calls/troubles.ts';
import { createLimiter } from '../limiter/limiter.ts';
import { readAccount } from '../portals/account.ts';

export interface TokenAccessDeps {
  database: Database;
  clock: Clock;
  random: Random;
  logger: Logger;
  apiUrl: string;
}

/**
 * HubSpot for a command that is given the token of an account: it needs no connected account in the database, and shares
 * the account's budget with every process on it. Which account it is, the token tells; it may be another one each time.
 * @throws BatonError HUBSPOT_REFUSED and others of a call
 */
export async function openTokenAccess(
  { apiUrl, ...deps }: TokenAccessDeps,
  token: string,
): Promise<{ portalId: PortalId; client: HubSpotClient }> {
  const transport = createTransport({ apiUrl });
  const account = await readAccount(transport, deps.clock, token);
  const always = async (): Promise<string> => token;
  const client = createHubSpotClient({
    ...deps,
    transport,
    limiter: createLimiter(deps),
    troubles: createTroubles(deps),
    // There is nothing to renew it with, and a single 401 does not say that it is dead: it is asked with again.
    tokens: { accessToken: always, renew: always },
  });
  return { portalId: portalId(account.portalId), client };
}
