import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { when } from '../test/world/world.ts';
import type { Role } from '../src/sandbox/local/installation.ts';
import { CONTACT } from '../src/sandbox/records/object-types.ts';
import { compileCache } from '../test/world/compile-cache.ts';
import { Conversations } from './conversations.ts';
import { createDatabase, query, withPostgres } from '../test/world/database.ts';
import { seededChance } from './random.ts';
import { add, type Counts, type Scenario } from './scenario.ts';
import { connect, openWorld, untilReady, type FaultWorld } from './world.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const READY_WITHIN_MS = 120_000;
const CONTACTS = 10;
const sizes = { short: { processes: 8, migrating: 3 }, full: { processes: 20, migrating: 5 } } as const;

interface Start {
  databaseUrl: string;
  /** Another empty database, which one process alone prepares. */
  referenceUrl: string;
  processes: number;
  /** How many of them are `npm run migrate`. */
  migrating: number;
}

export const starters: Scenario = {
  name: 'starters',
  async run(size, seed, tell) {
    const { processes, migrating } = sizes[size];
    const folder = mkdtempSync(join(tmpdir(), 'baton-starters-'));
    const [databaseUrl, referenceUrl] = [`sqlite:${folder}/one.sqlite`, `sqlite:${folder}/reference.sqlite`];
    const onSqlite = await startAtOnce({ databaseUrl, referenceUrl, processes: 4, migrating: 0 }, seed);
    tell(`4 processes on SQLite were ready after ${Math.round(onSqlite.recoveryMs ?? 0)} ms`);
    rmSync(folder, { recursive: true, force: true });
    const onPostgres = await withPostgres(async (origin) => {
      const [one, reference] = [
        await createDatabase(origin, 'one'),
        await createDatabase(origin, 'reference'),
      ];
      return startAtOnce({ databaseUrl: one, referenceUrl: reference, processes, migrating }, seed);
    });
    return {
      done: `${processes} processes, ${migrating} of them migrating, at once on an empty PostgreSQL, 4 on SQLite`,
      ...add(onSqlite, onPostgres),
    };
  },
};

async function startAtOnce(start: Start, seed: number): Promise<Counts> {
  const exits: string[] = [];
  const world = await openWorld({
    roles: [],
    environment: { DATABASE_URL: start.databaseUrl },
    onExit: (code, signal) => void exits.push(`a process ended while it started (${signal ?? code})`),
  });
  try {
    const roles: Role[] = Array.from({ length: start.processes - start.migrating }, (_, index) =>
      index === 0 ? 'web' : 'worker',
    );
    const startedAt = performance.now();
    const migrations = Array.from({ length: start.migrating }, () => migrate(start.databaseUrl));
    await world.installation.run(roles);
    await untilReady(
      world.installation.processes.map(({ url }) => url),
      READY_WITHIN_MS,
    );
    const recoveryMs = performance.now() - startedAt;
    const failed = (await Promise.all(migrations)).filter((error) => error !== null);
    await migrate(start.referenceUrl);
    const drift = await differences(start);
    const work = await checkWork(world, start, seed);
    const problems = [...failed, ...exits, ...drift, ...work.wrong];
    const { lost, doubled } = work;
    return {
      lost,
      doubled,
      stuck: 0,
      wrong: problems.length,
      recoveryMs,
      findings: [...problems, ...work.findings],
    };
  } finally {
    await world.stop();
  }
}

/** `npm run migrate` as a process. Resolves to null, or to what it said when it failed. */
function migrate(databaseUrl: string): Promise<string | null> {
  const child = spawn(process.execPath, ['src/backend/commands/migrate.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, ...compileCache },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) =>
      resolve(code === 0 ? null : `migrate ended with ${code}: ${said.slice(-500)}`),
    );
  });
}

