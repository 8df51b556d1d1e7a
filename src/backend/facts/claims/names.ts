import { fold } from '../../replies/dates/words.ts';
import { isDenied, isNotYet } from '../evidence/negation.ts';
import { isFirstName } from '../lexicon/lexicon.ts';
import { isLegalForm, nameRunsIn, type Token } from '../names/candidates.ts';
import { leadsToName } from '../names/common-titles.ts';
import { japaneseNamesIn } from '../names/japanese-names.ts';
import { placeOf } from '../names/places.ts';
import type { Passage } from '../evidence/passages.ts';
import type { Sentence } from '../prose/sentences.ts';
import type { ClaimKind } from '../types.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';
import { lean } from '../prose/lean.ts';

const inPlace = lean(
  /(?<![\p{L}])(?:in|aus|nach|from|near|bei|a|en|de|di|da|em|te|uit|naar|around|within|across|inner(?:halb)?)\s+$/u,
);

function kindOf(run: readonly Token[], { text, folded }: Sentence): ClaimKind {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return 'company';
  const whole = text.slice(first.start, last.end);
  if (/\d|\p{Ll}\p{Lu}/u.test(whole)) return 'product';
  if (placeOf(whole) !== null || run.every(({ text: word }) => placeOf(word) !== null)) return 'place';
  const before = folded.slice(0, first.start);
  const legal = /^[\s,]*([\p{L}.]+)/u.exec(folded.slice(last.end))?.[1] ?? '';
  if (run.some((one) => isLegalForm(one.folded)) || isLegalForm(legal)) return 'company';
  if (
    /(?:herrn?|frau|mr\.?|mrs\.?|ms\.?|mme|monsieur|madame|senora?|sra?\.?|sig\.?(?:ra)?|signora?|dott\S*|meneer|mevrouw|kolleg\p{L}+|dr\.?) $/u.test(
      before,
    ) ||
    isFirstName(first.folded)
  )
    return 'person';
  if (leadsToName.test(before)) return 'company';
  return run.length === 1 &&
    inPlace.test(before) &&
    /(?:burg|stadt|heim|hausen|dorf|furt|ville|ton|ham|shire|polis|grad|ingen|bourg|court|wijk|dam|recht|lândia|landia)$/.test(
      first.folded,
    )
    ? 'place'
    : 'company';
}

const reasonOf: Partial<Record<ClaimKind, string>> = {
  person: 'This name stands in no source.',
  company: 'This name stands in no source.',
  product: 'This name stands in no source.',
  place: 'This place stands in no source.',
};

/** As it stands, marks and all: "GlobalG.A.P". */
const isWritten = ({ text, folded }: Token, { passages }: Evidence): boolean =>
  /[^\p{L}]/u.test(text) && passages.some((one) => one.folded.includes(folded));

