import { isDenied, isNotYet } from '../evidence/negation.ts';
import type { Passage } from '../evidence/passages.ts';
import { certified, standard, standardId } from '../phrases/certifications.ts';
import type { Language } from '../../ground/languages.ts';
import type { Sentence } from '../prose/sentences.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';
import { lean } from '../prose/lean.ts';

const says = ({ folded, lang }: Passage, id: string, withCertificate: boolean): boolean => {
  if (isNotYet(folded)) return false;
  const named = [...folded.matchAll(standard)].some(
    ({ index, 0: words }) => standardId(words) === id && !isDenied(folded, index, index + words.length, lang),
  );
  return (
    named &&
    (!withCertificate || /certif|zertifi|gecertif|認証|取得|kat/.test(folded) || !onlyAlike.test(folded))
  );
};

/** Worked after a standard, without holding it. */
const onlyAlike = lean(
  /(?<![\p{L}])(?:align\p{L}*|follow\p{L}*|based|guideline\p{L}*|according|principle\p{L}*|inspired|orientier\p{L}*|angelehnt|nach|gemaß|gemass|selon|inspire\p{L}*|suivant|basad[oa]s?|segun|conforme|secondo|ispirat\p{L}*|volgens|works? (?:to|by)|for|fur|pour|para|per|voor|audits?|help\p{L}*)(?![\p{L}])|準拠|基づ/u,
);

const passageFor = (id: string, strong: boolean, { passages }: Evidence): Passage | null =>
  passages.find((passage) => says(passage, id, strong)) ?? null;
const certifiedPassage = ({ passages }: Evidence, draftLang: Language): Passage | null =>
  passages.find(
    ({ folded, lang }) =>
      !isNotYet(folded) &&
      [...certified.saidBy(folded, lang ?? draftLang)].some(
        ({ start, end }) => !isDenied(folded, start, end, lang),
      ),
  ) ?? null;

const strongly = /certif|zertifi|gecertif|認証取得/;

/** Levels and metals by which marks and awards differ. */
const levels = lean(
  /(?<![\p{L}])(?<word>category|categoria|categorie|kategorie|level|nivel|niveau|livello|stufe|grade|class|klasse|classe|clase|type|typ|tipo) (?<level>alta|media|basica|high|medium|low|basic|hoch|mittel|haute|moyenne|[ivx]{1,4}|[a-f]{1,3}|\d\+{0,3})(?![\p{L}\d])/gu,
);
const metals = [
  ['gold', "gold(?:en\\p{L}*)?|d'or|de oro|de ouro|d'oro|goud(?:en)?"],
  ['silver', "silver|silber\\p{L}*|d'argent|de plata|de prata|d'argento|zilver(?:en)?"],
  ['bronze', 'bronzen?|de bronze|de bronce|di bronzo|brons|bronze\\p{L}*'],
].map(([metal = '', words = '']) => [metal, lean(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'u')] as const);
const awarded =
  /award|prize|medal|premio|premi|prix|preis|auszeichn|laus|prijs|label|partner|status|certif|zertif|recib|gewonn|winn|won/;

/** A level or metal that no source names, while one names another. */
function* levelsIn({ folded }: Sentence, { passages }: Evidence): Generator<Found> {
  const said = passages.map((one) => one.folded).join('\n');
  for (const { index, 0: words, groups } of folded.matchAll(levels)) {
    const others = [...said.matchAll(levels)].filter((one) => one.groups?.['word'] === groups?.['word']);
    if (others.length > 0 && !said.includes(words))
      yield { start: index, end: index + words.length, kind: 'certification', passage: null, reason: LEVEL };
  }
  for (const [metal, pattern] of metals) {
    const found = pattern.exec(folded);
    if (!found || !awarded.test(folded) || pattern.test(said)) continue;
    if (metals.some(([other, theirs]) => other !== metal && theirs.test(said)))
      yield {
        start: found.index,
        end: found.index + found[0].length,
        kind: 'certification',
        passage: null,
        reason: LEVEL,
      };
  }
}
const LEVEL = 'A source names another level.';

/** Standards, marks and certificates. */
export const certificationsIn: Finder = (sentence, evidence) => {
  const { folded, lang } = sentence;
  const found: Found[] = [];
  if (isNotYet(folded)) return found;
  for (const { index, 0: words } of folded.matchAll(standard)) {
    const end = index + words.length;
    if (isDenied(folded, index, end, lang)) continue;
    const strong =
      strongly.test(folded.slice(Math.max(0, index - 24), end + 24)) && !/^\d/.test(standardId(words));
    found.push({
      start: index,
      end,
      kind: 'certification',
      passage: passageFor(standardId(words), strong, evidence),
      reason: 'No source says that this standard or mark is held.',
    });
  }
  for (const span of certified.in(folded, lang)) {
    if (overlaps(span, found) || isDenied(folded, span.start, span.end, lang)) continue;
    const beside = found.some(({ start, end }) => start - span.end < 25 && span.start - end < 25);
    if (beside) continue;
    found.push({
      ...span,
      kind: 'certification',
      passage: certifiedPassage(evidence, lang),
      reason: 'No source speaks of a certificate or award.',
    });
  }
  for (const one of levelsIn(sentence, evidence)) if (!overlaps(one, found)) found.push(one);
  return found;
};
