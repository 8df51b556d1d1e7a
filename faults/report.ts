import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from '../test/world/machine.ts';
import { tableText } from '../test/world/table.ts';
import { add, type Counts, type Outcome, type Size } from './scenario.ts';

const DIRECTORY = join(import.meta.dirname, '../build/faults');

/** A scenario that was run: what came of it, or the error that ended it. */
export interface Run {
  name: string;
  size: Size;
  seed: number;
  seconds: number;
  outcome: Outcome | null;
  error: string | null;
}

export const isClean = ({ outcome }: Run): boolean =>
  outcome !== null && outcome.lost + outcome.doubled + outcome.stuck + outcome.wrong === 0;

/** One line: how long it took, and what was lost, doubled, stuck or wrong. */
export function verdictOf({ name, seconds, outcome }: Run): string {
  const { lost, doubled, stuck, wrong } = outcome ?? {};
  const counts = outcome ? `lost ${lost}, doubled ${doubled}, stuck ${stuck}, wrong ${wrong}` : 'no verdict';
  return `${name}: ended after ${Math.round(seconds)} s: ${counts}`;
}

/** Writes one run, with the machine it comes from, to build/faults/<name>-<seed>.json. */
export function writeRun(run: Run): void {
  mkdirSync(DIRECTORY, { recursive: true });
  const content = { ...run, at: new Date().toISOString(), machine: machine() };
  writeFileSync(join(DIRECTORY, `${run.name}-${run.seed}.json`), `${JSON.stringify(content, null, 2)}\n`);
}

/** All runs as one table, with sums where a scenario was run with several seeds, and below it what was found. */
export function runsText(runs: readonly Run[]): string {
  const heading = [
    'scenario and what was done',
    'seed',
    'lost',
    'doubled',
    'stuck',
    'wrong',
    'recovery',
    'took',
  ];
  const byName = [...Map.groupBy(runs, ({ name }) => name).values()];
  const sums = byName.filter(({ length }) => length > 1).map(sumOf);
  const table = tableText([heading, ...byName.flat().map(rowOf), ...sums]);
  const findings = runs.flatMap(({ name, seed, outcome, error }) =>
    [...(outcome?.findings ?? []), ...(error === null ? [] : [error])].map(
      (finding) => `${name} (seed ${seed}): ${finding}`,
    ),
  );
  return [table, ...findings].join('\n');
}

function rowOf({ name, seed, outcome, seconds }: Run): string[] {
  const done = outcome?.done ?? 'ended by an error';
  return [`${name}: ${done}`, String(seed), ...cells(outcome, seconds)];
}

/** What all runs of a scenario came to together. */
function sumOf(runs: readonly Run[]): string[] {
  const outcomes = runs.flatMap(({ outcome }) => outcome ?? []);
  const ended = outcomes.length === runs.length;
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  const sum = ended ? outcomes.reduce<Counts>(add, nothing) : null;
  return [`${runs[0]?.name ?? ''}: all of them`, `${runs.length} seeds`, ...cells(sum, seconds)];
}

const nothing: Counts = { lost: 0, doubled: 0, stuck: 0, wrong: 0, recoveryMs: null, findings: [] };

function cells(counts: Counts | null, seconds: number): string[] {
  const took = `${Math.round(seconds)} s`;
  if (!counts) return ['?', '?', '?', '?', '', took];
  const { lost, doubled, stuck, wrong, recoveryMs } = counts;
  const recovery = recoveryMs === null ? '–' : `${(recoveryMs / 1_000).toFixed(1)} s`;
  return [...[lost, doubled, stuck, wrong].map(String), recovery, took];
}
