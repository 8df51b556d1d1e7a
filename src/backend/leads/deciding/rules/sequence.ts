import type { LeadEvent, Rule } from '../events.ts';
import { hadOf, withoutHad } from './had.ts';
import type { SequenceStep } from '../../../writing/types.ts';
import type { Lead } from '../../lead/lead-entity.ts';

/** An edit of the sequence reaches a conversation that is under way from its next email on. */
export const sequenceChanged: Rule<Extract<LeadEvent, { type: 'sequence-changed' }>> = (
  lead,
  { version, name, steps },
  { now },
) => {
  if (lead.sequenceVersion !== null && lead.sequenceVersion >= version) return null;
  const had = lead.steps.slice(0, lead.step);
  const promised = lead.steps.slice(lead.step).filter(({ later }) => later !== undefined);
  const left = [...promised, ...withoutHad(steps.slice(placeAfter(steps, had)), hadOf(lead))];
  return {
    rule: 'sequence-changed',
    title: `The sequence “${name}” was changed`,
    detail: `From now on ${left.length === 1 ? '1 email follows' : `${left.length} emails follow`}.`,
    change: {
      steps: [...had, ...left],
      sequenceVersion: version,
      sequenceName: name,
      wakeAt: lead.wakeAt ?? now,
    },
    effects: [{ do: 'cancel-mails' }],
  };
};

/** Where the sequence goes on for who had these: an email put before one that they had comes too late. */
const placeAfter = (steps: readonly SequenceStep[], had: readonly SequenceStep[]): number =>
  steps.findLastIndex(({ key }) => key !== undefined && had.some((one) => one.key === key)) + 1;

/** A hole in an email is worse than a late one: a person fills it, or writes a fallback, and resumes. */
export const mailUnwritable: Rule<Extract<LeadEvent, { type: 'mail-unwritable' }>> = (
  lead: Lead,
  { step, reason },
  { now },
) =>
  step === lead.step
    ? {
        rule: 'email-cannot-be-written',
        title: `Email ${step + 1} of ${lead.steps.length} waits for a person`,
        detail: reason,
        change: { stage: 'paused', closeReason: `${reason} Then resume.`, wakeAt: lead.wakeAt ?? now },
        effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
      }
    : null;
