import { languageOf, type Language } from '../../ground/languages.ts';
import { isDenied, isNotYet } from '../evidence/negation.ts';
import type { Passage } from '../evidence/passages.ts';
import { isIn, isNumeral } from '../evidence/subject.ts';
import { isGeneral } from '../phrases/general-words.ts';
import {
  additions,
  belongsToThem,
  conditional,
  isVerbOfOurs,
  ofOurs,
  properties,
} from '../phrases/additions.ts';
import { weekdayNumber } from '../../replies/dates/words.ts';
import type { Sentence } from '../prose/sentences.ts';
import { lean } from '../prose/lean.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';

/** What the sources say, by the words of it. */
interface Vocabulary {
  /** Beginnings of their words. */
  beginnings: ReadonlySet<string>;
  text: string;
}

const isOurs = ({ kind }: Passage): boolean => kind === 'context' || kind === 'knowledge';
const lengthOf = (some: readonly Passage[]): number => some.reduce((sum, { text }) => sum + text.length, 0);

/** Whether our texts are in the language of the draft: of others the words tell nothing of what is new. */
function areIn(language: Language, ours: readonly Passage[]): boolean {
  const whole = lengthOf(ours);
  const foreign = ours.filter(({ lang }) => lang !== null && lang !== language);
  return (
    whole >= LEAST &&
    lengthOf(foreign) < whole * 0.2 &&
    (languageOf(ours.map(({ text }) => text).join(' ')) ?? language) === language &&
    lengthOf(ours.filter((one) => isIn(language, one))) >= whole * 0.4
  );
}
/** Of hardly any text everything is new. */
const LEAST = 60;

const vocabularies = new WeakMap<Evidence, Vocabulary | null>();
/** null: there is nothing that the words of a draft could be new to. */
function vocabularyOf(evidence: Evidence, language: Language): Vocabulary | null {
  const known = vocabularies.get(evidence);
  if (known !== undefined) return known;
  const text = evidence.passages.map(({ folded }) => folded).join(' ');
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const made = areIn(language, evidence.passages.filter(isOurs))
    ? { beginnings: new Set(words.flatMap((word) => [word.slice(0, 4), word.slice(0, 5)])), text }
    : null;
  vocabularies.set(evidence, made);
  return made;
}

/** Whether a source has the word, bent or in a compound. */
function isSaid(word: string, { beginnings, text }: Vocabulary, language: Language): boolean {
  if (beginnings.has(word.slice(0, 5)) || (word.length <= 5 && beginnings.has(word.slice(0, 4)))) return true;
  if (text.includes(word.slice(0, 6))) return true;
  if (language !== 'de' && language !== 'nl') return false;
  for (let at = 4; at <= word.length - 4; at += 1) if (beginnings.has(word.slice(at, at + 5))) return true;
  return false;
}

const NEW = 'No source speaks of this.';

interface Clause {
  start: number;
  text: string;
}
const joint = lean(
  /[,;:!?](?=\s|$)|\.\s*$|\s[–—-](?=\s)|\n|(?<=\p{L}{2}|\d)\s(?:and|und|et|y|e|ed|en|but|aber|mais|pero|mas|ma|maar|so|sodass|donc|asi que)(?=\s\p{L})/gu,
);
function* clausesOf({ folded, text }: Sentence): Generator<Clause> {
  let from = 0;
  for (const { index, 0: mark } of folded.matchAll(joint)) {
    // "Il telaio è in acciaio": folded, "is" is "and".
    if (/[èé]/i.test(text.slice(index, index + mark.length))) continue;
    yield { start: from, text: folded.slice(from, index) };
    from = index + mark.length;
  }
  yield { start: from, text: folded.slice(from) };
}

/** "It works without internet" is told, "no internet needed" is denied. */
const withoutBefore = /(?:without|ohne|sans|sin|sem|senza|zonder) (?:[a-z]+ )?$/;

interface Words {
  fresh: { start: number; end: number; word: string }[];
  /** All that say something, new or not. */
  said: { start: number }[];
}

/** The words of a clause that say something, and those of them that no source has. */
function wordsOf({ start, text }: Clause, language: Language, vocabulary: Vocabulary): Words {
  const fresh: Words['fresh'] = [];
  const said: Words['said'] = [];
  for (const { index, 0: word } of text.matchAll(/\p{L}{4,}/gu)) {
    const before = text.slice(0, index);
    if (
      isGeneral(word, language) ||
      isNumeral(word) ||
      belongsToThem(before, language) ||
      isVerbOfOurs(word, before, language)
    )
      continue;
    said.push({ start: start + index });
    if (!isSaid(word, vocabulary, language))
      fresh.push({ start: start + index, end: start + index + word.length, word });
  }
  return { fresh, said };
}

