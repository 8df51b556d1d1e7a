import { DateTime } from 'luxon';
import { DAY, HOUR } from '../../ground/clock.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { readMeetingTime, type MeetingTime } from '../../replies/meeting-time.ts';
import { referredPerson } from '../../replies/referred-person.ts';
import type { ReplyClass } from '../../replies/types.ts';
import type { ReferredPerson } from '../../replies/referred-person.ts';
import { openingOn } from '../deciding/schedule.ts';
import type { BusinessHours } from '../deciding/schedule.ts';
import { sentOf } from '../lead/sent-of.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { legalDeadline } from './answer-notes.ts';
import { taskDue } from './task-due.ts';
import { isWrongPerson, understood } from './understood.ts';
import { contactName, dayWords, hourWords, inZone, paragraphs, sameTime } from './words.ts';

/** What came in, as far as a task tells of it. */
export type TaskAnswer = Pick<Mail, 'text' | 'at' | 'replyClass'>;

export interface TaskInput {
  lead: Lead;
  answer: TaskAnswer | null;
  /** False: nobody can own the contact, and an admin gets the task. */
  owned: boolean;
  /** Why it is not the prior owner, if so. */
  detour: string | null;
  /** The contact in HubSpot that has the address named in the answer. */
  known?: KnownContact | null;
  /** What came with the answers, in words; null: nothing. */
  files?: string | null;
  now: number;
  hours: BusinessHours;
  /** IANA zone of the account: HubSpot tells apps no zone of a user without a further permission. */
  zone: string;
}

export interface OwnerTask {
  subject: string;
  html: string;
  dueAt: number;
  priority: 'HIGH' | 'MEDIUM';
}

/** What is to be done: the title starts with the verb. */
interface Work {
  title: string;
  /** How, in a sentence. */
  how: string;
  within: number;
  /** Begins then, epoch ms. */
  before?: number | null;
  urgent?: true;
  link?: KnownContact;
}

/** A contact that HubSpot has already. */
export interface KnownContact {
  name: string;
  url: string;
}

export const linkTo = ({ name, url }: KnownContact): string =>
  `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`;

export const namedAndKnown = (known: KnownContact): string =>
  `Named in the answer, and in HubSpot already: ${linkTo(known)}.`;

/** The task for whoever has the contact now: what to do, by when, and nothing that the note says already. */
export function ownerTask(input: TaskInput): OwnerTask {
  const work = workFor(input);
  const { now, hours, zone, owned, detour } = input;
  return {
    subject: !owned ? `Find an owner for ${contactName(input.lead)}: ${lowerFirst(work.title)}` : work.title,
    html: paragraphs(
      !owned ? `<strong>The contact has no owner.</strong> ${escapeHtml(detour ?? '')}` : null,
      escapeHtml(work.how),
      work.link ? linkTo(work.link) : null,
      input.files ? escapeHtml(input.files) : null,
      !owned || detour === null ? null : `${escapeHtml(detour)} You are the fallback owner.`,
    ),
    dueAt: taskDue({ now, within: work.within, before: work.before ?? null, hours, zone }),
    priority: work.urgent ? 'HIGH' : 'MEDIUM',
  };
}

function workFor(input: TaskInput): Work {
  const { lead, answer, known } = input;
  const name = contactName(lead);
  if (lead.legalAt !== null) return legalWork(lead);
  const said = answer && readMeetingTime(answer.text, answer.at, lead.timeZone);
  if (answer === null && (lead.state === 'Hot' || lead.state === 'Responded')) return markedWork(lead);
  if (lead.subState === 'stopped') return carryOn(lead);
  switch (lead.state) {
    case 'Hot':
      return answer?.replyClass === 'AgreedToMeet' || said?.day ? meeting(input, said) : goOn(name);
    case 'Responded':
    case 'LeadAtRisk':
      return {
        ...answered(input),
        before: said?.at ? said.at - ONE_HOUR_BEFORE : null,
      };
    case 'UnSubscribed':
      return {
        title: `Take ${name} off your email lists`,
        how: 'Unsubscribed. Baton never writes to this address again; please do not either.',
        within: DAY,
      };
    case 'DeActivated':
      return unreachable(lead, answer?.text ?? '', known ?? null);
    case 'Processed':
      return {
        title: `Decide about ${name}: call, or let it rest`,
        how: `${allSent(lead)}, and no answer came. A call at another time of day often works.`,
        within: 2 * DAY,
      };
    default:
      return carryOn(lead);
  }
}

