import { monthNumber, weekdayNumber, fold } from '../../replies/dates/words.ts';
import type { Language } from '../../ground/languages.ts';
import { isFirstName, isGermanTown, isOrdinary, isWord } from '../lexicon/lexicon.ts';
import { isBentVerb } from '../lexicon/bent.ts';
import type { Sentence } from '../prose/sentences.ts';
import { anglicisms } from './anglicisms.ts';
import { commonlyLarge, leadsToName } from './common-titles.ts';
import { placeOf } from './places.ts';
import { wellKnown } from './well-known.ts';

/** A word of a sentence, by its offsets in it. */
export interface Token {
  start: number;
  end: number;
  text: string;
  folded: string;
}

const token = /[\p{L}\d][\p{L}\p{M}\d]*(?:(?:['’&+/-]|\.(?=\p{L}))[\p{L}\d][\p{L}\p{M}\d]*)*/gu;
/** Joined to the next word in French and Italian, to the last one in English. */
const elided =
  /^(?:l|d|j|m|n|s|t|c|qu|dell|all|nell|sull|dall|coll|un|quest|quell|bell|sant|gl|jusqu|lorsqu|puisqu|quelqu|aujourd)['’](?=.)/iu;
const owned = /['’]s$|['’]$/u;

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(token)].flatMap(({ index, 0: word }): Token[] => {
    const head = elided.exec(word)?.[0].length ?? 0;
    const tail = owned.exec(word)?.[0].length ?? 0;
    const said = word.slice(head, word.length - tail);
    return said === ''
      ? []
      : [{ start: index + head, end: index + head + said.length, text: said, folded: fold(said) }];
  });
}

/** Written as names are: large, or with a large letter or a digit inside. */
const looksLikeName = (word: string): boolean =>
  /^\p{Lu}/u.test(word) ||
  /^\p{Ll}+\p{Lu}/u.test(word) ||
  (/\p{L}/u.test(word) && /\d/.test(word) && !/^\d+-?[\p{Ll}ª-]*$/u.test(word) && !countedLetters.test(word));
const countedLetters =
  /^\d+(?:st|nd|rd|th|er|ere|re|e|eme|ème|ste|de|o|a|h|k|m|x|km|kg|cm|mm|m2|m3|gb|tb|kwh|kw|mwh|mw|min|s|fach|mal|mila|ste|h\d+|tägige|monatige|jährige|köpfige)?[a-zäöü]*$/iu;

/** Before a German word they show that it is a noun of the language. */
const determiner =
  /(?:^|[^\p{L}])(?:der|die|das|den|dem|des|ein|eine[nmrs]?|(?:ihr|unser|mein|sein|kein|dein|euer|eur|dies|jen|jed|all|welch|manch|einig|viel|mehrer|beid|solch)(?:e[nmrs]?)?|im|am|zum|zur|beim|vom|ins|ans|aufs|viel|mehr|weniger|pro|je|ohne|per|\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\p{Ll}{3,}(?:e|en|er|es|em)|\p{Ll}+(?:zig|hundert|zehn|tausend))\s+$/u;
const legalForm =
  /^(?:gmbh|ag|kg|ohg|se|ug|kgaa|ek|gbr|inc|ltd|llc|llp|plc|corp|corporation|limited|co|company|group|gruppe|sa|sas|sarl|sasu|spa|srl|snc|sl|slu|bv|nv|vof|cv|oy|ab|as|lda|ltda|eireli|holding|partners|mbb|ev|eg|sc|scop|societe|kk)$/;
export const isLegalForm = (folded: string): boolean => legalForm.test(folded.replace(/[.]/g, ''));
/** "Abnahme ab 100 Stück": short ones are forms only where they are written large. */
const isFormHere = ({ text, folded }: Token): boolean =>
  isLegalForm(folded) && (folded.length > 2 || /\p{Lu}/u.test(text));

const startsThere = /(?:^|[.!?:;•"“„«‚‘(\[–—|¿¡]|\s[-/]|^[-*•]|^\d+[.)])\s*$/u;
export const isAtStart = (text: string, at: number): boolean => startsThere.test(text.slice(0, at));

type Sort = 'name' | 'common' | 'small';

/** "Dirle", written with respect: "dirLe". */
const courtesy = /^\p{Lu}?\p{Ll}{2,}(?:Le|La|Vi|Lo|Li|Ne|Sua|Suo)$/u;
/** English contractions: "We've". */
const contracted =
  /^(?:i|we|you|they|he|she|it|that|there|what|who|let|here|don|doesn|didn|isn|aren|won|can|couldn|wouldn|shouldn|haven|hasn|zo|m|da|s)['’]\p{L}{1,3}$/u;

/** What a word of a sentence is by its looks and by the words of the language. */
function sortOf(
  [one, next, after]: readonly [Token, Token | undefined, Token | undefined],
  { text, lang, heading }: Sentence,
): Sort {
  if (!looksLikeName(one.text) || contracted.test(one.folded)) return 'small';
  const before = text.slice(0, one.start);
  if (
    leadsToName.test(fold(before)) &&
    /^\p{Lu}\p{Ll}/u.test(one.text) &&
    !isLegalForm(one.folded) &&
    !isCommonlyLarge(one.folded)
  )
    return 'name';
  if (isCommonlyLarge(one.folded) || courtesy.test(one.text)) return 'common';

  if (/[\p{Ll}\d]\p{Lu}|\p{L}\d|\d\p{L}/u.test(one.text.replace(/-.*/u, '')) && !/^\p{Lu}+s$/u.test(one.text))
    return 'name';
  if (/^\p{Lu}{2,}s?$/u.test(one.text)) return isShouted(one, lang) ? 'common' : 'name';
  const parts = one.text.split(/[-/&]/).filter((part) => part.length > 1);
  const start = heading || isAtStart(text, one.start);
  return parts.every((part) =>
    isCommonPart(part, { one, next, after, before, behind: text.slice(one.end, one.end + 3), lang, start }),
  )
    ? 'common'
    : 'name';
}

/** Greetings of one language in a mail of another, and languages by their codes. */
const greetings = new Set(
  'one two three four five six seven eight nine ten eleven twelve twenty thirty saludos saludo saluti saluto cordialmente gruß gruße gruss grusse grusz salut bonjour hola ciao kaixo ondo izan moin servus gruezi gruß abracada abraco abracos abrazo agur adeu ola hej hallo hello hi cheers merci gracias grazie danke obrigado obrigada bedankt groet groeten groetjes tschuss adios arrivederci bom bon buon buenos guten egun on de en fr es it pt nl pl cs sv da fi zh ja ko ru ar tr'.split(
    ' ',
  ),
);

const isCommonlyLarge = (folded: string): boolean =>
  greetings.has(folded) ||
  commonlyLarge.has(folded) ||
  monthNumber(folded) > 0 ||
  weekdayNumber(folded) > 0 ||
  folded.split(/[-/]/).every((part) => commonlyLarge.has(part));

/** A long ordinary word in capitals is emphasis: "FREE", "NEU". */
const isShouted = ({ text, folded }: Token, lang: Language): boolean =>
  text.length > 4 && isOrdinary(folded, lang);

interface Place {
  one: Token;
  next: Token | undefined;
  /** Behind the next one. */
  after: Token | undefined;
  before: string;
  behind: string;
  lang: Language;
  start: boolean;
}

/** A word right behind this one, large and no ordinary one: "Peter Pan". */
const isBesideName = ({ one, next, lang }: Place): boolean =>
  next !== undefined &&
  next.start - one.end === 1 &&
  /^\p{Lu}\p{Ll}/u.test(next.text) &&
  !isCommonlyLarge(next.folded) &&
  !isOrdinary(next.folded, lang);

/** "Movement and Touchstone have joined": who stands in a row with a name is one. */
const isListedWithName = ({ one, next, after }: Place): boolean =>
  next !== undefined &&
  listed.test(next.folded) &&
  after !== undefined &&
  after.start - next.end === 1 &&
  next.start - one.end === 1 &&
  looksLikeName(after.text) &&
  /\p{Ll}/u.test(after.text) &&
  !isCommonlyLarge(after.folded);
const listed = /^(?:and|et|y|e|en|&)$/;

const placesThatAreWords = new Set(
  'essen halle hof au wesel plan rom kiel sande werder linden berge garten messe norden suden hagen siegen worms enger erde mark leer baden weiden pole polen bar bali reich alle'.split(
    ' ',
  ),
);

const article = /(?:^|[^\p{L}])(?:the|le|la|les|l['’]|el|los|las|il|lo|o|a|de|het)\s*$/iu;

function isCommonPart(part: string, place: Place): boolean {
  const { one, next, lang, start } = place;
  const folded = fold(part);
  if (wellKnown.has(folded) || (lang === 'de' && placeOf(part) !== null && !placesThatAreWords.has(folded)))
    return false;
  if (isCommonlyLarge(folded) || anglicisms.has(folded)) return true;
  if (part !== one.text && /^\p{Ll}/u.test(part)) return true;
  if (next && isFormHere(next) && !start && next.start - one.end <= 2) return false;
  if (lang === 'de') return isGermanCommon(part, folded, place);
  // "Le Concours de Bruxelles": what is told of is in the name behind it.
  if (!start)
    return (
      article.test(place.before) &&
      next !== undefined &&
      /^(?:of|de|du|des|del|di|della|do|da|van)$/.test(next.folded) &&
      isOrdinary(folded, lang)
    );
  if ((isFirstName(folded) && isBesideName(place)) || isListedWithName(place)) return false;
  return isOrdinary(folded, lang) || isBentVerb(folded, lang);
}

/** "In Finkenwerder", "ab Husum": no article, and written like a place. */
const germanPlace =
  /.(?:werder|buhel|bruck|furt|hausen|heim|stedt|burg|berg|bach|dorf|ingen|kirchen|munster|thal|hafen|weiler|roda|rode|leben|hutte)$/;
const inSomewhere = /(?:^|\s)(?:in|aus|nach|ab)\s$/;

/** "Brücken" are bridges, though a town is called so. */
const isInflected = (folded: string): boolean =>
  ['n', 'en', 's'].some((end) => folded.endsWith(end) && isWord(folded.slice(0, -end.length), 'de'));

function isGermanCommon(part: string, folded: string, place: Place): boolean {
  if (inSomewhere.test(place.before) && !/^\s?\d/.test(place.behind)) {
    if (germanPlace.test(folded) && !isWord(folded, 'de')) return false;
    if (isGermanTown(folded) && !isInflected(folded)) return false;
  }
  if (isOrdinary(folded, 'de') || (place.start && isBentVerb(folded, 'de'))) return true;
  if (isFirstName(folded) || isBesideName(place)) return false;
  return determiner.test(place.before) && /^\p{Lu}?\p{Ll}+$/u.test(part);
}

/** Connects the words of one name: "Marqués de Cáceres". */
const connects =
  /^\s+(?:(?:de|del|della|di|du|des|d'|la|le|las|los|da|do|dos|das|van|von|der|den|zu|zur|of|the|y|e|et|und|and)\s+){0,2}$|^\s?[&+]\s?$|^[-’']$/u;

/** The runs of words in a sentence that look like names and are no common words. */
export function nameRunsIn(sentence: Sentence): Token[][] {
  const tokens = tokensOf(sentence.text);
  const runs: Token[][] = [];
  let last: Token | null = null;
  for (const [at, one] of tokens.entries()) {
    if (sortOf([one, tokens[at + 1], tokens[at + 2]], sentence) !== 'name') continue;
    const run = runs.at(-1);
    if (run && last && connects.test(sentence.text.slice(last.end, one.start))) run.push(one);
    else runs.push([one]);
    last = one;
  }
  return runs;
}
