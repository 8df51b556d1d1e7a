import type {
  AnswerInDoubt,
  ReviewDetail,
  ReviewHead,
  ReviewMail,
  ReviewRow,
  ReviewsView,
  Taken,
} from '../../../cards/pages/contract.ts';
import type { Clock } from '../../ground/clock.ts';
import { beginningOf } from '../../ground/text.ts';
import type { Database } from '../../database/database.ts';
import { isBatonError } from '../../ground/errors.ts';
import { decidedWords } from '../../leads/approval/words.ts';
import { draftView } from '../../leads/approval/view.ts';
import { chosenOutcomes } from '../../leads/deciding/events.ts';
import { stateOfOutcome } from '../../leads/deciding/rules/reviewed.ts';
import type { Leads } from '../../leads/leads.ts';
import type { LeadList } from '../../leads/list/list.ts';
import { nameOfContact } from '../../leads/list/words.ts';
import type { LookedAt, Reviewed } from '../../leads/reviewing/look.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { mailsById } from '../../mail/mails.ts';
import { isDraft, isOpen, TAKEN_FOR_MS } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { AnswerReview, Review } from '../../reviews/review-entity.ts';
import type { ReviewPage, ReviewQuery } from '../../reviews/search.ts';
import { cursorOf } from '../filters.ts';
import type { Names } from '../leads-view.ts';
import type { Viewer } from '../viewer.ts';
import { answerWords, stateWords } from '../words.ts';
import { shownText } from '../../unsubscribe/shown-text.ts';

export interface ReviewViewDeps {
  database: Database;
  reviews: Pick<Reviews, 'page' | 'count' | 'find'>;
  reviewed: Reviewed;
  leads: Pick<Leads, 'find'>;
  list: Pick<LeadList, 'named'>;
  clock: Clock;
}

/** How an answer begins, where it stands for the whole. */
const BEGINNING = 140;

/** One page of what waits for a person, oldest first. */
export async function reviewsView(
  deps: ReviewViewDeps,
  names: Names,
  viewer: Viewer,
  query: ReviewQuery,
  page: ReviewPage,
): Promise<ReviewsView> {
  const { portalId } = viewer.portal;
  const [found, total, simple] = await Promise.all([
    deps.reviews.page(portalId, query, { ...page, limit: page.limit + 1 }),
    deps.reviews.count(portalId, query),
    query.kind === 'answer' ? 0 : deps.reviews.count(portalId, { ...query, kind: 'draft', simple: true }),
  ]);
  const shown = found.slice(0, page.limit);
  const leads = await deps.list.named(
    portalId,
    shown.map(({ contactId }) => contactId),
  );
  const answers = shown.filter(({ kind }) => kind === 'answer').map(({ mailId }) => mailId);
  const mails = new Map(
    (await mailsById(deps.database, portalId, answers)).map((mail) => [mail.mailId, mail]),
  );
  const last = found.length > page.limit ? shown.at(-1) : undefined;
  return {
    reviews: shown.map((review): ReviewRow => {
      const lead = leads.get(review.contactId);
      return {
        id: review.id,
        kind: review.kind,
        contactId: review.contactId,
        contactName: lead ? nameOfContact(lead) : `Contact ${review.contactId}`,
        company: lead?.facts.company ?? null,
        assistantName: names.assistant(review.assistantId),
        title: titleOf(review, mails.get(review.mailId)),
        why: whyOf(review),
        marked: review.marked,
        expired: review.state === 'expired',
        since: review.at,
        taken: takenOf(review, viewer, deps.clock.now()),
      };
    }),
    total,
    simple,
    next: last ? cursorOf({ at: last.at, id: last.id }) : null,
  };
}

const titleOf = (review: Review, answer: Mail | undefined): string =>
  isDraft(review)
    ? review.content.subject
    : beginningOf((answer?.text ?? '').replace(/\s+/g, ' ').trim(), BEGINNING) ||
      'The answer is not there any more';

function whyOf(review: Review): string {
  if (review.state === 'expired') return 'Nobody decided in time: have it written again, or skip it.';
  if (isDraft(review)) return review.content.why;
  const { guess, problem } = review.content;
  return problem ?? `${whyRead(guess)}; Baton would have guessed: ${answerWords[guess.class].toLowerCase()}.`;
}

const whyRead = ({ keyword, classRule }: AnswerReview['content']['guess']): string => {
  if (keyword !== undefined) return `A rule of the campaign: it says “${keyword}”`;
  return classRule ? 'A rule of the campaign: a person reads such answers' : 'Not sure';
};

function takenOf({ takenBy, takenByName, takenAt }: Review, { userId }: Viewer, now: number): Taken | null {
  if (takenBy === null || takenAt === null || takenAt <= now - TAKEN_FOR_MS || takenAt > now) return null;
  return { by: takenByName ?? 'Somebody', since: takenAt, mine: takenBy === userId };
}

/** All that somebody needs to decide. */
export async function reviewDetail(
  deps: ReviewViewDeps,
  names: Names,
  viewer: Viewer,
  review: Review,
): Promise<ReviewDetail> {
  const { portalId, timeZone } = viewer.portal;
  const lead = await deps.leads.find(portalId, review.contactId);
  const waits = isOpen(review);
  const head: ReviewHead = {
    id: review.id,
    version: review.version,
    contactId: review.contactId,
    contactName: lead ? nameOfContact(lead) : `Contact ${review.contactId}`,
    company: lead?.facts.company ?? null,
    assistantName: names.assistant(review.assistantId),
    ownerName: ownerOf(review, names),
    settled: waits ? null : decidedWords(review, timeZone),
    since: review.at,
    taken: takenOf(review, viewer, deps.clock.now()),
    before: [],
  };
  if (isDraft(review)) {
    const before = await deps.reviewed.before(review, review.at + 1);
    const draft = waits ? draftView(review, timeZone) : null;
    return { ...head, kind: 'draft', before: before.map(mailView), draft };
  }
  const looked = await lookedAt(deps, review);
  return {
    ...head,
    kind: 'answer',
    before: looked?.before.map(mailView) ?? [],
    answer: looked && answerView(review, looked),
  };
}

/** Whose the contact is as a person's. */
const ownerOf = ({ seenBy }: Review, names: Names): string | null =>
  seenBy === '' || seenBy.startsWith('user:') ? null : names.person(seenBy);

async function lookedAt({ reviewed }: ReviewViewDeps, review: AnswerReview): Promise<LookedAt | null> {
  try {
    return await reviewed.answer(review);
  } catch (error) {
    // Its contact or assistant is gone: that it waited is all there is to show.
    if (isBatonError(error, 'CONFLICT')) return null;
    throw error;
  }
}

const mailView = ({ direction, subject, text, at }: Mail): ReviewMail => ({
  direction,
  subject,
  text: shownText(text),
  at,
});

const answerView = ({ content }: AnswerReview, looked: LookedAt): AnswerInDoubt => ({
  from: looked.answer?.fromAddress ?? '',
  subject: looked.answer?.subject ?? '',
  text: looked.answer?.text ?? '',
  at: looked.answer?.at ?? 0,
  files: looked.files,
  understood: looked.understood,
  evidence: content.guess.evidence,
  problem: content.problem,
  suggestion: looked.suggestion,
  outcomes: chosenOutcomes.map((outcome) => ({
    value: outcome,
    label: answerWords[outcome],
    stateLabel: stateWords[stateOfOutcome(outcome)],
  })),
});
