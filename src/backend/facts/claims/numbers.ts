import { isOfOtherName } from '../evidence/attribution.ts';
import { isOver } from '../evidence/expiry.ts';
import { isNotYet } from '../evidence/negation.ts';
import type { Passage } from '../evidence/passages.ts';
import { inCommon, isIn, partAround, subjectOf } from '../evidence/subject.ts';
import { madeOf, sinceOrUntil, type Operand } from '../numbers/derived.ts';
import { reckoned } from '../numbers/reckoned.ts';
import { spansIn } from '../numbers/spans.ts';
import { numbersIn, type NumberMention } from '../numbers/mentions.ts';
import type { Unit } from '../numbers/units.ts';
import { isNoClaim } from './no-claim.ts';
import { phonesIn } from './phones.ts';
import type { Sentence } from '../prose/sentences.ts';
import type { ClaimKind } from '../types.ts';
import { isSameThing, isSameUnit, isSameValue } from '../numbers/same.ts';
import { topicsOf } from '../numbers/topics.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';
import { lean } from '../prose/lean.ts';

/** Where a part of a sentence limits: "more than the 40 of the smaller one" claims no 40. */
const limits = lean(
  /(?<!\p{L})(?:exceed|over|under|below|within|above|beyond|maxim|less than|fewer than|more than|depass|jusqu|moins de|plus de|sous|dans la limite|weniger als|mehr als|unter|uber|hochstens|bis|maximal|por debajo|por encima|dentro de|menos de|mas de|supera|hasta|abaixo|acima|ate|menos de|sotto|sopra|oltre|entro|fino|meno di|boven|onder|binnen|tot|minder dan|limit|grenze|tope)\S*(?: \S+){0,3} ?$/u,
);
const rangeBefore = lean(
  /\d[\d.,]*\s?(?:%|€)?\s?(?:to|bis|al?|ate|tot|and|und|et|y|e|en|[-–〜～~])\s?(?:un |el |il |le |o |de )?[€$£]?$/u,
);
const rangeBehind = lean(
  /^\s?(?:%|€)?\s?(?:to|bis|al?|ate|tot|and|und|et|y|e|en|[-–〜～~])\s?(?:un |el |il |le |o |de )?[€$£]?\d/u,
);
const inRange = (folded: string, { start, end }: NumberMention): boolean =>
  rangeBefore.test(folded.slice(Math.max(0, start - 24), start)) ||
  rangeBehind.test(folded.slice(end, end + 12));

const isUpperEnd = (folded: string, { start }: NumberMention): boolean =>
  rangeBefore.test(folded.slice(Math.max(0, start - 24), start));

/** A source says less than the draft: "up to 20 %", "15 to 30 %", or that it is planned. */
function saysLess(
  claimed: NumberMention,
  { folded }: Sentence,
  known: NumberMention,
  passage: Passage,
): boolean {
  const { kind } = claimed.unit;
  if (kind === 'percent' && isNotYet(passage.folded)) return true;
  if (claimed.bound === 'up to' || limits.test(folded.slice(Math.max(0, claimed.start - 40), claimed.start)))
    return false;
  if (kind !== 'percent' && kind !== 'money') return false;
  if (known.bound === 'up to') return true;
  return claimed.bound === null && isUpperEnd(passage.folded, known) && !inRange(folded, claimed);
}

/** Who works somewhere, buys, and where: what a writer inflates. Other things are called by many names. */
const WHO = new Map(
  [
    ['people', 'users', 'students', 'doctors'],
    ['customers', 'companies', 'suppliers'],
    ['sites', 'plants', 'warehouses'],
    ['countries'],
  ].flatMap((group, at) => group.map((thing) => [thing, at] as const)),
);

const MANY_NAMED = new Set<string | null>(['people', 'students', 'users', 'sites']);

/** The source counts something else. */
function isOfOtherThing(
  claimed: NumberMention,
  { passage, known }: Operand,
  sentence: Sentence,
  evidence: Evidence,
): boolean {
  const [ours, theirs] = [claimed.unit, known.unit];
  if (ours.kind !== 'things' || theirs.kind !== 'things' || isSameThing(ours, theirs)) return false;
  const isNamedBeside =
    (ours.thing === null || theirs.thing === null) &&
    (sentence.folded.includes(theirs.word.slice(0, 5)) || passage.folded.includes(ours.word.slice(0, 5)));
  if (isNamedBeside) return false;
  const [one, other] = [WHO.get(ours.thing ?? ''), WHO.get(theirs.thing ?? '')];
  // People and places go by many names.
  const byManyNames = theirs.thing === null && MANY_NAMED.has(ours.thing);
  if (one !== other && !byManyNames) return true;
  return otherValues(claimed, sentence, evidence).some(
    ({ known: other }) => other.unit.kind === 'things' && isSameThing(ours, other.unit),
  );
}

