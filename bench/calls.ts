import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { resetCalls, whenQuiet } from './call-counts.ts';
import type { Result } from './figures.ts';
import { NaiveClient } from './naive.ts';
import { addressOf, isPickedUp, LATENCY_MS, startWorld, when, type World } from '../test/world/world.ts';

const CONTACTS = 100;
const NAIVE_CONTACTS = 5;
const MINUTE_MS = 60_000;
const PHASES = ['assignment', 'first email', 'answer and hand-back'] as const;

/** Every call to HubSpot for contacts that go to the assistant all at once and come back with a meeting. */
export async function calls(): Promise<Result> {
  const world = await startWorld({ contacts: CONTACTS + NAIVE_CONTACTS });
  try {
    const counted = [];
    for (const phase of [handOver, sendFirst, answerAll]) {
      await resetCalls(world.client);
      await phase(world, world.contacts.slice(0, CONTACTS));
      counted.push(await whenQuiet(world.client));
    }
    const naive = (await naiveCalls(world, world.contacts.slice(CONTACTS))) * CONTACTS;
    const total = counted.reduce((sum, { total: some }) => sum + some, 0);
    return {
      setting: [
        `${CONTACTS} contacts handed over in one list view, each answers “Thursday 3 pm works.”, ${LATENCY_MS} ms API latency,`,
        `110 calls per 10 s, SQLite. All calls count, OAuth too. Naive client: counted on ${NAIVE_CONTACTS} contacts, times ${CONTACTS / NAIVE_CONTACTS}.`,
      ],
      figures: [
        {
          what: `calls for ${CONTACTS} contacts, from assignment to hand-back`,
          value: total,
          unit: 'calls',
          naive,
        },
        ...counted.map(({ total: value }, index) => ({
          what: `– ${PHASES[index] ?? ''}`,
          value,
          unit: 'calls',
        })),
        ...counted.flatMap(({ byPath }, index) =>
          Object.entries(byPath).map(([path, value]) => ({
            what: `  ${PHASES[index] ?? ''}: ${path}`,
            value,
            unit: 'calls',
          })),
        ),
      ],
    };
  } finally {
    await world.stop();
  }
}

async function handOver({ client, people, look }: World, contacts: readonly string[]): Promise<void> {
  await client.bulk(contacts, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when('the pick-up', () => contacts.every((id) => isPickedUp(look(id))));
}

async function sendFirst({ sandbox, look }: World, contacts: readonly string[]): Promise<void> {
  sandbox.clock.advance(10 * MINUTE_MS);
  await when('the first emails on the timeline', () => contacts.every((id) => look(id).emails === 1));
}

async function answerAll({ sandbox, people, look }: World, contacts: readonly string[]): Promise<void> {
  for (const index of contacts.keys()) {
    const [mail] = sandbox.mail?.list({ mailbox: addressOf(index) }) ?? [];
    if (mail) await sandbox.mail?.reply(mail.id, { text: 'Thursday 3 pm works.' });
  }
  const isBack = (id: string): boolean => {
    const { properties, notes, tasks, emails } = look(id);
    return (
      properties['hubspot_owner_id'] === people.rae.ownerId && notes === 2 && tasks === 1 && emails === 2
    );
  };
  await when('the hand-back', () => contacts.every(isBack));
}

/** Calls for one contact on the whole way. */
async function naiveCalls(world: World, contacts: readonly string[]): Promise<number> {
  await world.baton.stop();
  const naive = new NaiveClient(world, PORTAL_ID);
  for (const id of contacts) {
    await naive.pickUp(id);
    await naive.sendAndLog(id);
    await naive.sendAndLog(id, 'INCOMING_EMAIL');
    await naive.handBack(id);
  }
  return naive.calls / contacts.length;
}
