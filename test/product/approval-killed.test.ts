import { afterEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { BulkJob, ReviewsView } from '../../src/cards/pages/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { killAll, pass, passing } from '../world/killed.ts';
import { addressOf, isPickedUp, startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

const CONTACTS = 24;
const LONG = { timeout: 300_000 };
const MINUTE = 60_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const asked = async (world: World, method: string, path: string, body?: object): Promise<unknown> => {
  const { client, batonUrl, people } = world;
  const answer = await client.fetchAs(people.ada.userId, `${batonUrl}${path}`, {
    method,
    ...(body ? { body } : {}),
  });
  expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body]);
  return answer.body;
};

it.each([
  ['sqlite', ['all']],
  ['postgres', ['web', 'worker']],
] as const)(
  'a kill -9 while drafts are stored, and one between approval and sending: each email leaves once, on %s',
  LONG,
  async (kind, roles) => {
    const database = await createTestDatabase(kind);
    stops.push(() => database.remove());
    const world = await startWorld({
      contacts: CONTACTS,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
    stops.push(() => world.stop());
    const { client, people } = world;
    const [tara] = ((await asked(world, 'GET', '/api/settings')) as SettingsView).assistants;
    await asked(world, 'PUT', `/api/assistants/${tara?.id}`, {
      ...tara,
      approval: 'all',
      mailbox: undefined,
      confirmed: true,
    });
    await client.bulk(world.contacts, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
    const waiting = async (): Promise<ReviewsView> =>
      (await asked(world, 'GET', '/api/pages/reviews?kind=draft&limit=100')) as ReviewsView;
    const arrived = async () => {
      const mails = await client.mails();
      return world.contacts.map(
        (_id, index) => mails.filter(({ mailbox }) => mailbox === addressOf(index)).length,
      );
    };
    await when(
      'all to be picked up',
      () => world.contacts.every((id) => isPickedUp(world.look(id))),
      120_000,
      50,
    );
    await pass(world, 6 * MINUTE);
    await when('the first drafts', async () => (await waiting()).total > 0, 120_000, 20);
    await killAll(world, roles);
    await passing(world, 'all to wait', MINUTE, async () => (await waiting()).total === CONTACTS);
    expect(await arrived()).toEqual(world.contacts.map(() => 0));

    const request = { action: { kind: 'approve' }, on: { reviews: {} }, requestId: 'one-click' };
    const { id } = (await asked(world, 'POST', '/api/pages/bulk', request)) as BulkJob;
    await when('some to be approved', async () => (await waiting()).total < CONTACTS, 60_000, 2);
    await killAll(world, roles);
    await passing(world, 'the approval of all', MINUTE, async () => {
      const { state } = (await asked(world, 'GET', `/api/pages/bulk/${id}`)) as BulkJob;
      return state === 'done';
    });
    await passing(world, 'all to have their email', MINUTE, async () =>
      (await arrived()).every((count) => count > 0),
    );
    expect(await arrived()).toEqual(world.contacts.map(() => 1));
    expect((await waiting()).total).toBe(0);
  },
);
