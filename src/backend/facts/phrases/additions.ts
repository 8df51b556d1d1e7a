import type { Language } from '../../ground/languages.ts';
import { lean } from '../prose/lean.ts';

type Wordings = Readonly<Record<Exclude<Language, 'ja'>, string>>;

/** Where in a clause the words end, compiled when a language is first read; null: it has none. */
function ending(wordings: Wordings, around: (words: string) => string) {
  const patterns = new Map<Language, RegExp>();
  return (text: string, language: Language): number | null => {
    if (language === 'ja') return null;
    const pattern = patterns.get(language) ?? lean(around(wordings[language]), 'u');
    patterns.set(language, pattern);
    const found = pattern.exec(text);
    return found ? found.index + found[0].length : null;
  };
}

/** Asks whether a clause has one of these words, compiled when a language is first read. */
function asking(wordings: Wordings, around: (words: string) => string) {
  const patterns = new Map<Language, RegExp>();
  return (text: string, language: Language): boolean => {
    if (language === 'ja') return false;
    const pattern = patterns.get(language) ?? lean(around(wordings[language]), 'u');
    patterns.set(language, pattern);
    return pattern.test(text);
  };
}
const anywhere = (words: string): string => `(?<![\\p{L}])(?:${words})(?![\\p{L}])`;

/** Adds to what was said. */
export const additions = asking(
  {
    en: 'also|too|added|adds?|as well|even|plus|additionally|on top|besides|comes? with|includes?|included|including',
    de: 'auch|neu|ausserdem|zudem|sogar|zusatzlich|ebenso|ebenfalls|daruber hinaus|obendrein|inklusive|inbegriffen|dazu|enthalten',
    fr: "aussi|ajoute\\p{L}*|egalement|meme|en plus|par ailleurs|en outre|inclus(?:e?s?)?|compris(?:e?s?)?|comprend|s'y ajoute(?:nt)?",
    es: 'tambien|anadi\\p{L}*|ademas|incluso|incluid[oa]s?|incluye[n]?|incluimos|van incluidos',
    pt: 'tambem|acrescent\\p{L}*|ainda|alem disso|inclusive|inclui|incluem|inclus[oa]s?|incluid[oa]s?',
    it: 'anche|aggiunt\\p{L}*|inoltre|pure|persino|perfino|compres[oaie]|inclus[oaie]|comprende|include',
    nl: 'ook|eveneens|bovendien|zelfs|daarnaast|tevens|inclusief|inbegrepen|erbij',
  },
  anywhere,
);

/** Says what we do or are. */
export const ofOurs = asking(
  {
    en: "we|we've|we'll|we're|our",
    de: 'wir|unsere?[nrms]?',
    fr: 'nous(?! (?:rencontr|parl|appel|revoir|voir))|notre|nos',
    es: 'nuestr[oa]s?|nosotros|(?!va|esta|habl|quedamos|hemos)\\p{L}+(?:amos|emos|imos)',
    pt: 'noss[oa]s?|nos|(?!va|esta|fala|combina|fica)\\p{L}+(?:amos|emos|imos)',
    it: 'nostr[oaie]|noi|(?!parl|sent|ved)\\p{L}+iamo',
    nl: 'wij|we|onze|ons',
  },
  anywhere,
);

