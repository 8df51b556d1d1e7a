import type { SystemTime } from '../ground/clock.ts';
import type { Invitation } from '../options.ts';
import type { Owner, User } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';

/** User and owner ids are different numbers in HubSpot, and both differ from contact ids. */
const FIRST_USER_ID = 61_000_001;
const FIRST_OWNER_ID = 41_600_001;

type NewUser = Pick<User, 'email' | 'firstName' | 'lastName'> & Partial<User>;

/** Adds a user who has no owner yet. @param user.id default: the next free one */
export function addUser(portal: Portal, user: NewUser): User {
  // Ids of users who left live on in their owners and are not given again.
  const given = [...portal.users.values()].map(({ id }) => id);
  const left = [...portal.owners.values()].map((owner) => owner.userIdIncludingInactive);
  const highest = Math.max(FIRST_USER_ID - 1, ...given, ...left);
  const added: User = {
    id: highest + 1,
    superAdmin: false,
    roleId: null,
    primaryTeamId: null,
    accepted: true,
    ...user,
    email: user.email.toLowerCase(),
  };
  portal.users.set(String(added.id), added);
  return added;
}

/** Makes a user an owner of records. Doing it again changes nothing. */
export function addOwner(portal: Portal, user: User): Owner {
  const existing = portal.ownerOfUser(user.id);
  if (existing) return existing;
  const highest = Math.max(FIRST_OWNER_ID - 1, ...[...portal.owners.values()].map(({ id }) => Number(id)));
  const now = portal.world.clock.now();
  const owner: Owner = {
    id: String(highest + 1),
    userId: user.id,
    userIdIncludingInactive: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    createdAt: now,
    updatedAt: now,
    archived: false,
  };
  portal.owners.set(owner.id, owner);
  return owner;
}

/** Deactivates an owner, or brings it back. Records keep it. */
export function archiveOwner(portal: Portal, owner: Owner, archived: boolean): Owner {
  const changed = {
    ...owner,
    archived,
    userId: archived ? null : owner.userIdIncludingInactive,
    updatedAt: portal.world.clock.now(),
  };
  portal.owners.set(owner.id, changed);
  return changed;
}

/** New users: the owner appears later, and an invitation is mailed if wanted. */
export interface Onboarding {
  /** @param welcome mail an invitation */
  welcome(portal: Portal, user: User, welcome: boolean): void;
}

export function createOnboarding(parts: {
  time: SystemTime;
  ownerLagMs: number;
  invite: ((invitation: Invitation) => void | Promise<unknown>) | undefined;
  origin: () => string;
  /** Timers outlive no sandbox. */
  onFailure: (error: unknown) => void;
}): Onboarding & { close(): void } {
  const timers = new Set<() => void>();
  const ownerLater = (portal: Portal, user: User): void => {
    const cancel = parts.time.after(parts.ownerLagMs, () => {
      timers.delete(cancel);
      if (portal.users.has(String(user.id))) addOwner(portal, user);
    });
    timers.add(cancel);
  };
  return {
    welcome(portal, user, welcome) {
      ownerLater(portal, user);
      if (!welcome || !parts.invite) return;
      const { email, firstName, lastName } = user;
      const acceptUrl = `${parts.origin()}/invitations/${portal.id}/${user.id}`;
      const invitation = {
        portalId: portal.id,
        accountName: portal.account.name,
        email,
        firstName,
        lastName,
        acceptUrl,
      };
      Promise.resolve(parts.invite(invitation)).catch(parts.onFailure);
    },
    close: () => timers.forEach((cancel) => cancel()),
  };
}

/** The name that a page shows for an owner; null: nobody. */
export function ownerName(portal: Portal, ownerId: string | undefined): string | null {
  const owner = ownerId === undefined ? undefined : portal.owners.get(ownerId);
  return owner ? [owner.firstName, owner.lastName].filter(Boolean).join(' ') || owner.email : null;
}
