import { readFileSync } from 'node:fs';
import { languages, type Language } from '../../ground/languages.ts';
import { WordSet } from './word-set.ts';

const sets = new Map<string, WordSet>();

/** Read when first needed: about 70 kB each. */
function setOf(name: string): WordSet {
  const known = sets.get(name) ?? new WordSet(readFileSync(new URL(`${name}.bin`, import.meta.url)));
  sets.set(name, known);
  return known;
}

/** Whether a folded word is an ordinary one of a language; of Japanese there is no list. */
export const isWord = (folded: string, language: Language): boolean =>
  language !== 'ja' && setOf(language).has(folded);

/** Common words and names of Japanese, as written: runs of kanji and katakana. */
export const isJapaneseWord = (word: string): boolean => setOf('ja').has(word);
/** Family names and well-known organisations. */
export const isJapaneseName = (word: string): boolean => setOf('ja-names').has(word);
/** Towns of Germany, Austria and Switzerland that are no common words; folded. */
export const isGermanTown = (folded: string): boolean => setOf('towns').has(folded);

export const isFirstName = (folded: string): boolean => setOf('first-names').has(folded);

/** Endings by which an ordinary noun or adjective is known that no list has; folded, of words of some length. */
const ordinaryEnding: Readonly<Record<Exclude<Language, 'ja'>, RegExp>> = {
  en: /(?:tion|sion|ment|ness|ship|ity|ance|ence|ing|able|ible|ward|wide|less|ful|ism|ized|ised|ally)s?$/,
  de: /(?:ung|heit|keit|schaft|tion|sion|itat|ierung|barkeit|losigkeit|enz|anz|logie|grafie|metrie|nis)(?:en|se)?$|(?:ismus|werk|zeug|preis|prozess|system|bereich|punkt|dienst|plan|leiter|projekt|bericht|konzept|modell|vertrag|betrieb|prozess|stelle|stellen|kosten|daten|teams?|ware|zeit)(?:e[ns]?|s|n|en|innen|in)?$|management$|(?:nahme|frist|gabe|lage|laden|stuck|mittel|gang|grund|raum|satz|stand|schein|schrift|stoff|gerat|protokoll|abschluss|anschluss|bedarf|termin|prufung|lader|fahrer|geber|nehmer|halter|trager|messer|zahler|regler|schutz|pflicht|recht|arbeit|technik|anlage|lieferung|zahl|fall|klasse|gruppe|karte|liste|tafel|wagen|halle|turm|bogen|rahmen|wert|bild|buch|blatt|heft|licht|glas|holz|metall|strom|netz|kanal|rohr|wand|decke|boden|dach|tor|tur|fenster)(?:e[ns]?|s|n|en|er|ern)?$/,
  fr: /(?:tion|sion|ment|ite|age|ance|ence|isme|iste|eur|euse|able|ible|tique|aire|ure)s?$/,
  es: /(?:cion|ciones|sion|siones|miento|mientos|idad|idades|anza|encia|ancia|ismo|ista|able|ible|dor|dora|dores|ura|mente)$/,
  pt: /(?:cao|coes|sao|soes|mento|mentos|idade|idades|ancia|encia|ismo|ista|avel|ivel|dor|dora|dores|agem|agens|ura|mente)$/,
  it: /(?:zione|zioni|sione|sioni|mento|menti|ita|anza|enza|enze|ismo|ista|abile|ibile|tore|tori|trice|aggio|aggi|mente|tura|ture)$/,
  nl: /(?:ing|ingen|heid|heden|schap|schappen|tie|ties|iteit|iteiten|isme|sing|atie|aties|ment|menten|baar|loos|matig|systeem|systemen|plan|plannen|kosten|tijd|tijden|beheer|detectie|teams?)$/,
};
/** What joins the parts of a compound. */
const joints: Readonly<Partial<Record<Language, readonly string[]>>> = {
  de: ['', 's', 'es', 'n', 'en', 'er', 'e'],
  nl: ['', 's', 'en', 'e', 'n'],
};

const isPart = (word: string, language: Language): boolean =>
  word.length >= 3 && (isWord(word, language) || (word.length > 4 && isWord(`${word}e`, language)));

/** "Werkstatttermin" is made of words, "Pfeiffer" is not. */
function isCompound(word: string, language: Language, depth = 0): boolean {
  const between = joints[language];
  if (!between || depth > 2) return false;
  for (let at = 3; at <= word.length - 4; at += 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    const joined = between.some(
      (joint) => head.endsWith(joint) && isPart(head.slice(0, head.length - joint.length), language),
    );
    if (joined && (isBent(tail, language) || isCompound(tail, language, depth + 1))) return true;
  }
  return false;
}

const bentBy: Readonly<Partial<Record<Language, readonly string[]>>> = {
  de: ['s', 'es', 'n', 'en', 'e', 'em', 'innen', 'er'],
  nl: ['s', 'en', 'e', 'n'],
  en: ['s', 'es'],
  fr: ['s', 'e', 'es', 'x'],
  es: ['s', 'es'],
  pt: ['s', 'es'],
};
const isBent = (word: string, language: Language): boolean =>
  isWord(word, language) ||
  (bentBy[language] ?? []).some((end) => {
    const stem = word.slice(0, -end.length);
    return word.endsWith(end) && stem.length > 3 && isWord(stem, language);
  });

const LONGEST = 45;

/** Whether a folded word, written small or large, is an ordinary one of the language. */
export function isOrdinary(folded: string, language: Language): boolean {
  if (language === 'ja' || folded.length > LONGEST) return false;
  if (isBent(folded, language)) return true;
  // "Bei Bäckern": who does what a verb says.
  if (
    language === 'de' &&
    /er(?:n|innen)$/.test(folded) &&
    isWord(folded.replace(/er(?:n|innen)$/, 'en'), 'de')
  )
    return true;
  if (folded.length > 7 && ordinaryEnding[language].test(folded)) return true;
  return folded.length > 6 && isCompound(folded, language);
}

/**
 * The language most words of a folded text are ordinary in; null where none or several are: also short and telegraphic
 * texts are told, as sources often are.
 */
export function languageByWords(folded: string): Language | null {
  if (/[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u.test(folded)) return 'ja';
  const words = folded.match(/\p{L}{2,}/gu) ?? [];
  const counts = languages
    .map((one) => ({ one, count: words.filter((word) => isWord(word, one)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts;
  return first && second && first.count > second.count && first.count > 1 ? first.one : null;
}
