import type { Access, User } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';
import { addOwner, addUser } from '../people/people.ts';
import { CONTACT } from '../records/object-types.ts';
import { personAuthor } from '../records/record.ts';
import { writeProperties } from '../records/write.ts';

const TEAM = { id: '880001', name: 'Mid-market' };
const OWN_CONTACTS = 5;

/** In this order: users 61000006 …, owners 41600006 …, each with other permissions. */
const colleagues: readonly [
  firstName: string,
  lastName: string,
  access: Access,
  roleId: string,
  inTeam?: true,
][] = [
  ['Olga', 'Operations', { installsApps: true, contacts: 'all' }, '2'],
  ['Lena', 'Limited', { installsApps: false, contacts: 'own' }, '3', true],
  ['Theo', 'Teamlead', { installsApps: false, contacts: 'team' }, '4', true],
  ['Nadia', 'Noaccess', { installsApps: false, contacts: 'none' }, '5'],
];

/** People who may less than the others, or something else. Contacts that nobody owned become Lena's. */
export function seedColleagues(portal: Portal, domain: string): void {
  portal.teams.set(TEAM.id, TEAM);
  for (const [firstName, lastName, access, roleId, inTeam] of colleagues) {
    const email = `${firstName.toLowerCase()}@${domain}`;
    const primaryTeamId = inTeam ? TEAM.id : null;
    const user = addUser(portal, { firstName, lastName, email, access, roleId, primaryTeamId });
    const owner = addOwner(portal, user);
    if (access.contacts === 'own') giveContacts(portal, user, owner.id);
  }
}

/** The oldest without an owner. */
function giveContacts(portal: Portal, user: User, ownerId: string): void {
  const free = [...portal.table(CONTACT).all()].filter(({ properties }) => !properties.hubspot_owner_id);
  for (const contact of free.slice(0, OWN_CONTACTS)) {
    const author = { ...personAuthor(user.id), at: contact.updatedAt + 3_600_000 };
    writeProperties(portal, contact, { hubspot_owner_id: ownerId }, author);
  }
}
