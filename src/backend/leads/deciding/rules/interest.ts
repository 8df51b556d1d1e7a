import type { Interest } from '../../../mail/engagement/engagement.ts';
import type { LeadState } from '../states.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import type { LeadEvent, Rule } from '../events.ts';

/** Emails that a contact opens to be warm without a click. */
const WARM_OPENED = 3;

/** Engaged: one email or more was opened; Warm: three or more were, or a link was followed. null: neither. */
export const stateOfInterest = (interest: Interest | null): 'Engaged' | 'Warm' | null => {
  if (!interest) return null;
  if (interest.clickedAt !== null || interest.opened >= WARM_OPENED) return 'Warm';
  return interest.opened > 0 ? 'Engaged' : null;
};

/** The state of a lead that nothing but its interest tells of. */
export const stateUnderWay = ({ interest }: Pick<Lead, 'interest'>): LeadState =>
  stateOfInterest(interest) ?? 'Cold';

/** Only these say less. An absence, an answer, an end say more, and stay. */
const below: Readonly<Record<'Engaged' | 'Warm', readonly LeadState[]>> = {
  Engaged: ['Cold'],
  Warm: ['Cold', 'Engaged'],
};

export const showedInterest: Rule<Extract<LeadEvent, { type: 'showed-interest' }>> = (lead, { interest }) => {
  const state = stateOfInterest(interest);
  if (state === null) return null;
  const before = lead.interest;
  if (before?.opened === interest.opened && before.clickedAt === interest.clickedAt) return null;
  const rises = below[state].includes(lead.state);
  return {
    rule: rises ? `engagement: ${state}` : 'engagement',
    title:
      interest.clickedAt === (before?.clickedAt ?? null)
        ? 'The contact opened an email'
        : 'The contact followed a link',
    detail: rises ? `${state}: ${inWords(interest)}.` : `${inWords(interest)}.`,
    change: { interest, ...(rises ? { state } : {}) },
    effects: rises ? [{ do: 'write-status', urgent: false }] : [],
  };
};

/** "3 emails opened, a link followed" */
export const inWords = ({ opened, clickedAt }: Interest): string => {
  const emails = opened === 1 ? '1 email opened' : `${opened} emails opened`;
  return clickedAt === null ? emails : `${emails}, a link followed`;
};
