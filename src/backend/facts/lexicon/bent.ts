import type { Language } from '../../ground/languages.ts';
import { isWord } from './lexicon.ts';

/** Endings of verbs and nouns that lists of words lack, and what stands in their place in the list; folded. */
const endings: Readonly<Record<Exclude<Language, 'ja'>, readonly (readonly [string, readonly string[]])[]>> =
  {
    en: [
      ['s', ['', 'e']],
      ['es', ['', 'e']],
      ['ed', ['', 'e']],
      ['ing', ['', 'e']],
      ['ly', ['', 'le']],
      ['ies', ['y']],
      ['er', ['', 'e']],
    ],
    de: [
      ['e', ['en', '']],
      ['t', ['en']],
      ['en', ['', 'e']],
      ['st', ['en']],
      ['te', ['en']],
      ['ten', ['en']],
      ['s', ['']],
      ['es', ['']],
      ['er', ['', 'e']],
      ['em', ['']],
    ],
    fr: [
      ['ez', ['er', 'ir', 're', 'oir']],
      ['ons', ['er', 'ir', 're']],
      ['iez', ['er', 'ir', 're', 'oir']],
      ['ions', ['er', 'ir', 're']],
      ['ent', ['er', 're']],
      ['ait', ['er', 'ir']],
      ['aient', ['er']],
      ['ant', ['er', 'ir', 're']],
      ['s', ['']],
      ['es', ['', 'e']],
      ['e', ['er', '']],
      ['ee', ['er']],
      ['ees', ['er']],
      ['rez', ['r', 're']],
      ['rons', ['r', 're']],
      ['ra', ['r', 're']],
      ['ront', ['r', 're']],
      ['rait', ['r', 're']],
      ['riez', ['r', 're']],
    ],
    es: [
      ['amos', ['ar']],
      ['emos', ['er', 'ar']],
      ['imos', ['ir', 'er']],
      ['an', ['ar']],
      ['en', ['er', 'ir', 'ar']],
      ['a', ['ar', 'o']],
      ['e', ['ar', 'er', 'ir', '']],
      ['o', ['ar', 'er', 'ir']],
      ['ando', ['ar']],
      ['iendo', ['er', 'ir']],
      ['ado', ['ar']],
      ['ido', ['er', 'ir']],
      ['s', ['']],
      ['es', ['', 'e']],
      ['aria', ['ar']],
      ['ria', ['r']],
      ['ran', ['r']],
      ['remos', ['r']],
      ['arle', ['ar']],
      ['erle', ['er']],
      ['rle', ['r']],
      ['rte', ['r']],
      ['rlo', ['r']],
      ['rla', ['r']],
      ['me', ['', 'r']],
      ['nos', ['', 'r']],
    ],
    pt: [
      ['amos', ['ar']],
      ['emos', ['er', 'ar']],
      ['imos', ['ir', 'er']],
      ['am', ['ar']],
      ['em', ['er', 'ir', 'ar']],
      ['a', ['ar', 'o']],
      ['e', ['ar', 'er', 'ir', '']],
      ['o', ['ar', 'er', 'ir']],
      ['ando', ['ar']],
      ['endo', ['er']],
      ['indo', ['ir']],
      ['ado', ['ar']],
      ['ido', ['er', 'ir']],
      ['s', ['']],
      ['es', ['', 'e']],
      ['ria', ['r']],
      ['rao', ['r']],
      ['remos', ['r']],
      ['se', ['ar', 'r']],
      ['ou', ['ar']],
      ['eu', ['er']],
      ['iu', ['ir']],
    ],
    it: [
      ['iamo', ['are', 'ere', 'ire']],
      ['ate', ['are']],
      ['ete', ['ere']],
      ['ite', ['ire']],
      ['ano', ['are']],
      ['ono', ['ere', 'ire']],
      ['a', ['are', 'o']],
      ['e', ['ere', 'ire', 'o', 'a']],
      ['i', ['are', 'ere', 'ire', 'o', 'e']],
      ['o', ['are', 'ere', 'ire']],
      ['ando', ['are']],
      ['endo', ['ere', 'ire']],
      ['ato', ['are']],
      ['ito', ['ire']],
      ['rebbe', ['re']],
      ['remmo', ['re']],
      ['rei', ['re']],
      ['ra', ['re']],
      ['rla', ['re']],
      ['rle', ['re']],
      ['rvi', ['re']],
      ['rne', ['re']],
      ['rci', ['re']],
      ['rti', ['re']],
    ],
    nl: [
      ['t', ['', 'en']],
      ['en', ['', 'e']],
      ['e', ['', 'en']],
      ['s', ['']],
      ['te', ['en', '']],
      ['de', ['en', '']],
      ['ten', ['en']],
      ['den', ['en']],
      ['tje', ['']],
      ['je', ['']],
    ],
  };

/** Whether a word at the beginning of a sentence is one of the list that was bent. */
export function isBentVerb(folded: string, language: Language): boolean {
  if (verbEnding[language]?.test(folded)) return true;
  const bare = clitics[language]?.exec(folded)?.[1];
  return (
    isBent(folded, language) || (bare !== undefined && (isWord(bare, language) || isBent(bare, language)))
  );
}
/** No name ends like these verbs. */
const verbEnding: Readonly<Partial<Record<Language, RegExp>>> = {
  it: /.{3}(?:iamo|ete|ite|eremo|iremo)$/,
  es: /.{3}(?:amos|emos|imos|aremos)$/,
  pt: /.{3}(?:amos|emos|imos|aremos)$/,
};
/** Pronouns that are written as one word with a verb: "pruébelo", "fatecelo". */
const clitics: Readonly<Partial<Record<Language, RegExp>>> = {
  es: /^(.{4,}?)(?:me|te|se|nos|le|les|lo|la|los|las)(?:lo|la|los|las|le|les)?$/,
  pt: /^(.{4,}?)-?(?:me|te|se|nos|lhe|lhes|lo|la|os|as)$/,
  it: /^(.{4,}?)(?:mi|ti|si|ci|vi|lo|la|li|le|ne|celo|cela|melo|glielo|gliela|gli)$/,
};
function isBent(folded: string, language: Language): boolean {
  if (language === 'ja' || folded.length < 4) return false;
  return endings[language].some(
    ([ending, others]) =>
      folded.endsWith(ending) &&
      folded.length - ending.length >= 3 &&
      others.some((other) => isWord(folded.slice(0, -ending.length) + other, language)),
  );
}
