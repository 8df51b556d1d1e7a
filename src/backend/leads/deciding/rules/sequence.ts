import type { Decision, LeadEvent, Rule, Situation } from '../events.ts';
import { nextBusinessMoment } from '../schedule.ts';
import { hadOf, withoutHad } from './had.ts';
import type { SequenceStep } from '../../../writing/types.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { RESUME_DELAY_MS } from './nurturing.ts';

/** An edit of the sequence reaches a conversation that is under way from its next email on. */
export const sequenceChanged: Rule<Extract<LeadEvent, { type: 'sequence-changed' }>> = (
  lead,
  { version, name, steps },
  situation,
) => {
  if (lead.sequenceVersion !== null && lead.sequenceVersion >= version) return null;
  const had = lead.steps.slice(0, lead.step);
  const promised = lead.steps.slice(lead.step).filter(({ later }) => later !== undefined);
  const left = [...promised, ...withoutHad(steps.slice(placeAfter(steps, had)), hadOf(lead))];
  // Its text may do without the field by now; what cannot be written all the same pauses it again.
  const mended = lead.held?.why === 'field' ? goingOn(lead, situation) : null;
  return {
    rule: 'sequence-changed',
    title: `The sequence “${name}” was changed`,
    detail: `From now on ${left.length === 1 ? '1 email follows' : `${left.length} emails follow`}.`,
    change: {
      steps: [...had, ...left],
      sequenceVersion: version,
      sequenceName: name,
      wakeAt: lead.wakeAt ?? situation.now,
      ...mended?.change,
    },
    effects: [{ do: 'cancel-mails' }, ...(mended?.effects ?? [])],
  };
};

/** Where the sequence goes on for who had these: an email put before one that they had comes too late. */
const placeAfter = (steps: readonly SequenceStep[], had: readonly SequenceStep[]): number =>
  steps.findLastIndex(({ key }) => key !== undefined && had.some((one) => one.key === key)) + 1;

/** A hole in an email is worse than a late one: a person fills it, or writes a fallback, and resumes. */
export const mailUnwritable: Rule<Extract<LeadEvent, { type: 'mail-unwritable' }>> = (
  lead: Lead,
  { step, reason, field },
  { now },
) => {
  if (step !== lead.step) return null;
  const until = lead.wakeAt ?? now;
  const paused = { stage: 'paused', wakeAt: until } as const;
  return {
    rule: 'email-cannot-be-written',
    title: `Email ${step + 1} of ${lead.steps.length} waits for ${field === null ? 'a person' : 'a field'}`,
    detail: reason,
    change:
      field === null
        ? { ...paused, closeReason: `${reason} Then resume.`, held: null }
        : {
            ...paused,
            closeReason: `${reason} It goes on by itself when that is mended.`,
            held: { why: 'field', text: reason, until, tag: field },
          },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
  };
};

/** What a person or a rule paused meanwhile stays paused; what its campaign holds goes on with it. */
export const fieldMended: Rule<Extract<LeadEvent, { type: 'field-mended' }>> = (
  lead,
  { tag, campaign },
  situation,
) => {
  if (lead.held?.why !== 'field' || lead.held.tag !== tag) return null;
  const same = { rule: 'field-mended', title: 'What the next email prints is there again' };
  if (campaign !== null)
    return {
      ...same,
      detail: campaign,
      change: { closeReason: null, held: { why: 'campaign', text: campaign, until: lead.held.until } },
      effects: [],
    };
  return { ...same, ...goingOn(lead, situation), detail: 'It goes on by itself.' };
};

const goingOn = (lead: Lead, situation: Situation): Pick<Decision, 'change' | 'effects'> => {
  const at = Math.max(lead.wakeAt ?? 0, situation.now + RESUME_DELAY_MS);
  return {
    change: {
      stage: 'nurturing',
      closeReason: null,
      wakeAt: nextBusinessMoment(at, situation.hours, lead.timeZone),
    },
    effects: [{ do: 'write-status', urgent: false }],
  };
};
