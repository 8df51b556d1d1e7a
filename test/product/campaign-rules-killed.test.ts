import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { CampaignRules } from '../../src/cards/campaigns/contract.ts';
import type { RuleFiring } from '../../src/cards/campaigns/rules/contract.ts';
import { newCampaign, askCampaigns, seeCampaign } from '../world/campaigns.ts';
import { killAll, pass, passing } from '../world/killed.ts';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';

const EACH = 4;
const LONG = { timeout: 300_000 };
const [MINUTE, HOUR] = [60_000, 3_600_000];
const READS = { method: 'POST', path: '^/crm/objects/[^/]+/contacts/batch/read$' };
const NOTES = { method: 'POST', path: '^/crm/objects/[^/]+/notes/batch/create$' };
const rules: CampaignRules = {
  review: [],
  properties: [
    { property: 'lifecyclestage', change: 'to', value: 'customer', act: 'stop', reach: 'contact' },
  ],
  meetingEndsCompany: false,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

/** A kill -9 of real processes while a rule of a campaign fires. */
describe.each([
  ['sqlite', ['all']],
  ['postgres', ['web', 'worker']],
] as const)('a rule that fires while the processes die, on %s', (kind, roles) => {
  let world: World;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    world = await startWorld({
      contacts: 2 * EACH,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
  }, 300_000);
  afterAll(async () => {
    await world?.stop();
    await database?.remove();
  });

  const firings = async (id: string): Promise<readonly RuleFiring[]> => {
    const url = `${world.batonUrl}/api/campaign-rules/${id}/firings`;
    const { status, body } = await world.client.fetchAs(world.people.ada.userId, url);
    return status === 200 ? (body as { firings: RuleFiring[] }).firings : [];
  };
  const owner = (id: string) => world.look(id).properties['hubspot_owner_id'];

  it.each([
    ['before it has seen what changed', 0, READS, false],
    ['after it has decided, with the note on its way', 1, NOTES, true],
  ] as const)('%s: once, and nobody else', LONG, async (name, part, match, afterWork) => {
    const ids = world.contacts.slice(part * EACH, (part + 1) * EACH);
    const id = await newCampaign(world, name, ids, { rules });
    await askCampaigns(world, 'POST', `/${id}/start`, { requestId: `start-${part}`, first: 'all' });
    await passing(world, 'all to be with the assistant', MINUTE, () =>
      ids.every((one) => world.look(one).notes === 1 && owner(one) === world.people.tara.ownerId),
    );
    const [bought = '', ...others] = ids;
    const prior = world.people.rae.ownerId;
    await world.client.call('PUT', '/faults', [{ kind: 'hang', afterWork, match, times: 1 }]);
    await world.client.update(bought, world.people.rae.userId, { lifecyclestage: 'customer' });
    const isUnderWay = async () => ((await world.client.call('GET', '/faults')) as unknown[]).length === 0;
    await passing(world, 'the call that hangs', MINUTE, isUnderWay);
    await killAll(world, roles);
    await passing(world, 'it to be back', MINUTE, () => owner(bought) === prior);
    await passing(world, 'the note of it', MINUTE, () => world.look(bought).notes === 2);
    // What was asked for before the death, and what is found anew, would have come by then.
    await pass(world, HOUR);
    expect(world.look(bought).notes).toBe(2);
    expect(await firings(id)).toMatchObject([{ contactId: bought, told: 1, goesOn: false }]);
    expect(others.map(owner)).toEqual(others.map(() => world.people.tara.ownerId));
    expect((await seeCampaign(world, id)).figures.enrolled).toBe(EACH);
  });
});
