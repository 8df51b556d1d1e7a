import { afterEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { asAdmin, letModelWrite, modelSays } from '../world/model-writes.ts';
import { arrivedAt, killAll, pass } from '../world/killed.ts';
import { addressOf, isPickedUp, startWorld, when } from '../world/world.ts';

const LONG = { timeout: 240_000 };
const MINUTE = 60_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it('a kill -9 while a model writes: it is asked again, and one email leaves', LONG, async () => {
  const database = await createTestDatabase('sqlite');
  stops.push(() => database.remove());
  const world = await startWorld({
    contacts: 1,
    roles: ['all'],
    environment: { DATABASE_URL: database.url },
  });
  stops.push(() => world.stop());
  const { sandbox, client, people } = world;
  const [id = ''] = world.contacts;
  const ask = asAdmin({ ...world, url: world.batonUrl });
  const timeline = async (): Promise<string> => {
    const view = (await ask('GET', `/api/contacts/${id}/card`)) as CardView;
    return 'timeline' in view ? JSON.stringify(view.timeline) : '';
  };
  const arrived = () => arrivedAt(world, addressOf(0));

  await letModelWrite(ask, sandbox.url);
  sandbox.models.script = [{ contains: '"write"', answer: modelSays('It is good to write to you.') }];
  sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 1 }]);
  await client.update(id, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when('the hand-over', () => isPickedUp(world.look(id)), 60_000);
  await pass(world, 6 * MINUTE);
  await when('the question', async () => sandbox.models.asked.length === 1, 60_000);
  await killAll(world, ['all']);
  await when('the second question', async () => sandbox.models.asked.length === 2, 120_000, 200);
  await when('the email', async () => (await arrived()).length > 0, 120_000, 300);
  expect(await timeline()).toContain('tiny-1 wrote “First email”');
  expect((await timeline()).match(/writer: /g)).toHaveLength(1);
  await pass(world, 5 * MINUTE);
  await when(
    'Baton to be at rest',
    async () => (await timeline()).includes('Email 1 of 1 sent'),
    60_000,
    200,
  );
  expect(await arrived()).toHaveLength(1);
  expect(sandbox.models.asked).toHaveLength(2);
});
