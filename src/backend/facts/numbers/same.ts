import type { NumberMention } from './mentions.ts';
import type { Unit } from './units.ts';

const near = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 1e-3;
/** "A third" is 33 %, too. */
const rounded = (one: number, other: number): boolean =>
  Math.round(one) === Math.round(other) || Math.floor(one) === Math.floor(other);

/** A value in one measure: hours and days in minutes, quarters and years in months, sizes in metres and the like. */
const measured = (value: number, unit: Unit): number =>
  unit.kind === 'time' || unit.kind === 'measure' ? value * unit.factor : value;

const DAY = 1_440;
const WORKING_DAY = 8 * 60;
/** "15 jours" are two weeks. */
const FORTNIGHT = 15 * DAY;
/** Days that a month has, or is said to have. */
const monthDays = [28, 30, 365 / 12, 31];

type Time = Extract<Unit, { kind: 'time' }>;
function isSameTime(one: number, ours: Time, other: number, theirs: Time): boolean {
  if (ours.base !== theirs.base) {
    const [months, minutes] = ours.base === 'months' ? [one, other] : [other, one];
    return monthDays.some((days) => near(months * days * DAY, minutes));
  }
  if (near(one, other)) return true;
  if (Math.max(one, other) === DAY && Math.min(one, other) === WORKING_DAY) return true;
  if (ours.base === 'months') return false;
  if (Math.max(one, other) === FORTNIGHT && Math.min(one, other) === 14 * DAY) return true;
  // Five working days are a week.
  const calendar = (value: number, { working, factor }: Time) =>
    working && factor === DAY ? (value * 7) / 5 : value;
  return ours.factor !== theirs.factor && near(calendar(one, ours), calendar(other, theirs));
}

/** Whether both may be the same number, however it is written or rounded. */
export function isSameValue(claimed: NumberMention, known: NumberMention): boolean {
  return claimed.values.some((value) =>
    known.values.some((knownValue) => {
      const bare = claimed.unit.kind !== known.unit.kind;
      const one = bare ? value : measured(value, claimed.unit);
      const other = bare ? knownValue : measured(knownValue, known.unit);
      if (claimed.unit.kind === 'time' && known.unit.kind === 'time') {
        if (isSameTime(one, claimed.unit, other, known.unit)) return true;
        if (claimed.unit.base !== known.unit.base) return false;
      } else if (near(one, other)) return true;
      if (claimed.unit.kind === 'percent' && (one % 1 === 0) !== (other % 1 === 0) && rounded(one, other))
        return true;
      if (claimed.bound === 'at least') return one < other && one >= other * 0.75;
      if (claimed.bound === 'nearly') return one >= other && one <= other * 1.12;
      return claimed.bound === 'about' && Math.abs(one - other) <= other * 0.06;
    }),
  );
}

const dollars = /^(?:USD|MXN|COP|CAD|AUD|BRL|\$)$/;
const isSameCurrency = (one: string | null, other: string | null): boolean =>
  one === null ||
  other === null ||
  one === other ||
  ((one === '$' || other === '$') && dollars.test(one) && dollars.test(other));

/** Whether both may be of one kind; what is counted is often called by another name. */
export function isSameUnit(claimed: Unit, known: Unit): boolean {
  if (claimed.kind === 'money' && known.kind === 'money')
    return isSameCurrency(claimed.currency, known.currency);
  if (claimed.kind === 'measure' && known.kind === 'measure') return claimed.of === known.of;
  if (claimed.kind === known.kind) return true;
  const part = (unit: Unit) => unit.kind === 'percent' || unit.kind === 'factor';
  if (part(claimed) || part(known)) return false;
  // A bare number may be of anything.
  return claimed.kind === 'none' || known.kind === 'none';
}

const stem = (word: string): string => word.slice(0, Math.max(4, word.length - 3));
type Things = Extract<Unit, { kind: 'things' }>;
const wildcard = (unit: Things): boolean => unit.thing === 'forms' || anything.test(unit.word);
/** What anything may be counted in. */
const anything =
  /^(?:unit|piece|pc|item|copies|copy|exemplar|stuck|einheit|posten|exemplaire|unite|piece|unidad|pieza|ejemplar|peca|exempl|pezz|copi[ae]|esemplar|stuks|eenhe|eintr|times?$|mal$|fois$|veces|total|insgesamt|altogether|different|verschieden|various)/u;

/** Whether two words count the same things, as far as the words tell. */
export function isSameThing(claimed: Things, known: Things): boolean {
  if (wildcard(claimed) || wildcard(known)) return true;
  if (claimed.thing !== null && known.thing !== null) return claimed.thing === known.thing;
  return stem(claimed.word) === stem(known.word);
}
