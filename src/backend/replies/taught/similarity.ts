import { distance } from 'fastest-levenshtein';
import type { Comparable } from './comparable.ts';

/** From here on a text is taken for the example. */
export const ALIKE = 0.9;
/** As alike as a text can be that says something else. */
const ALMOST = 0.89;

/**
 * How much a text is like an example, 0..1; 1: the same, but for what `comparable` overlooks. ALIKE or more is only what
 * says the same words, mistyped at most: a word more, less or in place of another could be the one that turns the
 * sentence round, in whatever language. Where words are not parted (Japanese), the same kanji and katakana, and as many
 * of the characters by which hiragana denies or asks.
 */
export function similarity(one: Comparable, other: Comparable): number {
  const longest = Math.max(one.text.length, other.text.length, 1);
  return likeness(one, other) || Math.min(ALMOST, 1 - distance(one.text, other.text) / longest);
}

/** The same where it is ALIKE or more, else 0: quick, as most texts differ in their first word. */
export function likeness(one: Comparable, other: Comparable): number {
  if (one.text === other.text) return 1;
  const edits = mistyped(one, other);
  // What is mistyped counts half: it is still the same word.
  const alike = edits === null ? 0 : 1 - edits / (2 * Math.max(one.text.length, other.text.length));
  return alike >= ALIKE ? alike : 0;
}

/** By how many letters they differ; null: not by letters only. */
const mistyped = (one: Comparable, other: Comparable): number | null =>
  one.unparted !== null && other.unparted !== null
    ? unpartedEdits(one.unparted, other.unparted)
    : one.unparted === other.unparted
      ? wordEdits(one.words, other.words)
      : null;

/** Hiragana that denies or asks. */
const turns = /[なんずぬか]|まい|ねえ|いや|いえ|だめ/g;
const turnsIn = (text: string): string => (text.match(turns) ?? []).join();
/** What carries the meaning: all that is no hiragana. */
const contentOf = (text: string): string => text.replace(/[\u3041-\u309f]/g, '');

/** Twice, as there is no word that could be the same all the same. */
const unpartedEdits = (one: string, other: string): number | null =>
  contentOf(one) === contentOf(other) && turnsIn(one) === turnsIn(other) ? 2 * distance(one, other) : null;

type Words = Comparable['words'];
type Word = Words[number];

/** Their presence changes nothing. Not "a": to have little time is not to have a little. */
const fillers: ReadonlySet<string> = new Set(
  'please pls plz the just very really bitte der die das den dem le la les svp el los las lo il gli os as de het'.split(
    ' ',
  ),
);

/** Word by word; two written as one count as one, and a filler may be missing. */
function wordEdits(one: Words, other: Words): number | null {
  let [at, to, edits] = [0, 0, 0];
  while (at < one.length || to < other.length) {
    const [here, there, nextHere, nextThere] = [one[at], other[to], one[at + 1], other[to + 1]];
    const typo = here && there ? wordDistance(here, there) : null;
    if (typo !== null) [at, to, edits] = [at + 1, to + 1, edits + typo];
    else if (here && nextHere && here.text + nextHere.text === there?.text) [at, to] = [at + 2, to + 1];
    else if (there && nextThere && there.text + nextThere.text === here?.text) [at, to] = [at + 1, to + 2];
    else if (here && fillers.has(here.text)) [at, edits] = [at + 1, edits + here.text.length + 1];
    else if (there && fillers.has(there.text)) [to, edits] = [to + 1, edits + there.text.length + 1];
    else return null;
  }
  return edits;
}

const LONG = 8;
const SHORTEST_MISTYPED = 4;

/**
 * 0 to 2; null: another word. Short words are one letter away from others ("can", "can't"), and letters more at the
 * beginning are how many languages deny ("ein", "kein"; "able", "unable").
 */
function wordDistance(one: Word, other: Word): number | null {
  if (one.text === other.text) return 0;
  if (one.text[0] !== other.text[0] || one.isNegation !== other.isNegation) return null;
  const shorter = Math.min(one.text.length, other.text.length);
  if (isSwapped(one.text, other.text)) return 1;
  if (shorter < SHORTEST_MISTYPED || Math.abs(one.text.length - other.text.length) > 2) return null;
  if (one.text.endsWith(other.text) || other.text.endsWith(one.text)) return null;
  const edits = distance(one.text, other.text);
  return edits <= (shorter >= LONG ? 2 : 1) ? edits : null;
}

/** Two neighbouring letters after the first changed places, in a word of four or more. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < SHORTEST_MISTYPED) return false;
  const at = Array.from(one).findIndex((letter, place) => letter !== other[place]);
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
