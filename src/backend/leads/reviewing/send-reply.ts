import type { Activity } from '../../activity/activity.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Outbox } from '../../hubspot/types.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Prepared, SendOutcome } from '../../mail/outbox.ts';
import type { AnswerReview } from '../../reviews/review-entity.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import { factsOf } from '../contact/contact-properties.ts';
import { lookByHand, mayBeWrittenTo } from '../conversation/by-hand.ts';
import type { ByHandDeps } from '../conversation/by-hand.ts';
import { compose } from '../conversation/compose.ts';
import { logOutgoing } from '../conversation/conversation-events.ts';
import type { MayLeave } from '../lead/may-leave.ts';
import { oneByOne } from '../conversation/one-by-one.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { reviewIdOf } from './settle.ts';

interface Deps extends ByHandDeps {
  database: Database;
  reviews: Pick<Reviews, 'find' | 'change' | 'reopen'>;
  assistants: Assistants;
  applyEvent: ApplyEvent;
  activity: Pick<Activity, 'record'>;
  outbox: Outbox;
  clock: Clock;
}

const replyOf = async (
  { reviews }: Pick<Deps, 'reviews'>,
  mail: Mail,
  tx?: Tx,
): Promise<AnswerReview | null> => {
  const found = await reviews.find(mail.portalId, reviewIdOf(mail), tx);
  return found?.kind === 'answer' ? found : null;
};

export const createPrepareReplies = (deps: Deps) =>
  oneByOne((portalId, mail) => prepareReply(deps, portalId, mail));

async function prepareReply(deps: Deps, portalId: PortalId, mail: Mail): Promise<Prepared> {
  const { contactId, assistantId } = mail;
  const review = await replyOf(deps, mail);
  const lead = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId });
  const assistant = await deps.assistants.find(portalId, assistantId);
  if (review?.state !== 'replying' || !review.content.reply || !lead)
    return { verdict: 'drop', reason: 'nobody wants this reply any more' };
  if (!assistant) return notSent(deps, lead, mail, 'The assistant is not there any more.');
  const looked = await lookByHand(deps, lead);
  if ('refused' in looked) return notSent(deps, lead, mail, looked.refused);
  if ('wait' in looked) return { verdict: 'wait', reason: looked.wait };
  const account = deps.assistants.mailbox(assistant);
  const now = { ...lead, facts: factsOf(looked.record) };
  return { verdict: 'send', account, mail: await compose(deps, mail, now, assistant, review.content.reply) };
}

/** A person is asked again, and told why. */
async function notSent(deps: Deps, lead: Lead, mail: Mail, why: string): Promise<Prepared> {
  await deps.database.transaction(async (tx) => {
    await lockLead(tx, lead.portalId, lead.contactId);
    await tellNotSent(deps, tx, lead, mail, why);
  });
  return { verdict: 'drop', reason: why };
}

async function tellNotSent(deps: Deps, tx: Tx, lead: Lead, mail: Mail, why: string): Promise<void> {
  await deps.reviews.reopen(tx, lead.portalId, lead.contactId, `The reply was not sent: ${why}`);
  await deps.activity.record(tx, {
    portalId: lead.portalId,
    contactId: lead.contactId,
    at: deps.clock.now(),
    kind: 'not-sent',
    title: 'The reply in the assistant’s name was not sent',
    trigger: 'Check before sending',
    rule: 'reply: not sent',
    detail: why,
    mailId: mail.mailId,
    assistantId: mail.assistantId,
    seenBy: seenBy(lead),
  });
}

/** Last look: the person may have opted out, or the review be over. */
export const createReplyStillWanted =
  (deps: Pick<Deps, 'reviews'> & { mayLeave: MayLeave }) =>
  async (tx: Tx, mail: Mail): Promise<boolean> => {
    const lead = await lockLead(tx, mail.portalId, mail.contactId);
    if (!mayBeWrittenTo(lead) || !(await deps.mayLeave(tx, lead, mail))) return false;
    return (await replyOf(deps, mail, tx))?.state === 'replying';
  };

/** It left: the review is over, and HubSpot has it. Refused for good: a person is asked again. */
export function createOnReplyOutcome(deps: Deps) {
  return async (tx: Tx, mail: Mail, outcome: SendOutcome): Promise<void> => {
    const { portalId, contactId, mailId, subject } = mail;
    const lead = await lockLead(tx, portalId, contactId);
    if (!lead) return;
    await logOutgoing(deps, tx, mail, lead, outcome);
    if (outcome.kind === 'rejected') return tellNotSent(deps, tx, lead, mail, outcome.answer);
    const review = await replyOf(deps, mail, tx);
    // It may have been asked about again while it was on its way.
    if (review && (review.state === 'replying' || review.state === 'waiting'))
      await deps.reviews.change(tx, review, { state: 'replied' });
    const occurrence = { portalId, contactId, at: mail.at, trigger: 'Mail server', mailId };
    const by = review?.settledBy ?? 'A person';
    const event = { type: 'answered-by-hand', by, subject, certain: outcome.certain } as const;
    await deps.applyEvent(tx, occurrence, event);
  };
}
