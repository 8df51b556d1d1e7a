import type { Classification, ReplyClass } from '../../../replies/types.ts';
import { authorOf, seenClass } from '../../telling/answers.ts';
import {
  answerTitles,
  isWrongPerson,
  quoted,
  speaksAgainstWriting,
  understood,
} from '../../telling/understood.ts';
import type { Decision, Effect, LeadEvent, Rule, Situation } from '../events.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { asksSurely } from '../../suggesting/answer.ts';
import { handBack } from './ending.ts';
import type { Ending } from './ending.ts';
import { connectLater, outOfOffice, softBounce } from './waiting.ts';

type ReplyEvent = Extract<LeadEvent, { type: 'replied' }>;
type ReplyRule = (lead: Lead, event: ReplyEvent, situation: Situation) => Decision;

/** An answer while the assistant works on the contact. */
export const replied: Rule<ReplyEvent> = (lead, event, situation) => {
  const decision = ruleFor(event.reply)(lead, event, situation);
  const { change, effects } = decision;
  return {
    ...decision,
    change: { ...remembered(event), ...change },
    effects: [
      ...effects,
      ...readAnyway(event.reply),
      ...(change.stage === undefined ? filesOf(event) : suggested(event)),
    ],
  };
};

/** What is clear all the same stays so, and a person reads it because a rule of the campaign says so. */
const readAnyway = (reply: Classification): Effect[] =>
  reply.keyword !== undefined && !isDoubtful(reply) && !reply.legal ? [{ do: 'ask-review' }] : [];

/** The assistant goes on, and no hand-back brings the owner what came with the answer. */
const filesOf = ({ reply }: ReplyEvent): Effect[] =>
  authorOf(seenClass(reply)) === 'contact' ? [{ do: 'forward-files' }] : [];

/** A person answers what the contact asks: with what the assistant knows about it at hand. */
const suggested = ({ reply }: ReplyEvent): Effect[] =>
  asksSurely(reply) && !isDoubtful(reply) ? [{ do: 'suggest-answer' }] : [];

/** The law goes first, whatever else is said; then doubt, which a person settles. */
function ruleFor(reply: Classification): ReplyRule {
  if (reply.legal) return legal;
  return isDoubtful(reply) ? doubtful : rules[reply.class];
}

/** Also where a wish for no more emails stands beside what would go on writing. */
const isDoubtful = ({ doubtful: unsure, class: main, secondary }: Classification): boolean =>
  unsure || (goOn.has(main) && secondary.includes('Unsubscribed'));

/** After these the contact is written to. */
const goOn: ReadonlySet<ReplyClass> = new Set([
  'OutOfOffice',
  'ConnectLater',
  'BrochureRequest',
  'SupportAutoResponse',
  'SoftBounce',
]);

/** What a program wrote in the person's place is not theirs. */
const remembered = ({ reply, at }: ReplyEvent): Partial<Lead> =>
  authorOf(seenClass(reply)) === 'contact' || reply.class === 'Bounce' ? { answer: { ...reply, at } } : {};

/** An answer after the contact went back (or is on its way): the owner hears of it, the assistant stays silent. */
export const repliedLater: Rule<ReplyEvent> = (lead, event) => {
  const { reply } = event;
  if (!reply.legal && authorOf(seenClass(reply)) !== 'contact') return null;
  return {
    rule: reply.legal ? 'reply: legal' : 'replied-after-hand-back',
    title: 'Answered after the hand-back',
    detail: understood(reply),
    change: {
      ...remembered(event),
      ...(lead.pickedUpAt === null ? {} : { pickedUpAt: null }),
      ...stateAfterLater(lead, event),
    },
    effects: [
      ...(stops(reply).length > 0 ? [{ do: 'cancel-mails' } as const] : []),
      ...stops(reply),
      { do: 'write-status', urgent: true },
      { do: 'tell-owner-of-late-reply', at: event.at },
      ...(!reply.legal && isDoubtful(reply) ? [{ do: 'ask-review' } as const] : readAnyway(reply)),
      ...(lead.state === 'UnSubscribed' ? [] : suggested(event)),
    ],
  };
};

/** What ended without an answer has one now; an opt-out counts always, and is never taken back by an answer. */
function stateAfterLater(lead: Lead, event: ReplyEvent): Partial<Lead> {
  // A new answer is a new chance.
  const revived: Partial<Lead> = lead.state === 'LeadAtRisk' ? { state: lead.risk?.was ?? 'Responded' } : {};
  return { ...revived, ...stateAfterAnswer(lead, event) };
}

function stateAfterAnswer(lead: Lead, { reply, at }: ReplyEvent): Partial<Lead> {
  if (reply.legal) return { state: 'UnSubscribed', subState: null, legalAt: lead.legalAt ?? at };
  if (reply.doubtful) return lead.state === 'Processed' ? { state: 'Responded' } : {};
  if (reply.class === 'Unsubscribed') return { state: 'UnSubscribed', subState: null };
  if (lead.state !== 'Processed') return {};
  const subState = noMore[reply.class];
  return subState ? { state: 'DeActivated', subState } : { state: 'Responded' };
}