/** Says of a thing how it is or what it can do. */
export const properties = ending(
  {
    en: '(?:(?:the|our|all(?: the| our)?|every|each) (?:\\p{L}+[ -]){1,2}(?:is|are|has|have|withstands?|resists?|accepts?|works?|runs?|comes? (?:with|in)|includes?|cover?s)|(?:it|they) (?:has|have|withstands?|resists?|accepts?|works?|runs?|comes? with|includes?|covers?)|is|are|withstands?|resists?|accepts?|comes? with|includes?|covers?)',
    de: '(?:(?:der|die|das|unsere?r?|alle|jede[rs]?) (?:\\p{L}+e[nrs]? )?\\p{L}{3,} (?:ist|sind|hat|haben|halt|halten|bietet|bieten|liefert|verfugt|enthalt|besteht|ubersteht|lasst|tragt|passt)|(?:er|sie|es) (?:hat|halt|bietet|liefert|enthalt|ubersteht|tragt)|halt|bietet|liefert|enthalt|ubersteht|tragt)',
    fr: "(?:(?:le|la|les|l'|nos|notre|tous (?:les|nos)|toutes (?:les|nos)) ?(?:\\p{L}{2,} ){1,4}(?:est|sont|a|ont|accepte|acceptent|resiste|resistent|fonctionne|fonctionnent|comprend|supporte|dispose)|(?:il|elle|ils|elles) (?:accepte|resiste|fonctionne|comprend|supporte|dispose|gere)(?:nt)?|accepte|resiste|fonctionne|comprend|supporte|sont|est)",
    es: '(?:(?:el|la|los|las|nuestr[oa]s?|tod[oa]s? (?:el|la|los|las)) (?:\\p{L}{2,} ){1,3}(?:es|son|esta|estan|lleva|llevan|tiene|tienen|incluye|resiste|resisten|aguanta|aguantan|cubre|viene|vienen|funciona)|(?:es|son|lleva|llevan|incluye|resiste|aguanta|cubre|viene|funciona)|(?:los|el) \\p{L}+ hay)',
    pt: '(?:(?:o|a|os|as|(?:[oa]s? )?noss[oa]s?|tod[oa]s? [oa]s?) (?:\\p{L}{2,} ){1,3}(?:e|sao|esta|estao|leva|levam|tem|inclui|resiste|resistem|aguenta|cobre|vem|vêm|funciona)|(?:sao|leva|inclui|resiste|aguenta|cobre|recolhe|funciona))',
    it: "(?:(?:il|lo|la|i|gli|le|l'|(?:il|la|i|le) nostr[oaie]|tutt[ie] (?:i|gli|le)) ?(?:\\p{L}{2,} ){1,3}(?:e|sono|ha|hanno|resiste|resistono|include|comprende|funziona|copre)|(?:resiste|resistono|include|comprende|funziona|copre|consuma|consumano|sono))",
    nl: '(?:(?:de|het|onze|ons|al onze|alle|elke) (?:\\p{L}+e )?\\p{L}{3,} (?:is|zijn|heeft|hebben|werkt|werken|bevat|komt met)|(?:hij|ze|zij|het) (?:heeft|werkt|bevat)|(?:je|u|jullie) krijg(?:t|en)?|krijg(?:t|en)? (?:je|u|jullie)|zijn|bevat|werkt)',
  },
  (words) => `^\\W*(?:(?:and|und|et|y|e|ed|en|but|aber|mais|ma|pero|mas|maar) )?${words}(?![\\p{L}])`,
);

/** Begins with what makes the rest no fact: a condition, a relative clause. */
const supposing = asking(
  {
    en: 'if|when|once|unless|while|because|whether|until|than|that|which|who|there',
    de: 'wenn|falls|sobald|wahrend|weil|da|damit|ob|bis|dass|denn',
    fr: "si|quand|lorsque|lorsqu|parce|puisque|car|afin|que|qu|qui|dont|c'est|ce|il y",
    es: 'si|cuando|porque|mientras|que|quien(?:es)?|(?:el|la|los|las) que|para',
    pt: 'se|quando|porque|enquanto|que|para',
    it: 'se|quando|perche|mentre|affinche|che',
    nl: 'als|wanneer|omdat|terwijl|zodat|of|dat|er',
  },
  (words) => `^\\W*(?:${words})(?![\\p{L}])`,
);
/** Says what would be, or what who writes does. */
const supposed = asking(
  {
    en: "would|could|might|may|should|let's|you'd|i|i'm|i'll|i've",
    de: 'wurden?|konnten?|sollten?|ich',
    fr: "pourrai\\p{L}*|serai[st]|seraient|aurai[st]|je|j'ai",
    es: 'podr\\p{L}+|seria[n]?|quiza|yo|he',
    pt: 'poder\\p{L}+|seria[m]?|talvez|eu',
    it: 'potre\\p{L}+|sarebbe(?:ro)?|io|ho',
    nl: 'zou(?:den)?|kunnen|ik',
  },
  anywhere,
);
export const conditional = (text: string, language: Language): boolean =>
  supposing(text, language) || supposed(text, language);

/** What stands right before a word that is theirs. */
export const belongsToThem = asking(
  {
    en: 'your|you|their',
    de: 'ihre?[nrms]?|eure?[nrms]?|dein(?:e[nrms]?)?|sie',
    fr: 'votre|vos|vous|ton|tes',
    es: 'su|sus|vuestr[oa]s?|tu|tus|usted(?:es)?',
    pt: 'seus?|suas?|vossos?|vossas?|voces?',
    it: 'suo|sua|suoi|sue|vostr[oaie]|tuo|tua|lei',
    nl: 'uw|jullie|je|jouw|u',
  },
  (words) => `(?<![\\p{L}])(?:${words}) (?:\\p{L}+e?[nrs]? )?$`,
);

/** A verb of ours, that says nothing by itself: "we livrons", "realizziamo", "we also walk". */
export const isVerbOfOurs = (word: string, before: string, language: Language): boolean =>
  verbEnds[language]?.test(word) === true || verbBefore[language]?.test(before) === true;
const verbEnds: Partial<Record<Language, RegExp>> = {
  fr: /ons$/,
  es: /(?:amos|emos|imos)$/,
  pt: /(?:amos|emos|imos)$/,
  it: /iamo$/,
};
const verbBefore: Partial<Record<Language, RegExp>> = {
  en: /(?<![a-z])(?:we|we've|we'll)(?: (?:also|even|can|do|will|have|already|always))* $/,
  de: /(?<![a-z])wir (?:auch |sogar )?$/,
  nl: /(?<![a-z])(?:we|wij) (?:ook |zelfs )?$/,
};
