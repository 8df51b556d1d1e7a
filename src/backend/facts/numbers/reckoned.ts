import type { NumberMention } from './mentions.ts';
import { forEach, less, type Operand } from './derived.ts';
import { inCommon, partAround, subjectOf } from '../evidence/subject.ts';
import { lean } from '../prose/lean.ts';

/**
 * Whether a number follows from others by a short sum. Of many numbers some always make any other: so all that they
 * make in its neighbourhood is counted, and what they meet is believed only if chance would hardly have met it. "£1,805"
 * is one of some thousand amounts that look alike, "six" one of nine.
 */
export function reckoned(claimed: NumberMention, told: Told, operands: readonly Operand[]): Operand | null {
  const [value = 0] = claimed.values;
  if (value < 1.2 || claimed.unit.kind === 'factor') return null;
  const pool = poolOf(told, operands);
  if (pool.length === 0) return null;
  const reach = new Reach(claimed);
  const make = makers[sortOf(claimed)];
  make(pool, reach, told, claimed);
  return reach.believed();
}

export interface Told {
  /** The sentence of the claim, and the same with those beside it. */
  sentence: string;
  folded: string;
  /** What the draft says beside the claim. */
  said: readonly NumberMention[];
  /** What it said before, further away. */
  before: readonly NumberMention[];
}

type Sort = 'money' | 'time' | 'measure' | 'percent' | 'plain';
interface Figure {
  value: number;
  sort: Sort;
  /** In one measure: minutes, months, metres and the like. */
  size: number;
  /** What may be compared with it. */
  of: string;
  /** Whether the draft says it beside the claim, elsewhere or speaks of what it is of, or not at all. */
  close: 2 | 1 | 0;
  from: Operand;
}

const sortOf = ({ unit }: NumberMention): Sort =>
  unit.kind === 'money' || unit.kind === 'time' || unit.kind === 'measure' || unit.kind === 'percent'
    ? unit.kind
    : 'plain';
const ofWhat = ({ unit }: NumberMention): string =>
  unit.kind === 'time' ? unit.base : unit.kind === 'measure' ? unit.of : sortOf({ unit } as NumberMention);
const sizeOf = ({ unit }: NumberMention, value: number): number =>
  unit.kind === 'time' || unit.kind === 'measure' ? value * unit.factor : value;

const near = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 1e-3;
const MOST = 22;

/** Each number once, those beside the claim first. */
function poolOf({ folded, said, before }: Told, operands: readonly Operand[]): Figure[] {
  const pool: Figure[] = [];
  const words = subjectOf(folded);
  const add = (known: NumberMention, from: Operand, close?: 2): void => {
    const [value = 0] = known.values;
    if (known.unit.kind === 'factor' || value <= 0) return;
    const [sort, size, of] = [sortOf(known), sizeOf(known, value), ofWhat(known)];
    if (pool.some((one) => one.of === of && near(one.size, size))) return;
    const isSaid = (one: NumberMention): boolean =>
      (ofWhat(one) === of || sortOf(one) === 'plain' || sort === 'plain') &&
      one.values.some((other) => near(sizeOf(one, other), size) || near(other, value));
    const isNamed = (): boolean => inCommon(words, subjectOf(partAround(from.passage.folded, known))) > 0;
    const how = close ?? (said.some(isSaid) ? 2 : before.some(isSaid) || isNamed() ? 1 : 0);
    pool.push({ value, sort, size, of, close: how, from });
  };
  for (const from of operands) add(from.known, from);
  // "Three hot weeks": what the draft supposes, to reckon with.
  const [first] = operands;
  if (first)
    for (const known of said) if (known.spelled && bare(known) <= 12 && bare(known) > 1) add(known, first, 2);
  return pool.sort((one, other) => other.close - one.close).slice(0, MOST);
}
const bare = ({ values }: NumberMention): number => values[0] ?? 0;

/** How often chance may meet a number: all operands stand beside it, all in the draft, one beside it, none. */
const CHANCE = { beside: 0.4, said: 0.25, one: 0.06, none: 0.02 };
type Nearness = keyof typeof CHANCE;
const nearnesses = ['beside', 'said', 'one', 'none'] as const;

/** What is reached near a value, on the grid of numbers that are as round. */
class Reach {
  readonly value: number;
  private readonly claimed: NumberMention;
  private readonly grid: number;
  private readonly cells: Record<Nearness, Set<number>> = {
    beside: new Set(),
    said: new Set(),
    one: new Set(),
    none: new Set(),
  };
  private readonly hits: Partial<Record<Nearness, Operand>> = {};

  constructor(claimed: NumberMention) {
    this.claimed = claimed;
    this.value = bare(claimed);
    this.grid = gridOf(this.value);
  }

