import { topicsIn } from './learned/features.ts';
import { sentencesOf } from './sentences.ts';
import type { ReplyClass } from './types.ts';

/** A longer answer says itself what it means. */
const MOST_WORDS = 7;

/** What a yes means by what was asked, the first that the question speaks of. */
const asked: readonly [concept: string, meant: ReplyClass][] = [
  ['stop', 'Unsubscribed'],
  ['docs', 'BrochureRequest'],
  ['buy', 'InterestedToProceed'],
  ['price', 'InterestedToProceed'],
];
const consent = /^(please|do|go|send|vale|doe|stuur|fai|faccia|mande|envie|お願い|go ahead)/iu;

/**
 * A bare yes is read against the question it answers: "Shall I send you the summary?" "Yes, please." null: it is no bare
 * yes, or the question asked for something that a yes alone means anyway (a call).
 * @param question the last question of the mail that is answered; null: none, or not known
 */
export function bareAnswer(text: string, question: string | null | undefined): ReplyClass | null {
  if (!question || text.includes('?') || wordsIn(text) > MOST_WORDS) return null;
  const said = topicsIn(text);
  const isYes = (said.has('yes') || said.has('send') || consent.test(text.trim())) && !said.has('neg');
  if (!isYes || said.has('weekday') || said.has('when') || said.has('daypart')) return null;
  const topics = topicsIn(question);
  return asked.find(([concept]) => topics.has(concept))?.[1] ?? null;
}

/** The last question of a mail; null: it asks nothing. */
export const questionIn = (text: string): string | null =>
  sentencesOf(text).findLast((sentence) => /[?？]$|か。?$/.test(sentence)) ?? null;

const wordsIn = (text: string): number =>
  /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) ? text.length / 3 : text.split(/\s+/).filter(Boolean).length;
