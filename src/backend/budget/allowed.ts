import type { Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { AccountLimits, AllowedCalls } from '../hubspot/limiter/account-limits.ts';
import type { Portal, Portals } from '../hubspot/types.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import type { Settings } from '../settings/settings.ts';

/** HubSpot bounds an app so, whatever the account has bought. An access token has the limits of the account. */
export const APP_BOUND = 110;

export const boundOf = (portal: Pick<Portal, 'credential'> | undefined): number | null =>
  portal?.credential === 'access-token' ? null : APP_BOUND;

/** What an account may do by its settings: HubSpot's own bound of an app counts in any case. */
export function allowedBy(
  { apiBudget, dataSync }: Pick<PortalSettings, 'apiBudget' | 'dataSync'>,
  bound: number | null,
): AllowedCalls {
  const { perTenSeconds, perDay } = apiBudget ?? { perTenSeconds: APP_BOUND, perDay: null };
  return { perTenSeconds: Math.min(perTenSeconds, bound ?? Infinity), perDay, dataSync: dataSync.on };
}

export interface AllowDeps {
  hubspot: { portals: Pick<Portals, 'find'>; limits: Pick<AccountLimits, 'set'> };
  settings: Pick<Settings, 'get' | 'change'>;
}

/** Settings and what the limiter reads of them change together. */
export async function change(
  deps: AllowDeps,
  tx: Tx,
  portalId: PortalId,
  changed: Partial<Pick<PortalSettings, 'apiBudget' | 'dataSync'>>,
): Promise<void> {
  await deps.settings.change(portalId, changed, tx);
  await apply(deps, tx, portalId);
}

/** Tells the limiter what stands in the settings: another kind of connection has another bound. */
export async function apply({ hubspot, settings }: AllowDeps, tx: Tx, portalId: PortalId): Promise<void> {
  const bound = boundOf(await hubspot.portals.find(portalId, tx));
  await hubspot.limits.set(tx, portalId, allowedBy(await settings.get(portalId, tx), bound));
}
