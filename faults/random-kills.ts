import { setTimeout as pause } from 'node:timers/promises';
import { isAtRest } from './at-rest.ts';
import { oneOf, type Chance } from './random.ts';
import { isReady } from '../src/sandbox/local/first-run.ts';
import type { FaultWorld } from './world.ts';

const MINUTE = 60_000;
const HALF_A_DAY = 12 * 60 * MINUTE;
const LONGEST_LEASE_MS = 60_000;

/** Longer than a process takes to start on a busy machine. */
const STARTS_WITHIN_MS = 60_000;

/** Long enough for several clicks, on a machine that has nothing else to do. */
const LIVES_MS = 1_900;

/** What is due and not taken up by then has to wait for its time, on a day to come. */
const RESTS_WITHIN_MS = 15_000;

/**
 * Each at a random moment, of a process that may be at work: most answer by then, and some still start. Where a start
 * takes long, the machine is busy, and a process lives longer: else whoever wants something of it never gets an answer.
 */
export async function killSome({ installation }: FaultWorld, chance: Chance, count: number): Promise<void> {
  for (let kill = 0; kill < count; kill += 1) {
    const begin = performance.now();
    const deadline = begin + (chance() < 0.9 ? STARTS_WITHIN_MS : 1_000);
    while (performance.now() < deadline && !(await isReady(installation.batonUrl))) await pause(40);
    await pause(100 + chance() * Math.max(LIVES_MS, performance.now() - begin));
    oneOf(installation.processes, chance).kill('SIGKILL');
  }
}

/**
 * Waits until all is done, as after kills. Work of a dead process is taken over only while the clock runs evenly, which
 * its followers see from their start on, and whether its email left is known two minutes after it: the clock moves so
 * far at once, then nobody moves it for longer than a lease, then again. Resolves to how long it took, real time; at
 * most about `patienceMs`.
 */
export async function untilDone(
  world: FaultWorld,
  patienceMs: number,
  isDone: () => boolean | Promise<boolean>,
): Promise<number> {
  const begin = performance.now();
  const took = (): number => performance.now() - begin;
  for (let nextMove = 0; took() < patienceMs && !(await isDone()); await pause(100)) {
    if (took() < nextMove) continue;
    world.sandbox.clock.advance(2 * MINUTE);
    nextMove += LONGEST_LEASE_MS;
  }
  return took();
}

/** Days go by, each half as long as what comes late needs to come. */
export async function letDaysPass(world: FaultWorld, days: number): Promise<void> {
  for (let half = 0; half < 2 * days; half += 1) {
    world.sandbox.clock.advance(HALF_A_DAY);
    const end = performance.now() + RESTS_WITHIN_MS;
    do await pause(250);
    while (!(await isAtRest(world)) && performance.now() < end);
  }
  await world.sandbox.quiet();
}
