import { MINUTE } from '../../../ground/clock.ts';
import type { Effect, LeadEvent, Rule, Situation } from '../events.ts';
import { sentOf } from '../../lead/sent-of.ts';
import { hasAnswered } from '../../lead/has-answered.ts';
import type { HeldFor, Lead } from '../../lead/lead-entity.ts';
import { addBusinessDays, closedUntil, nextBusinessMoment } from '../schedule.ts';
import type { BusinessHours } from '../schedule.ts';
import { atUsualHour, hourInWords } from '../usual-hour.ts';
import { handBack } from './ending.ts';
import { stateUnderWay } from './interest.ts';
import { goesOnByItself, waitsForLater } from './waiting.ts';

/** How long the last mail may wait for an answer before the contact goes back. */
const BUSINESS_DAYS_AFTER_LAST_MAIL = 5;
/** After a pause the mail that was due goes out soon, but not in the same breath as the click. */
export const RESUME_DELAY_MS = 5 * MINUTE;

/** The time of a lead has come: the next mail, or the end of the sequence. */
export const woke: Rule<{ type: 'woke' }> = (lead, _event, situation) => {
  if (lead.wakeAt === null || lead.wakeAt > situation.now) return null;
  if (lead.step >= lead.steps.length) {
    return handBack({
      rule: 'sequence-finished',
      title: 'The sequence is finished',
      state: 'Processed',
      reason: `${hasAnswered(lead) ? 'Answered, but no more after' : 'No answer to'} ${sentOf(lead)} emails.`,
    });
  }
  const opens = nextBusinessMoment(situation.now, situation.hours, lead.timeZone);
  if (opens > situation.now) return postponed(lead, opens, situation);
  return {
    rule: 'step-due',
    title: `Email ${lead.step + 1} of ${lead.steps.length} is due`,
    change: isOver(lead) ? { wakeAt: null, state: stateUnderWay(lead) } : { wakeAt: null },
    effects: [queueStep(lead), ...(isOver(lead) ? [{ do: 'write-status', urgent: false } as const] : [])],
  };
};

/** The absence is over; or an email arrived at an address that could not be verified, for nothing came back. */
const isOver = (lead: Lead): boolean =>
  lead.state === 'OutOfOffice' || (lead.state === 'Pending' && sentOf(lead) > 0);

const queueStep = ({ steps, step, retry }: Lead): Effect => ({
  do: 'queue-mail',
  kind: steps[step]?.later ? 'later' : 'step',
  step,
  ...(retry?.step === step ? { again: retry.count } : {}),
});

/** The process slept through the hour, or the day was closed meanwhile: the mail waits for the next business moment. */
function postponed(lead: Lead, opens: number, { now, hours }: Situation) {
  const closed = closedUntil(now, opens, hours, lead.timeZone);
  return {
    rule: closed === null ? 'outside-business-hours' : 'waits: holiday',
    title: heldTitles[closed === null ? 'hours' : 'holiday'],
    detail: closed,
    change: { wakeAt: opens },
    effects: [],
  };
}

const heldTitles: Readonly<Record<HeldFor, string>> = {
  holiday: 'The next email waits for a working day',
  hours: 'The next email waits for business hours',
  'daily-cap': 'The next email waits: the mailbox has sent enough for today',
  reputation: 'The next email waits: the mailbox is paused',
  'postal-address': 'The next email waits for your postal address',
  campaign: 'The next email waits: its campaign says so',
  field: 'The next email waits for a field',
  unverified: 'The address cannot be verified: it is written to slowly',
};

