import { DateTime } from 'luxon';
import type { Classification, ReplyClass } from '../../../replies/types.ts';
import type { Decision, LeadEvent, Rule, Situation } from '../events.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { authorOf } from '../../telling/answers.ts';
import { addBusinessDays, openingOn } from '../schedule.ts';
import { handBack } from './ending.ts';
import type { Ending } from './ending.ts';

type ReplyEvent = Extract<LeadEvent, { type: 'replied' }>;
type ReplyRule = (lead: Lead, reply: Classification, situation: Situation) => Decision;

/** The deciding words, without the full stop that would stand before ours. */
const quoted = (reply: Classification): string => `“${reply.evidence.replace(/[.\s]+$/, '')}”`;

/** Without a date: an absent person is usually back after a week, and "later" means about a month. */
const BUSINESS_DAYS_OUT_OF_OFFICE = 5;
const BUSINESS_DAYS_LATER = 22;

/** An answer while the assistant works on the contact. */
export const replied: Rule<ReplyEvent> = (lead, event, situation) =>
  rules[event.reply.class](lead, event.reply, situation);

/** An answer after the contact went back (or is on its way): the owner hears of it, the assistant stays silent. */
export const repliedLater: Rule<ReplyEvent> = (lead, event) => {
  const { reply } = event;
  if (authorOf(reply.class) !== 'contact') return null;
  const stops = reply.class === 'Unsubscribed';
  return {
    rule: 'replied-after-hand-back',
    title: 'Answered after the hand-back',
    detail: describe(reply),
    change: stops
      ? { state: 'UnSubscribed', subState: null }
      : {
          ...(lead.pickedUpAt === null ? {} : { pickedUpAt: null }),
          ...(lead.state === 'Processed' ? { state: 'Responded' } : {}),
        },
    effects: [
      ...(stops ? [{ do: 'suppress-address' } as const] : []),
      { do: 'write-status', urgent: true },
      { do: 'tell-owner-of-late-reply', reply, text: event.text },
    ],
  };
};

const ends =
  (ending: (reply: Classification) => Omit<Ending, 'rule' | 'title'>): ReplyRule =>
  (_lead, reply) =>
    handBack({ rule: `reply: ${reply.class}`, title: titles[reply.class], ...ending(reply) });

const titles: Readonly<Record<ReplyClass, string>> = {
  OutOfOffice: 'Out of office',
  Deactivated: 'Asked to stop',
  AgreedToMeet: 'Agreed to meet',
  BrochureRequest: 'Asked for the brochure',
  ConnectLater: 'Asked to be contacted later',
  Unsubscribed: 'Unsubscribed',
  InterestedToProceed: 'Interested',
  ReferredSomeone: 'Referred someone else',
  MovedOut: 'Left the company',
  Retired: 'Retired',
  SeekingMoreInfo: 'Asked for more information',
  SupportAutoResponse: 'Automatic answer of a ticket system',
  Bounce: 'Bounced',
  SoftBounce: 'Not delivered for now',
  Other: 'Answered',
};

const rules: Readonly<Record<ReplyClass, ReplyRule>> = {
  AgreedToMeet: ends((reply) => ({ state: 'Hot', reason: `Agreed to meet: ${quoted(reply)}.` })),
  InterestedToProceed: ends((reply) => ({ state: 'Hot', reason: `Wants to go on: ${quoted(reply)}.` })),
  SeekingMoreInfo: ends((reply) => ({
    state: 'Responded',
    reason: `Asks for information: ${quoted(reply)}.`,
  })),
  ReferredSomeone: ends((reply) => ({
    state: 'Responded',
    reason: `Referred you to ${reply.referredEmail ?? 'someone else'}: ${quoted(reply)}.`,
  })),
  Other: ends(() => ({ state: 'Responded', reason: 'The contact answered. Please read and decide.' })),
  Deactivated: ends((reply) => ({
    state: 'DeActivated',
    subState: 'asked_to_stop',
    reason: `Asked not to be written to: ${quoted(reply)}.`,
  })),
  MovedOut: ends((reply) => ({
    state: 'DeActivated',
    subState: 'moved_out',
    reason: `Has left the company${reply.referredEmail ? `; ${reply.referredEmail} is named instead` : ''}.`,
  })),
  Retired: ends(() => ({ state: 'DeActivated', subState: 'retired', reason: 'The contact has retired.' })),
  Unsubscribed: ends(() => ({
    state: 'UnSubscribed',
    reason: 'The contact unsubscribed. Baton will never write to this address again.',
    effects: [{ do: 'suppress-address' }],
  })),
  Bounce: ends((reply) => ({
    state: 'DeActivated',
    subState: 'bounced',
    reason: `The email bounced: ${reply.evidence}`,
  })),
  BrochureRequest: (lead, reply, situation) =>
    situation.brochureUrl ? sendBrochure(reply) : noBrochure(lead, reply, situation),
  OutOfOffice: (lead, reply, situation) => ({
    rule: 'reply: OutOfOffice',
    title: titles.OutOfOffice,
    detail: reply.date ? `Back on ${reply.date}.` : 'No return date given.',
    change: { state: 'OutOfOffice', wakeAt: resumeAt(lead, reply, situation, BUSINESS_DAYS_OUT_OF_OFFICE) },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
  }),
  ConnectLater: (lead, reply, situation) => ({
    rule: 'reply: ConnectLater',
    title: titles.ConnectLater,
    detail: describe(reply),
    change: { wakeAt: resumeAt(lead, reply, situation, BUSINESS_DAYS_LATER) },
    effects: [{ do: 'cancel-mails' }],
  }),
  SupportAutoResponse: (_lead, reply) => ({
    rule: 'reply: SupportAutoResponse',
    title: titles.SupportAutoResponse,
    detail: describe(reply),
    change: {},
    effects: [],
  }),
  SoftBounce: (_lead, reply) => ({
    rule: 'reply: SoftBounce',
    title: titles.SoftBounce,
    detail: describe(reply),
    change: {},
    effects: [],
  }),
};

const noBrochure = ends((reply) => ({
  state: 'Responded',
  reason: `Asked for a brochure (${quoted(reply)}); the assistant has none to send.`,
}));

const sendBrochure = (reply: Classification): Decision => ({
  rule: 'reply: BrochureRequest',
  title: titles.BrochureRequest,
  detail: describe(reply),
  change: { wakeAt: null },
  effects: [{ do: 'cancel-mails' }, { do: 'queue-mail', kind: 'brochure', step: 0 }],
});

/** A date that has passed already (an old notice) does not bring the next mail forward. */
function resumeAt(lead: Lead, reply: Classification, situation: Situation, businessDays: number): number {
  const { now, hours } = situation;
  const today = DateTime.fromMillis(now, { zone: lead.timeZone }).toISODate() ?? '';
  if (reply.date && reply.date > today) return openingOn(reply.date, hours, lead.timeZone);
  return addBusinessDays(now, businessDays, hours, lead.timeZone);
}

const describe = (reply: Classification): string => `${titles[reply.class]}: ${quoted(reply)}`;
