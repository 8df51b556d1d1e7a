import { expect, it } from 'vitest';
import { runScenario } from '../../faults/run-scenario.ts';

const quiet = { size: 'short', seed: 31, limitMs: 60_000 } as const;

it('tells what ended a scenario', async () => {
  const { outcome, error } = await runScenario({ name: 'kill-oracle' }, quiet, () => undefined);
  expect([outcome, error]).toEqual([null, expect.stringContaining('There is no scenario kill-oracle')]);
});

it('ends a scenario that comes to no verdict, and tells what it did last', async () => {
  const lines: string[] = [];
  const run = await runScenario({ name: 'letters' }, { ...quiet, limitMs: 1 }, (line) => lines.push(line));
  expect(run).toMatchObject({
    name: 'letters',
    outcome: null,
    error: 'no verdict after 0 s; the last that it told: begins',
  });
  expect(lines).toEqual(['letters: begins']);
});
