import { afterEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { DOUBTFUL, FINDING, standInModel } from '../world/doubted-answer.ts';
import { arrivedAt, firstMails, killAll, passing } from '../world/killed.ts';
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
    const { sandbox, client } = world;
    const [id = ''] = world.contacts;
    await asked(world, 'PUT', '/api/settings/language-model', standInModel(sandbox.url));
    sandbox.models.script = [{ contains: DOUBTFUL, answer: FINDING }];
    sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 1 }]);

    const [mail] = await firstMails(world);
    await client.reply(mail?.id ?? '', DOUBTFUL);
    await when('the question', async () => sandbox.models.asked.length === 1, 60_000);
    await killAll(world, roles, signal, () =>
      expect(sandbox.models.asked, 'it does not wait for the question').toHaveLength(1),
    );
    await passing(world, 'the reading', MINUTE, async () =>
      (await timeline(world, id)).includes('Read by tiny-1'),
    );
    expect((await timeline(world, id)).match(/Read by tiny-1/g)).toHaveLength(1);
    expect(sandbox.models.asked.length).toBeGreaterThan(1);
    if (signal === 'SIGTERM') expect(sandbox.models.asked, 'once more after the restart').toHaveLength(2);
    const { today } = ((await asked(world, 'GET', '/api/settings')).body as SettingsView).languageModel;
    expect(today.questions).toBe(sandbox.models.asked.length);
    expect(today.tokens, 'a question that was lost counts as the most it can have taken').toBeGreaterThan(
      1_000,
    );
    expect(await arrivedAt(world, addressOf(0))).toHaveLength(1);
  },
);