const carryOn = (lead: Lead): Work => ({
  title: `Carry on with ${contactName(lead)}`,
  how: `The assistant has stopped after ${sentOf(lead)} of ${lead.steps.length} emails. ${lead.closeReason ?? ''}`.trim(),
  within: DAY,
});

/** No answer says so: a person does. */
const markedWork = (lead: Lead): Work => ({
  title: lead.state === 'Hot' ? `Call ${contactName(lead)}` : `Write to ${contactName(lead)}`,
  how: lead.closeReason ?? '',
  within: lead.state === 'Hot' ? 2 * HOUR : DAY,
  urgent: true,
});

function allSent(lead: Lead): string {
  const [sent, all] = [sentOf(lead), lead.steps.length];
  return sent === all
    ? `All ${all} emails are sent`
    : `${sent} of ${all} emails are sent, the others were skipped`;
}

const goOn = (name: string): Work => ({
  title: `Call ${name}, who wants to go on`,
  how: 'Call, or write today while it is fresh; the answer is in the note.',
  within: 2 * HOUR,
  urgent: true,
});

const ONE_HOUR_BEFORE = HOUR;

function meeting({ lead, hours, now, zone }: TaskInput, said: MeetingTime | null): Work {
  const name = contactName(lead);
  const base = { within: 2 * HOUR, urgent: true } as const;
  const invite = 'Send an invitation or call; the contact waits for it.';
  if (said?.at != null)
    return {
      ...base,
      title: `Confirm ${dayWords(said.at, said.zone, now)} ${hourWords(said.at, said.zone)}${zoneNote(said, said.at, zone)} with ${name}`,
      how: `${name} wrote “${said.words}”: that is ${inZone(said.at, said.zone)}${inOwnZone(said, said.at, zone)}. ${invite}`,
      before: said.at - ONE_HOUR_BEFORE,
    };
  if (said?.day != null) {
    const date = DateTime.fromMillis(said.day, { zone: said.zone }).toISODate() ?? '';
    return {
      ...base,
      title: `Confirm ${dayWords(said.day, said.zone, now)} with ${name}`,
      how: `${name} wrote “${said.words}”. Agree on the hour. ${invite}`,
      before: openingOn(date, hours, said.zone) - ONE_HOUR_BEFORE,
    };
  }
  return {
    ...base,
    title: said ? `Agree on a time with ${name}: “${said.words}”` : `Agree on a time with ${name}`,
    how: said
      ? `${name} wrote “${said.words}”. Baton cannot tell for sure which day and hour that is. ${invite}`
      : `${name} agreed to meet and named no time. Propose one.`,
  };
}

/** The zone is said where it is not the reader's own. */
const zoneNote = ({ zone }: MeetingTime, at: number, own: string): string =>
  sameTime(at, zone, own) ? '' : ` (${inZone(at, zone).split(', ').at(-1) ?? ''})`;

const inOwnZone = ({ zone }: MeetingTime, at: number, own: string): string =>
  sameTime(at, zone, own) ? '' : `, which is ${inZone(at, own)}`;

/** Answers that no meeting came of. */
function answered({ lead, answer, now, known }: TaskInput): Work {
  const name = contactName(lead);
  const base = { within: 4 * HOUR, urgent: true } as const;
  const text = answer?.text ?? '';
  switch (answer?.replyClass) {
    case 'SeekingMoreInfo':
      return {
        ...base,
        title: `Answer ${name}’s question`,
        how: 'The question is in the note and in the email.',
      };
    case 'BrochureRequest':
      return lead.closeReason?.includes('sent it')
        ? {
            title: `Ask ${name} about the brochure`,
            how: 'The assistant sent it a moment ago. Give them two days to read it, then ask what they think.',
            within: 2 * DAY,
          }
        : { ...base, title: `Send ${name} the brochure`, how: 'The assistant has none to send.' };
    case 'ReferredSomeone':
      return referral(name, referredPerson(text), base, known ?? null);
    case 'ConnectLater':
      return later(lead, now);
    default:
      return {
        ...base,
        title: `Answer ${name}`,
        how: `Baton does not know for sure what the answer means. ${guess(lead)}Read it in the note, and reply.`,
      };
  }
}

/** What Baton would have guessed, where it is not sure. */
const guess = ({ answer }: Lead): string => (answer?.doubtful ? `${understood(answer)} ` : '');

/** A later date that was named when the contact was back with a person already. */
function later(lead: Lead, now: number): Work {
  const name = contactName(lead);
  const date = lead.answer?.date ?? null;
  const at = date === null ? null : DateTime.fromISO(date, { zone: lead.timeZone }).toMillis();
  return {
    title:
      at === null
        ? `Write to ${name} again later`
        : `Write to ${name} again on ${dayWords(at, lead.timeZone, now)}`,
    how: `${name} asked for it${at === null ? ' and named no date' : ''}; the answer is in the email.`,
    within: at === null ? 30 * DAY : Math.max(at - now, 0),
  };
}