/** The mail does not leave now; it is queued anew when its time has come. */
export const mailHeld: Rule<Extract<LeadEvent, { type: 'mail-held' }>> = (
  lead,
  { step, why, text, until },
) =>
  step !== lead.step
    ? null
    : {
        rule: `waits: ${why}`,
        title: heldTitles[why],
        detail: text,
        change: { wakeAt: until, held: { why, text, until } },
        effects: [{ do: 'put-off-mail' }],
      };

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
  const { at: next, words } = nextAtUsualHour(lead, step, situation);
  return {
    rule: event.certain ? 'mail-sent' : 'mail-sent-unconfirmed',
    title: `Email ${step} of ${lead.steps.length} ${event.certain ? 'sent' : 'probably sent'}`,
    detail: event.certain
      ? `${event.subject}${words}`
      : 'The answer of the mail server was lost and the mailbox cannot be asked. It is not sent again, so that nobody gets it twice.',
    // An absence may have been told of while the mail was on its way.
    change: { step, wakeAt: lead.state === 'OutOfOffice' ? Math.max(lead.wakeAt ?? 0, next) : next },
    effects: [],
  };
};

/** The sequence goes on with the next email, at its gap. */
export const mailSkipped: Rule<Extract<LeadEvent, { type: 'mail-skipped' }>> = (
  lead,
  { kind, step: skipped, by },
  { now, hours },
) => {
  if (kind === 'brochure')
    return handBack({
      rule: 'brochure-skipped',
      title: `${by} decided not to send the brochure`,
      state: 'Responded',
      reason: `The contact asked for the brochure; ${by} decided that the assistant does not send it.`,
    });
  if (skipped !== lead.step) return null;
  const step = lead.step + 1;
  const steps = lead.steps.map((one, index) =>
    index === lead.step ? { ...one, skipped: true as const } : one,
  );
  return {
    rule: 'mail-skipped',
    title: `${by} skipped email ${step} of ${lead.steps.length}`,
    detail: step < lead.steps.length ? `Next: ${lead.steps[step]?.name ?? ''}.` : 'It was the last one.',
    change: { step, steps, wakeAt: wakeAfter(lead, step, now, hours) },
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

/** When the next email leaves, at the hour in which the contact usually reads; and why then, for the timeline. */
function nextAtUsualHour(lead: Lead, step: number, { now, hours, reads = null }: Situation) {
  const planned = wakeAfter(lead, step, now, hours);
  // What ends a sequence is no email.
  if (step >= lead.steps.length || reads === null) return { at: planned, words: '' };
  const at = atUsualHour(planned, reads, { now, hours, zone: lead.timeZone });
  const words =
    at === planned ? '' : `. The next one leaves when this contact usually reads: ${hourInWords(reads)}`;
  return { at, words };
}

export function wakeAfter(lead: Lead, step: number, now: number, hours: BusinessHours): number {
  const days = lead.steps[step]?.afterBusinessDays ?? BUSINESS_DAYS_AFTER_LAST_MAIL;
  return addBusinessDays(now, lead.state === 'Pending' ? 2 * days : days, hours, lead.timeZone);
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
        effects: [{ do: 'compare-draft' }],
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

/** It was paused until something is mended, or with its campaign: now it is until a person resumes it. */
export const pauseForGood: Rule<Extract<LeadEvent, { type: 'pause-asked' }>> = (lead, event) =>
  !goesOnByItself(lead)
    ? null
    : {
        rule: 'paused-by-a-person',
        title: `Paused by ${event.by}`,
        detail: 'It goes on only when a person resumes it.',
        change: { held: null, closeReason: null },
        effects: [],
      };

export const resume: Rule<Extract<LeadEvent, { type: 'resume-asked' }>> = (lead, event, situation) => ({
  rule: 'resumed-by-a-person',
  title: `Resumed by ${event.by}`,
  change: {
    stage: 'nurturing',
    // It was paused before it had begun.
    state: lead.state === 'New' ? 'Cold' : lead.state,
    closeReason: null,
    wakeAt: nextBusinessMoment(
      Math.max(lead.wakeAt ?? 0, situation.now + RESUME_DELAY_MS),
      situation.hours,
      lead.timeZone,
    ),
  },
  effects: [{ do: 'write-status', urgent: true }],
});
