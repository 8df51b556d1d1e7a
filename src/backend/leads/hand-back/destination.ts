import type { HubSpot, Owner } from '../../hubspot/types.ts';
import type { OwnerId, PortalId } from '../../ground/identifiers.ts';
import { ownerId } from '../../ground/identifiers.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Settings } from '../../settings/settings.ts';
import { ownerDuring } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';

/**
 * How old the look at an owner may be: many hand-backs to one person cost one call. An owner archived since then is
 * refused by HubSpot, and looked up again.
 */
const OWNER_AGE_MS = MINUTE;

interface Deps {
  hubspot: Pick<HubSpot, 'owners' | 'portals'>;
  settings: Settings;
  /** How old the look at an owner may be, ms. Default: `OWNER_AGE_MS`. */
  ownerAgeMs?: number;
}

/** Where a contact goes, and who is told. */
export interface Destination {
  owner: Owner | null;
  /** Gets the task: the owner, or an admin when nobody can own the contact. */
  told: Owner | null;
  /** Why it is not the prior owner, in words; null when it is. */
  detour: string | null;
}

/**
 * The prior owner, or who has the contact by now if it is back already; else the fallback owner, else nobody, and an
 * admin is told.
 */
export async function findDestination(deps: Deps, lead: Lead): Promise<Destination> {
  const { portalId, priorOwnerId, priorOwnerName } = lead;
  if (lead.keptOwner !== null && lead.stage === 'handing_back') return keptDestination(deps, lead);
  let prior: Owner | null = null;
  for (const id of candidates(lead)) prior ??= await activeOwner(deps, portalId, id);
  if (prior) return { owner: prior, told: prior, detour: null };
  const why = priorOwnerId
    ? `${priorOwnerName ?? 'The prior owner'} is no longer an active user in HubSpot.`
    : 'The contact had no owner before.';
  const { fallbackOwnerId } = await deps.settings.get(portalId);
  const fallback = await activeOwner(deps, portalId, fallbackOwnerId ? ownerId(fallbackOwnerId) : null);
  if (fallback) return { owner: fallback, told: fallback, detour: why };
  return {
    owner: null,
    told: (await connectingAdmin(deps, portalId)) ?? null,
    detour: `${why} No fallback owner is set in Baton's settings, so it has no owner now.`,
  };
}

/** Whose the contact was all the while, and stays. */
async function keptDestination(deps: Deps, lead: Lead): Promise<Destination> {
  const owner = await activeOwner(deps, lead.portalId, ownerDuring(lead));
  const told = owner ?? (await connectingAdmin(deps, lead.portalId)) ?? null;
  return { owner, told, detour: owner ? null : 'The contact has no active owner.' };
}

const candidates = (lead: Lead): (OwnerId | null)[] => {
  const { stage, ownerId: now, assistantOwnerId, handedBackTo, priorOwnerId } = lead;
  return stage === 'closed'
    ? [now === assistantOwnerId ? null : now, handedBackTo, priorOwnerId]
    : [priorOwnerId];
};

async function activeOwner(deps: Deps, portalId: PortalId, id: OwnerId | null): Promise<Owner | null> {
  if (!id) return null;
  const owner = await deps.hubspot.owners.byId(portalId, id, { maxAgeMs: deps.ownerAgeMs ?? OWNER_AGE_MS });
  return owner && !owner.archived ? owner : null;
}

async function connectingAdmin({ hubspot }: Deps, portalId: PortalId): Promise<Owner | undefined> {
  const portal = await hubspot.portals.find(portalId);
  return portal?.connectedByUserId ? hubspot.owners.byUserId(portalId, portal.connectedByUserId) : undefined;
}
