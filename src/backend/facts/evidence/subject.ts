import { isWord } from '../lexicon/lexicon.ts';
import { languages as allLanguages, type Language } from '../../ground/languages.ts';
import type { Passage } from './passages.ts';
import { lean } from '../prose/lean.ts';

/** Words that say nothing of what a sentence is about: folded beginnings, all languages. */
const empty = lean(
  /^(?:piec|piez|pezz|stuck|unit|exempl|ejempl|with|from|that|this|these|those|your|have|will|would|which|their|them|there|then|than|when|what|about|after|before|within|into|over|also|only|just|each|every|more|most|less|take|takes|make|year|month|week|hour|minute|working|days|percent|euro|pound|dollar|dans|avec|pour|vous|nous|votre|notre|sous|vos|sont|etre|cette|leur|leurs|plus|moins|jours|jour|mois|semaine|heure|heures|annee|ouvre|entre|chez|tous|tout|toute|cela|comme|aussi|encore|comptez|coute|dure|eine|einen|einem|einer|eines|sind|wird|werden|haben|unser|unsere|ihre|ihren|ihrem|ihnen|nach|oder|auch|beim|nicht|sich|tage|tagen|woche|wochen|monat|monate|jahr|jahre|stunde|stunden|werktag|arbeitstag|innerhalb|dauert|kostet|etwa|rund|mehr|para|como|este|esta|estos|estas|desde|hasta|entre|sobre|cada|dias|semana|meses|anos|horas|hora|laborab|habil|usted|nuestr|vuestr|cuesta|tiene|dura|mais|dela|dele|isso|voce|nossa|nosso|uteis|della|delle|degli|sono|questo|questa|vostr|nostr|giorni|settiman|mesi|anni|lavorativi|dopo|prima|voor|naar|deze|onze|jullie|dagen|weken|maanden|jaar|uren|werkdag|wordt|worden|hebben|binnen|netto|zzgl|mwst)/u,
);

const numeral = lean(
  /^(?:three|four|five|seven|eight|nine|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|hundred|thousand|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|\p{L}+zehn|\p{L}+zig|hundert|tausend|deux|trois|quatre|cinq|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|ciento|dois|duas|quatro|sete|oito|nove|doze|vinte|trinta|quarenta|cinquenta|sessenta|mil|quattro|cinque|sette|otto|dieci|undici|dodici|quindici|venti|trenta|quaranta|cinquanta|sessanta|cento|twee|drie|vijf|zeven|negen|tien|elf|twaalf|\p{L}+tien|twintig|dertig|veertig|vijftig|zestig|honderd|duizend)$/u,
);

/** Whether a folded word is a number. */
export const isNumeral = (word: string): boolean => numeral.test(word);

/** Beginnings of the words that a folded text is about. */
export const subjectOf = (folded: string): Set<string> =>
  new Set(
    (folded.match(/[\p{L}]{4,}/gu) ?? [])
      .filter((word) => !empty.test(word) && !numeral.test(word))
      .map((word) => word.slice(0, 6)),
  );

const breaks = lean(/[,;.!?()–—](?=\s|$)|[、。；]|\n/gu);

/** The part of a folded sentence between commas and the like that holds the stretch. */
export function partAround(folded: string, { start, end }: { start: number; end: number }): string {
  let from = 0;
  for (const { index } of folded.matchAll(breaks)) {
    if (index >= end) return folded.slice(from, index);
    if (index < start) from = index + 1;
  }
  return folded.slice(from);
}

/** How many beginnings of words both have. */
export const inCommon = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((word) => other.has(word)).length;

const languages = new WeakMap<Passage, Map<Language, boolean>>();

/** Whether a passage is in this language: by its text, or, where that is short, by its own words. */
export function isIn(lang: Language, passage: Passage): boolean {
  if (passage.lang !== null) return passage.lang === lang;
  const known = languages.get(passage) ?? new Map<Language, boolean>();
  languages.set(passage, known);
  const before = known.get(lang);
  if (before !== undefined) return before;
  const words = passage.folded.match(/\p{L}{3,}/gu) ?? [];
  const ordinary = (one: Language) => words.filter((word) => isWord(word, one)).length;
  const ours = ordinary(lang);
  const made = allLanguages.every((other) => ordinary(other) <= ours);
  known.set(lang, made);
  return made;
}
