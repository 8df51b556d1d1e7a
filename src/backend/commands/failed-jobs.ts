/**
 * `npm run jobs:failed`: the jobs that failed for the last time, newest first, each with its error.
 * `npm run jobs:failed -- --again all|<id> …`: puts them back into their queues; a running Baton takes them from there.
 */
import { systemClock } from '../ground/clock.ts';
import { readConfig } from '../ground/config.ts';
import { openDatabase } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import { createJobs } from '../jobs/create-jobs.ts';
import type { DeadLetter, Jobs } from '../jobs/jobs.ts';
import { createLogger } from '../ground/logger.ts';
import { entities, migrations } from '../house/schema.ts';
import { systemRandom } from '../ground/system.ts';

/** Shown and tried again at most. */
const LIMIT = 1_000;

const describe = ({ id, queue, data, attempts, failedAt, error }: DeadLetter): string => {
  const at = new Date(failedAt).toISOString();
  const code = error.code ? `${error.code}: ` : '';
  return `${id}  ${at}  ${queue} ${JSON.stringify(data)}\n  after ${attempts} attempts: ${code}${error.message}\n`;
};

async function list(jobs: Jobs): Promise<void> {
  const letters = await jobs.deadLetters(LIMIT);
  for (const letter of letters) process.stdout.write(describe(letter));
  process.stdout.write(
    letters.length === 0
      ? 'No job has failed for good.\n'
      : 'Once the cause is mended: npm run jobs:failed -- --again all\n',
  );
}

async function again(jobs: Jobs, named: readonly string[]): Promise<void> {
  const all = named.includes('all');
  const ids = all ? (await jobs.deadLetters(LIMIT)).map(({ id }) => id) : named;
  for (const id of ids) {
    const found = await jobs.redrive(id);
    process.stdout.write(`${id}  ${found ? 'is back in its queue' : 'is not among the failed jobs'}\n`);
    if (!found && !all) process.exitCode = 1;
  }
  if (ids.length === 0) process.stdout.write('No job has failed for good.\n');
}

try {
  const { databaseUrl, logLevel } = readConfig(process.env);
  const database = await openDatabase({ url: databaseUrl, entities, migrations });
  const logger = createLogger(logLevel === 'info' ? 'warn' : logLevel);
  const jobs = await createJobs({ database, clock: systemClock, random: systemRandom, logger });
  const words = process.argv.slice(2);
  try {
    await (words[0] === '--again' ? again(jobs, words.slice(1)) : list(jobs));
  } finally {
    await jobs.stop();
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${isBatonError(error) ? `${error.code}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
}
