import { createHash } from 'node:crypto';
import type { SequenceStep } from '../../../writing/types.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import type { LeadEvent, Rule } from '../events.ts';
import { formerBodies } from '../../../writing/recommended-sequence.ts';
import { isActive } from '../states.ts';

/** By what an email is known again: whatever sequence it stands in, in any language, and after its words changed. */
function namesOf({ body, key }: SequenceStep): string[] {
  const text = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return [text, key, formerBodies[text]].filter((name) => name !== undefined);
}

/** The emails that the person of a lead has had: of all its rounds, and under other contacts of theirs. */
export const hadOf = ({ steps, step, had }: Pick<Lead, 'steps' | 'step' | 'had'>): string[] => [
  ...new Set([...(had ?? []), ...steps.slice(0, step).flatMap(namesOf)]),
];

/** Without those that the person has had. A promise to come back is always kept. */
export const withoutHad = (steps: readonly SequenceStep[], had: readonly string[]): SequenceStep[] =>
  steps.filter((step) => step.later !== undefined || !namesOf(step).some((name) => isAmong(had, name)));

/** Also by the name that it had before it had a key. */
const isAmong = (had: readonly string[], name: string): boolean =>
  had.some((one) => one === name || formerBodies[one] === name);

/** Another contact turned out to be the same person: what they had there is not sent again. */
export const hadElsewhere: Rule<Extract<LeadEvent, { type: 'had-elsewhere' }>> = (lead, { had }, { now }) => {
  const known = hadOf(lead);
  const more = had.filter((one) => !known.includes(one));
  if (more.length === 0) return null;
  const rest = lead.steps.slice(lead.step);
  const left = withoutHad(rest, more);
  const isPlanned = isActive(lead.stage) && left.length < rest.length;
  return {
    rule: 'had-elsewhere',
    title: 'The person had emails under another contact',
    detail: isPlanned ? `Left out: ${rest.length - left.length} of those that were still to come.` : null,
    change: {
      had: [...(lead.had ?? []), ...more],
      ...(isPlanned
        ? { steps: [...lead.steps.slice(0, lead.step), ...left], wakeAt: lead.wakeAt ?? now }
        : {}),
    },
    effects: isPlanned ? [{ do: 'cancel-mails' }] : [],
  };
};

/** It was on its way when the assistant's work ended: the person has it all the same. */
export const leftBeforeTheEnd: Rule<Extract<LeadEvent, { type: 'mail-sent' }>> = (lead, event) => {
  const arrived = lead.subState !== 'bounced' && lead.subState !== 'undeliverable';
  if (event.kind === 'brochure' || event.step !== lead.step || lead.step >= lead.steps.length || !arrived)
    return null;
  return {
    rule: 'mail-left-before-the-end',
    title: `Email ${lead.step + 1} of ${lead.steps.length} had left just before`,
    detail: event.subject,
    change: { step: lead.step + 1 },
    effects: [],
  };
};
