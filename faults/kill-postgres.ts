import { withPostgres } from '../test/world/database.ts';
import { Killer } from './kill.ts';
import { seededChance } from './random.ts';
import type { Scenario } from './scenario.ts';
import { connect, openWorld } from './world.ts';

/** Rounds of kills, each with a wait at its end. */
const sizes = {
  short: { rounds: [24], contacts: 15 },
  full: { rounds: [100, 100, 100, 100, 100], contacts: 80 },
} as const;

export const killPostgres: Scenario = {
  name: 'kill-postgres',
  run: (size, seed, tell) =>
    withPostgres(async (origin) => {
      const { rounds, contacts } = sizes[size];
      const environment = { DATABASE_URL: `${origin}/postgres` };
      const world = await openWorld({ roles: ['web', 'worker', 'worker', 'worker'], environment });
      try {
        await connect(world);
        const killer = new Killer(world, seededChance(seed), tell);
        await killer.conversations.create(contacts);
        for (const [round, kills] of rounds.entries()) {
          if (round > 0) await killer.killAllAndWait(2);
          await killer.killAtRandom(kills);
        }
        return await killer.end('1 web and 3 workers');
      } finally {
        await world.stop();
      }
    }),
};
