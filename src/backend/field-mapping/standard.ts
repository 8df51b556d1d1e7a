import type { FieldsView } from '../../cards/fields/contract.ts';
import type { MappedField } from './field-entity.ts';

const standard = (tag: string, one: Pick<MappedField, 'object' | 'property' | 'label'>): MappedField => ({
  ...one,
  tag,
  kind: 'text',
  format: 'text',
  options: {},
  fallback: '',
  trouble: null,
});

/** Fields that every account has without mapping them. */
export const standardFields: readonly MappedField[] = [
  standard('contact_id', { object: 'contact', property: 'hs_object_id', label: 'Contact ID' }),
  standard('company_id', { object: 'company', property: 'hs_object_id', label: 'Company ID' }),
  standard('company_name', { object: 'company', property: 'name', label: 'Name of the company record' }),
  {
    ...standard('owner_email', { object: 'contact', property: 'hubspot_owner_id', label: 'Owner email' }),
    kind: 'owner',
    format: 'email',
  },
  {
    ...standard('owner_name', { object: 'contact', property: 'hubspot_owner_id', label: 'Owner name' }),
    kind: 'owner',
    format: 'name',
  },
];

/** How a text prints a field. */
export const insertOf = (tag: string): string => `{{ field.${tag} }}`;

const own = (name: string, label: string, from: string) => ({ insert: `{{ contact.${name} }}`, label, from });
const FROM_CONTACT = 'Contact';
const froms: Readonly<Record<string, string>> = {
  company: 'Primary company',
  owner: 'The person whom the contact goes back to',
  contact: FROM_CONTACT,
};

/** Everything that emails may print without a mapping, as the settings show it. */
export const alwaysThere: FieldsView['always'] = [
  own('firstName', 'First name', FROM_CONTACT),
  own('lastName', 'Last name', FROM_CONTACT),
  own('email', 'Email', FROM_CONTACT),
  own('jobTitle', 'Job title', FROM_CONTACT),
  own('company', 'Company name', FROM_CONTACT),
  ...standardFields.map(({ tag, label, object, kind }) => ({
    insert: insertOf(tag),
    label,
    from: froms[kind === 'owner' ? 'owner' : object] ?? FROM_CONTACT,
  })),
];