  /** @param rounded what is counted in whole pieces: "65 by twelve are six" */
  add(made: number, by: readonly Figure[], rounded = false): void {
    const { value, grid } = this;
    if (!(made > value / 2 && made < value * 2)) return;
    const exact = Math.abs(made - Math.round(made / grid) * grid) <= Math.max(1e-9, made * 2e-4);
    if (!exact && !rounded && this.claimed.bound === null) return;
    const closest = Math.min(...by.map(({ close }) => close));
    const isBeside = by.some(({ close }) => close === 2);
    const from = closest === 2 ? 0 : closest === 1 ? 1 : isBeside ? 2 : 3;
    const met = exact ? near(made, value) : this.isAbout(made, rounded);
    const source = by.find(({ close }) => close === 2) ?? by[0];
    for (const level of nearnesses.slice(from)) {
      this.cells[level].add(Math.round(made / grid));
      if (met && source) this.hits[level] ??= source.from;
    }
  }

  private isAbout(made: number, rounded: boolean): boolean {
    const { value, grid, claimed } = this;
    const apart = Math.abs(made - value);
    if (apart > value * 0.06 && !(rounded && value <= 12)) return false;
    if (claimed.bound === 'nearly') return made <= value && apart <= grid;
    if (claimed.bound === 'at least') return made >= value && apart <= grid;
    return apart <= grid / 2 + 1e-9 || (rounded && Math.ceil(made - 1e-6) === value);
  }

  believed(): Operand | null {
    const alike = (this.value * 1.5) / this.grid;
    const { kind } = this.claimed.unit;
    // A share is told beside the numbers that it is of; of small numbers any two make one.
    const levels =
      kind === 'percent' || (kind !== 'money' && this.value <= 60) ? nearnesses.slice(0, 1) : nearnesses;
    for (const level of levels) {
      const hit = this.hits[level];
      if (hit && this.cells[level].size / alike <= CHANCE[level]) return hit;
    }
    return null;
  }
}

/** The unit of the last digit that is not 0. */
function gridOf(value: number): number {
  let grid = 1;
  if (value <= 20 && value % 1 === 0) return grid;
  while (value % 1 === 0 && value % (grid * 10) === 0) grid *= 10;
  while (grid > 1e-3 && Math.abs(value / grid - Math.round(value / grid)) > 1e-6) grid /= 10;
  return grid;
}

const yearly = lean(
  /(?<!\p{L})(?:years?|yearly|annual\p{L}*|annum|jahr\p{L}*|an|ans|annee|annuel\p{L}*|anos?|anual\p{L}*|ann[oi]|annu\p{L}*|jaar\p{L}*)(?!\p{L})|年/u,
);
const monthly = lean(
  /(?<!\p{L})(?:months?|monthly|monat\p{L}*|mois|mensuel\p{L}*|mes|meses|mensual\p{L}*|mensa(?:l|is|lmente)|mes[ei]|mensil\p{L}*|maand\p{L}*)(?!\p{L})|月/u,
);
/** Words by which a sum is told. */
const together = lean(
  /(?<!\p{L})(?:total\p{L}*|comes?|land|makes?|altogether|all in|in all|adds?|plus|and|gesamt\p{L}*|insgesamt|zusammen|und|ergibt|macht|tout|soit|et|todo|suman?|son|mas|y|quedan?|fica\p{L}*|todo|mais|e|tutto|fanno|piu|samen|totaal|alles|bij elkaar|en)(?!\p{L})|合計|総額|合わせて|なります|全部/u,
);

type Maker = (pool: readonly Figure[], reach: Reach, told: Told, claimed: NumberMention) => void;

const isTimes = ({ sort, value }: Figure): boolean => sort !== 'money' && sort !== 'percent' && value > 1;

const money: Maker = (pool, reach, { folded, sentence }, { end }) => {
  const prices = pool.filter(({ sort }) => sort === 'money');
  const times = pool.filter(isTimes);
  for (const price of prices) {
    const each = price.value;
    if (yearly.test(folded)) for (const many of [12, 4, 52]) reach.add(each * many, [price]);
    if (monthly.test(folded)) reach.add(each / 12, [price], true);
    for (const share of pool)
      if (share.sort === 'percent')
        for (const part of [share.value, 100 - share.value, 100 + share.value])
          reach.add((each * part) / 100, [price, share]);
    for (const one of times) reach.add(each / one.value, [price, one], true);
    for (const other of prices)
      if (other.value > each && (less.test(folded) || (price.close === 2 && other.close === 2)))
        reach.add(other.value - each, [price, other]);
  }
  for (const some of sumsOf(prices.filter(({ close }) => close > 0).slice(0, 6)))
    reach.add(
      some.reduce((sum, { value }) => sum + value, 0),
      some,
    );
  // "£3.80 per carton" is no product of how many there are.
  if (!forEach.test(sentence.slice(end)))
    for (const price of prices) timesAndMore(price, prices, times, reach, folded);
};

/** All choices of three and more. */
function* sumsOf(prices: readonly Figure[]): Generator<Figure[]> {
  for (let chosen = 7; chosen < 1 << prices.length; chosen += 1) {
    const some = prices.filter((_, at) => (chosen >> at) & 1);
    if (some.length > 2) yield some;
  }
}

