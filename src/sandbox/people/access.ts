import type { Access, Team, User } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';
import type { StoredRecord } from '../records/record.ts';

const EVERYTHING: Access = { installsApps: true, contacts: 'all' };
const USUAL: Access = { installsApps: false, contacts: 'all' };

/** What a user may; a super admin may everything. */
export const accessOf = (user: User): Access => (user.superAdmin ? EVERYTHING : (user.access ?? USUAL));

/** Whether HubSpot's pages show a contact to a user. Nothing of it reaches an app. */
export function maySee(portal: Portal, user: User, contact: StoredRecord): boolean {
  const { contacts } = accessOf(user);
  if (contacts === 'all' || contacts === 'none') return contacts === 'all';
  const owner = portal.owners.get(contact.properties.hubspot_owner_id ?? '');
  if (!owner) return false;
  if (owner.userIdIncludingInactive === user.id) return true;
  const other = portal.users.get(String(owner.userIdIncludingInactive));
  return contacts === 'team' && user.primaryTeamId !== null && other?.primaryTeamId === user.primaryTeamId;
}

export const membersOfTeam = (portal: Portal, teamId: string): User[] =>
  [...portal.users.values()].filter((user) => user.primaryTeamId === teamId);

/** The teams of a user; none that does not exist. */
export function teamsOf(portal: Portal, user: User | undefined): Team[] {
  const team = portal.teams.get(user?.primaryTeamId ?? '');
  return team ? [team] : [];
}
