import { conceptsOf } from '../learned/concepts.ts';
import { sentencesOf } from '../sentences.ts';

interface Word {
  text: string;
  /** One of the words of eight languages that turn a sentence round. */
  isNegation: boolean;
}

/** A text as examples are compared: what says the same in other letters is the same. */
export interface Comparable {
  words: readonly Word[];
  /** What is written without spaces, as one; null: it has words. */
  unparted: string | null;
  /** Words, or characters where there are none. */
  size: number;
  /** Letters and digits, with one space between words. */
  text: string;
}

const unspaced = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Often written in either script. */
const eitherScript: readonly [RegExp, string][] = [
  [/下さ/g, 'くださ'],
  [/頂/g, 'いただ'],
  [/致/g, 'いた'],
  [/宜/g, 'よろ'],
  [/有り?難/g, 'ありがと'],
  [/無し/g, 'なし'],
  [/無い/g, 'ない'],
  [/ー/g, ''],
  [/[月火水木金土日]曜/g, '曜'],
];

/** A text of one sentence or more. */
export const comparable = (text: string): Comparable =>
  sentencesOf(text).map(comparableSentence).reduce(joined, ofWords([]));

/**
 * A greeting at its beginning, capitals, accents, widths and punctuation do not count, nor do apostrophes and hyphens
 * within words; every number is the same one, and so is every month, day of the week, address and link.
 */
export function comparableSentence(sentence: string): Comparable {
  const plain = folded(withoutGreeting(sentence));
  return unspaced.test(plain) ? withoutWords(plain) : ofWords(wordsIn(plain));
}

const ofWords = (words: readonly Word[]): Comparable => ({
  words,
  unparted: null,
  size: words.length,
  text: words.map((word) => word.text).join(' '),
});

/** One after the other. */
export const joined = (one: Comparable, next: Comparable): Comparable =>
  one.unparted === null && next.unparted === null
    ? ofWords([...one.words, ...next.words])
    : withoutWords(`${one.text}${next.text}`);

function withoutWords(plain: string): Comparable {
  const bare = plain.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  const unparted = eitherScript.reduce((text, [from, to]) => text.replace(from, to), bare);
  return { words: [], unparted, size: unparted.length, text: unparted };
}

/** A greeting on the line of what is said: "Hi Tara, please send it." */
const greeting =
  /^(hi|hello|hey|dear|good (morning|afternoon|day)|hallo|liebe[r]?|guten (tag|morgen)|moin|bonjour|salut|hola|buen(os|as)? \p{L}+|ol[aá]|bom dia|boa tarde|ciao|buongiorno|salve|beste|goede(morgen|middag)|dag)( \p{L}[\p{L}.]*){0,3}\s?[,،、]\s*(?=\S)/iu;

const withoutGreeting = (sentence: string): string =>
  sentence.replace(greeting, (words) =>
    wordsIn(folded(words)).some(({ isNegation }) => isNegation) ? words : '',
  );

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, ' mailaddress ')
    .replace(/https?:\/\/\S+|\bwww\.\S+/g, ' weblink ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/\d+([.:,/-]\d+)*/g, ' 0 ');

const wordsIn = (plain: string): Word[] => (plain.match(/[\p{L}\p{M}']+|\d+/gu) ?? []).flatMap(wordOf);

function wordOf(token: string): Word[] {
  const concepts = conceptsOf(token, [token]).flat();
  const isNegation = concepts.includes('neg');
  const day = isNegation ? undefined : concepts.find((one) => one === 'month' || one === 'weekday');
  // "für" has become "fur", and is written "fuer" where the keyboard has no ü.
  const text = day ?? token.replaceAll("'", '').replace(/([aou])e/g, '$1');
  return text === '' ? [] : [{ text, isNegation }];
}
