import { CONTACT } from '../records/object-types.ts';
import type { Author } from '../records/record.ts';
import { writeProperties } from '../records/write.ts';
import type { Preference } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';

const always = {
  isActive: true,
  isDefault: false,
  isInternal: false,
  createdAt: '2024-01-15T09:00:00.000Z',
  updatedAt: '2024-01-15T09:00:00.000Z',
};
/** The subscription types that every account here has. */
export const SUBSCRIPTION_TYPES = [
  {
    ...always,
    id: '1001',
    name: 'One to One',
    purpose: 'Sales',
    communicationMethod: 'Email',
    description: 'One-to-one emails from the sales team.',
  },
  {
    ...always,
    id: '1002',
    name: 'Marketing Information',
    purpose: 'Marketing',
    communicationMethod: 'Email',
    description: 'Offers and newsletters.',
  },
] as const;

/** The choice recorded for one subscription type, or for all of them (null). */
export function preferenceOf(
  portal: Portal,
  email: string,
  subscriptionId: string | null,
): Preference | undefined {
  return portal.preferences.get(`${email.toLowerCase()}/${subscriptionId ?? ''}`);
}

/**
 * Records a choice. It belongs to the address; the contact with that address shows an opt-out from all mail in
 * `hs_email_optout`.
 */
export function setPreference(portal: Portal, choice: Omit<Preference, 'at'>, author: Author): Preference {
  const preference = { ...choice, email: choice.email.toLowerCase(), at: portal.world.clock.now() };
  portal.preferences.set(`${preference.email}/${preference.subscriptionId ?? ''}`, preference);
  const contact = portal.table(CONTACT).byUnique('email', preference.email);
  if (preference.subscriptionId === null && contact) {
    writeProperties(
      portal,
      contact,
      { hs_email_optout: String(preference.status === 'UNSUBSCRIBED') },
      author,
    );
  }
  return preference;
}

/** Takes a choice back: the person has said nothing about this type of mail. */
export function forgetPreference(portal: Portal, email: string, subscriptionId: string): void {
  portal.preferences.delete(`${email.toLowerCase()}/${subscriptionId}`);
}
