import type { AskedAbout, DecidedBy, PastResult, Tried } from '../../cards/phrases/contract.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { classifyReply } from '../replies/classify.ts';
import { nearestPassage } from '../replies/taught/match.ts';
import { ALIKE } from '../replies/taught/similarity.ts';
import type { Classification, ReplyClass, ReplyToClassify, TaughtPhrase } from '../replies/types.ts';
import type { Slot } from '../room/slot.ts';

/** An answer of the account that Baton still holds. */
export interface PastAnswer extends Pick<ReplyToClassify, 'subject' | 'text' | 'autoSubmitted' | 'timeZone'> {
  contactName: string;
  /** When it came, epoch ms. */
  at: number;
  /** Its form alone said what it meant. */
  certain: boolean;
  /** What it counted as; Other: a person had to read it. */
  before: ReplyClass;
  /** What the mail before it had asked. */
  question(): Promise<string | null>;
}

/** One that can be found again. */
export interface HeldAnswer extends PastAnswer {
  mailId: string;
  contactId: ContactId;
}

export interface PastAnswers {
  /** Of an account, the newest first. */
  latest(portalId: PortalId, limit: number): Promise<HeldAnswer[]>;
  /** Those of them that are still there, in any order. */
  these(portalId: PortalId, mailIds: readonly string[]): Promise<HeldAnswer[]>;
}

/** Filled by whoever knows the conversations. */
export type PastAnswersSlot = Slot<PastAnswers>;

export const ANSWERS_LOOKED_AT = 500;
const MOST_SHOWN = 20;
/** Not alike, but worth a look. */
const NEARLY = 0.75;
const MOST_NEARLY = 3;

/** What a phrase would make of one text. `others`: what is taught beside it. */
export async function tryPhrase(
  phrase: TaughtPhrase,
  others: readonly TaughtPhrase[],
  answer: Omit<PastAnswer, 'contactName' | 'before'>,
): Promise<Tried> {
  const { subject, text, autoSubmitted, timeZone, at, certain } = answer;
  const near = nearestPassage(phrase, text) ?? { similarity: 0, passage: '' };
  const now = classifyReply({
    subject,
    text,
    autoSubmitted,
    timeZone,
    bounce: false,
    receivedAt: at,
    question: await answer.question(),
    phrases: [...others, phrase],
  });
  const decidedBy =
    near.similarity < ALIKE ? 'not-alike' : certain ? 'form' : decider(now, phrase, autoSubmitted);
  return { ...near, decidedBy, now: { class: now.class, doubtful: now.doubtful, date: now.date } };
}

function decider(now: Classification, phrase: TaughtPhrase, autoSubmitted: boolean): DecidedBy {
  if (now.taught) return now.taught.phraseId === phrase.phraseId ? 'phrase' : 'other-phrase';
  if (now.legal) return 'law';
  return autoSubmitted ? 'program' : 'opt-out';
}

const MOST_ASKED = 10;

/** The newest answers of persons that a person had to read, each with the words that say most. */
export function askedAbout(past: readonly PastAnswer[]): AskedAbout {
  const asked = past.filter(
    ({ before, autoSubmitted, certain }) => before === 'Other' && !autoSubmitted && !certain,
  );
  return {
    asked: asked.slice(0, MOST_ASKED).map(({ contactName, at, subject, text, timeZone }) => {
      const { evidence } = classifyReply({
        subject,
        text,
        timeZone,
        autoSubmitted: false,
        bounce: false,
        receivedAt: at,
      });
      return { contactName, at, text, example: evidence };
    }),
  };
}

/** What a phrase would have made of past answers. Changes nothing. */
export async function tryOnPast(
  phrase: TaughtPhrase,
  others: readonly TaughtPhrase[],
  past: readonly PastAnswer[],
): Promise<PastResult> {
  const near = past.flatMap((answer) => {
    const similarity = nearestPassage(phrase, answer.text)?.similarity ?? 0;
    return similarity < NEARLY ? [] : [{ answer, similarity }];
  });
  const nearly = near.filter(({ similarity }) => similarity < ALIKE).slice(0, MOST_NEARLY);
  const tried = async ({ answer }: (typeof near)[number]) => {
    const { contactName, at, before } = answer;
    const result = await tryPhrase(phrase, others, answer);
    // A certain form was not asked of phrases then, and is not now.
    const now = answer.certain ? { ...result.now, class: before, doubtful: false } : result.now;
    return { contactName, at, before, ...result, now };
  };
  const alike = await Promise.all(near.filter(({ similarity }) => similarity >= ALIKE).map(tried));
  const changed = alike.filter(({ now, before }) => (now.doubtful ? 'Other' : now.class) !== before);
  return {
    looked: past.length,
    since: past.at(-1)?.at ?? null,
    alike: alike.length,
    changed: changed.length,
    answers: [...alike.slice(0, MOST_SHOWN), ...(await Promise.all(nearly.map(tried)))],
  };
}