/** What of a clause is new, if enough is; of a thing that is known, what is said of it. */
function newIn(
  clause: Clause,
  { lang }: Sentence,
  evidence: Evidence,
  vocabulary: Vocabulary,
): Words['fresh'] {
  const { text, start } = clause;
  const isOfOurs = ofOurs(text, lang);
  const verb = properties(text, lang);
  const isMore = additions(text, lang);
  if ((!isOfOurs && verb === null && !isMore) || conditional(text, lang)) return [];
  const { fresh, said } = wordsOf(clause, lang, vocabulary);
  const all = said.length;
  if (fresh.length === 0) return [];
  if (isMore && fresh.every(({ word }) => weekdayNumber(word) > 0)) return isDaily(evidence) ? [] : fresh;
  if (isMore && (isOfOurs || verb !== null) && fresh.length >= all * 0.5) return fresh;
  if (isOfOurs && fresh.length === all && fresh.length >= 2) return fresh;
  if (verb === null) return [];
  const behind = (one: { start: number }): boolean => one.start >= start + verb;
  const told = fresh.filter(behind);
  return told.length > 0 && told.length === said.filter(behind).length ? told : [];
}

/** Seven days a week. */
const isDaily = ({ passages, numbersOf }: Evidence): boolean =>
  passages.some((one) =>
    numbersOf(one).some(
      ({ unit, values }) => unit.kind === 'time' && unit.factor === 1_440 && values.includes(7),
    ),
  );

/** So near a mark the same phrase is marked already. */
const BESIDE = 12;

/**
 * What is told of the offer in words that no source has: "we also make night guards", "the fabric is fire-rated". Only
 * what is put plainly as a fact of ours, and has no other word in common with what is known.
 */
export const additionsIn: Finder = (sentence, evidence, taken) => {
  const { folded, lang, mood, part, signed } = sentence;
  if (mood !== 'statement' || part !== 'body' || signed || isNotYet(folded)) return [];
  if (lang === 'ja') return japaneseAdditions(sentence, evidence).filter((one) => !overlaps(one, taken));
  const vocabulary = vocabularyOf(evidence, lang);
  if (!vocabulary || taken.some(({ kind }) => kind === 'history')) return [];
  const found: Found[] = [];
  for (const clause of clausesOf(sentence)) {
    const fresh = newIn(clause, sentence, evidence, vocabulary);
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (!first || !last) continue;
    const span = { start: first.start, end: last.end };
    if (!withoutBefore.test(folded.slice(0, span.start)) && isDenied(folded, span.start, span.end, lang))
      continue;
    const beside = { start: span.start - BESIDE, end: span.end + BESIDE };
    if (overlaps(span, taken) || taken.some((one) => one.passage === null && overlaps(one, [beside])))
      continue;
    found.push({ ...span, kind: 'promise', passage: null, reason: NEW });
  }
  return found;
};

/** Han and katakana that say what is added, at hand, or how something is. */
const japanese = [
  /(?<what>[\p{Script=Han}\p{Script=Katakana}ー]{2,})(?:(?:との|の)[\p{Script=Han}ー]{2,})?(?:でも|にも|まで|も)[^、。]{0,12}(?:可能|でき|含ま|込み|無料|対応|承|行って|ございま|あります|おりま|利用|付|選|映|使|強)/gu,
  /(?<what>[\p{Script=Han}\p{Script=Katakana}ー]{2,})(?:から(?:お選び|選べ)|の効果|付き(?:です|で)|に対応し)/gu,
];
const generalJapanese =
  /^(?:弊社|当社|御社|貴社|皆様|今回|今後|紹介|資料|質問|相談|見積|電話|打ち合わせ|説明|案内|連絡|時間|場合|必要|可能|対応|現在|以上|日程|興味|検討|気軽|費用|料金|価格|他社|今年|昨年|来年|毎月|期間|方法|内容|場所|貴院|貴店|貴校|導入|利用|契約|少量|一部|最短|当日|翌日|今日|明日|後|前)/u;

function japaneseAdditions({ folded, text }: Sentence, { passages }: Evidence): Found[] {
  const ours = passages.filter(isOurs);
  if (ours.reduce((sum, one) => sum + (one.lang === 'ja' ? one.text.length : 0), 0) < 30) return [];
  const known = passages.map((one) => one.text).join(' ');
  return japanese.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, groups }): Found[] => {
      const what = groups?.['what'] ?? '';
      const parts = Array.from({ length: what.length - 1 }, (_, at) => what.slice(at, at + 2));
      if (generalJapanese.test(what) || parts.some((part) => known.includes(part))) return [];
      if (isDenied(folded, index, index + what.length, 'ja')) return [];
      return [{ start: index, end: index + what.length, kind: 'promise', passage: null, reason: NEW }];
    }),
  );
}