/** Numbers of the same kind that our own texts say in this language, and the draft does not say beside the claim. */
function otherValues(claimed: NumberMention, sentence: Sentence, evidence: Evidence): Operand[] {
  const said = numbersBeside(sentence);
  return evidence.passages
    .filter((one) => (one.kind === 'context' || one.kind === 'knowledge') && isIn(sentence.lang, one))
    .flatMap((passage) => evidence.numbersOf(passage).map((known) => ({ passage, known })))
    .filter(
      ({ known }) =>
        known.unit.kind === claimed.unit.kind &&
        isSameUnit(claimed.unit, known.unit) &&
        !isSameValue(claimed, known) &&
        !said.some((one) => isSameUnit(one.unit, known.unit) && isSameValue(one, known)),
    );
}

/** The part of the draft around the claim speaks of what the source gives another number, and of nothing that has this one. */
function isOfOther(
  claimed: NumberMention,
  sentence: Sentence,
  { passage, known }: Operand,
  evidence: Evidence,
): boolean {
  const about = subjectOf(partAround(sentence.folded, claimed));
  if (about.size === 0) return false;
  const matched = subjectOf(partAround(passage.folded, known));
  const whole = subjectOf(passage.folded);
  return otherValues(claimed, sentence, evidence).some(({ passage: place, known: other }) => {
    const { unit } = claimed;
    if (unit.kind === 'things' && !(other.unit.kind === 'things' && isSameThing(unit, other.unit)))
      return false;
    const theirs = subjectOf(partAround(place.folded, other));
    if (inCommon(about, theirs) === 0) return false;
    // "Two years on the motor, ten on the panels": one sentence gives each its own.
    if (place === passage)
      return (
        [...theirs].every((word) => about.has(word)) &&
        [...theirs].some((word) => !matched.has(word)) &&
        [...matched].some((word) => !about.has(word))
      );
    return inCommon(about, whole) === 0;
  });
}

interface Looked {
  passage: Passage | null;
  /** A source says the number, and less of it. */
  less: boolean;
}

function passageOf(mention: NumberMention, sentence: Sentence, evidence: Evidence): Looked {
  const claimed: NumberMention = isBareAmount(mention, sentence)
    ? { ...mention, unit: { kind: 'none' } }
    : mention;
  let less = false;
  let elsewhere = false;
  for (const passage of evidence.passages) {
    for (const known of evidence.numbersOf(passage)) {
      if (!isSameValue(claimed, known) || !isSameUnit(claimed.unit, known.unit)) continue;
      if (isOver(passage, evidence) && isAmount(claimed)) continue;
      if (isElsewhere(claimed, sentence, { passage, known }, evidence)) elsewhere = true;
      else if (saysLess(claimed, sentence, known, passage)) less = true;
      else return { passage, less: false };
    }
  }
  if (less || elsewhere) return { passage: null, less };
  const whole = wholeOf(claimed, sentence, evidence);
  if (whole) return { passage: whole, less };
  const day = isDayOfMonth(claimed, sentence) ? dayIn(claimed, evidence) : null;
  if (day) return { passage: day, less };
  const made = workedOut(claimed, sentence, evidence);
  if (made)
    evidence.worked.push({
      passage: made,
      known: isBareAmount(mention, sentence) ? asPrice(claimed) : claimed,
    });
  return { passage: made, less };
}
const asPrice = (mention: NumberMention): NumberMention => ({
  ...mention,
  unit: { kind: 'money', currency: null },
});

/** "37 others", beside the one that is named: 38 in the source. */
const others = lean(
  /(?<!\p{L})(?:others?|further|weiter\p{L}*|ander\p{L}*|autres?|otr[oa]s?|demas|outr[oa]s?|demais|altr[iea]|overige)(?!\p{L})|他|ほか/u,
);
/** "Nine in ten". */
const outOf = lean(
  /^ (?:\p{L}+ ){0,3}?(?:in|out of(?: every)?|of every|aus|von|sur|de cada|em cada|su|op(?: de)?|van de)(?: les| den)? $|^(?: .{0,12})?のうち$/u,
);
const COUNTED = new Set([3, 4, 5, 10, 100]);

