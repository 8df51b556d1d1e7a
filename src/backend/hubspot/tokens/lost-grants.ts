import { Not } from 'typeorm';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { RENEWAL } from '../calls/troubles.ts';
import { portalEntity } from '../portals/portal-entity.ts';
import type { PortalRow } from '../portals/portal-entity.ts';
import type { TokensDeps } from './tokens-deps.ts';

export const DISCONNECTED_REASON =
  'HubSpot no longer accepts the connection: the app was uninstalled or its access was revoked. An admin must connect the account again.';
export const OTHER_APP =
  'This account was connected with another app than HUBSPOT_CLIENT_ID names. Nothing is lost: put the client id and secret of that app back into the configuration and restart Baton, or let an admin connect the account again.';
const APP_REFUSED =
  'HubSpot refuses the client id or secret of this app. Nothing is lost: the operator checks HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET and restarts Baton, and work goes on.';
const NOT_PROVED =
  'HubSpot answers that the access of this account is gone, and nothing else bears it out yet. Nothing is lost; Baton asks again by itself.';

export const disconnected = (portalId: PortalId, reason: string | null): BatonError =>
  new BatonError('PORTAL_DISCONNECTED', reason ?? undefined, { context: { portalId } });

/** The access token of the row. */
export function openToken({ vault }: Pick<TokensDeps, 'vault'>, row: PortalRow): string {
  return vault.open(row.sealedAccessToken ?? '', { portalId: row.portalId, purpose: 'access-token' });
}

/** Was the account connected with another app than the configuration names? */
export const isOfOtherApp = ({ endpoint }: TokensDeps, { grantedTo }: PortalRow): boolean =>
  grantedTo !== null && grantedTo !== endpoint.clientId;

export const appWrong = (message: string, cause?: BatonError): BatonError =>
  new BatonError('HUBSPOT_APP_MISCONFIGURED', message, {
    retry: 'backoff',
    context: cause?.context ?? {},
    cause,
  });

/** Records what the failure means, and returns the error to throw. */
export async function afterFailure(
  deps: TokensDeps,
  portalId: PortalId,
  row: PortalRow,
  error: unknown,
): Promise<unknown> {
  if (isBatonError(error, 'HUBSPOT_APP_MISCONFIGURED'))
    return alarm(deps, portalId, appWrong(isOfOtherApp(deps, row) ? OTHER_APP : APP_REFUSED, error));
  if (!isBatonError(error, 'PORTAL_DISCONNECTED')) return error;
  const proof = await secondProof(deps, portalId, row);
  if (proof === 'app-wrong') return alarm(deps, portalId, appWrong(APP_REFUSED, error));
  if (proof === 'none') {
    const context = { ...error.context, portalId, saidGone: true };
    return alarm(
      deps,
      portalId,
      new BatonError('HUBSPOT_UNAVAILABLE', NOT_PROVED, { retry: 'backoff', context, cause: error }),
    );
  }
  if (await deps.portals.disconnect(portalId, DISCONNECTED_REASON, row.grantNumber)) {
    deps.logger.warn(
      { portalId, ...error.context },
      'HubSpot refused the refresh token: account disconnected',
    );
    return disconnected(portalId, DISCONNECTED_REASON);
  }
  // An admin connected the account again meanwhile: the next try uses the new grant.
  return new BatonError('HUBSPOT_UNAVAILABLE', undefined, {
    cause: error,
    retry: 'backoff',
    context: { portalId },
  });
}

/** The operator is told at once, admins see it on the settings page and the card. The tokens stay. */
async function alarm(deps: TokensDeps, portalId: PortalId, error: BatonError): Promise<BatonError> {
  const status = Number(error.context['status'] ?? 0);
  deps.logger.fatal({ portalId, code: error.code, ...error.context }, error.message);
  await deps.troubles?.refused(portalId, { endpoint: RENEWAL, status, message: error.message, askedMs: 0 });
  return error;
}

/**
 * HubSpot says "bad refresh token" of one that is gone and of another app's alike, and a start with wrong settings gets
 * that answer for every account. So it counts only with a second proof: HubSpot does not know the account's access token
 * either, and it is this app that the account was given to; or, where HubSpot cannot tell, the app proved good with
 * another account.
 */
async function secondProof(
  deps: TokensDeps,
  portalId: PortalId,
  row: PortalRow,
): Promise<'gone' | 'app-wrong' | 'none'> {
  const proved = row.grantedTo !== null || (await isProvedByOthers(deps, portalId));
  const unsure = !proved && (await hasOthers(deps, portalId));
  try {
    const known = await deps.endpoint.knows(openToken(deps, row));
    return known || unsure ? 'none' : 'gone';
  } catch (error) {
    if (isBatonError(error, 'HUBSPOT_APP_MISCONFIGURED')) return 'app-wrong';
    if (isBatonError(error, 'PORTAL_DISCONNECTED')) return unsure ? 'none' : 'gone';
    return (await isProvedByOthers(deps, portalId)) ? 'gone' : 'none';
  }
}

/** Other accounts were renewed with this client id: client id and secret fit, and are those of this installation. */
const isProvedByOthers = ({ database, endpoint }: TokensDeps, portalId: PortalId): Promise<boolean> =>
  database.manager.existsBy(portalEntity, {
    portalId: Not(portalId),
    status: 'connected',
    grantedTo: endpoint.clientId,
  });

const hasOthers = ({ database }: TokensDeps, portalId: PortalId): Promise<boolean> =>
  database.manager.existsBy(portalEntity, {
    portalId: Not(portalId),
    status: 'connected',
    credential: 'oauth',
  });
