import { languageOf, languageOfTag } from '../ground/languages.ts';
import { additionsIn } from './claims/additions.ts';
import { addressesIn } from './claims/addresses.ts';
import { attachmentsIn } from './claims/attachments.ts';
import { certificationsIn } from './claims/certifications.ts';
import { datesIn } from './claims/dates.ts';
import { evidenceOf } from './claims/evidence.ts';
import type { Finder, Found } from './claims/found.ts';
import { hoursIn } from './claims/hours.ts';
import { historyIn } from './claims/history.ts';
import { namesOfSentence } from './claims/names.ts';
import { numbersOfSentence } from './claims/numbers.ts';
import { promisesIn } from './claims/promises.ts';
import { inOwnText } from './own-text.ts';
import { sourceOf } from './evidence/passages.ts';
import { sentencesOfDraft, type Sentence } from './prose/sentences.ts';
import type { Claim, ClaimKind, Draft, SourceTexts } from './types.ts';

/** In this order: what an earlier one has found is not read by a later one as something else. */
const finders: readonly Finder[] = [
  addressesIn,
  attachmentsIn,
  certificationsIn,
  historyIn,
  promisesIn,
  datesIn,
  hoursIn,
  numbersOfSentence,
  namesOfSentence,
  additionsIn,
];

const claimOf = ({ start, end, kind, passage, reason }: Found, sentence: Sentence): Claim => ({
  part: sentence.part,
  start: sentence.start + start,
  end: sentence.start + end,
  words: sentence.text.slice(start, end),
  kind,
  source: passage && sourceOf(passage),
  reason: passage ? '' : reason,
});

/** Of a signature: whose it is, with its numbers and thanks, is no claim. */
const signedWith = new Set<ClaimKind>(['price', 'percentage', 'certification', 'attachment', 'promise']);
const isClaim = ({ kind, start }: Found, { signed, text }: Sentence): boolean =>
  !signed || signedWith.has(kind) || (kind === 'history' && !/^\W*$/.test(text.slice(0, start)));

/**
 * What a draft says that has to stand in a source, in the order of the text: each with the source that says so, or with
 * `source` null and the reason why it is marked. Greeting, signature, quotations and proposed times are no claims.
 * Pure: the same draft and sources give the same claims. A few milliseconds.
 */
export function checkDraft(draft: Draft, sources: SourceTexts): readonly Claim[] {
  const lang = languageOfTag(draft.lang) ?? languageOf(draft.body) ?? 'en';
  const evidence = evidenceOf(draft, sources);
  const { sentences } = sentencesOfDraft(draft, lang);
  // What a subject sums up is worked out in the body.
  return [...sentences]
    .sort((a, b) => Number(a.part === 'subject') - Number(b.part === 'subject'))
    .flatMap((sentence) => {
      const taken: Found[] = [];
      for (const find of finders) taken.push(...find(sentence, evidence, taken));
      return taken.filter((found) => isClaim(found, sentence)).map((found) => claimOf(found, sentence));
    })
    .map((claim) => inOwnText(claim, draft, sources))
    .sort((a, b) => (a.part === b.part ? a.start - b.start : a.part === 'subject' ? -1 : 1));
}
