import type { Language } from '../../ground/languages.ts';
import { lean, narrowed } from '../prose/lean.ts';

/** Words by which a sentence denies; folded. "No" is "in the" in Portuguese. */
const denials: Readonly<Record<Language, string>> = {
  en: "no|not|none|never|without|cannot|can't|don't|doesn't|didn't|isn't|aren't|won't|neither|nor|lacks?",
  de: 'kein(?:e[nmrs]?)?|nicht|nie(?:mals)?|ohne|weder|nein',
  fr: 'pas|aucune?|jamais|sans|ni|non',
  es: 'no|ni|sin|nunca|jamas|tampoco|ningun[oa]?s?',
  pt: 'nao|sem|nunca|nenhum[a]?|nem',
  it: 'non|senza|mai|nessun[oa]?|niente|ne',
  nl: 'niet|geen|nooit|zonder|nee',
  ja: 'not|no',
};
const verbFirst: ReadonlySet<Language> = new Set(['en', 'fr', 'es', 'pt', 'it']);
const without = /^(?:without|ohne|sans|sin|sem|senza|zonder)$/;
const compiled = new Map<string, RegExp>();
function denialOf(lang: Language | null): RegExp {
  const known = compiled.get(lang ?? '');
  if (known) return known;
  const words = lang === null ? Object.values(denials).join('|') : denials[lang];
  const made = lean(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'gu');
  compiled.set(lang ?? '', made);
  return made;
}
const noJapanese = /ません|ない(?!で)|なし|無し|不可|未取得|未対応|しておらず|できず|いません|ありません/;
/** Words by which something is not so yet. */
const notYet = lean(
  /(?<![\p{L}\d])(?:planned|coming (?:soon|in|this|next)|being (?:developed|built)|under development|(?:will|to) (?:follow|launch|be (?:released|available|launched))|in entwicklung|(?:kommt|folgt|erscheint) (?:im|ab|ende|anfang|mitte|voraussichtlich)|en (?:desarrollo|preparacion)|en developpement|a venir|attendue?s?|em desenvolvimento|in sviluppo|in arrivo|in ontwikkeling|komt (?:in|eind|begin)|planned|planning|intend(?:ed)?|in preparation|in progress|pending|applied for|working towards|aim(?:s|ing)? (?:for|to)|not yet|roadmap|expected|geplant|planen|in vorbereitung|beantragt|angestrebt|vorgesehen|prevue?s?|en cours|envisagee?s?|en projet|previst[oa]s?|planead[oa]s?|planejad[oa]s?|en tramite|en proceso|em andamento|em processo|pianificat[oa]|in corso|in programma|gepland|in voorbereiding|aangevraagd|wordt verwacht)(?![\p{L}\d])|予定|申請中|準備中|検討中|計画/u,
);

/** Clauses end at these; what is denied in one is not denied in the next. */
const CLAUSE = lean(
  /[,;:.!?()。、；]|(?<![\p{L}])(?:but|aber|sondern|mais|pero|mas|ma|maar|however|jedoch)(?![\p{L}])/gu,
);

/** The clause around a stretch of a folded sentence. */
function clauseAround(folded: string, start: number, end: number): [number, number] {
  let from = 0;
  for (const { index, 0: mark } of folded.matchAll(CLAUSE)) {
    if (index >= end) return [from, index];
    if (index + mark.length <= start) from = index + mark.length;
  }
  return [from, folded.length];
}

/** Whether a sentence denies what stands between the two offsets. A denial that belongs to the words themselves ("no obligation") does not. */
export function isDenied(folded: string, start: number, end: number, lang: Language | null): boolean {
  const [from, to] = clauseAround(folded, start, end);
  const clause = folded.slice(from, to);
  const outside = (index: number, length: number) => from + index + length <= start || from + index >= end;
  for (const { index, 0: word } of narrowed(clause).matchAll(denialOf(lang))) {
    // "Unlimited and without a deposit": what "without" denies stands right behind it.
    const gap = start - (from + index + word.length);
    if (without.test(word) && (gap < 0 || gap > 24)) continue;
    // "We guarantee that it never fades": what stands behind is what is promised.
    if (gap < 0 && lang !== null && verbFirst.has(lang)) continue;
    if (outside(index, word.length)) return true;
  }
  const behind = folded.slice(end, to + 1);
  return noJapanese.test(behind);
}

/** Whether a folded sentence denies anything. */
export const denial = (folded: string, lang: Language | null): boolean =>
  narrowed(folded).search(denialOf(lang)) >= 0 || noJapanese.test(folded);

/** Whether a sentence says that it is planned only. */
export const isNotYet = (folded: string): boolean => notYet.test(folded);
