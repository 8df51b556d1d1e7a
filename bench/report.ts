import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Result } from './figures.ts';
import { machine } from '../test/world/machine.ts';
import { tableText } from '../test/world/table.ts';

const DIRECTORY = join(import.meta.dirname, '../build/bench');

/** Prints the figures as a table and writes them, with the machine they come from, to build/bench/<name>.json. */
export function report(name: string, result: Result, loadBefore: number): void {
  mkdirSync(DIRECTORY, { recursive: true });
  const file = join(DIRECTORY, `${name}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({ name, at: new Date().toISOString(), machine: { ...machine(), loadBefore }, ...result }, null, 2)}\n`,
  );
  process.stdout.write(`\n${name}\n${result.setting.map((line) => `  ${line}\n`).join('')}\n`);
  process.stdout.write(`${tableOf(result.figures)}\n  → ${file}\n`);
}

function tableOf(figures: readonly Figure[]): string {
  return tableText([
    ['', 'measured', 'target', 'naive client'],
    ...figures.map(({ what, value, unit, target, naive }) => [
      what,
      `${rounded(value)} ${unit}`,
      target ?? '',
      naive === undefined ? '' : `${rounded(naive)} ${unit}`,
    ]),
  ]);
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString('en-US', {
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
  });
}