const noMore = { Deactivated: 'asked_to_stop', MovedOut: 'moved_out', Retired: 'retired' } as Partial<
  Record<ReplyClass, NonNullable<Lead['subState']>>
>;

function stops(reply: Classification): Effect[] {
  if (reply.legal)
    return [
      { do: 'suppress-address', reason: 'legal' },
      { do: 'write-note', about: 'legal' },
    ];
  return reply.class === 'Unsubscribed' && !reply.doubtful
    ? [{ do: 'suppress-address', reason: 'unsubscribed' }]
    : [];
}

const ends =
  (ending: (reply: Classification) => Omit<Ending, 'rule' | 'title'>): ReplyRule =>
  (_lead, { reply }) => {
    const rule = `reply: ${reply.class}`;
    const title = answerTitles[reply.class];
    return { ...handBack({ rule, title, ...ending(reply) }), detail: understood(reply) };
  };

const legal: ReplyRule = (lead, { reply, at }) => {
  const ending = handBack({
    rule: 'reply: legal',
    title: 'Legal: a person must answer',
    state: 'UnSubscribed',
    reason: `Speaks of the law: ${quoted(reply)}. Baton writes no more until an admin lifts the stop.`,
    effects: stops(reply),
  });
  return {
    ...ending,
    detail: understood(reply),
    change: { ...ending.change, legalAt: lead.legalAt ?? at },
  };
};

const doubtful: ReplyRule = (_lead, { reply }) => ({
  ...handBack({
    effects: [{ do: 'ask-review' }],
    rule:
      reply.keyword !== undefined ? 'reply: keyword' : reply.classRule ? 'reply: class' : 'reply: not sure',
    title: 'Answered; a person has to read it',
    state: 'Responded',
    reason: `${whyDoubtful(reply)} Please read and decide.${
      speaksAgainstWriting(reply) ? ' It may ask for no more emails: write nothing before.' : ''
    }`,
  }),
  detail: understood(reply),
});

function whyDoubtful({ keyword, classRule, taught, class: meant, secondary }: Classification): string {
  if (keyword !== undefined)
    return `The answer says “${keyword}”, and by a rule of the campaign a person reads such answers.`;
  if (classRule)
    return `By a rule of the campaign a person reads such answers (${answerTitles[meant].toLowerCase()}).`;
  if (!taught) return 'Baton is not sure what the answer means.';
  const means = `A taught phrase says what the answer means (${answerTitles[meant].toLowerCase()})`;
  return secondary.includes('Unsubscribed')
    ? `${means}, but it says more.`
    : `${means}, and is only to suggest it.`;
}

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
    reason: `${isWrongPerson(reply) ? 'Not the right person' : 'Not interested'}: ${quoted(reply)}.`,
  })),
  MovedOut: ends((reply) => ({
    state: 'DeActivated',
    subState: 'moved_out',
    reason: `Has left the company${reply.referredEmail ? `; ${reply.referredEmail} is named instead` : ''}.`,
  })),
  Retired: ends(() => ({ state: 'DeActivated', subState: 'retired', reason: 'The contact has retired.' })),
  Unsubscribed: ends((reply) => ({
    state: 'UnSubscribed',
    reason: 'The contact unsubscribed. Baton will never write to this address again.',
    effects: stops(reply),
  })),
  Bounce: (lead, event, situation) => {
    const ending = bounced(lead, event, situation);
    // It never arrived: at a working address the sequence goes on with this email.
    const step = Math.min(lead.step, event.about ?? Math.max(lead.step - 1, 0));
    return { ...ending, change: { ...ending.change, step, retry: null } };
  },
  BrochureRequest: (lead, event, situation) =>
    situation.brochureUrl && lead.stage === 'nurturing'
      ? sendBrochure(event.reply)
      : noBrochure(situation.brochureUrl !== null)(lead, event, situation),
  OutOfOffice: outOfOffice,
  ConnectLater: connectLater,
  SoftBounce: softBounce,
  SupportAutoResponse: (_lead, { reply }) => ({
    rule: 'reply: SupportAutoResponse',
    title: answerTitles.SupportAutoResponse,
    detail: understood(reply),
    change: {},
    effects: [],
  }),
};

const bounced = ends((reply) => ({
  state: 'DeActivated',
  subState: 'bounced',
  reason: `The email bounced: ${reply.evidence}`,
}));

const noBrochure = (withheld: boolean): ReplyRule =>
  ends((reply) => ({
    state: 'Responded',
    reason: `Asked for a brochure (${quoted(reply)}); ${
      withheld ? 'the assistant was not writing at that time' : 'the assistant has none to send'
    }.`,
  }));

const sendBrochure = (reply: Classification): Decision => ({
  rule: 'reply: BrochureRequest',
  title: answerTitles.BrochureRequest,
  detail: understood(reply),
  change: { wakeAt: null },
  effects: [{ do: 'cancel-mails' }, { do: 'queue-mail', kind: 'brochure', step: 0 }],
});
