import type { KnowledgeRoom } from '../../knowledge/open.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import { HOUR } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import type { Claim, SourceTexts } from '../../facts/types.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import { threadSoFar } from '../../mail/conversation.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import { mailsById } from '../../mail/mails.ts';
import { languageOf, languageOfTag } from '../../ground/languages.ts';
import type { Language } from '../../ground/languages.ts';
import type { AnswerReview, ReplyContent } from '../../reviews/review-entity.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Settings } from '../../settings/settings.ts';
import type { UnsubscribeLinks } from '../../unsubscribe/unsubscribe-links.ts';
import { answerByHand } from '../../writing/answer-steps.ts';
import { finishLetter } from '../../writing/layout.ts';
import type { By, Seen } from '../approval/decide.ts';
import { draftOf, ownTexts, sourcesOf } from '../approval/sources.ts';
import { decidedWords, markedWords } from '../approval/words.ts';
import { accountZone } from '../approval/zone.ts';
import { unsubscribeUrlFor } from '../conversation/compose.ts';
import type { ChosenOutcome } from '../deciding/events.ts';
import { findDestination } from '../hand-back/destination.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { taskDue } from '../telling/task-due.ts';
import { answerTitles, understood } from '../telling/understood.ts';
import { contactName, paragraphs } from '../telling/words.ts';

export interface SettleDeps {
  knowledge: Pick<KnowledgeRoom, 'sources'>;
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  reviews: Pick<Reviews, 'find' | 'change'>;
  mail: Pick<MailOutbox, 'queue'>;
  assistants: Pick<Assistants, 'find'>;
  settings: Settings;
  unsubscribeLinks: UnsubscribeLinks;
  applyEvent: ApplyEvent;
  clock: Clock;
}

export interface Reply {
  subject: string;
  letter: string;
  standsBy: boolean;
}

/** The three ways out of a doubt. The first counts; whoever comes later is told. */
export interface Settling {
  /** What stands in which source, were the reply to say this. */
  check(about: Omit<Seen, 'version'>, words: Pick<Reply, 'subject' | 'letter'>): Promise<CheckedReply>;
  /**
   * Sends it in the assistant's name, in the thread. @throws BatonError CONFLICT with who settled it before, or because
   * the contact must not be written to; CONFIRM_FIRST while a claim stands in no source
   */
  reply(seen: Seen, reply: Reply, by: By): Promise<void>;
  /** The contact's owner gets a task with the answer. @throws BatonError CONFLICT */
  forward(seen: Seen, by: By): Promise<void>;
  /** @throws BatonError CONFLICT, also when an assistant works on the contact again */
  finish(seen: Seen, outcome: ChosenOutcome, by: By): Promise<void>;
}

export interface CheckedReply {
  claims: readonly Claim[];
  sources: SourceTexts;
}

export function createSettling(deps: SettleDeps): Settling {
  return {
    check: async ({ portalId, id }, words) => checkReply(deps, await answerOf(deps, portalId, id), words),
    reply: (seen, reply, by) => replyAs(deps, seen, reply, by),
    forward: (seen, by) => forward(deps, seen, by),
    finish: (seen, outcome, by) =>
      settling(deps, seen, async (tx, lead, review) => {
        await settled(
          deps,
          tx,
          review,
          by,
          'finished',
          `Said to be: ${answerTitles[outcome].toLowerCase()}.`,
        );
        const { portalId, contactId } = lead;
        const { mailId } = review;
        const occurrence = { portalId, contactId, at: deps.clock.now(), trigger: by.trigger, mailId };
        const event = { type: 'outcome-chosen', outcome, by: by.name } as const;
        if (!(await deps.applyEvent(tx, occurrence, event, lead)).decision) throw withAssistant();
      }),
  };
}

async function answerOf({ reviews }: SettleDeps, portalId: PortalId, id: string): Promise<AnswerReview> {
  const found = await reviews.find(portalId, id);
  if (found?.kind !== 'answer') throw gone();
  return found;
}

interface Known {
  lead: Lead;
  assistant: Assistant;
  language: Language;
}

/** Who answers whom, and in which language: that of the answer. */
export async function knownOf(
  { database, assistants }: Pick<SettleDeps, 'database' | 'assistants'>,
  { portalId, contactId, assistantId, mailId }: AnswerReview,
): Promise<Known> {
  const lead = await database.manager.findOneBy(LeadEntity, { portalId, contactId });
  const assistant = await assistants.find(portalId, assistantId);
  if (!lead || !assistant)
    throw new BatonError('CONFLICT', 'The contact or the assistant is not there any more.');
  const [answer] = await mailsById(database, portalId, [mailId]);
  const language = languageOf(answer?.text ?? '') ?? languageOfTag(lead.facts.language) ?? 'en';
  return { lead, assistant, language };
}

