import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from '../bench/machine.ts';
import { tableText } from '../bench/table.ts';
import type { Outcome, Size } from './scenario.ts';

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

/** Writes one run, with the machine it comes from, to build/faults/<name>.json. */
export function writeRun(run: Run): void {
  mkdirSync(DIRECTORY, { recursive: true });
  const content = { ...run, at: new Date().toISOString(), machine: machine() };
  writeFileSync(join(DIRECTORY, `${run.name}.json`), `${JSON.stringify(content, null, 2)}\n`);
}

/** All runs as one table, and below it what was found. */
export function runsText(runs: readonly Run[]): string {
  const heading = ['scenario and what was done', 'lost', 'doubled', 'stuck', 'wrong', 'recovery', 'took'];
  const table = tableText([heading, ...runs.map(rowOf)]);
  const findings = runs.flatMap(({ name, seed, outcome, error }) =>
    [...(outcome?.findings ?? []), ...(error === null ? [] : [error])].map(
      (finding) => `${name} (seed ${seed}): ${finding}`,
    ),
  );
  return [table, ...findings].join('\n');
}

function rowOf({ name, outcome, seconds }: Run): string[] {
  if (!outcome) return [`${name}: ended by an error`, '?', '?', '?', '?', '', `${Math.round(seconds)} s`];
  const { lost, doubled, stuck, wrong, recoveryMs } = outcome;
  const recovery = recoveryMs === null ? '–' : `${(recoveryMs / 1_000).toFixed(1)} s`;
  const counts = [lost, doubled, stuck, wrong].map(String);
  return [`${name}: ${outcome.done}`, ...counts, recovery, `${Math.round(seconds)} s`];
}
