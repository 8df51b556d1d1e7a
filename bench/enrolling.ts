import { setTimeout as pause } from 'node:timers/promises';
import { askCampaigns, newCampaign, seeCampaign } from '../test/world/campaigns.ts';
import { leaping } from '../test/world/due-times.ts';
import { LATENCY_MS, memoryOf, startWorld, when, type World } from '../test/world/world.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { CONTACT } from '../src/sandbox/records/object-types.ts';
import { personAuthor } from '../src/sandbox/records/record.ts';
import { createRecord } from '../src/sandbox/records/write.ts';
import { countCalls, rateLimited, resetCalls } from './call-counts.ts';
import { quantile, type Result } from './figures.ts';

const CONTACTS = 10_000;
const MANY = 100_000;
/** What Baton allows itself of HubSpot's 110 calls in 10 s. */
const PER_SECOND = 10.7;
const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 3_600_000;

/** How fast a campaign enrolls the contacts of a list, against what HubSpot's limit allows, and what memory it takes. */
export async function enrolling(): Promise<Result> {
  const { calls, seconds, refused } = await limited();
  const samples = await sampled();
  const fifth = Math.ceil(samples.length / 5);
  const [early, late] = [samples.slice(0, fifth), samples.slice(-fifth)];
  const growth = quantile(late, 0.5) / quantile(early, 0.5);
  return {
    setting: [
      `A campaign on a list of ${CONTACTS} contacts that belong to a rep, started at once, until each has the assistant as owner and its note;`,
      `${LATENCY_MS} ms API latency, 110 calls per 10 s, SQLite. Calls that it needs: counted, about records and lists. For each 100 contacts a`,
      'reading, a reading of the owner, an update and the notes, and a page of the list for 250: 440 of them.',
      `Memory: the same with ${MANY} contacts, no latency and no limit; resident, a sample every ${LOOK_EVERY_MS} ms.`,
    ],
    figures: [
      { what: `calls to enroll ${CONTACTS} contacts`, value: calls, unit: 'calls', naive: CONTACTS * 9 },
      { what: 'contacts enrolled', value: CONTACTS / seconds, unit: 'contacts/s' },
      {
        what: 'of what the limit allows for these calls',
        value: (100 * calls) / (PER_SECOND * seconds),
        unit: '%',
        target: '≥ 90 %',
      },
      { what: 'calls that HubSpot refused', value: refused, unit: 'calls', target: '0' },
      {
        what: `memory, last fifth of ${MANY} against the first`,
        value: growth,
        unit: 'times',
        target: 'flat',
      },
      { what: 'most memory', value: Math.max(...samples), unit: 'MB' },
    ],
  };
}

/** Made in this process: over the control API a hundred thousand would take longer than what is measured. */
function makeContacts({ sandbox, people }: World, count: number): string[] {
  const portal = sandbox.portals.get(PORTAL_ID);
  const author = personAuthor(people.rae.userId);
  return Array.from({ length: count }, (_, index) => {
    const email = `member${index}@customer${index}.example.com`;
    const properties = {
      firstname: 'Nora',
      lastname: `Quinn ${index}`,
      hubspot_owner_id: people.rae.ownerId,
    };
    return createRecord(portal, CONTACT, { email, ...properties }, author).id;
  });
}

async function start(world: World, ids: readonly string[]): Promise<string> {
  const id = await newCampaign(world, 'Bench', ids);
  await world.sandbox.quiet();
  await resetCalls(world.client);
  await askCampaigns(world, 'POST', `/${id}/start`, { requestId: 'start', first: 'all' });
  return id;
}

async function limited(): Promise<{ calls: number; seconds: number; refused: number }> {
  const world = await startWorld({ contacts: 0 });
  try {
    const ids = makeContacts(world, CONTACTS);
    const startedAt = performance.now();
    await start(world, ids);
    const isWith = (id: string): boolean => {
      const { properties, notes } = world.look(id);
      return notes > 0 && properties['hubspot_owner_id'] === world.people.tara.ownerId;
    };
    await when('all to be with the assistant', () => ids.every(isWith), PATIENCE_MS, LOOK_EVERY_MS);
    const seconds = (performance.now() - startedAt) / 1_000;
    const counts = await countCalls(world.client);
    const needed = Object.entries(counts.byPath).filter(([path]) => /\/crm\/(objects|lists)\//.test(path));
    const calls = needed.reduce((sum, [, count]) => sum + count, 0);
    return { calls, seconds, refused: rateLimited(counts) };
  } finally {
    await world.stop();
  }
}

async function sampled(): Promise<number[]> {
  const world = await startWorld({ contacts: 0, sandbox: leaping.sandbox });
  try {
    const id = await start(world, makeContacts(world, MANY));
    const samples: number[] = [];
    for (let enrolled = 0; enrolled < MANY; await pause(LOOK_EVERY_MS)) {
      ({ enrolled } = (await seeCampaign(world, id)).figures);
      samples.push(await memoryOf(world.batonUrl));
    }
    return samples;
  } finally {
    await world.stop();
  }
}
