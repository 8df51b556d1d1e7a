import { expect, it } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

it('counts from the start of the process, and again from every time the clock is set', () => {
  const [time, machine] = [{ of: 1_000_000 }, { runs: 50 }];
  const pass = (ms: number): void => {
    time.of += ms;
    machine.runs += ms;
  };
  const watch = new ClockWatch({ now: () => time.of, steady: () => machine.runs });
  expect(watch.steadyFor()).toBe(0);
  pass(20_000);
  expect(watch.steadyFor()).toBe(20_000);
  time.of += 3_600_000;
  expect(watch.steadyFor()).toBe(0);
  pass(15_000);
  expect(watch.steadyFor()).toBe(15_000);
  time.of -= 3_600_000;
  expect(watch.steadyFor()).toBe(0);
});

it('takes the slow correction of a clock for none', () => {
  const [time, machine] = [{ of: 1_000_000 }, { runs: 0 }];
  const watch = new ClockWatch({ now: () => time.of, steady: () => machine.runs });
  for (let second = 0; second < 100; second += 1) {
    time.of += 1_050;
    machine.runs += 1_000;
    watch.steadyFor();
  }
  expect(watch.steadyFor()).toBe(100_000);
});

it('trusts a clock that nobody can set', () => {
  expect(new ClockWatch({ now: () => 5 }).steadyFor()).toBe(Number.POSITIVE_INFINITY);
});