/** Words by which something is said to work with another. */
const joinsWith = lean(
  /(?<![\p{L}])(?:integrat\p{L}*|integrier\p{L}*|anbind\p{L}*|angebunden|schnittstelle\p{L}*|connect\p{L}*|compatib\p{L}*|kompatib\p{L}*|works? with|arbeitet mit|funktioniert mit|supports?|unterstutz\p{L}*|ubertrag\p{L}*|exports?|imports?|syncs?|synchroni\p{L}*|(?:straight|directly) (?:in|to|into)|direkt (?:in|an)|terminals?|s'integre|se connect\p{L}*|fonctionne avec|se integra|se conecta|funciona (?:con|com)|integra|conecta|si integra|si collega|funziona con|koppel\p{L}*|gekoppeld|werkt met|ondersteun\p{L}*|directement dans|directamente (?:en|a))(?![\p{L}])|連携|対応/u,
);
/** Properties that name what the contact works with. */
const tool = lean(
  /software|system|erp|crm|tool|shop|platform|plattform|plateforme|plataforma|piattaforma|kasse|caisse|caja|pos\b|program|anwendung|application|app\b|provider|anbieter|maschine|machine|システム|ソフト/u,
);
/** That the contact uses it is no proof that we work with it. */
function isOnlyTheirs(
  words: readonly string[],
  { folded, lang, mood }: Sentence,
  { passages }: Evidence,
): boolean {
  const found = joinsWith.exec(folded);
  if (!found || mood === 'question' || isDenied(folded, found.index, found.index + found[0].length, lang))
    return false;
  const named = words.flatMap((word) => fold(word).split(/[-–/]/)).filter(Boolean);
  const inside = (one: Passage) => named.every((word) => one.folded.includes(word));
  const isTheirs = ({ kind, id, direction }: Passage) =>
    (kind === 'property' && tool.test(fold(id))) || (kind === 'thread' && direction === 'in');
  if (!passages.some((one) => isTheirs(one) && inside(one))) return false;
  return !passages.some((one) => !isTheirs(one) && !isNotYet(one.folded) && inside(one));
}

function claimOf(run: readonly Token[], sentence: Sentence, evidence: Evidence): Found | null {
  const { names } = evidence;
  const named = run.filter(({ folded }) => !isLegalForm(folded));
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last || named.length === 0) return null;
  const kind = kindOf(run, sentence);
  const words = named.map(({ text }) => text);
  const together: Passage | null = named.length > 1 ? names.findTogether(words) : null;
  const missing = together
    ? []
    : named.filter((one) => known(one.text, names) === null && !isWritten(one, evidence));
  const [from, to] = [missing[0], missing.at(-1)];
  if ((!from || !to) && kind !== 'place' && isOnlyTheirs(words, sentence, evidence))
    return { start: first.start, end: last.end, kind, passage: null, reason: 'Only the contact names this.' };
  // "Are you in Paris now and then?" claims nothing.
  if (kind === 'place' && sentence.mood === 'question' && sentence.lang !== 'ja') return null;
  if (!from || !to) {
    const passage =
      together ??
      (words[0] === undefined ? null : known(words[0], names)) ??
      evidence.passages.find((one) => one.folded.includes(first.folded)) ??
      null;
    return { start: first.start, end: last.end, kind, passage, reason: '' };
  }
  return { start: from.start, end: to.end, kind, passage: null, reason: reasonOf[kind] ?? '' };
}

/** A word as a whole, or by its parts: "Müller-Gruppe" where "Müller" is known. */
function known(word: string, names: Evidence['names']): Passage | null {
  const whole = names.find(word);
  if (whole) return whole;
  const parts = word.split(/[-/&]/).filter((part) => /^\p{Lu}/u.test(part));
  if (parts.length === 0 || parts[0] === word) return null;
  const found = parts.map((part) => names.find(part));
  return found.every((one, at) => one !== null || (at > 0 && !/^\p{Lu}{2,}$/u.test(parts[at] ?? '')))
    ? (found[0] ?? null)
    : null;
}

function japaneseNames(sentence: Sentence, { names, passages }: Evidence): Found[] {
  return japaneseNamesIn(sentence).map(({ start, end, words, kind }) => {
    const parts = words.split(/[ 　・]/).filter(Boolean);
    const bare = words.replace(/(?:都|府|県|市|区)$/u, '');
    const passage =
      passages.find(({ text }) => text.includes(words) || (bare.length > 1 && text.includes(bare))) ??
      names.find(words) ??
      names.find(bare) ??
      (parts.length > 1 && parts.every((part) => names.find(part)) ? names.find(parts[0] ?? '') : null) ??
      (parts.every((part) => passages.some(({ folded }) => folded.includes(fold(part))))
        ? (passages.find(({ folded }) => folded.includes(fold(parts[0] ?? ''))) ?? null)
        : null);
    return { start, end, kind, passage, reason: reasonOf[kind] ?? '' };
  });
}

/** Names of people, companies, products and places. */
export const namesOfSentence: Finder = (sentence, evidence, taken) => {
  const found =
    sentence.lang === 'ja'
      ? japaneseNames(sentence, evidence)
      : nameRunsIn(sentence).map((run) => claimOf(run, sentence, evidence));
  return found.filter(
    (one): one is Found =>
      one !== null &&
      !overlaps(
        one,
        taken.filter(({ kind }) => kind !== 'history' && kind !== 'promise'),
      ),
  );
};