/** A source that gives the number with what the draft leaves apart, or as the share that it is. */
function wholeOf(
  claimed: NumberMention,
  sentence: Sentence,
  { passages, numbersOf }: Evidence,
): Passage | null {
  const { folded } = sentence;
  const near = folded.slice(Math.max(0, claimed.start - 12), claimed.end + 16);
  if (others.test(near)) {
    const all = { ...claimed, values: claimed.values.map((value) => value + 1) };
    const found = passages.find((one) =>
      numbersOf(one).some((known) => isSameValue(all, known) && isSameUnit(all.unit, known.unit)),
    );
    if (found) return found;
  }
  const numbers = numbersOfText(sentence);
  for (const [at, part] of numbers.entries()) {
    const whole = numbers[at + 1];
    const [value = 0, of = 0] = [part.values[0], whole?.values[0]];
    if (!whole || !COUNTED.has(of) || value >= of) continue;
    if (part.start !== claimed.start && whole.start !== claimed.start) continue;
    const words = lastNumber.exec(folded.slice(part.start, whole.start))?.[0] ?? '';
    if (!outOf.test(words)) continue;
    const share = (100 * value) / of;
    const slack = part.bound === null ? 1.5 : 5;
    const found = passages.find((one) =>
      numbersOf(one).some(
        ({ unit, values }) =>
          unit.kind === 'percent' && values.some((known) => Math.abs(known - share) <= slack),
      ),
    );
    if (found) return found;
  }
  return null;
}
/** What stands behind the first word. */
const lastNumber = /(?<=^\S+)\s.*$/u;

/** "Before the 10th": the day of a date that a source writes in full. */
const isDayOfMonth = ({ unit, spelled, start }: NumberMention, { folded }: Sentence): boolean =>
  !spelled &&
  (unit.kind === 'none' || (unit.kind === 'things' && unit.thing === null)) &&
  /(?:the|den|dem|vom|zum|bis|le|du|au|el|del|al|dia|do|il|dal|de|op|tot|before|vor|antes de) $/u.test(
    folded.slice(0, start),
  );
const dayIn = ({ values }: NumberMention, { passages, datesOf }: Evidence): Passage | null =>
  passages.find((one) =>
    datesOf(one).some(({ readings }) =>
      readings.some(({ day }) => day !== undefined && values.includes(day)),
    ),
  ) ?? null;

/** The number stands there, and belongs to something else. */
function isElsewhere(
  claimed: NumberMention,
  sentence: Sentence,
  { passage, known }: Operand,
  evidence: Evidence,
): boolean {
  if (sentence.mood === 'question' || passage.kind === 'property' || passage.kind === 'thread') return false;
  if (!isIn(sentence.lang, passage)) return false;
  if (isOfOtherThing(claimed, { passage, known }, sentence, evidence)) return true;
  if (claimed.unit.kind === 'percent' && !sameTopic(sentence.folded, claimed, passage.folded, known))
    return true;
  if (claimed.unit.kind !== 'none' && isOfOther(claimed, sentence, { passage, known }, evidence)) return true;
  return isOfOtherName(sentence, passage, known.start, evidence);
}

/** "1,320 € of printing and 360 of gold": the second is money, too. */
const isBareAmount = ({ unit }: NumberMention, sentence: Sentence): boolean =>
  (unit.kind === 'none' || (unit.kind === 'things' && unit.thing === null)) &&
  numbersBeside(sentence).some((one) => one.unit.kind === 'money');

const inside = new WeakMap<Sentence, readonly NumberMention[]>();
function numbersOfText(sentence: Sentence): readonly NumberMention[] {
  const known = inside.get(sentence) ?? numbersIn(sentence.folded, sentence.lang);
  inside.set(sentence, known);
  return known;
}

const beside = new WeakMap<Sentence, readonly NumberMention[]>();
/** The numbers of a sentence and of those right before and behind it. */
function numbersBeside(sentence: Sentence): readonly NumberMention[] {
  const known = beside.get(sentence) ?? numbersIn(`${sentence.folded} ${sentence.beside}`, sentence.lang);
  beside.set(sentence, known);
  return known;
}

