import { DateTime } from 'luxon';
import { languageOf, languageOfTag } from '../../../ground/languages.ts';
import { substitutesIn } from '../../../replies/substitute.ts';
import type { Absent } from '../../../replies/substitute.ts';
import type { Classification } from '../../../replies/types.ts';
import { laterStep } from '../../../writing/answer-steps.ts';
import { suitsAnswered } from '../../../writing/recommended-sequence.ts';
import { answerTitles, understood } from '../../telling/understood.ts';
import type { Decision, LeadEvent, Situation } from '../events.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { addBusinessDays, openingOn } from '../schedule.ts';
import { handBack } from './ending.ts';
import { stateUnderWay } from './interest.ts';

type ReplyEvent = Extract<LeadEvent, { type: 'replied' }>;

/** Without a date: an absent person is usually back after a week, and "later" means about a month. */
const BUSINESS_DAYS_OUT_OF_OFFICE = 5;
const BUSINESS_DAYS_LATER = 22;
/** Business days before an email that could not be delivered is tried again, each time. */
const RETRY_AFTER = [1, 2, 4] as const;

/** Does the lead wait for the day on which the contact asked to be written to again? */
export const waitsForLater = ({ steps, step }: Pick<Lead, 'steps' | 'step'>): boolean =>
  steps[step]?.later !== undefined;

/** Is it paused until its campaign goes on, or a field is there again? Nobody has to resume it then. */
export const goesOnByItself = ({ stage, held }: Pick<Lead, 'stage' | 'held'>): boolean =>
  stage === 'paused' && (held?.why === 'campaign' || held?.why === 'field');

/** The sequence rests until the return. It never brings forward what is planned for later. */
export function outOfOffice(lead: Lead, { reply, text, at }: ReplyEvent, situation: Situation): Decision {
  const namesSomebody = substitutesIn(text, absentIn(lead)).length > 0;
  const back = resumeAt(lead, reply, situation, BUSINESS_DAYS_OUT_OF_OFFICE);
  const again = lead.state === 'OutOfOffice' && !waitsForLater(lead);
  return {
    rule: 'reply: OutOfOffice',
    title: answerTitles.OutOfOffice,
    detail: `${reply.date ? `Back on ${reply.date}.` : 'No return date given.'} ${understood(reply)}${namesSomebody ? ' Names somebody to turn to.' : ''}`,
    change: { state: 'OutOfOffice', wakeAt: again ? back : Math.max(lead.wakeAt ?? 0, back) },
    effects: [
      { do: 'cancel-mails' },
      { do: 'write-status', urgent: true },
      ...(namesSomebody ? [{ do: 'offer-substitute', at } as const] : []),
    ],
  };
}

/** The person of a lead, as an absence notice may name them. `further`: addresses besides the main one. */
export const absentIn = ({ email, facts }: Lead, further: readonly string[] = []): Absent => ({
  addresses: [email ?? '', ...further],
  firstName: facts.firstName,
  lastName: facts.lastName,
});

/** The contact is written to on the day asked for, with words that say so; what suits only the silent is left out. */
export function connectLater(lead: Lead, { reply, text }: ReplyEvent, situation: Situation): Decision {
  const at = resumeAt(lead, reply, situation, BUSINESS_DAYS_LATER);
  const language = languageOf(text) ?? languageOfTag(lead.facts.language) ?? 'en';
  const rest = lead.steps.slice(lead.step).filter(({ later }) => !later);
  const named = reply.date !== null && reply.date > todayOf(lead, situation) ? reply.date : null;
  const promise = laterStep(language, named, rest[0]?.name ?? null);
  return {
    rule: 'reply: ConnectLater',
    title: answerTitles.ConnectLater,
    detail: understood(reply),
    change: {
      steps: [...lead.steps.slice(0, lead.step), promise, ...rest.filter(suitsAnswered)],
      wakeAt: at,
      retry: null,
      ...(lead.state === 'OutOfOffice' ? { state: stateUnderWay(lead) } : {}),
    },
    effects: [
      { do: 'cancel-mails' },
      { do: 'write-status', urgent: true },
      { do: 'write-note', about: 'later' },
    ],
  };
}

/** The last email did not arrive for now: the same one is tried again, each time after a longer while, then no more. */
export function softBounce(lead: Lead, { reply, about }: ReplyEvent, situation: Situation): Decision {
  const { now, hours } = situation;
  const step = about ?? lead.step - 1;
  const count = (lead.retry?.step === step ? lead.retry.count : 0) + 1;
  const base = { rule: 'reply: SoftBounce', title: answerTitles.SoftBounce, detail: understood(reply) };
  // Told of a second time, or of an email before the last: it is tried again already, or the next one arrived.
  if (step < 0 || step !== lead.step - 1 || waitsForLater(lead)) return { ...base, change: {}, effects: [] };
  const gap = RETRY_AFTER[count - 1];
  if (gap === undefined) {
    const ending = handBack({
      ...base,
      state: 'DeActivated',
      subState: 'undeliverable',
      reason: `The email could not be delivered in ${count} tries: ${reply.evidence}`,
    });
    return { ...ending, change: { ...ending.change, step, retry: null } };
  }
  const wakeAt = addBusinessDays(now, gap, hours, lead.timeZone);
  return {
    ...base,
    detail: `${understood(reply)} Tried again in ${gap === 1 ? 'one business day' : `${gap} business days`}.`,
    change: {
      step,
      retry: { step, count },
      wakeAt: lead.state === 'OutOfOffice' ? Math.max(lead.wakeAt ?? 0, wakeAt) : wakeAt,
    },
    effects: [{ do: 'cancel-mails' }],
  };
}

const todayOf = (lead: Lead, { now }: Situation): string =>
  DateTime.fromMillis(now, { zone: lead.timeZone }).toISODate() ?? '';

/** A date that has passed already (an old notice) does not bring the next mail forward. */
function resumeAt(lead: Lead, reply: Classification, situation: Situation, businessDays: number): number {
  const { now, hours } = situation;
  if (reply.date && reply.date > todayOf(lead, situation)) return openingOn(reply.date, hours, lead.timeZone);
  return addBusinessDays(now, businessDays, hours, lead.timeZone);
}
