import type { Lead } from './lead-entity.ts';

/**
 * What the keys of this round's mails, notes and tasks begin with. It stays the same when the lead moves to another
 * contact, so that nothing of the round is written twice.
 */
export const roundKey = (lead: Pick<Lead, 'contactId' | 'round' | 'originKey'>): string =>
  lead.originKey ?? `${lead.contactId}-${lead.round}`;

/** Of the note and the task that come with the hand-back of a round. */
export const handBackKeys = (round: string): readonly [note: string, task: string] => [
  `${round}-handed-back`,
  `${round}-task`,
];