/** The schema is the one that a single process makes. */
async function differences({ databaseUrl, referenceUrl }: Start): Promise<string[]> {
  const [is, expected] = [await schemaOf(databaseUrl), await schemaOf(referenceUrl)];
  return [
    ...expected.filter((line) => !is.includes(line)).map((line) => `missing in the schema: ${line}`),
    ...is.filter((line) => !expected.includes(line)).map((line) => `too much in the schema: ${line}`),
  ];
}

const schemaSql = {
  sqlite: `SELECT sql AS line FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1`,
  postgres: `
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
};

/** Jobs that wait for their time, by queue and key. */
const jobsSql = {
  sqlite: `
    SELECT queue, job_key AS "key", count(*) AS waiting FROM job
    WHERE state = 'waiting' AND job_key IS NOT NULL GROUP BY 1, 2`,
  postgres: `
    SELECT name AS queue, singleton_key AS key, count(*)::int AS waiting FROM pgboss.job
    WHERE state = 'created' AND policy = 'short' GROUP BY 1, 2`,
};

const kindOf = (databaseUrl: string): 'sqlite' | 'postgres' =>
  databaseUrl.startsWith('sqlite:') ? 'sqlite' : 'postgres';

async function schemaOf(databaseUrl: string): Promise<string[]> {
  return (await query(databaseUrl, schemaSql[kindOf(databaseUrl)])).map(({ line }) => String(line));
}

async function waitingJobs(databaseUrl: string): Promise<{ waitingTwice: string[]; crons: string[] }> {
  const jobs = (await query(databaseUrl, jobsSql[kindOf(databaseUrl)])).map(({ queue, key, waiting }) => ({
    name: `${String(queue)} ${String(key)}`,
    key: String(key),
    waiting: Number(waiting),
  }));
  return {
    waitingTwice: jobs.filter(({ waiting }) => waiting > 1).map(({ name }) => name),
    crons: jobs.filter(({ key }) => key === 'schedule').map(({ name }) => name),
  };
}

/** All of them together do everything once: connect, prepare the account, plan the cron jobs, pick contacts up. */
async function checkWork(
  world: FaultWorld,
  { databaseUrl }: Start,
  seed: number,
): Promise<{ lost: number; doubled: number; wrong: string[]; findings: string[] }> {
  await connect(world);
  const conversations = new Conversations(world, seededChance(seed));
  await conversations.create(CONTACTS);
  await conversations.handOver(CONTACTS);
  const done = () => conversations.unfinished().length === 0;
  await when('the pick-up of all contacts', done, 60_000, 50).catch(() => undefined);
  const notes = conversations.subjects.map((subject) => conversations.see(subject).notes);
  const { waitingTwice, crons } = await waitingJobs(databaseUrl);
  const repeated = await repeatedCreations(world);
  return {
    lost: notes.filter((count) => count === 0).length,
    doubled: notes.filter((count) => count > 1).length + waitingTwice.length + repeated.length,
    wrong: crons.length > 0 ? [] : ['no cron job waits'],
    findings: [
      ...notes.flatMap((count, index) => (count === 1 ? [] : [`contact ${index} has ${count} notes`])),
      ...waitingTwice.map((job) => `waits more than once: ${job}`),
      ...repeated,
    ],
  };
}

/** What an account needs once: the group of its properties, and each of them. */
async function repeatedCreations({ client, portal }: FaultWorld): Promise<string[]> {
  // The control API is this package's own: it answers with the counts of calls.
  const { byPath } = (await client.call('GET', '/calls')) as { byPath: Record<string, number> };
  const made = portal.propertiesOf(CONTACT).filter(({ name }) => name.startsWith('baton_')).length;
  const called = (end: string): number =>
    Object.entries(byPath).reduce(
      (sum, [call, count]) =>
        sum + (call.startsWith('POST /crm/properties/') && call.endsWith(end) ? count : 0),
      0,
    );
  return [
    ...(called('/contacts/groups') > 1 ? ['the group of the properties was created more than once'] : []),
    ...(called('/contacts') > made ? [`${called('/contacts')} calls created ${made} properties`] : []),
  ];
}