/** "You pay for ten months": the source gives two of twelve away. */
const restOfYear = ({ unit, values }: NumberMention, operands: readonly Operand[]): Operand | undefined =>
  unit.kind === 'time' && unit.base === 'months' && unit.factor === 1
    ? operands.find(
        ({ known }) =>
          known.unit.kind === 'time' &&
          known.unit.base === 'months' &&
          known.unit.factor === 1 &&
          values[0] === 12 - (known.values[0] ?? 0),
      )
    : undefined;

/** Worked out of other numbers, or counted from a day. */
function workedOut(claimed: NumberMention, sentence: Sentence, evidence: Evidence): Passage | null {
  const said = numbersBeside(sentence).filter(({ start }) => start !== claimed.start);
  const again = evidence.worked.find(
    ({ known }) => isSameUnit(claimed.unit, known.unit) && isSameValue(claimed, known),
  );
  if (again) return again.passage;
  const operands = evidence.passages.flatMap((passage) =>
    passage.kind === 'assistant'
      ? []
      : [
          ...evidence.numbersOf(passage),
          ...spansIn(passage.folded, evidence.datesOf(passage), evidence.at),
        ].map((known) => ({
          passage,
          known,
        })),
  );
  const span = operands.find(
    ({ known }) => known.spelled && isSameUnit(claimed.unit, known.unit) && isSameValue(claimed, known),
  );
  if (span) return span.passage;
  const rest = restOfYear(claimed, operands);
  if (rest) return rest.passage;
  return (
    madeOf(claimed, { folded: sentence.folded, said }, operands) ??
    (isBareAmount(claimed, sentence)
      ? madeOf(asPrice(claimed), { folded: sentence.folded, said }, operands)
      : null) ??
    sinceOrUntil(claimed, sentence.folded, evidence.at, evidence.passages, evidence.datesOf) ??
    reckoning(claimed, sentence, said, operands, evidence)
  );
}

/** Reckoned as what it says it is, or, beside prices, as one of them. */
function reckoning(
  claimed: NumberMention,
  sentence: Sentence,
  said: readonly NumberMention[],
  operands: readonly Operand[],
  { saidBefore, worked }: Evidence,
): Passage | null {
  const told = {
    sentence: sentence.folded,
    folded: `${sentence.folded} ${sentence.beside}`,
    said,
    before: saidBefore,
  };
  const known = [...operands, ...worked];
  const found =
    reckoned(claimed, told, known) ??
    (isBareAmount(claimed, sentence) ? reckoned(asPrice(claimed), told, known) : null);
  return found?.passage ?? null;
}

/** Percent of what: both sentences name something, and nothing that they have in common. */
function sameTopic(ours: string, claimed: NumberMention, theirs: string, known: NumberMention): boolean {
  const one = topicsOf(ours, claimed);
  const other = topicsOf(theirs, known);
  return one.size === 0 || other.size === 0 || [...one].some((topic) => other.has(topic));
}

/** Checked as a number, too, where it belongs to a promise that a source makes: "25 % off". */
const isAmount = ({ unit, bound }: NumberMention): boolean =>
  unit.kind === 'percent' || unit.kind === 'money' || bound === 'up to';

const kindOf = ({ kind }: Unit): ClaimKind =>
  kind === 'money' ? 'price' : kind === 'percent' || kind === 'factor' ? 'percentage' : 'number';
const nameOf: Partial<Record<ClaimKind, string>> = {
  price: 'price',
  percentage: 'percentage',
  number: 'number',
};

/** Numbers, prices, percentages and telephone numbers. */
export const numbersOfSentence: Finder = (sentence, evidence, taken) => {
  const phones = [...phonesIn(sentence, evidence)].filter((one) => !overlaps(one, taken));
  const mentions = numbersOfText(sentence);
  const claims = mentions
    .filter(
      (mention) =>
        !overlaps(
          mention,
          taken.filter(({ kind, passage }) => !(kind === 'promise' && passage && isAmount(mention))),
        ) &&
        !overlaps(mention, phones) &&
        !isNoClaim(mention, sentence),
    )
    .map((mention): Found => {
      const { passage, less } = passageOf(mention, sentence, evidence);
      const kind = kindOf(mention.unit);
      return {
        start: mention.start,
        end: mention.end,
        kind,
        passage,
        reason: less
          ? 'The source says less: “up to”, or that it is planned.'
          : `This ${nameOf[kind] ?? 'number'} stands in no source, or stands there for something else.`,
      };
    });
  evidence.saidBefore.push(...mentions);
  return [...phones, ...claims];
};