function legalWork(lead: Lead): Work {
  const name = contactName(lead);
  const by = legalDeadline(lead.legalAt ?? 0, lead.timeZone);
  return {
    title: `Legal: answer ${name} by ${by}`,
    how: `${name} threatens, complains or makes a demand about personal data. Baton has stopped. What the law asks, and what to do in HubSpot, stands in a note of its own. Do not hand the contact over again; an admin can lift the stop on the card.`,
    within: DAY,
    urgent: true,
  };
}

/** `known`: the contact in HubSpot that has the address already. */
function referral(
  name: string,
  { name: other, email }: ReferredPerson,
  base: Pick<Work, 'within' | 'urgent'>,
  known: KnownContact | null,
): Work {
  const who = other && email ? `${other} (${email})` : (other ?? email);
  const there = known ? ' They are a contact in HubSpot already.' : '';
  return {
    ...base,
    title: who ? `Write to ${who}, named by ${name}` : `Find the person ${name} refers you to`,
    how: who
      ? `Say that ${name} named them, and thank ${name} for it.${there}${email && !known ? ' Look for them in HubSpot before you add a contact.' : ''}`
      : 'The answer names somebody else. Who it is stands in the note.',
    ...(known ? { link: known } : {}),
  };
}

function unreachable(lead: Lead, text: string, known: KnownContact | null): Work {
  const name = contactName(lead);
  const at = lead.facts.company ? ` at ${lead.facts.company}` : '';
  switch (lead.subState) {
    case 'no_email':
    case 'invalid_email':
    case 'bounced':
    case 'undeliverable':
      return {
        title: `Find a working email address for ${name}`,
        how: `${lead.closeReason ?? ''} Correct the address in HubSpot, then hand the contact over again.`.trim(),
        within: DAY,
      };
    case 'moved_out':
    case 'retired': {
      const { name: other, email } = referredPerson(text);
      const who = other && email ? `${other} (${email})` : (other ?? email);
      const add = known ? 'They are a contact in HubSpot already.' : 'Add the new person as a contact.';
      return {
        title: who ? `Write to ${who}, in place of ${name}` : `Find who follows ${name}${at}`,
        how: `${lead.closeReason ?? ''} ${who ? add : 'Ask the company who looks after this now.'}`.trim(),
        within: DAY,
        ...(known ? { link: known } : {}),
      };
    }
    case 'already_in_conversation':
      return {
        title: `Merge the contacts that share ${lead.facts.email ?? 'this address'}`,
        how: 'An assistant already talks with this person through another contact. One person needs one record.',
        within: DAY,
      };
    case 'excluded':
      return {
        title: `Look after ${name} yourself`,
        how: 'Baton never writes to this address.',
        within: DAY,
      };
    default:
      return {
        title:
          lead.answer && isWrongPerson(lead.answer)
            ? `Find the right person${at}: ${name} is not`
            : `Close ${name}: not interested`,
        how: `${lead.closeReason ?? ''} Baton writes no more. Update the contact and the lists that it is on.`.trim(),
        within: DAY,
      };
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What a late answer would have made of the lead; what is absent: Responded. */
const lateStates: Partial<Record<ReplyClass, Pick<Lead, 'state' | 'subState'>>> = {
  AgreedToMeet: { state: 'Hot', subState: null },
  InterestedToProceed: { state: 'Hot', subState: null },
  Unsubscribed: { state: 'UnSubscribed', subState: null },
  Deactivated: { state: 'DeActivated', subState: 'asked_to_stop' },
  MovedOut: { state: 'DeActivated', subState: 'moved_out' },
  Retired: { state: 'DeActivated', subState: 'retired' },
};

/** Somebody wrote when the contact was back with a person already. */
export function lateAnswerTask(input: TaskInput & { answer: TaskAnswer }): OwnerTask {
  const { lead, answer } = input;
  const { replyClass } = answer;
  const become = (replyClass && lateStates[replyClass]) ?? { state: 'Responded', subState: null };
  const task = ownerTask({ ...input, lead: { ...lead, closeReason: null, ...become } });
  const before = `${contactName(lead)} wrote after the hand-back. The assistant stays silent.`;
  const { known } = input;
  // No note tells of it.
  const link = known && !task.html.includes(linkTo(known)) ? namedAndKnown(known) : null;
  return { ...task, html: paragraphs(escapeHtml(before)) + task.html + paragraphs(link) };
}
