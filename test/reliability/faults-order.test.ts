import { expect, it } from 'vitest';
import { readOrder } from '../../faults/order.ts';
import { runsText, type Run } from '../../faults/report.ts';
import type { Scenario } from '../../faults/scenario.ts';

const scenario = (name: string): Scenario => ({ name, run: () => Promise.reject(new Error('not run')) });
const scenarios = [scenario('kill-sqlite'), scenario('histories')];
const read = (line: string) => readOrder(line.split(' ').filter(Boolean), scenarios);

it('runs everything once, in short, with a seed of its own', () => {
  const { size, seeds, chosen } = read('');
  expect([size, seeds.length, chosen]).toEqual(['short', 1, scenarios]);
});

it('takes chosen scenarios, seeds that are given, and as many fresh ones as are wanted', () => {
  expect(read('histories --full --seed 7 --seed 8')).toEqual({
    size: 'full',
    seeds: [7, 8],
    chosen: [scenarios[1]],
  });
  const { seeds } = read('--seeds 50');
  expect(new Set(seeds).size).toBe(50);
  expect(read('--seeds 50').seeds).not.toEqual(seeds);
});

it.each([
  ['kill-oracle', 'There are: kill-sqlite, histories.'],
  ['--seed x', 'not x'],
  ['--seeds 2.5', 'not 2.5'],
  ['--seed 1 --seeds 2', 'Either --seed'],
])('%s: says what there is', (line, message) => {
  expect(() => read(line)).toThrow(message);
});

const run = (seed: number, change: Partial<Run> = {}): Run => ({
  name: 'histories',
  size: 'full',
  seed,
  seconds: 10,
  error: null,
  outcome: {
    done: '5 histories',
    lost: 0,
    doubled: 1,
    stuck: 0,
    wrong: 2,
    recoveryMs: seed,
    findings: ['odd'],
  },
  ...change,
});

it('sums over the seeds of a scenario', () => {
  const text = runsText([run(1_000), run(2_000), run(3_000, { name: 'kill-sqlite' })]);
  expect(text).toMatch(/histories: all of them +2 seeds +0 +2 +0 +4 +2\.0 s +20 s/);
  expect(text).not.toContain('kill-sqlite: all');
  expect(text).toContain('histories (seed 2000): odd');
});

it('a run that broke off is not counted as clean', () => {
  const text = runsText([run(1), run(2, { outcome: null, error: 'out of memory' })]);
  expect(text).toMatch(/all of them +2 seeds +\? +\?/);
  expect(text).toContain('out of memory');
});
