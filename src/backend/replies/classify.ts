import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginningOf } from '../ground/text.ts';
import { bareAnswer } from './bare-answer.ts';
import { arrival, laterDate, returnDate } from './dates.ts';
import { topicsIn } from './learned/features.ts';
import { guess, readModel } from './learned/model.ts';
import type { Guess, LearnedClass, Model } from './learned/model.ts';
import { legalDemand } from './legal.ts';
import { speaksToAMachine } from './machine-talk.ts';
import { asksForNoMore } from './no-more.ts';
import { referredAddress } from './referred-address.ts';
import { sentencesOf } from './sentences.ts';
import { byPhrase } from './taught/by-phrase.ts';
import { matchingPhrase } from './taught/match.ts';
import type { Match } from './taught/match.ts';
import type { Classification, Classify, ReplyClass, ReplyToClassify } from './types.ts';

const MAX_TEXT = 6_000;
const MAX_EVIDENCE = 200;
/** Looked at one by one for the words that decided. */
const MAX_SENTENCES = 12;
/** What is as likely as this is worth telling beside what decided. */
const ALSO_SAID = 0.2;
/** Where it is as likely as this that somebody wants no more mail, nothing else is decided without a person. */
export const PERHAPS_UNSUBSCRIBED = 0.1;

/** What a program can mean: it never makes a lead hot and never unsubscribes anybody. */
export const ofPrograms: ReadonlySet<ReplyClass> = new Set<LearnedClass>([
  'OutOfOffice',
  'SupportAutoResponse',
  'MovedOut',
  'Retired',
]);

/** What may be taught of a program's answer: what a program can mean, and what only stops. */
const taughtOfPrograms: ReadonlySet<ReplyClass> = new Set([...ofPrograms, 'Unsubscribed', 'Deactivated']);

const WEIGHTS = join(import.meta.dirname, 'learned/weights.bin');
let loaded: Model | undefined;
/** Only who reads answers keeps it, 3 MB. */
const model = (): Model => (loaded ??= readModel(readFileSync(WEIGHTS)));

/**
 * Reads what an answer means (FEATURES A10). Certain are a delivery report and a demand that names the law, and a bare
 * yes is read against the question, unless an admin taught what such an answer means; everything else a model says that
 * learned from the texts in corpus/, in eight languages, and how sure it is of it: below its
 * calibrated threshold the answer is doubtful, and a person decides.
 */
export const classifyReply: Classify = (reply) => {
  const text = beginningOf(reply.text, MAX_TEXT).trim();
  if (reply.bounce) return plain('Bounce', 0.99, firstLine(text) || reply.subject);
  if (text === '' && !reply.autoSubmitted) return plain('Other', 0.99, '');
  const { autoSubmitted: automatic } = reply;
  const demand = automatic ? null : legalDemand(text);
  if (demand) return { ...plain('Unsubscribed', 0.97, demand), legal: true };
  const match = matchingPhrase(reply.phrases ?? [], text, (one) => !automatic || taughtOfPrograms.has(one));
  return match ? taught(match, reply, text, automatic) : untaught(reply, text, automatic);
};

/** Nothing was taught about it. */
function untaught(reply: ReplyToClassify, text: string, automatic: boolean): Classification {
  const bare = automatic ? null : bareAnswer(text, reply.question);
  // What was agreed on stands in the question: "Shall I write again in March?"
  if (bare)
    return {
      ...plain(bare, 0.9, firstLine(text)),
      ...detailsOf(bare, { ...reply, text: reply.question ?? '' }),
    };
  const guesses = guessesOf({ ...reply, text });
  const [best, ...others] = guesses;
  if (!best) throw new Error('A model without classes.');
  const evidence = evidenceFor(best.class, text);
  return {
    ...plain(best.class, best.probability, evidence),
    ...detailsOf(best.class, { ...reply, text }),
    secondary: others.filter(({ probability }) => probability >= ALSO_SAID).map((other) => other.class),
    doubtful:
      isDoubtful(best, others) ||
      isTwisted(best.class, evidence) ||
      (best.class !== 'Unsubscribed' && asksForNoMore(text)) ||
      (!automatic && speaksToAMachine(text)),
  };
}