async function checkReply(
  deps: SettleDeps,
  review: AnswerReview,
  words: Pick<Reply, 'subject' | 'letter'>,
): Promise<CheckedReply & Known> {
  const known = await knownOf(deps, review);
  const { lead, assistant, language } = known;
  const { portalId, contactId, round, facts } = lead;
  const properties = {
    firstname: facts.firstName,
    lastname: facts.lastName,
    email: facts.email,
    company: facts.company,
    jobtitle: facts.jobTitle,
  };
  const thread = await threadSoFar(deps.database, portalId, contactId, round);
  const knowledge = await deps.knowledge.sources(portalId, assistant.assistantId, words.letter);
  const own = [{ brochure: '' }, { calendar: '' }].flatMap((offer) =>
    ownTexts(answerByHand(language, offer), []),
  );
  const sources = sourcesOf(lead, assistant, { properties }, thread, { knowledge, own });
  const draft = draftOf(assistant, { ...words, lang: language, at: deps.clock.now() });
  return { ...known, sources, claims: checkDraft(draft, sources) };
}

async function replyAs(deps: SettleDeps, seen: Seen, reply: Reply, by: By): Promise<void> {
  const review = await answerOf(deps, seen.portalId, seen.id);
  const letter = reply.letter.replace(/\r\n?/g, '\n').trim();
  const subject = reply.subject.replace(/\s+/g, ' ').trim();
  const { claims, language } = await checkReply(deps, review, { subject, letter });
  const marked = markedWords(claims);
  if (marked !== '' && !reply.standsBy && review.state === 'waiting')
    throw new BatonError(
      'CONFIRM_FIRST',
      `${marked}: stands in no source. Change the text, or say that you stand by it.`,
    );
  await settling(deps, seen, async (tx, lead, current) => {
    if (lead.state === 'UnSubscribed' || lead.legalAt !== null)
      throw new BatonError('CONFLICT', 'This contact must not be written to any more.');
    const unsubscribeUrl = unsubscribeUrlFor(deps, lead, language);
    const { postalAddress } = await deps.settings.get(lead.portalId, tx);
    // No software wrote it.
    const footer = { postalAddress, disclosure: null };
    const whole = finishLetter(letter, { step: { language }, unsubscribeUrl, footer });
    const stands = marked === '' ? '' : ` ${by.name} stands by ${marked}.`;
    const text: ReplyContent = { subject, letter, ...whole, unsubscribeUrl };
    await settled(deps, tx, current, by, 'replying', `Answered in the assistant’s name.${stands}`, text);
    await deps.mail.queue(tx, {
      portalId: lead.portalId,
      contactId: lead.contactId,
      assistantId: current.assistantId,
      mailId: replyMailId(current),
      kind: 'answer',
      round: lead.round,
      step: lead.step,
    });
  });
}

/** A second try after one that could not leave is another mail. */
const replyMailId = ({ id, version }: AnswerReview): string => `${id}-${version}`;
export const reviewIdOf = ({ mailId }: { mailId: string }): string => mailId.replace(/-\d+$/, '');

async function forward(deps: SettleDeps, seen: Seen, by: By): Promise<void> {
  const review = await answerOf(deps, seen.portalId, seen.id);
  const { portalId, contactId } = review;
  const before = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId });
  if (!before) throw gone();
  const { told } = await findDestination(deps, before);
  const [answer] = await mailsById(deps.database, portalId, [review.mailId]);
  const { schedule: hours } = await deps.settings.get(portalId);
  const zone = await accountZone(deps.hubspot, portalId);
  await settling(deps, seen, async (tx, lead, current) => {
    await settled(deps, tx, current, by, 'forwarded', 'The owner has a task with the answer.');
    const now = deps.clock.now();
    await deps.outbox.createTask(tx, {
      portalId,
      contactId: lead.contactId,
      lane: 'interactive',
      at: now,
      key: `${current.id}-forward`,
      subject: `Answer ${contactName(lead)}`,
      html: paragraphs(
        escapeHtml(`${by.name} forwards this answer to you. ${understood(current.content.guess)}`),
        escapeHtml((answer?.text ?? '').trim()).replaceAll('\n', '<br>'),
      ),
      dueAt: taskDue({ now, within: 4 * HOUR, before: null, hours, zone }),
      priority: 'HIGH',
      ownerId: told?.ownerId ?? null,
    });
  });
}

/** Under the lock of the contact: the answer as the person saw it, or who settled it. */
async function settling(
  deps: SettleDeps,
  { portalId, id, version }: Seen,
  work: (tx: Tx, lead: Lead, review: AnswerReview) => Promise<void>,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const before = await deps.reviews.find(portalId, id, tx);
    if (before?.kind !== 'answer') throw gone();
    const lead = await lockLead(tx, portalId, before.contactId);
    const review = await deps.reviews.find(portalId, id, tx);
    if (review?.kind !== 'answer' || !lead) throw gone();
    if (review.state !== 'waiting' || review.version !== version)
      throw new BatonError('CONFLICT', decidedWords(review, lead.timeZone));
    await work(tx, lead, review);
  });
}

async function settled(
  { reviews, clock }: SettleDeps,
  tx: Tx,
  review: AnswerReview,
  by: By,
  state: 'replying' | 'forwarded' | 'finished',
  outcome: string,
  reply: ReplyContent | null = null,
): Promise<void> {
  const content = { ...review.content, outcome, reply, problem: null };
  const who = { settledBy: by.name, settledAt: clock.now(), remindAt: null };
  if (!(await reviews.change(tx, review, { state, content, ...who }))) throw gone();
}

const gone = (): BatonError => new BatonError('NOT_FOUND', 'Nothing waits here any more.');
const withAssistant = (): BatonError =>
  new BatonError('CONFLICT', 'An assistant works on this contact again: nothing is to be settled.');
