import { DateTime } from 'luxon';
import { datesWritten, type DateMention } from '../days/calendar.ts';
import type { Passage } from '../evidence/passages.ts';
import { inCommon, subjectOf } from '../evidence/subject.ts';
import type { NumberMention } from './mentions.ts';
import { lean } from '../prose/lean.ts';

/** A number of a source, and where it stands. */
export interface Operand {
  passage: Passage;
  known: NumberMention;
}

const near = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 1e-3;
const bare = ({ values }: NumberMention): number => values[0] ?? 0;
/** In one measure, so that 30 cm and 2 m may be added. */
const sized = ({ values, unit }: NumberMention): number =>
  (values[0] ?? 0) * (unit.kind === 'time' || unit.kind === 'measure' ? unit.factor : 1);

const isAlike = (one: NumberMention, other: NumberMention): boolean =>
  sortOf(one) === sortOf(other) && near(sized(one), sized(other));

/** What may be added and compared. */
function sortOf({ unit }: NumberMention): string {
  switch (unit.kind) {
    case 'measure':
      return unit.of;
    case 'time':
      return unit.base;
    case 'things':
    case 'none':
      return 'count';
    default:
      return unit.kind;
  }
}

/** "£3.80 per carton": a price for each is no product of how many there are. */
export const forEach = lean(
  /^\s?(?:(?:\p{L}+ )??(?:per|pro|je|par|por|each|al|alla|au) |(?:the|a|an|la|le|el|il|o|het) |l'|all'|\/ ?)(?!mo|mes|mois|maand|month|jahr|year|an\b|anno|ano|jaar|woche|week|semaine|seman|settim|tag\b|day|jour|dia|giorn|dag)\p{L}/u,
);
const eachOf = lean(
  /^\s?(?:\p{L}+ )??(?:(?:per|pro|je|par|por|each|a|an|al|alla|au|la|le|el|o|de) |l'|\/ ?)(\p{L}{3,})/u,
);
/** Words by which a total is told. */
const total = lean(
  /(?<!\p{L})(?:total\p{L}*|comes? to|makes?|altogether|all in|counting|mitzahl\p{L}*|mitgerechnet|comptant|contando|meegeteld|so (?:you|that|it)|would be|gesamt\p{L}*|insgesamt|zusammen|ergibt|macht|(?:waren|sind|kamen) (?:das|das dann|sie)|en tout|au total|fait|revien\p{L}*|soit|en total|suman?|sale|serian?|quedan?|fica\p{L}*|seriam?|dao?|ao todo|in tutto|totale|fanno|fa|quindi|dunque|sarebbero|viene|samen|totaal|komt|kom(?:t|en)? (?:u|je|jullie)?|uit op|bij elkaar)(?!\p{L})|合計|総額|なります|になり|となり/u,
);
/** Words by which two amounts are compared. */
export const less = lean(
  /(?<!\p{L})(?:less|cheaper|saves?|saving|difference|weniger|gunstiger|spar\p{L}*|moins|economis\p{L}*|menos|ahorr\p{L}*|poup\p{L}*|economiz\p{L}*|meno|risparmi\p{L}*|minder|goedkoper|bespaar\p{L}*)(?!\p{L})|安/u,
);
/** Months and quarters of a year, where a sentence speaks of years. */
const yearly = lean(
  /(?<!\p{L})(?:years?|yearly|annual\p{L}*|jahr\p{L}*|an|ans|annee|annuel\p{L}*|ano|anual\p{L}*|anno|annu\p{L}*|jaar\p{L}*)(?!\p{L})|年/u,
);

const monthly = lean(
  /(?<!\p{L})(?:months?|monthly|monat\p{L}*|mois|mensuel\p{L}*|mes|mensual\p{L}*|mensa(?:l|is|lmente)|mese|mensil\p{L}*|maand\p{L}*)(?!\p{L})|月/u,
);

interface Told {
  folded: string;
  /** What the draft says beside the claim, numbers of the sentence first. */
  said: readonly NumberMention[];
}

/** Whether two numbers make the claimed one: a sum or difference, so many times as much, a share, a part of an amount. */
function makes(
  claimed: NumberMention,
  one: NumberMention,
  other: NumberMention,
  { folded, said }: Told,
): boolean {
  const isSum = total.test(folded);
  const sort = sortOf(claimed);
  const [first, second] = [sortOf(one), sortOf(other)];
  if (first === sort && second === sort) {
    const [value, a, b] = [sized(claimed), sized(one), sized(other)];
    if (claimed.unit.kind === 'time') return false;
    if (sort === 'money')
      return (isSum && near(value, a + b)) || (less.test(folded) && near(value, Math.abs(a - b)));
    if (sort !== 'count') return near(value, a + b) || near(value, Math.abs(a - b));
    return (
      (isSum && near(value, a + b)) ||
      near(value, a * b) ||
      (value <= 20 && Math.ceil(Math.max(a, b) / Math.min(a, b)) === value)
    );
  }
  if (sort === 'area' && first === 'length' && second === 'length')
    return near(sized(claimed), sized(one) * sized(other));
  if (second === sort && first === 'percent')
    return [bare(one), 100 - bare(one), 100 + bare(one)].some((part) =>
      near(sized(claimed), (sized(other) * part) / 100),
    );
  if (
    first === second &&
    (sort === 'minutes' || sort === 'months') &&
    first !== 'minutes' &&
    first !== 'months' &&
    first !== 'percent' &&
    [one, other].every((part) => bare(part) > 1 && said.some((more) => near(bare(more), bare(part))))
  )
    return [sized(one) / sized(other), sized(other) / sized(one)].some(
      (times) =>
        times > 1 && (near(bare(claimed), Math.ceil(times)) || near(bare(claimed), Math.round(times))),
    );
  if (first === second && sort === 'count')
    return near(bare(claimed), sized(one) / sized(other)) || near(bare(claimed), sized(other) / sized(one));
  if (second !== sort || first === 'money' || first === 'factor') return false;
  const [value, times, each] = [sized(claimed), bare(one), sized(other)];
  return times >= 2 && (near(value, times * each) || (sort === 'money' && near(value, each / times)));
}

const fewer =
  /(?:less than|under|weniger als|unter|moins d(?:e |')|moins que|menos d[ae]|menos que|meno d(?:ella|i)|minder dan) ?(?:la |the |die |der |a )?$/;

/** What the draft itself says before, taken together: at most six amounts. */
function isSumOfSaid(claimed: NumberMention, said: readonly NumberMention[]): boolean {
  const amounts = said
    .filter(({ unit }) => unit.kind === 'money' || unit.kind === 'none' || unit.kind === 'things')
    .map(bare)
    .filter((amount) => amount > 1 && amount < bare(claimed))
    .slice(0, 6);
  for (let chosen = 3; chosen < 1 << amounts.length; chosen += 1) {
    const sum = amounts.reduce((so, amount, at) => so + ((chosen >> at) & 1) * amount, 0);
    if (near(bare(claimed), sum)) return true;
  }
  return false;
}

/** "Almost double", "a third less": how two numbers relate of which the draft says one. */
function ratioOf(
  claimed: NumberMention,
  folded: string,
  said: readonly NumberMention[],
  operands: readonly Operand[],
): Passage | null {
  const share = claimed.unit.kind === 'percent' ? bare(claimed) / 100 : bare(claimed);
  const under = fewer.test(folded.slice(Math.max(0, claimed.start - 20), claimed.start));
  const close = (value: number) =>
    Math.abs(value - share) <= share * 0.15 || (under && value < share && value >= share * 0.6);
  for (const one of said)
    for (const { known, passage } of operands) {
      if (
        sortOf(one) !== sortOf(known) ||
        (sortOf(one) === 'percent' && !under) ||
        !(
          said.some((other) => isAlike(other, known)) ||
          (claimed.unit.kind === 'factor' && known.unit.kind === 'measure')
        )
      )
        continue;
      const ratios = [sized(one) / sized(known), sized(known) / sized(one)];
      if (ratios.some((ratio) => close(ratio) || (ratio < 1 && close(1 - ratio)))) return passage;
    }
  return null;
}

/**
 * Where a number comes from that is worked out of two others. One of them has to be said beside the claim:
 * of many numbers, some two make any other.
 */
export function madeOf(claimed: NumberMention, told: Told, operands: readonly Operand[]): Passage | null {
  const { folded, said } = told;
  const { unit } = claimed;
  if (unit.kind === 'factor' || unit.kind === 'percent')
    return claimed.spelled ? ratioOf(claimed, folded, said, operands) : null;
  if (sized(claimed) < 2) return null;
  const isRate = unit.kind === 'money' && forEach.test(folded.slice(claimed.end));
  for (const one of said)
    for (const { known, passage } of operands) {
      if (known === one) continue;
      if (isRate && sortOf(one) !== sortOf(known) && bare(one) < 5) continue;
      if (makes(claimed, one, known, told) || makes(claimed, known, one, told)) return passage;
    }
  return unit.kind === 'money' ? priceMadeOf(claimed, told, operands) : null;
}

/** The same of a price: sums, several of one, shares, by the year or the month. */
function priceMadeOf(claimed: NumberMention, told: Told, operands: readonly Operand[]): Passage | null {
  const { folded, said } = told;
  const isRate = forEach.test(folded.slice(claimed.end));
  const isTotal = total.test(folded);
  if (operands[0])
    for (const one of said)
      for (const other of said)
        if (
          one !== other &&
          sortOf(other) === 'money' &&
          !near(sized(other), sized(claimed)) &&
          makes(claimed, one, other, told)
        )
          return operands[0].passage;
  if (isTotal && isSumOfSaid(claimed, said) && operands[0]) return operands[0].passage;
  const prices = operands.filter(({ known }) => sortOf(known) === 'money');
  if (less.test(folded))
    for (const { known: each, passage } of prices)
      for (const times of said)
        for (const { known: whole } of prices)
          if (near(bare(claimed), Math.abs(bare(each) * bare(times) - bare(whole)))) return passage;
  if (isTotal)
    for (const { known: each, passage } of prices)
      for (const times of said)
        for (const { known: more } of prices)
          if (
            sortOf(times) !== 'money' &&
            (near(bare(claimed), bare(each) * bare(times) + bare(more)) ||
              (bare(times) > 1 &&
                more !== each &&
                near(bare(claimed), (bare(each) + bare(more)) * bare(times))))
          )
            return passage;
  if (yearly.test(folded))
    for (const { known: each, passage } of prices)
      if (
        [12, 4].some((times) => near(bare(claimed), bare(each) * times)) ||
        prices.some(({ known: once }) => near(bare(claimed), bare(once) + 12 * bare(each)))
      )
        return passage;
  if (monthly.test(folded))
    for (const { known, passage } of prices)
      if (yearly.test(passage.folded) && near(bare(claimed), bare(known) / 12)) return passage;
  if (isRate) {
    const each = eachOf.exec(folded.slice(claimed.end))?.[1]?.slice(0, 4) ?? '';
    for (const { known: count } of operands)
      for (const { known: price, passage } of prices)
        if (
          each.length > 2 &&
          count.unit.kind === 'things' &&
          count.unit.word.startsWith(each) &&
          near(bare(claimed), bare(price) / bare(count))
        )
          return passage;
  }
  for (const { known: part, passage: place } of operands)
    for (const { known: price, passage } of prices)
      if (
        sortOf(part) === 'percent' &&
        near(bare(claimed), (bare(price) * bare(part)) / 100) &&
        (inCommon(subjectOf(folded), subjectOf(place.folded)) > 0 || said.some((one) => isAlike(one, part)))
      )
        return passage;
  return null;
}

/** Words of all languages by which a length of time is counted from or to a day. */
const counted = lean(
  /(?<!\p{L})(?:since|later|on|for (?:more|over|almost|nearly|about|the (?:past|last)|\d+|\p{L}+(?:-\p{L}+)? years)|spater|plus tard|despues|depois|dopo|ago|left|remain\p{L}*|until|till|away|to go|old|experience|(?:in|on) (?:the )?(?:business|market)|seit|vor|noch|bis|alt|erfahrung|am markt|depuis|il y a|reste\p{L}*|jusqu\p{L}*|experience|avant|existe\p{L}*|hace|desde|queda\p{L}*|falta\p{L}*|llevamos|experiencia|hasta|ha (?:mais|cerca|quase|\d)|ha (?:\p{L}+ )?(?:dias|semanas|meses|anos)|faltam?|resta\p{L}*|ate|da (?:oltre|piu|quasi|\d)|fa|mancano|restano|esperienza|anni di|sinds|al|geleden|nog|ervaring|tot|bestaa\p{L}*)(?!\p{L})|前|以来|残り|あと/u,
);
const bound = lean(
  /(?<!\p{L})(?:warrant|guarant|garant|gewahr|contract|vertrag|laufzeit|contrat|engagement|permanencia|minimum|mindest|fidelidade|vincolo|looptijd)/u,
);

/** Where a date stands from or to which it is this long. */
export function sinceOrUntil(
  claimed: NumberMention,
  folded: string,
  at: number,
  passages: readonly Passage[],
  datesOf: (passage: Passage) => readonly DateMention[],
): Passage | null {
  const { unit, values } = claimed;
  if (unit.kind !== 'time' || bound.test(folded)) return null;
  const isAge = unit.base === 'months' && unit.factor === 12 && (values[0] ?? 0) >= 3;
  if (!isAge && !counted.test(folded) && datesWritten(folded).length === 0) return null;
  const days = (values[0] ?? 0) * unit.factor * (unit.base === 'months' ? 365 / 12 : 1 / 1_440);
  if (days < 5) return null;
  const slack = claimed.bound === null ? Math.max(3, days * 0.12) : Math.max(6, days * 0.25);
  const now = DateTime.fromMillis(at, { zone: 'utc' });
  const fits = (date: DateTime): boolean => {
    const apart = Math.abs(now.diff(date, 'days').days);
    return date.isValid && Math.abs(apart - days) <= slack;
  };
  for (const passage of passages) {
    if (passage.kind === 'assistant') continue;
    if (passage.at !== undefined && fits(DateTime.fromMillis(passage.at, { zone: 'utc' }))) return passage;
    for (const { readings } of datesOf(passage))
      for (const { year, month, day } of readings) {
        if (month === undefined) continue;
        const first = DateTime.utc(year ?? now.year, month, day ?? 15);
        if (fits(day === undefined ? first.endOf('month') : first) || fits(first)) return passage;
      }
    if (!isAge && (unit.factor < 12 || unit.base !== 'months')) continue;
    for (const { 0: year } of passage.folded.matchAll(/(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)/gu))
      if (Math.abs(now.year - Number(year) - (values[0] ?? 0)) <= (claimed.bound === null ? 1 : 3))
        return passage;
  }
  return null;
}
