import type { SettingsView } from '../../../cards/settings/contract.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { ownerName } from '../records/owner-name.ts';
import type { HubSpot, Portal } from '../types.ts';
import { featureStates } from './features.ts';
import { scopes } from './scopes.ts';

type Connection = Omit<SettingsView['connection'], 'lastEventAt'>;

/** The connection of an account. @param portal undefined: it never was connected */
export const connectionPart = (
  portalId: PortalId,
  portal: Portal | undefined,
  publicUrl: string,
): Connection => ({
  portalId,
  status: portal?.status ?? 'not-connected',
  reason: portal?.statusReason ?? null,
  connectedBy: portal?.connectedByEmail ?? null,
  installUrl: `${publicUrl}/oauth/install`,
  scopes: scopes.map((scope) => ({ ...scope, granted: portal?.scopes.includes(scope.name) ?? false })),
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
