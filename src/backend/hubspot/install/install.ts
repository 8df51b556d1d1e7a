import type { Clock } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import type { Database } from '../../database/database.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Logger } from '../../ground/logger.ts';
import { DEFAULT_TIME_ZONE, DEFAULT_UI_DOMAIN, readAccount } from '../portals/account.ts';
import type { Account } from '../portals/account.ts';
import type { Vault } from '../../vault/vault.ts';
import type { PortalCredential, PortalFacts, PortalRegistry } from '../portals/portals.ts';
import { missingScopes, optionalScopes, requiredScopes } from '../portals/scopes.ts';
import type { Grant, TokenEndpoint, TokenOwner } from '../tokens/token-endpoint.ts';
import { sealGrant } from '../tokens/tokens.ts';
import type { Transport } from '../calls/transport.ts';

/** Queue of the job that makes an account's properties complete. Data: `{ portalId }`. */
export const PROVISION_QUEUE = 'hubspot.provision';

export interface InstallDeps {
  clock: Clock;
  logger: Logger;
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  vault: Vault;
  portals: PortalRegistry;
  endpoint: TokenEndpoint;
  transport: Transport;
  hubspot: Pick<Config['hubspot'], 'accessToken'>;
}

/** What an install by HubSpot's consent page needs besides. */
export type OAuthDeps = InstallDeps & { config: Config };

/**
 * Connects the account of a grant that an admin has just given.
 * @throws BatonError HUBSPOT_MISSING_SCOPE when a required permission was not granted; others when HubSpot is away.
 */
export async function installGrant(deps: InstallDeps, grant: Grant): Promise<PortalFacts> {
  const owner = await deps.endpoint.introspect(grant.accessToken);
  const granted = grant.scopes ?? owner.scopes;
  const missing = missingScopes(granted);
  if (missing.length > 0) {
    const message = `These permissions are needed and were not granted: ${missing.join(', ')}. Start the install again and grant them.`;
    throw new BatonError('HUBSPOT_MISSING_SCOPE', message, { context: { requiredScopes: missing } });
  }
  const account = await accountOrDefaults(deps, grant.accessToken, owner.hubId ?? grant.hubId);
  const facts = toFacts(account, granted, owner);
  await connect(deps, facts, sealGrant(deps.vault, facts.portalId, grant, deps.clock.now()));
  return facts;
}

/**
 * Connects the one account that HUBSPOT_ACCESS_TOKEN belongs to.
 * @throws BatonError when HubSpot does not tell which account that is; the caller tries again.
 */
export async function installConfiguredToken(deps: InstallDeps): Promise<PortalId> {
  const token = deps.hubspot.accessToken;
  if (token === null) throw new BatonError('CONFIG_INVALID', 'HUBSPOT_ACCESS_TOKEN is not set.');
  const account = await readAccount(deps.transport, deps.clock, token).catch(explainRefusal);
  // HubSpot tells the permissions of OAuth tokens only; of others a missing one shows when it is needed.
  const owner = await deps.endpoint.introspect(token).catch(() => undefined);
  const facts = toFacts(account, owner?.scopes ?? [...requiredScopes, ...optionalScopes], owner);
  await connect(deps, facts, {
    credential: 'access-token',
    sealedAccessToken: null,
    sealedRefreshToken: null,
    accessTokenExpiresAt: null,
    refreshDueAt: null,
    grantedTo: null,
  });
  return portalId(facts.portalId);
}

function explainRefusal(error: unknown): never {
  if (!isBatonError(error) || error.context['status'] !== 401) throw error;
  const message =
    'HubSpot refuses HUBSPOT_ACCESS_TOKEN. Put a valid token into the configuration and restart Baton.';
  throw new BatonError('HUBSPOT_APP_MISCONFIGURED', message, { cause: error, context: error.context });
}

async function connect(deps: InstallDeps, facts: PortalFacts, credential: PortalCredential): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await deps.portals.connect(tx, facts, credential);
    await deps.jobs.enqueue(tx, {
      queue: PROVISION_QUEUE,
      key: facts.portalId,
      data: { portalId: facts.portalId },
    });
  });
  deps.logger.info({ portalId: facts.portalId, credential: credential.credential }, 'Account connected');
}

/**
 * Time zone and host are useful, not needed: an account that does not show them is connected all the same.
 * @param hubId the account as the token names it; null: only the account's details tell it
 */
async function accountOrDefaults(deps: InstallDeps, token: string, hubId: string | null): Promise<Account> {
  try {
    const account = await readAccount(deps.transport, deps.clock, token);
    return { ...account, portalId: hubId ?? account.portalId };
  } catch (error) {
    if (hubId === null || !isBatonError(error, 'HUBSPOT_MISSING_SCOPE')) throw error;
    deps.logger.warn(
      { portalId: hubId, ...error.context },
      'HubSpot does not show the account details; using UTC',
    );
    return { portalId: hubId, timeZone: DEFAULT_TIME_ZONE, uiDomain: DEFAULT_UI_DOMAIN };
  }
}

const toFacts = (
  account: Account,
  scopes: readonly string[],
  owner: TokenOwner | undefined,
): PortalFacts => ({
  ...account,
  scopes: [...scopes],
  connectedByEmail: owner?.userEmail ?? null,
  connectedByUserId: owner?.userId ?? null,
});
