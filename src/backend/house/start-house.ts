import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { Logger } from '../ground/logger.ts';
import { createHttpServer } from '../http/server.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { registerQueues } from '../jobs/register-queues.ts';
import type { Ground } from '../room/room.ts';
import { createVault } from '../vault/vault.ts';
import { startDaemons } from './daemons.ts';
import type { House } from './house.ts';
import { openRooms } from './open-rooms.ts';
import type { OpenHouse } from './open-rooms.ts';
import { entitiesOf, migrationsOf } from './schema.ts';

/** What a process gets from outside. Nothing below reads the environment, the clock or chance by itself. */
export interface Surroundings {
  config: Config;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export interface Baton {
  /** The port it listens on: the configured one, or the one the system chose for 0. */
  port: number;
  stop(): Promise<void>;
}

/**
 * Opens the rooms and starts what this process's role is: web opens all and only listens; a worker takes the jobs, and
 * listens for the operator only. Whatever the rooms are.
 */
export async function startHouse(
  { rooms }: House<Ground & { jobs: Jobs }>,
  { config, clock, random, logger }: Surroundings,
): Promise<Baton> {
  const database = await openDatabase({
    url: config.databaseUrl,
    entities: entitiesOf(rooms),
    migrations: migrationsOf(rooms),
  });
  try {
    await migrate(database);
    const vault = createVault(config.encryptionKeys);
    const open = await openRooms(rooms, { config, clock, random, logger, database, vault });
    const baton = await start(open, { config, clock, random, logger });
    logger.info({ port: baton.port, role: config.role, database: database.kind }, 'Baton is running');
    return { port: baton.port, stop: () => baton.stop().then(() => database.close()) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Listens before it works, and stops in this order: what comes in, what runs by itself, the jobs, the rooms. */
async function start({ opened, apis, guards, close }: OpenHouse, { config, logger }: Surroundings) {
  // The house has a room of this name and type.
  const jobs = apis['jobs'] as Jobs;
  const works = config.role !== 'web';
  if (works) for (const { queues = [] } of opened) registerQueues(jobs, queues);
  const routes = opened.flatMap((room) => room.routes ?? []);
  const server = await createHttpServer({ config, logger, routes, guards });
  await jobs.start();
  if (works) for (const room of opened) await room.start?.();
  const daemons = startDaemons(works ? opened.flatMap((room) => room.daemons ?? []) : [], logger);
  return {
    port: server.port,
    async stop() {
      await server.stop();
      for (const room of opened) await room.drain?.();
      await daemons.stop();
      await jobs.stop();
      await close();
    },
  };
}