/** So many of one, with something else, of two at once, for so long. */
function timesAndMore(
  price: Figure,
  prices: readonly Figure[],
  times: readonly Figure[],
  reach: Reach,
  folded: string,
): void {
  const each = price.value;
  const others = prices.filter((one) => one !== price);
  for (const other of others) if (other.value > each) reach.add(other.value + each, [price, other]);
  for (const one of times) {
    const many = one.value;
    reach.add(each * many, [price, one]);
    if (yearly.test(folded)) reach.add(each * many * 12, [price, one]);
    for (const other of times)
      if (other !== one && other.value >= many) reach.add(each * many * other.value, [price, one, other]);
    for (const other of others) {
      reach.add(each * many + other.value, [price, one, other]);
      // "The first thousand 240, each further 95."
      reach.add(each * (many - 1) + other.value, [price, one, other]);
      if (other.value < each) reach.add((each - other.value) * many, [price, one, other]);
      else reach.add((each + other.value) * many, [price, one, other]);
    }
  }
}

const plain: Maker = (pool, reach, { folded }) => {
  const counts = pool.filter(({ sort, value }) => sort !== 'money' && sort !== 'percent' && value > 1);
  const isSum = together.test(folded);
  for (const one of counts) {
    if (yearly.test(folded)) {
      if (one.sort === 'plain' && monthly.test(one.from.passage.folded)) reach.add(one.value * 12, [one]);
      if (one.of === 'months') reach.add(12 / one.size, [one]);
    }
    for (const share of pool)
      if (share.sort === 'percent')
        for (const part of [share.value, 100 - share.value])
          reach.add((one.value * part) / 100, [one, share], true);
    for (const other of counts) {
      if (other === one) continue;
      if (other.value >= one.value) reach.add(one.value * other.value, [one, other]);
      if (one.value > other.value) reach.add(one.value / other.value, [one, other], true);
      if (one.of === other.of && one.sort === 'plain' && other.value >= one.value) {
        if (isSum) reach.add(one.value + other.value, [one, other]);
        reach.add(other.value - one.value, [one, other]);
      }
      for (const third of counts)
        if (third !== one && third !== other && one.value <= other.value && other.value <= third.value)
          reach.add(one.value * other.value * third.value, [one, other, third]);
    }
  }
  for (const one of pool)
    for (const other of pool)
      if (one.sort === 'money' && other.sort === 'money' && one.value > other.value)
        reach.add(one.value / other.value, [one, other], true);
};

/** Lengths of time: so many of one, so much at so much a day, what a price is earned back in. */
const time: Maker = (pool, reach, _, { unit }) => {
  if (unit.kind !== 'time') return;
  for (const one of pool) {
    if (one.of === unit.base && unit.factor === 10_080) reach.add(one.size / 7_200, [one], true);
    for (const other of pool) {
      if (other === one || other.value <= 1) continue;
      if (one.of === unit.base && other.sort !== 'money' && other.sort !== 'percent') {
        if (one.of !== other.of) reach.add((one.size * other.value) / unit.factor, [one, other]);
        if (one.of !== other.of || other.size / other.value > one.size / one.value)
          reach.add(one.size / other.value / unit.factor, [one, other], true);
      }
      if (one.of === other.of && one.sort !== 'percent' && one.value > other.value)
        reach.add(one.value / other.value, [one, other], true);
      if (one.of !== other.of && one.sort === 'plain' && other.sort === 'measure')
        reach.add(one.value / other.value, [one, other], true);
    }
  }
};

const measure: Maker = (pool, reach, _, { unit }) => {
  if (unit.kind !== 'measure') return;
  const counts = pool.filter(isTimes);
  for (const one of pool) {
    if (one.of !== unit.of) continue;
    for (const other of counts) {
      if (other === one) continue;
      reach.add((one.size * other.value) / unit.factor, [one, other]);
      reach.add(one.size / other.value / unit.factor, [one, other], true);
      for (const third of counts)
        if (third !== one && third !== other && third.value >= other.value)
          reach.add((one.size * other.value * third.value) / unit.factor, [one, other, third]);
    }
    for (const other of pool) {
      if (other === one) continue;
      if (other.sort === 'percent')
        for (const part of [other.value, 100 - other.value])
          reach.add((one.size * part) / 100 / unit.factor, [one, other], true);
      if (other.of === one.of && other.size >= one.size) {
        reach.add((one.size + other.size) / unit.factor, [one, other]);
        reach.add((other.size - one.size) / unit.factor, [one, other]);
      }
    }
  }
};

const percent: Maker = (pool, reach, { sentence }) => {
  if (!less.test(sentence)) return;
  for (const one of pool)
    for (const other of pool)
      if (one !== other && one.of === other.of && one.sort !== 'percent' && one.size < other.size) {
        reach.add((100 * one.size) / other.size, [one, other], true);
        reach.add(100 - (100 * one.size) / other.size, [one, other], true);
        reach.add((100 * other.size) / one.size - 100, [one, other], true);
      }
};

const makers: Readonly<Record<Sort, Maker>> = { money, time, measure, percent, plain };
