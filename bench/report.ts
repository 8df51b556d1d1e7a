import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Figure, Result } from './figures.ts';

const DIRECTORY = join(import.meta.dirname, '../build/bench');

/** Prints the figures as a table and writes them, with the machine they come from, to build/bench/<name>.json. */
export function report(name: string, result: Result, loadBefore: number): void {
  mkdirSync(DIRECTORY, { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? '', cpus: cpus().length, node: process.version, loadBefore };
  const file = join(DIRECTORY, `${name}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({ name, at: new Date().toISOString(), machine, ...result }, null, 2)}\n`,
  );
  process.stdout.write(`\n${name}\n${result.setting.map((line) => `  ${line}\n`).join('')}\n`);
  process.stdout.write(`${tableOf(result.figures)}\n  → ${file}\n`);
}

/** Load over one minute as the operating system counts it: above the number of processors the figures are too high. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['', 'measured', 'target', 'naive client'],
    ...figures.map(({ what, value, unit, target, naive }) => [
      what,
      `${rounded(value)} ${unit}`,
      target ?? '',
      naive === undefined ? '' : `${rounded(naive)} ${unit}`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, at) => pad(cell, widths[at] ?? 0, at)).join('   ')}`)
    .join('\n');
}

const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString('en-US', {
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
  });
}
