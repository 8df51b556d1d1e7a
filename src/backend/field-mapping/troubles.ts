import type { MappedField, Trouble } from './field-entity.ts';

const words: Readonly<Record<Trouble, string>> = {
  archived: 'was deleted in HubSpot',
  gone: 'is no longer in HubSpot, or was made sensitive so that Baton may not see it',
  sensitive: 'was made sensitive in HubSpot',
  changed: 'is of another type in HubSpot now',
};

/** "“Renewal date” was deleted in HubSpot." null: nothing is wrong. */
export const troubleOf = ({ label, trouble }: Pick<MappedField, 'label' | 'trouble'>): string | null =>
  trouble === null ? null : `“${label}” ${words[trouble]}.`;

/** What emails do that print it. */
export const meanwhileOf = ({ fallback }: Pick<MappedField, 'fallback'>): string =>
  fallback === ''
    ? 'Emails that print it wait, unless their text has a fallback.'
    : `Emails say “${fallback}” instead.`;
