import { common } from './lexicon/common.ts';
import { people } from './lexicon/people.ts';
import { refusals } from './lexicon/refusals.ts';
import { topics } from './lexicon/topics.ts';
import { turns } from './lexicon/turns.ts';
import { wishes } from './lexicon/wishes.ts';

/*
 * Words and phrases by what they speak of, in English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese:
 * so what the model learns of one language helps in the others. Folded as texts are (no accents, no capitals); `*`: and
 * whatever follows; `_`: parts the words of a phrase. They decide nothing by themselves: the model learns what each is
 * worth, and a word that means something else in another language costs little.
 */
type List = Readonly<Record<string, string>>;

/** Not parted into words, or no word: looked for anywhere in a text. */
const unparted = /[\u3040-\u30ff\u4e00-\u9fff€$£\p{Extended_Pictographic}]/u;
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
const LONGEST_STEM = 14;

interface Phrase {
  /** After the first. */
  words: readonly string[];
  concept: string;
}
interface Lexicon {
  whole: Map<string, string[]>;
  stems: Map<string, string[]>;
  parts: Map<string, string[]>;
  /** By their first words. */
  phrases: Map<string, Phrase[]>;
}

const put = <T>(index: Map<string, T[]>, key: string, value: T): void =>
  void index.set(key, [...(index.get(key) ?? []), value]);

function add({ whole, stems, parts, phrases }: Lexicon, entry: string, concept: string): void {
  const [first = '', ...words] = entry.split('_');
  if (unparted.test(entry)) put(parts, entry, concept);
  else if (words.length > 0) put(phrases, first, { words, concept });
  else if (entry.endsWith('*')) put(stems, entry.slice(0, -1), concept);
  else put(whole, entry, concept);
}

function lexiconOf(lists: readonly List[]): Lexicon {
  const lexicon: Lexicon = { whole: new Map(), stems: new Map(), parts: new Map(), phrases: new Map() };
  for (const [concept, list] of lists.flatMap((one) => Object.entries(one)))
    for (const entry of list.split(/\s+/).filter(Boolean)) add(lexicon, entry, concept);
  return lexicon;
}

/** What a folded text speaks of, word by word; its words, or what stands in it where words are not parted. */
type Reader = (plain: string, words: readonly string[]) => readonly (readonly string[])[];

function readerOf(...lists: List[]): Reader {
  const lexicon = lexiconOf(lists);
  const { parts } = lexicon;
  // One look for all of them, the longest first.
  const byLength = [...parts.keys()].sort((a, b) => b.length - a.length);
  const anyPart = new RegExp(byLength.map((part) => part.replace(/[$()]/g, '\\$&')).join('|'), 'gu');
  return (plain, words) => {
    const inside = unparted.test(plain)
      ? (plain.match(anyPart) ?? []).map((part) => parts.get(part) ?? [])
      : [];
    const said = words.map((word, at) => (japanese.test(word) ? [] : conceptsAt(lexicon, words, at)));
    return [...inside, ...said].filter((concepts) => concepts.length > 0);
  };
}

/** For the model. */
export const conceptsOf = readerOf(topics, people, refusals, wishes, common);
/** For rules: broad, so that no narrower word hides one of them. */
export const topicsOf = readerOf(topics, turns);

const conceptsAt = (lexicon: Lexicon, words: readonly string[], at: number): string[] => [
  ...(lexicon.whole.get(words[at] ?? '') ?? stemmed(lexicon, words[at] ?? '')),
  ...phrasesAt(lexicon, words, at),
];

function stemmed({ stems }: Lexicon, word: string): readonly string[] {
  for (let length = Math.min(word.length, LONGEST_STEM); length >= 3; length -= 1) {
    const found = stems.get(word.slice(0, length));
    if (found) return found;
  }
  return [];
}

const phrasesAt = ({ phrases }: Lexicon, words: readonly string[], at: number): string[] =>
  (phrases.get(words[at] ?? '') ?? [])
    .filter((phrase) => phrase.words.every((part, next) => fits(part, words[at + 1 + next])))
    .map(({ concept }) => concept);

const fits = (part: string, word = ''): boolean =>
  part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : part === word;
