import type { Evidence } from '../claims/found.ts';
import { nameRunsIn } from '../names/candidates.ts';
import { placeOf } from '../names/places.ts';
import type { Sentence } from '../prose/sentences.ts';
import { fold } from '../../replies/dates/words.ts';
import { isIn } from './subject.ts';
import type { Passage } from './passages.ts';

const names = new WeakMap<object, readonly string[]>();

/** Names in a text that are neither places nor our own. */
function namesIn(
  text: Pick<Sentence, 'text' | 'folded'> & object,
  sentence: Sentence,
  evidence: Evidence,
): readonly string[] {
  const before = names.get(text);
  if (before) return before;
  const own = evidence.passages.filter(({ kind }) => kind === 'assistant' || kind === 'property');
  const found = nameRunsIn({ ...sentence, text: text.text, folded: text.folded, heading: false })
    .flat()
    .filter(
      ({ text: word, folded }) =>
        folded.length > 3 &&
        /^\p{Lu}\p{Ll}/u.test(word) &&
        placeOf(word) === null &&
        !own.some((passage) => passage.folded.includes(folded)),
    )
    .map(({ folded }) => folded);
  names.set(text, found);
  return found;
}

/** Whether a source tells something of one reference and the draft of another that the sources name elsewhere. */
export function isOfOtherName(sentence: Sentence, passage: Passage, at: number, evidence: Evidence): boolean {
  if (passage.kind !== 'context' && passage.kind !== 'knowledge') return false;
  if (!isIn(sentence.lang, passage)) return false;
  const [from, to] = [passage.text.lastIndexOf(';', at) + 1, passage.text.indexOf(';', at)];
  const part = passage.text.slice(from, to < 0 ? undefined : to);
  const theirs = namesIn(passage, sentence, evidence).filter((name) => fold(part).includes(name));
  if (theirs.length === 0 || theirs.some((name) => sentence.folded.includes(name))) return false;
  return namesIn(sentence, sentence, evidence).some(
    (name) =>
      !fold(part).includes(name) &&
      evidence.passages.some((other) => other.kind !== 'thread' && other.folded.includes(name)),
  );
}
