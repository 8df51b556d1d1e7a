import { Killer } from './kill.ts';
import { seededChance } from './random.ts';
import type { Scenario } from './scenario.ts';
import { connect, openWorld } from './world.ts';

/** Rounds of kills, each with a wait at its end: of one process that does everything, then of three on the same file. */
const sizes = {
  short: { alone: [12], split: [40], contacts: 20 },
  full: { alone: [50, 50, 50, 50], split: [75, 75, 75, 75], contacts: 80 },
} as const;

export const killSqlite: Scenario = {
  name: 'kill-sqlite',
  async run(size, seed, tell) {
    const { alone, split, contacts } = sizes[size];
    const world = await openWorld();
    try {
      await connect(world);
      const killer = new Killer(world, seededChance(seed), tell);
      await killer.conversations.create(contacts);
      for (const kills of alone) {
        await killer.killAtRandom(kills);
        await killer.killAllAndWait(2);
      }
      await world.installation.run(['web', 'worker', 'worker']);
      for (const [round, kills] of split.entries()) {
        if (round > 0) await killer.killAllAndWait(2);
        await killer.killAtRandom(kills);
      }
      return await killer.end('one process, then of 1 web and 2 workers');
    } finally {
      await world.stop();
    }
  },
};
