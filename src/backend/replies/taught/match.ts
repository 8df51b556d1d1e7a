import { sentencesOf } from '../sentences.ts';
import type { ReplyClass, TaughtPhrase } from '../types.ts';
import { comparable, comparableSentence, joined } from './comparable.ts';
import type { Comparable } from './comparable.ts';
import { likeness, similarity } from './similarity.ts';

/** So many, from the beginning, are looked at for what was taught. */
const MAX_SENTENCES = 100;
/** So much longer or shorter than the example is worth a look: fillers, and words written as one. */
const apart = (size: number): number => 2 + Math.ceil(size / 4);

/** What an answer says in one piece: a sentence, or some that follow each other. */
interface Passage {
  said: Comparable;
  /** Of the sentences, which. */
  from: number;
  to: number;
}

export interface Match {
  phrase: TaughtPhrase;
  /** ALIKE to 1 */
  similarity: number;
  /** The words of the answer that are like the example. */
  passage: string;
  /** All other sentences of the answer. */
  rest: readonly string[];
}

/** Examples as they are compared: they change seldom. */
const known = new Map<string, Comparable>();
const MOST_KNOWN = 5_000;

function example({ example: text }: Pick<TaughtPhrase, 'example'>): Comparable {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = comparable(text);
  known.set(text, made);
  return made;
}

/**
 * The phrase that an answer says; null: none. Of several the opt-out, then the one most alike, then the longer, then
 * "always" before "suggest", then by its id.
 * @param may which classes count
 */
export function matchingPhrase(
  phrases: readonly TaughtPhrase[],
  text: string,
  may: (one: ReplyClass) => boolean = () => true,
): Match | null {
  const usable = phrases.filter((phrase) => may(phrase.class));
  if (usable.length === 0) return null;
  const sentences = sentencesOf(text);
  const longest = Math.max(...usable.map((phrase) => example(phrase).size));
  const passages = passagesOf(sentences, longest + apart(longest));
  const found = usable.flatMap((phrase) => {
    const best = nearest(phrase, passages, likeness);
    return best && best.similarity > 0 ? [{ phrase, ...best }] : [];
  });
  const first = found.sort(byRank)[0];
  return first ? matched(first, sentences) : null;
}

/** By size. */
type Passages = ReadonlyMap<number, readonly Passage[]>;

interface Nearest {
  similarity: number;
  passage: Passage;
}
type Found = Nearest & { phrase: TaughtPhrase };

function matched({ phrase, similarity: alike, passage }: Found, sentences: readonly string[]): Match {
  const { from, to } = passage;
  return {
    phrase,
    similarity: alike,
    passage: sentences.slice(from, to).join(' '),
    rest: [...sentences.slice(0, from), ...sentences.slice(to)],
  };
}

/** How near an answer comes to an example, whether or not it is alike enough, and with which words. */
export function nearestPassage(
  phrase: TaughtPhrase,
  text: string,
): { similarity: number; passage: string } | null {
  const sentences = sentencesOf(text);
  const { size } = example(phrase);
  const best = nearest(phrase, passagesOf(sentences, size + apart(size)), similarity);
  return best && { similarity: best.similarity, passage: matched({ phrase, ...best }, sentences).passage };
}

const byRank = (one: Found, other: Found): number =>
  Number(other.phrase.class === 'Unsubscribed') - Number(one.phrase.class === 'Unsubscribed') ||
  other.similarity - one.similarity ||
  example(other.phrase).text.length - example(one.phrase).text.length ||
  one.phrase.mode.localeCompare(other.phrase.mode) ||
  one.phrase.phraseId.localeCompare(other.phrase.phraseId);

/** Sentences by themselves and in runs, up to a size. */
function passagesOf(sentences: readonly string[], most: number): Passages {
  const parts = sentences.slice(0, MAX_SENTENCES).map(comparableSentence);
  const bySize = new Map<number, Passage[]>();
  const keep = (passage: Passage): void => {
    const same = bySize.get(passage.said.size);
    if (same) same.push(passage);
    else bySize.set(passage.said.size, [passage]);
  };
  parts.forEach((part, from) => {
    let said = part;
    for (let to = from + 1; ; to += 1) {
      keep({ said, from, to });
      const next = parts[to];
      if (!next || said.size + next.size > most) break;
      said = joined(said, next);
    }
  });
  return bySize;
}

type Likeness = (one: Comparable, other: Comparable) => number;

/** Of the passages of about the example's size, the one most like it. */
function nearest(phrase: TaughtPhrase, passages: Passages, alike: Likeness): Nearest | null {
  const one = example(phrase);
  const most = apart(one.size);
  let best: Nearest | null = null;
  for (let size = Math.max(one.size - most, 0); size <= one.size + most; size += 1)
    for (const passage of passages.get(size) ?? []) {
      const found = alike(one, passage.said);
      if (!best || found > best.similarity) best = { similarity: found, passage };
    }
  return best;
}