function taught(match: Match, reply: ReplyToClassify, text: string, automatic: boolean): Classification {
  const { phrase, similarity, passage } = match;
  const answer = {
    ...plain(phrase.class, similarity, passage),
    ...detailsOf(phrase.class, { ...reply, text }),
  };
  return byPhrase(match, text, answer, {
    read: (part) => untaught(reply, part, automatic),
    likeliest: (part) => (automatic ? undefined : guess(model(), part)[0]),
  });
}

/** What an answer may mean by its words, the likeliest first. */
export const guessesOf = (reply: Pick<ReplyToClassify, 'autoSubmitted' | 'subject' | 'text'>): Guess[] =>
  reply.autoSubmitted
    ? amongPrograms(guess(model(), `${reply.subject}\n${reply.text}`))
    : guess(model(), reply.text);

/** Above it is more likely than everything else together. */
const SURE_OF_PROGRAMS = 0.8;

/** Their probabilities add up to 1 again. */
function amongPrograms(guesses: readonly Guess[]): Guess[] {
  const possible = guesses.filter((one) => ofPrograms.has(one.class));
  const sum = possible.reduce((all, { probability }) => all + probability, 0);
  return possible.map((one) => {
    const probability = one.probability / sum;
    return { ...one, probability, isSure: probability >= SURE_OF_PROGRAMS };
  });
}

const isDoubtful = (best: Guess, others: readonly Guess[]): boolean =>
  !best.isSure ||
  others.some((other) => other.class === 'Unsubscribed' && other.probability >= PERHAPS_UNSUBSCRIBED);

/**
 * The strong words stand in a sentence that may turn them round: a slot that is refused, a call that was, a question
 * about unsubscribing. What the model has learned of single words is stronger than what it has of such turns.
 */
function isTwisted(meant: ReplyClass, evidence: string): boolean {
  if (meant === 'Unsubscribed') return /[?？]/.test(evidence);
  if (meant !== 'AgreedToMeet') return false;
  return !agrees(evidence) && !offersAfterAll(evidence);
}

const turns = ['neg', 'sorry', 'past'];
const slots = ['meet', 'weekday', 'daypart'];

function agrees(evidence: string): boolean {
  const said = topicsIn(evidence);
  return said.has('yes') || !turns.some((turn) => said.has(turn));
}

const but =
  /(?<!\p{L})(?:but|however|aber|jedoch|dafür|mais|par contre|en revanche|pero|mas|porém|só que|ma|però|invece|maar)(?!\p{L})|(?:です|ます|ません|した)(?:が|けど|けれども?)、?|しかし/iu;

/** "Tuesday does not work, but Thursday after 2 does": what follows the turn counts. */
function offersAfterAll(evidence: string): boolean {
  const parts = evidence.split(but);
  const said = topicsIn(parts.at(-1) ?? '');
  return parts.length > 1 && slots.some((slot) => said.has(slot)) && !turns.some((turn) => said.has(turn));
}

const plain = (replyClass: ReplyClass, confidence: number, evidence: string): Classification => ({
  class: replyClass,
  confidence,
  evidence: beginningOf(evidence, MAX_EVIDENCE),
  date: null,
  referredEmail: null,
  secondary: [],
  doubtful: false,
  legal: false,
});

const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

/** The sentence that says it most clearly. */
function evidenceFor(meant: LearnedClass, text: string): string {
  const sentences = sentencesOf(text).slice(0, MAX_SENTENCES);
  if (sentences.length < 2) return sentences[0] ?? firstLine(text);
  const said = sentences.map((sentence) => ({ sentence, likely: likelihood(meant, sentence) }));
  return said.reduce((best, one) => (one.likely > best.likely ? one : best)).sentence;
}

const likelihood = (meant: LearnedClass, text: string): number =>
  guess(model(), text).find((one) => one.class === meant)?.probability ?? 0;

/** What belongs to a class and stands in the answer: the day to write again, the person to write to. */
export function detailsOf(
  meant: ReplyClass,
  { text, subject, receivedAt, timeZone }: ReplyToClassify,
): Partial<Classification> {
  const now = arrival(receivedAt, timeZone);
  switch (meant) {
    case 'OutOfOffice':
      return { date: returnDate(`${text}\n${subject}`, now) };
    case 'ConnectLater':
      return { date: laterDate(text, now) };
    case 'ReferredSomeone':
    case 'MovedOut':
      return { referredEmail: referredAddress(text) };
    default:
      return {};
  }
}
