import type { Database } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { DAY, HOUR, MINUTE } from '../ground/clock.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { PortalId, UserId } from '../ground/identifiers.ts';
import type { Logger } from '../ground/logger.ts';
import { isAdmin } from '../hubspot/portals/admin.ts';
import type { HubSpot, Owner, Portal } from '../hubspot/types.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { ViewerEntity } from './viewer-entity.ts';
import type { ViewerRow } from './viewer-entity.ts';

/** Who looks at Baton's pages, and what they may see there. */
export interface Viewer {
  portal: Portal;
  userId: UserId;
  role: 'admin' | 'rep';
  /** Leads seen by these (`seenBy` of the leads); null: all. */
  sight: readonly string[] | null;
  /** Those of these that are the person's own. */
  own: readonly string[];
  /** The same in words. */
  sees: string;
}

/** @throws BatonError PORTAL_NOT_CONNECTED if Baton never was in this account; those of HubSpot if it must be asked and cannot */
export type ViewerOf = (user: { portalId: PortalId; userId: UserId }) => Promise<Viewer>;

interface Deps {
  database: Database;
  hubspot: Pick<HubSpot, 'portals' | 'users' | 'owners'>;
  settings: Pick<Settings, 'get'>;
  clock: Clock;
  logger: Logger;
}

/** Until then HubSpot is not asked; until the next, after the answer; until the last, only if it answers. */
const FRESH_MS = 5 * MINUTE;
const USABLE_MS = HOUR;
const IN_NEED_MS = DAY;

/**
 * B14. Admins see everything. HubSpot's API tells an app nothing of which records a user may see, so a rep sees the
 * contacts that HubSpot calls owned: theirs, with the team's or all where an admin says that HubSpot shows those too.
 */
export function createViewerOf(deps: Deps): ViewerOf {
  const asking = new Map<string, Promise<ViewerRow>>();
  /** One question at a time, however many cards ask. */
  const ask = (portal: Portal, userId: UserId): Promise<ViewerRow> => {
    const key = `${portal.portalId}:${userId}`;
    const running = asking.get(key) ?? check(deps, portal, userId).finally(() => asking.delete(key));
    asking.set(key, running);
    return running;
  };
  return async ({ portalId, userId }) => {
    const portal = await deps.hubspot.portals.find(portalId);
    if (!portal) throw new BatonError('PORTAL_NOT_CONNECTED');
    const row = await known(deps, portal, userId, () => ask(portal, userId));
    const { repsSee } = await deps.settings.get(portalId);
    return { portal, userId, ...rightsOf(row, userId, repsSee) };
  };
}

async function known(
  { database, clock, logger }: Deps,
  portal: Portal,
  userId: UserId,
  ask: () => Promise<ViewerRow>,
): Promise<ViewerRow> {
  const { portalId } = portal;
  const row = await database.manager.findOneBy(ViewerEntity, { portalId, userId });
  const age = row ? Math.abs(clock.now() - row.checkedAt) : Infinity;
  if (row && age < FRESH_MS) return row;
  if (portal.status !== 'connected') return row && age < IN_NEED_MS ? row : unknown(portal, userId);
  if (row && age < USABLE_MS) {
    ask().catch((error: unknown) => logger.warn({ portalId, err: error }, 'a viewer could not be checked'));
    return row;
  }
  try {
    return await ask();
  } catch (error) {
    if (row && age < IN_NEED_MS && isBatonError(error) && error.retry !== 'never') return row;
    throw error;
  }
}

/** Nobody can be asked: who connected the account is known, everybody else sees nothing of contacts. */
const unknown = ({ portalId, connectedByUserId }: Portal, userId: UserId): ViewerRow => ({
  portalId,
  userId,
  isAdmin: connectedByUserId === userId,
  ownerId: null,
  teamOwners: [],
  checkedAt: 0,
});

async function check({ database, hubspot, clock }: Deps, portal: Portal, userId: UserId): Promise<ViewerRow> {
  const { portalId } = portal;
  const [admin, owners] = await Promise.all([
    isAdmin(hubspot, portal, userId),
    hubspot.owners.list(portalId),
  ]);
  const own = owners.find((owner) => owner.userId === userId && !owner.archived);
  const row: ViewerRow = {
    portalId,
    userId,
    isAdmin: admin,
    ownerId: own?.ownerId ?? null,
    teamOwners: own ? owners.filter((owner) => shareTeam(own, owner)).map(({ ownerId }) => ownerId) : [],
    checkedAt: clock.now(),
  };
  await database.manager.upsert(ViewerEntity, row, ['portalId', 'userId']);
  return row;
}

const shareTeam = (one: Owner, other: Owner): boolean =>
  one.teamIds.some((team) => other.teamIds.includes(team));

function rightsOf(
  { isAdmin: admin, ownerId, teamOwners }: ViewerRow,
  userId: UserId,
  repsSee: PortalSettings['repsSee'],
): Pick<Viewer, 'role' | 'sight' | 'own' | 'sees'> {
  const own = [...(ownerId ? [ownerId] : []), `user:${userId}`];
  if (admin) return { role: 'admin', sight: null, own, sees: 'You see every lead of this account.' };
  if (repsSee === 'all')
    return { role: 'rep', sight: null, own, sees: 'You see every lead of this account.' };
  if (repsSee === 'team') {
    const sees = 'You see leads whose contacts you or your teams own, or owned before the assistant.';
    return { role: 'rep', sight: [...new Set([...own, ...teamOwners])], own, sees };
  }
  const sees = 'You see leads whose contacts you own, or owned before the assistant.';
  return { role: 'rep', sight: own, own, sees };
}
