import type { SettingsView } from '../../../cards/settings/contract.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { ownerName } from '../records/owner-name.ts';
import type { HubSpot, Portal } from '../types.ts';
import { featureStates } from './features.ts';
import { scopes } from './scopes.ts';

type Connection = Omit<SettingsView['connection'], 'lastEventAt'>;

/** Where an admin connects the account. @param optOuts asks also for the permission to share opt-outs */
export const installUrl = (publicUrl: string, optOuts: boolean): string =>
  `${publicUrl}/oauth/install${optOuts ? '?with=opt-outs' : ''}`;

/** The connection of an account. @param portal undefined: it never was connected */
export const connectionPart = (
  portalId: PortalId,
  portal: Portal | undefined,
  publicUrl: string,
  optOuts: boolean,
): Connection => ({
  portalId,
  status: portal?.status ?? 'not-connected',
  reason: portal?.statusReason ?? null,
  connectedBy: portal?.connectedByEmail ?? null,
  installUrl: installUrl(publicUrl, optOuts),
  scopes: scopes
    .filter(({ withSwitch }) => optOuts || !withSwitch)
    .map(({ withSwitch: _switched, ...scope }) => ({
      ...scope,
      granted: portal?.scopes.includes(scope.name) ?? false,
    })),
  features: portal?.status === 'connected' ? featureStates(portal.scopes) : [],
  provisioned: portal?.provisionedAt != null,
});

/** Active owners of a connected account. */
export async function ownersPart(
  { owners }: Pick<HubSpot, 'owners'>,
  portalId: PortalId,
): Promise<SettingsView['owners']> {
  const all = await owners.list(portalId);
  return all
    .filter((owner) => !owner.archived)
    .map((owner) => ({ ownerId: owner.ownerId, name: ownerName(owner), email: owner.email }));
}
