import { afterEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { DOUBTFUL, FINDING, standInModel } from '../world/doubted-answer.ts';
import { addressOf, startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

const LONG = { timeout: 240_000 };
const MINUTE = 60_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const asked = ({ client, batonUrl, people }: World, method: string, path: string, body?: object) =>
  client.fetchAs(people.ada.userId, `${batonUrl}${path}`, { method, ...(body ? { body } : {}) });

const timeline = async (world: World, id: string): Promise<string> => {
  const view = (await asked(world, 'GET', `/api/contacts/${id}/card`)).body as CardView;
  return 'timeline' in view ? JSON.stringify(view.timeline) : '';
};

it.each([
  ['SIGKILL', 'sqlite', ['all']],
  ['SIGKILL', 'postgres', ['web', 'worker']],
  ['SIGTERM', 'sqlite', ['all']],
] as const)(
  'a %s while a model is asked and says nothing: the answer is read once, nothing is sent before, on %s',
  LONG,
  async (signal, kind, roles) => {
    const database = await createTestDatabase(kind);
    stops.push(() => database.remove());
    const world = await startWorld({
      contacts: 1,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
    stops.push(() => world.stop());
    const { sandbox, client, people } = world;
    const [id = ''] = world.contacts;
    const arrived = async () =>
      (await client.mails(addressOf(0))).filter(({ direction }) => direction === 'in');
    await asked(world, 'PUT', '/api/settings/language-model', standInModel(sandbox.url));
    sandbox.models.script = [{ contains: DOUBTFUL, answer: FINDING }];
    sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 1 }]);

    await client.update(id, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
    await when(
      'the first mail',
      async () => {
        sandbox.clock.advance(MINUTE);
        return (await arrived()).length === 1;
      },
      60_000,
      300,
    );
    const [mail] = await arrived();
    await client.reply(mail?.id ?? '', DOUBTFUL);
    await when('the question', async () => sandbox.models.asked.length === 1, 60_000);
    if (signal === 'SIGTERM') await Promise.all(world.processes.map((process) => process.stop()));
    else for (const process of world.processes) process.kill(signal);
    expect(sandbox.models.asked, 'it does not wait for the question').toHaveLength(1);
    await world.run([...roles]);
    await when(
      'the reading',
      async () => (await timeline(world, id).catch(() => '')).includes('Read by tiny-1'),
      120_000,
      100,
    );
    expect((await timeline(world, id)).match(/Read by tiny-1/g)).toHaveLength(1);
    expect(sandbox.models.asked.length).toBeGreaterThan(1);
    if (signal === 'SIGTERM') expect(sandbox.models.asked, 'once more after the restart').toHaveLength(2);
    const { today } = ((await asked(world, 'GET', '/api/settings')).body as SettingsView).languageModel;
    expect(today.questions).toBe(sandbox.models.asked.length);
    expect(today.tokens, 'a question that was lost counts as the most it can have taken').toBeGreaterThan(
      1_000,
    );
    expect(await arrived()).toHaveLength(1);
  },
);
