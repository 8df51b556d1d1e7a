import { createDatabase, withPostgres } from '../test/world/database.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { countCalls, rateLimited, resetCalls, type CallCounts } from './call-counts.ts';
import type { Figure, Result } from './figures.ts';
import { NaiveClient } from './naive.ts';
import { isPickedUp, LATENCY_MS, startWorld, when, type World } from '../test/world/world.ts';

const COUNT = 10_000;
const NAIVE_CONTACTS = 20;
const LOOKED_AT = 500;
/** HubSpot's limit: 110 calls in 10 s. */
const CALLS_PER_SECOND = 11;
/** One batch of notes and one of contacts for every 100 contacts, and nothing else. */
const LIMIT_OF_WRITES = (CALLS_PER_SECOND * 100) / 2;
/** The reading of owner histories takes 50 contacts a call: 2 calls more for every 100. */
const LIMIT_WITH_READING = (CALLS_PER_SECOND * 100) / 4;

type Processes = Omit<Parameters<typeof startWorld>[0], 'contacts'>;

/** A whole list goes to the assistant at once; in the middle of it somebody wants a contact back. */
export async function bulk(): Promise<Result> {
  const small = await measure('SQLite, one process', {});
  const large = await withPostgres(async (origin) => {
    const environment = { DATABASE_URL: await createDatabase(origin, 'bulk') };
    return measure('PostgreSQL, 1 web and 3 workers', {
      environment,
      roles: ['web', 'worker', 'worker', 'worker'],
    });
  }, {});
  return {
    setting: [
      `${COUNT} contacts made Tara's in one step, ${LATENCY_MS} ms API latency, 110 calls per 10 s.`,
      `${LIMIT_OF_WRITES} contacts/s is the limit of the two writes; the owner history adds 2 reads per 100 contacts: ${LIMIT_WITH_READING} contacts/s.`,
      `When half was done, a hand-back of one more contact was asked for on its card.`,
      `Naive client: calls counted on ${NAIVE_CONTACTS} contacts, time at ${CALLS_PER_SECOND} calls/s.`,
    ],
    figures: [...small, ...large],
  };
}

async function measure(name: string, processes: Processes): Promise<Figure[]> {
  const world = await startWorld({ contacts: COUNT + NAIVE_CONTACTS + 1, ...processes });
  try {
    const [wantedBack = '', ...others] = world.contacts;
    await pickUpOne(world, wantedBack);
    await resetCalls(world.client);
    const run = await reassign(world, others.slice(0, COUNT), wantedBack);
    const counts = await countCalls(world.client);
    return figuresOf(name, run, counts, await naiveCalls(world, others.slice(COUNT)));
  } finally {
    await world.stop();
  }
}

/** @param naiveEach calls of the naive client for one contact */
function figuresOf(name: string, run: Run, counts: CallCounts, naiveEach: number): Figure[] {
  const perSecond = COUNT / run.seconds;
  const naiveSeconds = (COUNT * naiveEach) / CALLS_PER_SECOND;
  const share = (limit: number) => ({ value: (100 * perSecond) / limit, unit: '%', target: '≥ 90 %' });
  return [
    { what: `${name}: all picked up after`, value: run.seconds, unit: 's', naive: naiveSeconds },
    { what: '  contacts per second', value: perSecond, unit: 'contacts/s', naive: COUNT / naiveSeconds },
    { what: `  share of ${LIMIT_OF_WRITES} contacts/s`, ...share(LIMIT_OF_WRITES) },
    { what: `  share of ${LIMIT_WITH_READING} contacts/s, with reading`, ...share(LIMIT_WITH_READING) },
    { what: '  calls', value: counts.total, unit: 'calls', naive: naiveEach * COUNT },
    ...Object.entries(counts.byPath).map(([path, calls]) => ({
      what: `    ${path}`,
      value: calls,
      unit: 'calls',
    })),
    {
      what: `  share of HubSpot's ${CALLS_PER_SECOND} calls/s, hand-back included`,
      value: (100 * counts.total) / run.seconds / CALLS_PER_SECOND,
      unit: '%',
      target: '≥ 90 %',
    },
    { what: '  refused for coming too often (429)', value: rateLimited(counts), unit: 'calls' },
    { what: '  hand-back: owner, note and task after', value: run.handBackSeconds, unit: 's' },
    { what: '  reassignments still open when it was done', value: run.openAtHandBack, unit: 'contacts' },
  ];
}

async function pickUpOne({ client, people, look }: World, id: string): Promise<void> {
  await client.update(id, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when('the pick-up before', () => isPickedUp(look(id)));
}

interface Run {
  seconds: number;
  handBackSeconds: number;
  openAtHandBack: number;
}

async function reassign(world: World, contacts: readonly string[], wantedBack: string): Promise<Run> {
  const { client, people, look } = world;
  const open = new Set(contacts);
  /** Contacts are picked up in order, nearly: looking at thousands that wait would take the stand-in's processor. */
  const drain = (): number => {
    let waiting = 0;
    for (const id of open) {
      if (isPickedUp(look(id))) open.delete(id);
      else if ((waiting += 1) === LOOKED_AT) break;
    }
    return open.size;
  };
  const start = performance.now();
  await client.bulk(contacts, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when('half of the pick-ups', () => drain() <= contacts.length / 2, 1_800_000, 100);
  const handBack = handBackOne(world, wantedBack).then((seconds) => ({
    handBackSeconds: seconds,
    openAtHandBack: drain(),
  }));
  await when('all pick-ups', () => drain() === 0, 1_800_000, 100);
  const seconds = (performance.now() - start) / 1_000;
  return { seconds, ...(await handBack) };
}

async function handBackOne({ client, people, batonUrl, look }: World, id: string): Promise<number> {
  const start = performance.now();
  const answer = await client.fetchAs(people.rae.userId, `${batonUrl}/api/contacts/${id}/hand-back`, {
    method: 'POST',
    body: {},
  });
  if (answer.status !== 200)
    throw new Error(`The hand-back was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  await when('the hand-back', () => {
    const { properties, notes, tasks } = look(id);
    return properties['hubspot_owner_id'] === people.rae.ownerId && notes === 2 && tasks === 1;
  });
  return (performance.now() - start) / 1_000;
}

async function naiveCalls(world: World, contacts: readonly string[]): Promise<number> {
  await world.baton.stop();
  const naive = new NaiveClient(world, PORTAL_ID);
  for (const id of contacts) await naive.pickUp(id);
  return naive.calls / contacts.length;
}
