import { rooms } from './house/rooms.ts';
import { startHouse } from './house/start-house.ts';
import { systemClock } from './ground/clock.ts';
import { readConfig } from './ground/config.ts';
import { isBatonError } from './ground/errors.ts';
import { createLogger } from './ground/logger.ts';
import { systemRandom } from './ground/system.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const baton = await startHouse(rooms, { config, clock: systemClock, random: systemRandom, logger });
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    baton.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${isBatonError(error) ? `${error.code}: ${error.message}` : String((error as Error).stack)}\n`,
  );
  process.exit(1);
});
