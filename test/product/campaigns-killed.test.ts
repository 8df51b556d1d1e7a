import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { MembersView } from '../../src/cards/campaigns/contract.ts';
import { askCampaigns, newCampaign, seeCampaign } from '../world/campaigns.ts';
import { arrivedAt, killAll, pass, passing } from '../world/killed.ts';
import { addressOf, startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

const EACH = 6;
const LONG = { timeout: 300_000 };
const [MINUTE, HOUR] = [60_000, 3_600_000];
const READS = { method: 'POST', path: '^/crm/objects/[^/]+/contacts/batch/read$' };
const NOTES = { method: 'POST', path: '^/crm/objects/[^/]+/notes/batch/create$' };

/** A kill -9 in the moments that matter, of real processes. */
describe.each([
  ['sqlite', ['all']],
  ['postgres', ['web', 'worker']],
] as const)('a campaign whose processes die, on %s', (kind, roles) => {
  let world: World;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let clicks = 0;

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    world = await startWorld({
      contacts: 3 * EACH,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
  }, 300_000);
  afterAll(async () => {
    await world?.stop();
    await database?.remove();
  });

  const act = (id: string, what: string, body: object = {}) =>
    askCampaigns(world, 'POST', `/${id}/${what}`, { requestId: `click-${(clicks += 1)}`, ...body });
  const members = async (id: string) =>
    ((await askCampaigns(world, 'GET', `/${id}/members?limit=100`)) as MembersView).members;
  const enrolled = async (id: string) =>
    (await members(id)).filter(({ state }) => state === 'enrolled').map(({ contactId }) => contactId);
  /** A campaign on the how-manieth six contacts. Resolves to it and their numbers. */
  const campaign = async (part: number, name: string) => {
    const places = Array.from({ length: EACH }, (_, index) => part * EACH + index);
    const ids = places.map((place) => world.contacts[place] ?? '');
    return { id: await newCampaign(world, name, ids), ids, places };
  };
  /** One call of this kind hangs; resolves when it does. */
  const hangs = async (match: object, afterWork: boolean): Promise<() => Promise<void>> => {
    await world.client.call('PUT', '/faults', [{ kind: 'hang', afterWork, match, times: 1 }]);
    const isUnderWay = async () => ((await world.client.call('GET', '/faults')) as unknown[]).length === 0;
    return () => when('the call that hangs', isUnderWay, 120_000, 20);
  };
  const notes = (ids: readonly string[]) => ids.map((id) => world.look(id).notes);
  const arrived = (places: readonly number[]) =>
    Promise.all(places.map(async (place) => (await arrivedAt(world, addressOf(place))).length));
  /** The same email, again. */
  const twice = async (places: readonly number[]) => {
    const mails = await Promise.all(places.map((place) => arrivedAt(world, addressOf(place))));
    const ids = mails.flat().map(({ messageId }) => messageId);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  };
  const ones = Array.from({ length: EACH }, () => 1);

  it('between the reading of a page and the enrolling: everybody is enrolled, once', LONG, async () => {
    const { id, ids } = await campaign(0, 'Read');
    const underWay = await hangs(READS, false);
    await act(id, 'start', { first: 'all' });
    await underWay();
    expect((await members(id)).map(({ state }) => state)).toEqual(ids.map(() => 'waiting'));
    await killAll(world, roles);
    await passing(world, 'all to be enrolled', MINUTE, async () => (await enrolled(id)).length === EACH);
    await passing(world, 'the notes', MINUTE, () => notes(ids).every((count) => count > 0));
    expect((await enrolled(id)).toSorted()).toEqual(ids.toSorted());
    expect(notes(ids)).toEqual(ones);
  });

  it('between the enrolling and the note: each has one note', LONG, async () => {
    const { id, ids } = await campaign(1, 'Noted');
    const underWay = await hangs(NOTES, true);
    await act(id, 'start', { first: 'all' });
    await underWay();
    expect(await enrolled(id)).toHaveLength(EACH);
    await killAll(world, roles);
    await passing(world, 'the notes', MINUTE, () => notes(ids).every((count) => count > 0));
    // What was asked for before the death, and what was asked for again, would have come by then.
    await pass(world, 3 * MINUTE);
    await passing(world, 'all to belong to the assistant', MINUTE, () =>
      ids.every((one) => world.look(one).properties['hubspot_owner_id'] === world.people.tara.ownerId),
    );
    expect(notes(ids)).toEqual(ones);
    expect((await seeCampaign(world, id)).figures).toMatchObject({
      enrolled: EACH,
      leftOut: 0,
    });
  });

  it('with a pause while a mail is being sent: nothing more leaves until it goes on', LONG, async () => {
    const { id, ids, places } = await campaign(2, 'Paused');
    await act(id, 'start', { first: 'all' });
    await passing(world, 'all to be with the assistant', MINUTE, () =>
      notes(ids).every((count) => count > 0),
    );
    const [first = 0] = places;
    world.sandbox.mail?.faults.set([
      { service: 'smtp', kind: 'hang-after-data', to: addressOf(first), times: 1 },
    ]);
    await passing(world, 'the first email', MINUTE, async () => (await arrived([first]))[0] === 1);
    await act(id, 'pause');
    await killAll(world, roles);
    const sent = await arrived(places);
    await passing(world, 'all to be paused', MINUTE, async () => {
      const { states } = await seeCampaign(world, id);
      return states.every(({ value }) => value === 'paused');
    });
    for (const hours of [1, 24, 48]) await pass(world, hours * HOUR);
    expect(await arrived(places)).toEqual(sent);
    await act(id, 'resume');
    await passing(world, 'the others', 10 * MINUTE, async () =>
      (await arrived(places)).every((count) => count > 0),
    );
    // Until the last of them has its first email, another may have its second.
    expect(await twice(places)).toEqual([]);
  });
});
