import { openAnother } from '../../src/backend/database/test-database.ts';
import type { MailRow } from '../../src/sandbox/local/client.ts';
import { isReady } from '../../src/sandbox/local/first-run.ts';
import type { Role } from '../../src/sandbox/local/installation.ts';
import { query } from './database.ts';
import { addressOf, isPickedUp, when } from './world.ts';
import type { World } from './world.ts';
import { rested } from './work-left.ts';

const MINUTE = 60_000;
/** Longer than any lease or claim of a process that died. */
const MISSED_MS = 1.5 * MINUTE;

/** What waits on PostgreSQL goes by the server's clock: moved back, it is due as if that had gone on. */
const WAITING = `UPDATE pgboss.job SET start_after = start_after - $ WHERE id IN
  (SELECT id FROM pgboss.job WHERE state IN ('created', 'retry') FOR UPDATE SKIP LOCKED)`;
/** pg-boss looks after the dead every 8 s of real time, and when a process starts. */
const SILENT = [
  `UPDATE pgboss.job SET heartbeat_on = heartbeat_on - $ WHERE state = 'active'`,
  `UPDATE pgboss.queue SET monitor_claim_on = monitor_claim_on - $, monitor_on = monitor_on - $`,
];

/** Time passes evenly for the stand-in, for Baton and, as far as jobs go, for its database. */
export async function pass(world: World, ms: number): Promise<void> {
  world.sandbox.clock.pass(ms);
  await moveJobs(world, ms, [WAITING]);
}

/**
 * All processes die at once and others start, while the claims of the dead still hold. When they are ready, so much time
 * passes that the dead are missed.
 */
export async function killAll(
  world: World,
  roles: readonly Role[],
  signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL',
  whileDead: () => void = () => undefined,
): Promise<void> {
  for (const process of world.processes) process.kill(signal);
  await Promise.all(world.processes.map((process) => process.stop()));
  whileDead();
  await moveJobs(world, MISSED_MS, SILENT);
  await world.run(roles);
  for (const { url } of world.processes) await when('Baton to answer', () => isReady(url), 120_000, 20);
  await pass(world, MISSED_MS);
}

async function moveJobs({ environment }: World, ms: number, statements: readonly string[]): Promise<void> {
  const url = environment['DATABASE_URL'] ?? '';
  if (!url.startsWith('postgres:')) return;
  for (const sql of statements) await query(url, sql.replaceAll('$', `interval '${ms} ms'`));
}

/** Lets `ms` pass again and again until `seen`, each time when Baton has worked off what was due before. */
export async function passing(
  world: World,
  what: string,
  ms: number,
  seen: () => boolean | Promise<boolean>,
): Promise<void> {
  const looking = await openAnother(world.environment['DATABASE_URL'] ?? '', []);
  const step = async (): Promise<boolean> => {
    await rested(looking, world.sandbox.clock);
    if (await seen()) return true;
    await pass(world, ms);
    return false;
  };
  await when(what, step, 120_000).finally(() => looking.close());
}

/** All contacts go to Tara and get their first mail: these, in the order of the contacts. */
export async function firstMails(world: World): Promise<MailRow[]> {
  const { client, people, contacts } = world;
  const mails = new Map<number, MailRow>();
  await client.bulk(contacts, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when('the pick-up', () => contacts.every((id) => isPickedUp(world.look(id))), 60_000);
  await passing(world, 'the first mails', 6 * MINUTE, async () => {
    for (const index of contacts.keys()) {
      const [mail] = await arrivedAt(world, addressOf(index));
      if (mail) mails.set(index, mail);
    }
    return mails.size === contacts.length;
  });
  return [...contacts.keys()].map((index) => mails.get(index) as MailRow);
}

/** Mails that have reached somebody. */
export const arrivedAt = async ({ client }: World, address: string): Promise<MailRow[]> =>
  (await client.mails(address)).filter(({ direction }) => direction === 'in');
