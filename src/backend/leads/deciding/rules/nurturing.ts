import { MINUTE } from '../../../ground/clock.ts';
import type { Effect, LeadEvent, Rule } from '../events.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { addBusinessDays, nextBusinessMoment } from '../schedule.ts';
import type { BusinessHours } from '../schedule.ts';
import { handBack } from './ending.ts';
import { waitsForLater } from './waiting.ts';

/** How long the last mail may wait for an answer before the contact goes back. */
const BUSINESS_DAYS_AFTER_LAST_MAIL = 5;
/** After a pause the mail that was due goes out soon, but not in the same breath as the click. */
const RESUME_DELAY_MS = 5 * MINUTE;

/** The time of a lead has come: the next mail, or the end of the sequence. */
export const woke: Rule<{ type: 'woke' }> = (lead, _event, situation) => {
  if (lead.wakeAt === null || lead.wakeAt > situation.now) return null;
  if (lead.step >= lead.steps.length) {
    return handBack({
      rule: 'sequence-finished',
      title: 'The sequence is finished',
      state: 'Processed',
      reason: `No answer to ${lead.steps.length} emails.`,
    });
  }
  const opens = nextBusinessMoment(situation.now, situation.hours, lead.timeZone);
  if (opens > situation.now) return postponed(lead, opens);
  return {
    rule: 'step-due',
    title: `Email ${lead.step + 1} of ${lead.steps.length} is due`,
    change: lead.state === 'OutOfOffice' ? { wakeAt: null, state: 'Cold' } : { wakeAt: null },
    effects: [
      queueStep(lead),
      ...(lead.state === 'OutOfOffice' ? [{ do: 'write-status', urgent: false } as const] : []),
    ],
  };
};

const queueStep = ({ steps, step, retry }: Lead): Effect => ({
  do: 'queue-mail',
  kind: steps[step]?.later ? 'later' : 'step',
  step,
  ...(retry?.step === step ? { again: retry.count } : {}),
});

/** The process slept through the hour: the mail waits for the next business moment instead of leaving at night. */
const postponed = (_lead: Lead, opens: number) => ({
  rule: 'outside-business-hours',
  title: 'The next email waits for business hours',
  change: { wakeAt: opens },
  effects: [],
});

export const mailSent: Rule<Extract<LeadEvent, { type: 'mail-sent' }>> = (lead, event, situation) => {
  if (event.kind === 'brochure') {
    return handBack({
      rule: 'brochure-sent',
      title: 'Brochure sent',
      state: 'Responded',
      reason: 'The contact asked for the brochure; the assistant sent it.',
    });
  }
  // A rule may have moved on meanwhile (a reply, a pause): only the step that was waiting advances.
  if (event.step !== lead.step) return null;
  if (event.kind === 'step' && waitsForLater(lead)) return leftBeforeLater(lead, event);
  const step = lead.step + 1;
  const next = wakeAfter(lead, step, situation.now, situation.hours);
  return {
    rule: event.certain ? 'mail-sent' : 'mail-sent-unconfirmed',
    title: `Email ${step} of ${lead.steps.length} ${event.certain ? 'sent' : 'probably sent'}`,
    detail: event.certain
      ? event.subject
      : 'The answer of the mail server was lost and the mailbox cannot be asked. It is not sent again, so that nobody gets it twice.',
    // An absence may have been told of while the mail was on its way.
    change: { step, wakeAt: lead.state === 'OutOfOffice' ? Math.max(lead.wakeAt ?? 0, next) : next },
    effects: [],
  };
};

/** It was on its way when the contact asked to be written to later: that day stays. */
function leftBeforeLater(lead: Lead, { subject }: Extract<LeadEvent, { type: 'mail-sent' }>) {
  const [promise, next, ...rest] = lead.steps.slice(lead.step);
  const known = promise?.later?.before === next?.name && next !== undefined;
  const had = lead.steps.slice(0, lead.step);
  return {
    rule: 'mail-left-before-the-answer',
    title: 'An email left just before the answer came',
    detail: subject,
    change: known && promise ? { steps: [...had, next, promise, ...rest], step: lead.step + 1 } : {},
    effects: [],
  };
}

export function wakeAfter(lead: Lead, step: number, now: number, hours: BusinessHours): number {
  const days = lead.steps[step]?.afterBusinessDays ?? BUSINESS_DAYS_AFTER_LAST_MAIL;
  return addBusinessDays(now, days, hours, lead.timeZone);
}

export const contextChanged: Rule<Extract<LeadEvent, { type: 'context-changed' }>> = (
  lead,
  event,
  situation,
) =>
  (event.context ?? '') === (lead.ownContext ?? '')
    ? null
    : {
        rule: 'context-changed',
        title: event.context ? 'Context changed' : 'Context cleared: the default applies',
        detail: 'It counts for the emails that are not sent yet.',
        change: { ownContext: event.context, contextAt: situation.now },
        effects: [],
      };

/** The survivor of a merge carries whatever values the other contact had: this lead's are written over them. */
export const moved: Rule<{ type: 'contact-merged-in' }> = () => ({
  rule: 'contact-merged-in',
  title: 'The conversation goes on with the merged contact',
  change: {},
  effects: [{ do: 'write-status', urgent: false }],
});

export const pause: Rule<Extract<LeadEvent, { type: 'pause-asked' }>> = (lead, event, situation) => ({
  rule: 'paused-by-a-person',
  title: `Paused by ${event.by}`,
  change: { stage: 'paused', wakeAt: lead.wakeAt ?? situation.now },
  effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
});

export const resume: Rule<Extract<LeadEvent, { type: 'resume-asked' }>> = (lead, event, situation) => ({
  rule: 'resumed-by-a-person',
  title: `Resumed by ${event.by}`,
  change: {
    stage: 'nurturing',
    closeReason: null,
    wakeAt: nextBusinessMoment(
      Math.max(lead.wakeAt ?? 0, situation.now + RESUME_DELAY_MS),
      situation.hours,
      lead.timeZone,
    ),
  },
  effects: [{ do: 'write-status', urgent: true }],
});
