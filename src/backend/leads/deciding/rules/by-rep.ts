import { labelOf } from '../../../hubspot/properties/labels.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import type { LeadEvent, Rule, Situation } from '../events.ts';
import { nextBusinessMoment } from '../schedule.ts';
import { isActive, needsPerson } from '../states.ts';
import type { LeadState } from '../states.ts';
import { planFor } from './assignment.ts';
import { RESUME_DELAY_MS, wakeAfter } from './nurturing.ts';
import { takenUp } from './at-risk.ts';
import { handBack, unsubscribed, unsubscribedLater } from './ending.ts';

type Event<Type extends LeadEvent['type']> = Extract<LeadEvent, { type: Type }>;

/** Soon, but not in the same breath as the click. */
const soon = (lead: Lead, { now, hours }: Situation): number =>
  nextBusinessMoment(now + RESUME_DELAY_MS, hours, lead.timeZone);

/** The assistant does not wait any longer for a return, or for the day that the contact named. */
export const continueNow: Rule<Event<'continue-asked'>> = (lead, { by }, situation) => ({
  rule: 'continued-by-a-person',
  title: `${by} let ${situation.assistantName} go on now`,
  detail: 'Nothing is waited for any longer.',
  change: { state: lead.state === 'OutOfOffice' ? 'Cold' : lead.state, wakeAt: soon(lead, situation) },
  effects: [{ do: 'write-status', urgent: true }],
});

/** From the first email of a sequence that the person has not had. */
export const restart: Rule<Event<'restart-asked'>> = (lead, event, situation) => {
  const { steps, step, obstacle } = planFor(lead, event, situation.elsewhere);
  if (obstacle) return null;
  return {
    rule: 'restarted-by-a-person',
    title: `${event.by} restarted the follow-up with “${event.name}”`,
    detail: `${steps.length - step === 1 ? '1 email' : `${steps.length - step} emails`} to come; nothing is sent twice.`,
    change: {
      stage: 'nurturing',
      state: 'Cold',
      steps,
      step,
      sequenceId: event.sequenceId,
      sequenceVersion: event.version,
      sequenceName: event.name,
      closeReason: null,
      retry: null,
      wakeAt: soon(lead, situation),
    },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
  };
};

/** Ends the follow-up for good; a hand-back alone says nothing about the lead. */
export const stop: Rule<Event<'stop-asked'>> = (_lead, { by }) =>
  handBack({
    rule: 'stopped-by-a-person',
    title: `${by} stopped the follow-up`,
    state: 'DeActivated',
    subState: 'stopped',
    reason: `${by} stopped the follow-up.`,
  });

/** A person says what came of it: of what needs a person, the contact goes back. */
export const marked: Rule<Event<'marked'>> = (lead, { as, by }, situation) => {
  const title = `${by} marked the lead ${labelOf('baton_lead_connection_status', as)}`;
  const rule = `marked-by-a-person: ${as}`;
  if (as === 'Cold') return markedCold(lead, { rule, title }, situation);
  if (isActive(lead.stage))
    return handBack({ rule, title, state: as, reason: `${by} marked the lead ${as}.` });
  return {
    rule,
    title,
    change: { state: as, subState: null, pickedUpAt: null, closeReason: `${by} marked the lead ${as}.` },
    effects: [{ do: 'close-reviews' }, { do: 'write-status', urgent: true }],
  };
};

function markedCold(lead: Lead, { rule, title }: { rule: string; title: string }, situation: Situation) {
  const change: Partial<Lead> = { state: 'Cold', subState: null };
  if (isActive(lead.stage)) {
    const wasAway = lead.state === 'OutOfOffice' && lead.stage === 'nurturing';
    return {
      rule,
      title,
      detail: lead.stage === 'paused' ? 'It stays paused.' : 'The follow-up goes on.',
      change: { ...change, ...(wasAway ? { wakeAt: soon(lead, situation) } : {}) },
      effects: [{ do: 'write-status', urgent: true } as const],
    };
  }
  return {
    rule,
    title,
    detail: 'Nobody is asked to take it up any more.',
    change: { ...change, pickedUpAt: situation.now },
    effects: [{ do: 'close-reviews' } as const, { do: 'write-status', urgent: true } as const],
  };
}

/** As if the contact had followed the link. */
export const unsubscribedByRep: Rule<Event<'unsubscribe-asked'>> = (lead, { by }, situation) => {
  const decide = isActive(lead.stage) ? unsubscribed : unsubscribedLater;
  const decision = decide(lead, { type: 'unsubscribed' }, situation);
  return (
    decision && {
      ...decision,
      rule: 'unsubscribed-by-a-person',
      title: `${by} unsubscribed the contact`,
      change: {
        ...decision.change,
        closeReason: `${by} unsubscribed the contact. Baton will never write to this address again.`,
      },
    }
  );
};

/** Two emails in one breath are one too many: the next one of the sequence keeps its distance. */
export const letterAsked: Rule<Event<'letter-asked'>> = (lead, { title, detail }, { now, hours }) => ({
  rule: 'written-by-a-person',
  title,
  detail,
  change: isActive(lead.stage) && lead.stage !== 'queued' ? { wakeAt: afterLetter(lead, now, hours) } : {},
  effects: lead.stage === 'nurturing' ? [{ do: 'cancel-mails' }] : [],
});

const afterLetter = (lead: Lead, now: number, hours: Situation['hours']): number =>
  Math.max(lead.wakeAt ?? 0, wakeAfter(lead, Math.max(lead.step, 1), now, hours));

/** The person who was introduced goes on; the assistant is done. */
export const introduced: Rule<Event<'introduced'>> = (lead, { by, certain, subject }, situation) => {
  const title = `${situation.assistantName} introduced ${by}${certain ? '' : '; the email probably left'}`;
  const reason = `${situation.assistantName} introduced ${by} to the contact.`;
  if (isActive(lead.stage))
    return { ...handBack({ rule: 'introduced', title, state: ended(lead.state), reason }), detail: subject };
  return {
    rule: 'introduced',
    title,
    detail: subject,
    ...(needsPerson.has(lead.state) ? takenUp(lead, situation.now) : { change: {}, effects: [] }),
  };
};

/** An absence, or a wait, is over with it. */
const ended = (state: LeadState): LeadState => (state === 'OutOfOffice' ? 'Cold' : state);
