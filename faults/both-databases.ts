import type { Role } from '../src/sandbox/local/installation.ts';
import { withPostgres } from '../test/world/database.ts';
import { seededChance, type Chance } from './random.ts';
import { add, type Counts } from './scenario.ts';
import type { WorldOptions } from './world.ts';

/** What a scenario came to in one world; `killedAtOnce`: processes that were killed together at its end. */
export type Played = Counts & { killedAtOnce: number };

/** Plays the same on SQLite, and beside it on PostgreSQL with several processes, each with a chance of its own. */
export async function onBothDatabases(
  seed: number,
  play: (options: WorldOptions, chance: Chance) => Promise<Played>,
  roles: readonly Role[] = ['web', 'worker'],
): Promise<Played> {
  const [onSqlite, onPostgres] = await Promise.all([
    play({}, seededChance(seed)),
    withPostgres((origin) =>
      play({ roles, environment: { DATABASE_URL: `${origin}/postgres` } }, seededChance(seed + 1)),
    ),
  ]);
  return { ...add(onSqlite, onPostgres), killedAtOnce: onSqlite.killedAtOnce + onPostgres.killedAtOnce };
}
