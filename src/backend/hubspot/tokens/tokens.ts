import { setTimeout as pause } from 'node:timers/promises';
import { MoreThan } from 'typeorm';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Vault } from '../../vault/vault.ts';
import { portalEntity } from '../portals/portal-entity.ts';
import type { PortalRow } from '../portals/portal-entity.ts';
import type { PortalCredential } from '../portals/portals.ts';
import { RENEWAL } from '../calls/troubles.ts';
import {
  DISCONNECTED_REASON,
  OTHER_APP,
  afterFailure,
  appWrong,
  disconnected,
  isOfOtherApp,
  openToken,
} from './lost-grants.ts';
import { Setbacks } from './setbacks.ts';
import type { Grant } from './token-endpoint.ts';
import type { TokensDeps } from './tokens-deps.ts';

/** Access tokens of connected accounts. */
export interface Tokens {
  /**
   * A token that is valid now; renewed from 80 % of its life on, once for all processes.
   * @throws BatonError PORTAL_NOT_CONNECTED, PORTAL_DISCONNECTED, HUBSPOT_APP_MISCONFIGURED, HUBSPOT_UNAVAILABLE …
   */
  accessToken(portalId: PortalId): Promise<string>;
  /** Another token than `rejected`, which HubSpot answered with 401. Errors as above. */
  renew(portalId: PortalId, rejected: string): Promise<string>;
  /**
   * Asks HubSpot whether the account's grant still holds; if not, the connection has ended when this resolves.
   * @throws BatonError HUBSPOT_UNAVAILABLE … when it could not be told
   */
  confirm(portalId: PortalId): Promise<void>;
  /** After the clock was set back: a renewal whose process died holds up others no longer than usual. */
  pullIn(): Promise<void>;
}

/** Longer than the call may take, so that its holder has its answer or has given up before another one starts. */
const LEASE_MS = MINUTE;
const REFRESH_SHARE = 0.8;
const WAIT_MS = 45 * SECOND;
/** A token this close to its end may be refused on arrival. */
const SAFETY_MS = 5 * SECOND;

/** The columns of a new grant. */
export function sealGrant(vault: Vault, portalId: string, grant: Grant, now: number): PortalCredential {
  return {
    credential: 'oauth',
    sealedAccessToken: vault.seal(grant.accessToken, { portalId, purpose: 'access-token' }),
    sealedRefreshToken: vault.seal(grant.refreshToken, { portalId, purpose: 'refresh-token' }),
    accessTokenExpiresAt: now + grant.expiresInMs,
    grantedTo: grant.clientId ?? null,
    refreshDueAt: now + Math.floor(grant.expiresInMs * REFRESH_SHARE),
  };
}

export function createTokens(deps: TokensDeps): Tokens {
  /** Renewals of this process that are under way. */
  const flights = new Map<PortalId, Promise<string>>();
  const setbacks = new Setbacks(deps.clock);
  const renewOnce = (portalId: PortalId, rejected: string | null): Promise<string> => {
    const running = flights.get(portalId);
    if (running) return running;
    const flight = setbacks
      .around(portalId, () => renewAcrossProcesses(deps, portalId, rejected))
      .finally(() => flights.delete(portalId));
    flights.set(portalId, flight);
    return flight;
  };
  return {
    async accessToken(portalId) {
      const row = await connectedRow(deps, portalId);
      if (row.credential === 'access-token') return configuredToken(deps, portalId);
      const now = deps.clock.now();
      const valid = (row.accessTokenExpiresAt ?? 0) > now + SAFETY_MS;
      if (valid && (row.refreshDueAt ?? 0) > now) return openToken(deps, row);
      if (valid && (row.refreshingUntil ?? 0) > now) return openToken(deps, row);
      return valid ? renewOrKeep(deps, row, renewOnce(portalId, null)) : renewOnce(portalId, null);
    },
    async renew(portalId, rejected) {
      const row = await connectedRow(deps, portalId);
      // There is nothing to renew it with, and a single 401 does not say that it is dead: it is asked with again.
      if (row.credential === 'access-token') return configuredToken(deps, portalId);
      const current = openToken(deps, row);
      return current === rejected ? renewOnce(portalId, rejected) : current;
    },
    async confirm(portalId) {
      const row = await deps.portals.row(portalId);
      if (row?.status !== 'connected' || row.credential === 'access-token') return;
      try {
        await renewOnce(portalId, openToken(deps, row));
      } catch (error) {
        if (isBatonError(error, 'PORTAL_DISCONNECTED')) return;
        // What made the caller ask is the second proof.
        if (!isBatonError(error) || error.context['saidGone'] !== true) throw error;
        await deps.portals.disconnect(portalId, DISCONNECTED_REASON, row.grantNumber);
      }
    },
    async pullIn() {
      const latest = deps.clock.now() + LEASE_MS;
      const { manager } = deps.database;
      await manager.update(portalEntity, { refreshingUntil: MoreThan(latest) }, { refreshingUntil: latest });
    },
  };
}

