import { setTimeout as pause } from 'node:timers/promises';
import { Conversations } from './conversations.ts';
import { createDatabase, withPostgres } from '../test/world/database.ts';
import { wrongClock, type WrongClock } from './machine-clock.ts';
import { seededChance, type Chance } from './random.ts';
import { add, type Counts, type Scenario } from './scenario.ts';
import { judge } from './verdict.ts';
import { connect, openWorld } from './world.ts';

const HOUR = 3_600_000;
/** How far Baton's clock is ahead of HubSpot's, one after the other: each way there, and each way back. */
const JUMPS = [HOUR, 0, -HOUR, 0] as const;
/** Longer than every lease, and far from an hour. */
const PATIENCE_MS = 300_000;
const sizes = { short: { contacts: 10, rounds: 1 }, full: { contacts: 100, rounds: 4 } } as const;

export const clockJump: Scenario = {
  name: 'clock-jump',
  async run(size, seed, tell) {
    const { contacts, rounds } = sizes[size];
    const run = (databaseUrl?: string): Promise<Counts> =>
      jumpAround(databaseUrl, contacts, rounds, seededChance(seed), tell);
    const [one, other] = await Promise.all([
      run(),
      withPostgres(async (origin) => run(await createDatabase(origin, 'jumps'))),
    ]);
    return {
      done: `clock ${rounds * JUMPS.length} times set by an hour, for good, ${contacts} contacts, 1 web and 2 workers, each on SQLite and PostgreSQL`,
      ...add(one, other),
    };
  },
};

async function jumpAround(
  databaseUrl: string | undefined,
  contacts: number,
  rounds: number,
  chance: Chance,
  tell: (progress: string) => void,
): Promise<Counts> {
  const machine: { clock?: WrongClock } = {};
  const world = await openWorld({
    roles: ['web', 'worker', 'worker'],
    ...(databaseUrl === undefined ? {} : { environment: { DATABASE_URL: databaseUrl } }),
    machineClock: (hubspot) => (machine.clock ??= wrongClock(hubspot)),
  });
  try {
    await connect(world);
    const conversations = new Conversations(world, chance);
    await conversations.create(contacts);
    await reachEveryStage(conversations);
    const late: string[] = [];
    let recoveryMs = 0;
    for (const [index, aheadMs] of Array.from({ length: rounds }, () => JUMPS)
      .flat()
      .entries()) {
      // Work is under way at the moment of the jump.
      await conversations.react();
      await conversations.handOver(Math.ceil(contacts / (4 * rounds * JUMPS.length)));
      await pause(20 + chance() * 300);
      machine.clock?.set(aheadMs);
      // With the clock as it is now, HubSpot tells of more.
      await conversations.handOver();
      const done = await untilDone(conversations);
      recoveryMs = Math.max(recoveryMs, done.tookMs);
      late.push(
        ...done.unfinished.map(
          (what) => `not done ${PATIENCE_MS / 1_000} s after jump ${index + 1}: ${what}`,
        ),
      );
      tell(
        `${databaseUrl === undefined ? 'SQLite' : 'PostgreSQL'}: all done ${Math.round(done.tookMs)} ms after jump ${index + 1}`,
      );
    }
    const { findings, stuck, ...verdict } = await judge(world, conversations);
    return { ...verdict, stuck: stuck + late.length, findings: [...late, ...findings], recoveryMs };
  } finally {
    await world.stop();
  }
}

/** Some wait for the rep, some have their note, some their first mail, some have reacted, some are back. */
async function reachEveryStage(conversations: Conversations): Promise<void> {
  const half = Math.ceil(conversations.subjects.length / 2);
  while (conversations.waiting > half) {
    await conversations.somethingHappens();
    await pause(200);
  }
}

async function untilDone(conversations: Conversations): Promise<{ tookMs: number; unfinished: string[] }> {
  const startedAt = performance.now();
  for (;;) {
    const unfinished = conversations.unfinished();
    const tookMs = performance.now() - startedAt;
    if (unfinished.length === 0 || tookMs > PATIENCE_MS) return { tookMs, unfinished };
    await pause(50);
  }
}
