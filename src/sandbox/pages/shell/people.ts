import type { Owner, User } from '../api/types.ts';

/** The user a page acts as: by id, email or first name; by default Rae, the rep of the story. */
export function chooseUser<Person extends Pick<User, 'id' | 'email' | 'firstName'>>(
  users: readonly Person[],
  wanted: string | null,
): Person | null {
  const text = wanted?.toLowerCase();
  const matches = (user: Person) =>
    [user.id, user.email.toLowerCase(), user.firstName.toLowerCase()].includes(text ?? '');
  return users.find(matches) ?? users.find((user) => user.firstName === 'Rae') ?? users[0] ?? null;
}

/** First and last name, or the email address of a person without a name. */
export function personName(person: {
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
}) {
  return [person.firstName, person.lastName].filter(Boolean).join(' ') || person.email || 'Unknown';
}

/** What a user may that most do not, or may not that most do; null: as most. */
export function accessWords({ superAdmin, access }: Pick<User, 'superAdmin' | 'access'>): string | null {
  if (superAdmin) return 'super admin';
  if (access.installsApps) return 'manages apps';
  return { all: null, team: 'contacts of the team', own: 'own contacts', none: 'no contacts' }[
    access.contacts
  ];
}

/** Owner id -> name; owners whose user was deactivated say so. */
export function ownerNames(owners: readonly Owner[]): Map<string, string> {
  return new Map(
    owners.map((owner) => [owner.id, `${personName(owner)}${owner.archived ? ' (deactivated)' : ''}`]),
  );
}

/** The name of a contact, or whatever identifies it best. */
export function contactName(properties: Record<string, string | null>): string {
  const name = [properties['firstname'], properties['lastname']].filter(Boolean).join(' ');
  return name || properties['email'] || 'Contact without a name';
}

export function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? (words[1]?.[0] ?? '') : '')).toUpperCase();
}
