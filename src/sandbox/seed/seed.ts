import { addOwner, addUser, archiveOwner } from '../people/people.ts';
import type { Portal } from '../accounts/portal.ts';
import type { Portals } from '../accounts/portals.ts';
import { seededRandom } from '../ground/random.ts';
import { seedColleagues } from './colleagues.ts';
import { seedContacts } from './contacts.ts';
import { seedLists } from './lists.ts';
import { seedObjects } from './objects.ts';

const DEFAULT_PORTAL_ID = 4242;
const DEFAULT_CONTACTS = 200;

/** Makes portal 4242, "Acme (local)", with its people, about 200 contacts, three lists, two custom objects and
 * some deals and tickets, unless it exists. */
export function seedDefaultPortal(portals: Portals): void {
  if (portals.find(DEFAULT_PORTAL_ID)) return;
  const portal = portals.create({ name: 'Acme (local)', portalId: DEFAULT_PORTAL_ID });
  seedPortal(portal, DEFAULT_CONTACTS);
  seedLists(portal);
  seedObjects(portal);
}

/** Users, owners and contacts of one portal. The same portal id gives the same people. */
export function seedPortal(portal: Portal, contactCount: number): void {
  const domain = `${portal.account.name.toLowerCase().match(/[a-z0-9]+/)?.[0] ?? 'portal'}.example.com`;
  for (const [firstName, lastName, superAdmin] of staff) {
    const email = `${firstName.toLowerCase()}@${domain}`;
    addOwner(portal, addUser(portal, { firstName, lastName, email, superAdmin }));
  }
  retire(portal, `dana@${domain}`);
  seedContacts(portal, contactCount, seededRandom(portal.id));
  seedColleagues(portal, domain);
}

/** In this order: users 61000001 …, owners 41600001 …. Dana has left the company. */
const staff: readonly [firstName: string, lastName: string, superAdmin: boolean][] = [
  ['Rae', 'Rep', false],
  ['Sam', 'Seller', false],
  ['Ada', 'Admin', true],
  ['Tara', 'Assistant', false],
  ['Dana', 'Departed', false],
];

/** The user is gone; the owner stays, archived. */
function retire(portal: Portal, email: string): void {
  const owner = [...portal.owners.values()].find((one) => one.email === email);
  if (!owner) return;
  archiveOwner(portal, owner, true);
  portal.users.delete(String(owner.userIdIncludingInactive));
}
