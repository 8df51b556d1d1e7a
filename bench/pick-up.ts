import { setTimeout as pause } from 'node:timers/promises';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { countCalls, rateLimited, resetCalls } from './call-counts.ts';
import { quantile, type Result } from './figures.ts';
import { NaiveClient } from './naive.ts';
import { isPickedUp, LATENCY_MS, startWorld, when, type World } from '../test/world/world.ts';

const ASSIGNMENTS = 200;
const NAIVE_ASSIGNMENTS = 20;
/** On average; each 250 to 750 ms. Alone, an assignment costs 3 calls: 6 of the 11 calls a second that HubSpot allows. */
const SPACING_MS = 500;

/** From the change of an owner, one contact at a time, to note and status. */
export async function pickUp(): Promise<Result> {
  const world = await startWorld({ contacts: ASSIGNMENTS + NAIVE_ASSIGNMENTS });
  try {
    await resetCalls(world.client);
    const times = await assignAll(world, world.contacts.slice(0, ASSIGNMENTS));
    const counts = await countCalls(world.client);
    const naive = await naiveTimes(world, world.contacts.slice(ASSIGNMENTS));
    const figure = (what: string, share: number, target?: string) => ({
      what,
      value: quantile(times, share),
      unit: 'ms',
      naive: quantile(naive.times, share),
      ...(target ? { target } : {}),
    });
    return {
      setting: [
        `${ASSIGNMENTS} owners changed one at a time by a person, ${LATENCY_MS} ms API latency, 110 calls per 10 s, SQLite,`,
        `${SPACING_MS / 2} to ${SPACING_MS * 1.5} ms apart, so that the limit is not what is measured.`,
        `From the change in HubSpot to the note, hs_lead_status and Lead Connection Status on the contact.`,
        `Naive client: ${NAIVE_ASSIGNMENTS} contacts, alone on the machine, one after the other, told at once.`,
      ],
      figures: [
        figure('pick-up, p50', 0.5),
        figure('pick-up, p95', 0.95, '≤ 2,000 ms'),
        figure('pick-up, longest', 1),
        {
          what: 'calls per assignment',
          value: counts.total / ASSIGNMENTS,
          unit: 'calls',
          naive: naive.callsEach,
        },
        { what: 'refused for coming too often (429)', value: rateLimited(counts), unit: 'calls' },
      ],
    };
  } finally {
    await world.stop();
  }
}

async function assignAll(world: World, contacts: readonly string[]): Promise<number[]> {
  const times: Promise<number>[] = [];
  for (const [index, id] of contacts.entries()) {
    times.push(assignOne(world, id));
    // The same uneven distances in every run.
    await pause(SPACING_MS / 2 + ((index * 7919) % SPACING_MS));
  }
  return Promise.all(times);
}

async function assignOne({ client, people, look }: World, id: string): Promise<number> {
  const start = performance.now();
  await client.update(id, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when(`the pick-up of ${id}`, () => isPickedUp(look(id)), 60_000);
  return performance.now() - start;
}

async function naiveTimes(
  world: World,
  contacts: readonly string[],
): Promise<{ times: number[]; callsEach: number }> {
  await world.baton.stop();
  const naive = new NaiveClient(world, PORTAL_ID);
  const times: number[] = [];
  for (const id of contacts) {
    const start = performance.now();
    await naive.pickUp(id);
    times.push(performance.now() - start);
    // As with Baton: the limit is not what is measured.
    await pause(SPACING_MS);
  }
  return { times, callsEach: naive.calls / contacts.length };
}