async function connectedRow({ portals }: TokensDeps, portalId: PortalId): Promise<PortalRow> {
  const row = await portals.row(portalId);
  if (!row) throw new BatonError('PORTAL_NOT_CONNECTED', undefined, { context: { portalId } });
  if (row.status !== 'connected') throw disconnected(portalId, row.statusReason);
  return row;
}

function configuredToken({ hubspot }: TokensDeps, portalId: PortalId): string {
  if (hubspot.accessToken !== null) return hubspot.accessToken;
  throw new BatonError(
    'PORTAL_NOT_CONNECTED',
    'This account was connected by HUBSPOT_ACCESS_TOKEN, which is not set any more.',
    { context: { portalId } },
  );
}

/** The token still lives for a while: a failure to renew it early harms nobody yet. */
async function renewOrKeep(deps: TokensDeps, row: PortalRow, renewal: Promise<string>): Promise<string> {
  try {
    return await renewal;
  } catch (error) {
    if (!isBatonError(error) || error.retry === 'never') throw error;
    deps.logger.warn(
      { portalId: row.portalId, code: error.code },
      'Renewing the access token failed; the old one is still valid',
    );
    return openToken(deps, row);
  }
}

/** Renews, or waits for the process that does. */
async function renewAcrossProcesses(
  deps: TokensDeps,
  portalId: PortalId,
  rejected: string | null,
): Promise<string> {
  const pollMs = deps.pollMs ?? 100;
  for (let waited = 0; waited <= WAIT_MS; waited += pollMs) {
    const lease = await takeLease(deps, portalId);
    const row = await connectedRow(deps, portalId);
    if (isFresh(deps, row, rejected)) {
      if (lease) await releaseLease(deps, portalId, lease);
      return openToken(deps, row);
    }
    if (lease) return renewUnderLease(deps, portalId, row, lease);
    await pause(pollMs);
  }
  throw new BatonError(
    'HUBSPOT_UNAVAILABLE',
    'Another process is renewing the access token and has not finished.',
    { retry: 'backoff', context: { portalId } },
  );
}

function isFresh(deps: TokensDeps, row: PortalRow, rejected: string | null): boolean {
  if ((row.refreshDueAt ?? 0) <= deps.clock.now()) return false;
  return rejected === null || openToken(deps, row) !== rejected;
}

/** @returns the lease's name, or undefined while another process holds it. */
async function takeLease(deps: TokensDeps, portalId: PortalId): Promise<string | undefined> {
  const lease = deps.random.uuid();
  const now = deps.clock.now();
  const update = deps.database.manager
    .createQueryBuilder()
    .update(portalEntity)
    .set({ refreshLease: lease, refreshingUntil: now + LEASE_MS });
  const free = '(refreshing_until IS NULL OR refreshing_until <= :now)';
  const { affected } = await update
    .where({ portalId, status: 'connected' })
    .andWhere(free, { now })
    .execute();
  return affected ? lease : undefined;
}

async function releaseLease(deps: TokensDeps, portalId: PortalId, lease: string): Promise<void> {
  await deps.database.manager
    .getRepository(portalEntity)
    .update({ portalId, refreshLease: lease }, { refreshLease: null, refreshingUntil: null });
}

async function renewUnderLease(
  deps: TokensDeps,
  portalId: PortalId,
  row: PortalRow,
  lease: string,
): Promise<string> {
  try {
    if (isOfOtherApp(deps, row)) throw appWrong(OTHER_APP);
    const refreshToken = deps.vault.open(row.sealedRefreshToken ?? '', {
      portalId,
      purpose: 'refresh-token',
    });
    const grant = await deps.endpoint.refresh(refreshToken);
    await storeRenewed(deps, portalId, grant, lease);
    await deps.troubles?.passed(portalId, RENEWAL);
    return grant.accessToken;
  } catch (error) {
    throw await afterFailure(deps, portalId, row, error);
  } finally {
    await releaseLease(deps, portalId, lease);
  }
}

/**
 * Only the holder of the lease writes: a new install meanwhile has a newer grant. HubSpot may replace the refresh token,
 * and an admin of HubSpot may have taken a permission away or granted one since.
 */
async function storeRenewed(
  deps: TokensDeps,
  portalId: PortalId,
  grant: Grant,
  lease: string,
): Promise<void> {
  const columns = {
    ...sealGrant(deps.vault, portalId, grant, deps.clock.now()),
    ...(grant.scopes ? { scopes: [...grant.scopes] } : {}),
  };
  await deps.database.manager.getRepository(portalEntity).update({ portalId, refreshLease: lease }, columns);
}
