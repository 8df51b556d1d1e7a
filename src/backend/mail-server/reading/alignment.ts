import type { Earlier } from '../types.ts';
import { wordsOf, type Word } from './words.ts';

/** Words of an answer that stand in an earlier mail: [from, to) of its words, and where they stand there. */
export interface Run {
  from: number;
  to: number;
  sentFrom: number;
}

/** So many words in a row are looked up. */
const SEED = 4;
/** So many words in a row are no coincidence. Scripts without spaces count half for each character. */
const MIN_WEIGHT = 7;
/** Among other words of one line, so many: a person answers a question in its words. */
const MIN_WEIGHT_IN_LINE = 12;
/** Between quotation marks, so many are enough: "You asked “Would Thursday suit you?”. It would not." */
const MIN_WEIGHT_IN_MARKS = 4;
/** At the edge of a run, fewer words of a line than these may be the writer's own. */
const MIN_EDGE = 4;
/** Of a phrase that stands in very many places, so many are tried. */
const MAX_PLACES = 20;
const MAX_EARLIER_WORDS = 60_000;

/** The words of earlier mails, and where each few in a row stand. An empty word parts the mails. */
export interface Index {
  words: readonly string[];
  /** Words from here on are of mails that were received. */
  receivedFrom: number;
  places: ReadonlyMap<string, readonly number[]>;
}

export function indexOf(earlier: Earlier): Index {
  const of = (texts: readonly string[]): string[] =>
    texts.flatMap((text) => [...wordsOf(text.split('\n')).map(({ word }) => word), '']);
  const sent = of(earlier.sent).slice(0, MAX_EARLIER_WORDS);
  const words = [...sent, ...of(earlier.received).slice(0, MAX_EARLIER_WORDS)];
  const places = new Map<string, number[]>();
  for (let at = 0; at + SEED <= words.length; at += 1) {
    const seed = words.slice(at, at + SEED);
    if (seed.includes('')) continue;
    const known = places.get(seed.join(' '));
    if (!known) places.set(seed.join(' '), [at]);
    else if (known.length < MAX_PLACES) known.push(at);
  }
  return { words, receivedFrom: sent.length, places };
}

/** The longest runs of an answer's words that stand in earlier mails, from the top; none overlap. */
export function runsOf(words: readonly Word[], index: Index): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at + SEED <= words.length;) {
    const run = longestAt(words, at, index, runs.at(-1));
    if (run) runs.push(run);
    at = run ? run.to : at + 1;
  }
  return runs;
}

function longestAt(words: readonly Word[], at: number, index: Index, last: Run | undefined): Run | null {
  const seed = words.slice(at, at + SEED).map(({ word }) => word);
  const goesOn = last && last.sentFrom + last.to - last.from;
  let best: Run | null = null;
  for (const sentFrom of index.places.get(seed.join(' ')) ?? []) {
    let length = SEED;
    while (at + length < words.length && words[at + length]?.word === index.words[sentFrom + length])
      length += 1;
    if (!best || length > best.to - best.from || (sentFrom === goesOn && length >= best.to - best.from))
      best = { from: at, to: at + length, sentFrom };
  }
  const run = best && trimmed(words, best);
  if (!run) return null;
  const weight = words.slice(run.from, run.to).reduce((sum, word) => sum + word.weight, 0);
  return weight >= leastWeight(words, run) || run.sentFrom === goesOn ? run : null;
}

function leastWeight(words: readonly Word[], run: Run): number {
  if (words[run.from]?.opens && words[run.to - 1]?.closes) return MIN_WEIGHT_IN_MARKS;
  return sharesOneLine(words, run) ? MIN_WEIGHT_IN_LINE : MIN_WEIGHT;
}

function sharesOneLine(words: readonly Word[], { from, to }: Run): boolean {
  const line = words[from]?.line;
  return words[to - 1]?.line === line && (words[from - 1]?.line === line || words[to]?.line === line);
}

/** A run without the few words at its edges that share a line with other words: those may be the writer's own. */
function trimmed(words: readonly Word[], run: Run): Run | null {
  const lineOf = (at: number): number | undefined => words[at]?.line;
  let { from, to } = run;
  const inFirst = count(words, from, to, lineOf(from));
  if (lineOf(from - 1) === lineOf(from) && inFirst < MIN_EDGE) from += inFirst;
  const inLast = count(words, from, to, lineOf(to - 1));
  if (lineOf(to) === lineOf(to - 1) && inLast < MIN_EDGE) to -= inLast;
  return to - from >= SEED ? { from, to, sentFrom: run.sentFrom + from - run.from } : null;
}

const count = (words: readonly Word[], from: number, to: number, line: number | undefined): number =>
  words.slice(from, to).filter((word) => word.line === line).length;

/** So many lines above and below a run are looked at. */
const AROUND = 40;

/** Lines near a run that go on in the earlier mail where it ends, or end where it begins: "Best regards, Tara". */
export function linesAround(words: readonly Word[], runs: readonly Run[], index: Index): Set<number> {
  const byLine = Map.groupBy(words, ({ line }) => line);
  const numbers = [...byLine.keys()];
  const lineOf = (at: number | undefined): number => words[at ?? -1]?.line ?? -1;
  const found = new Set<number>();
  for (const [place, run] of runs.entries()) {
    const [first, last] = [lineOf(run.from), lineOf(run.to - 1)];
    const until = runs[place + 1] ? lineOf(runs[place + 1]?.from) : Infinity;
    const since = runs[place - 1] ? lineOf((runs[place - 1]?.to ?? 0) - 1) : -1;
    const below = numbers.filter((line) => line > last && line < until).slice(0, AROUND);
    const above = numbers.filter((line) => line < first && line > since).slice(-AROUND);
    const end = run.sentFrom + run.to - run.from;
    for (const line of continuing(below, byLine, { index, at: end, down: true })) found.add(line);
    for (const line of continuing(above.reverse(), byLine, { index, at: run.sentFrom, down: false }))
      found.add(line);
  }
  return found;
}

/** Those of the lines, nearest first, that are what comes next in the earlier mail; others between them are skipped. */
function continuing(
  lines: readonly number[],
  byLine: ReadonlyMap<number, readonly Word[]>,
  from: { index: Index; at: number; down: boolean },
): number[] {
  let { at } = from;
  return lines.filter((line) => {
    const words = byLine.get(line) ?? [];
    const start = from.down ? at : at - words.length;
    const same = words.every(({ word }, offset) => word === from.index.words[start + offset]);
    if (same) at = from.down ? at + words.length : start;
    return same;
  });
}
