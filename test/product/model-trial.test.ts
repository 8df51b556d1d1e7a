import { afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { Trial, TrialPlan, TrialView } from '../../src/cards/model-trial/contract.ts';
import type { OverviewView } from '../../src/cards/pages/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { DOUBTFUL, FINDING, standInModel } from '../world/doubted-answer.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { PORTAL, startLocalBaton, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { firstMails, killAll, passing } from '../world/killed.ts';
import { startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

const LONG = { timeout: 240_000 };
const MINUTE = 60_000;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Asked = (method: string, path: string, body?: object) => Promise<{ status: number; body: unknown }>;
const askedBy =
  (client: World['client'], userId: number, url: string): Asked =>
  (method, path, body) =>
    client.fetchAs(userId, `${url}${path}`, { method, ...(body ? { body } : {}) });

const trialOf = async (asked: Asked): Promise<Trial | null> =>
  ((await asked('GET', '/api/model-trial')).body as TrialView).trial;
const request = (sandboxUrl: string) => ({
  count: 10,
  model: { ...standInModel(sandboxUrl), enabled: false },
});

/** A contact with a first mail, who answers it in doubt and is back with a person. */
async function answered(baton: LocalBaton): Promise<string> {
  const contact = await handOver(baton);
  const mail = await firstMail(baton, contact.email);
  await baton.client.reply(mail.id, DOUBTFUL);
  await baton.seeContact(contact.id, 'the task', (seen) => tasksOf(seen).length > 0);
  return contact.id;
}

describe('a test of a language model on past replies', () => {
  it('is for admins, changes nothing of a contact, and forgets whom HubSpot forgets', LONG, async () => {
    const baton = await startLocalBaton();
    const { client, people, url, sandbox } = baton;
    const ada = askedBy(client, people.ada.userId, url);
    const rae = askedBy(client, people.rae.userId, url);
    sandbox.models.script = [{ contains: DOUBTFUL, answer: FINDING }];
    const id = await answered(baton);
    await sandbox.quiet();
    const before = await client.contact(id);
    const calls = sandbox.models.asked.length;

    const asked = request(sandbox.url);
    expect((await rae('GET', '/api/model-trial')).status).toBe(403);
    expect((await rae('POST', '/api/model-trial', { ...asked, after: null })).status).toBe(403);
    expect((await ada('POST', '/api/model-trial/plan', { ...asked, count: 51 })).status).toBe(400);
    const plan = (await ada('POST', '/api/model-trial/plan', asked)).body as TrialPlan;
    expect(plan).toMatchObject({ replies: 1, unsure: 1, characters: DOUBTFUL.length, enough: 'all' });
    expect(sandbox.models.asked).toHaveLength(calls);
    expect((await ada('POST', '/api/model-trial', { ...asked, after: null })).status).toBe(200);
    const trial = await until('the end of the test', async () => {
      const now = await trialOf(ada);
      return now?.state === 'done' ? now : undefined;
    });
    expect(trial).toMatchObject({ asked: 1, counts: { settled: 1 } });
    expect(JSON.stringify(trial)).not.toContain('sk-secret-key');
    expect(sandbox.models.asked.at(-1)?.text).not.toMatch(/Nora|Quinn|customer\d|@/);

    await sandbox.quiet();
    expect(await client.contact(id)).toEqual(before);
    const settings = (await ada('GET', '/api/settings')).body;
    expect(settings).toMatchObject({ languageModel: { enabled: false, model: '', hasKey: false } });

    await client.call('DELETE', `/portals/${PORTAL}/contacts/${id}?privacy=true`, {});
    await until('the reply to vanish', async () => (await trialOf(ada))?.total === 0);
    expect(await trialOf(ada)).toMatchObject({ asked: 0, replies: [] });
  });

  it(
    'is not what Overview speaks of: a model that is on and fails, or may not be asked, is',
    LONG,
    async () => {
      const baton = await startLocalBaton();
      const { client, people, url, sandbox } = baton;
      const ada = askedBy(client, people.ada.userId, url);
      const attention = async (as = ada) =>
        ((await as('GET', '/api/pages/overview?span=day')).body as OverviewView).attention
          .filter(({ kind }) => kind === 'language-model' || kind === 'model-budget')
          .map(({ text }) => text);
      await ada('PUT', '/api/settings/language-model', { ...standInModel(sandbox.url), dailyTokens: 2_000 });
      expect(await attention()).toEqual([]);
      await ada('POST', '/api/settings/language-model/test', {});
      sandbox.models.faults.replace([{ kind: 'status', status: 401, ms: 0 }]);
      await ada('POST', '/api/settings/language-model/test', {});
      expect(await attention()).toEqual([
        expect.stringMatching(
          /^The language model tiny-1 has not answered since \d+ \w+, 10:\d\d\. .*API key/,
        ),
      ]);
      sandbox.models.faults.replace([]);
      await answered(baton);
      expect(await attention(), 'too little for a question about an answer').toContainEqual(
        expect.stringMatching(/budget of the language model is used up: .* until \d+ \w+, (?:19|20):00\.$/),
      );
      expect(await attention(askedBy(client, people.rae.userId, url)), 'a rep').toEqual([]);
    },
  );

  it.each([
    ['sqlite', ['all']],
    ['postgres', ['web', 'worker']],
  ] as const)(
    'goes on after a kill -9, and asks nothing twice that is answered, on %s',
    LONG,
    async (kind, roles) => {
      const database = await createTestDatabase(kind);
      stops.push(() => database.remove());
      const world = await startWorld({
        contacts: 2,
        roles: [...roles],
        environment: { DATABASE_URL: database.url },
      });
      stops.push(() => world.stop());
      const { sandbox, client, people } = world;
      const ada = askedBy(client, people.ada.userId, world.batonUrl);
      sandbox.models.script = [{ contains: DOUBTFUL, answer: FINDING }];
      for (const [index, mail] of (await firstMails(world)).entries())
        await client.reply(mail.id, `${DOUBTFUL} ${index}`);
      await when(
        'the answers',
        async () => {
          const plan = (await ada('POST', '/api/model-trial/plan', request(sandbox.url))).body as TrialPlan;
          return plan.replies === 2;
        },
        60_000,
      );
      sandbox.models.faults.replace([
        { kind: 'slow', status: 500, ms: 0, times: 1 },
        { kind: 'hang', status: 500, ms: 0, times: 1 },
      ]);
      await ada('POST', '/api/model-trial', { ...request(sandbox.url), after: null });
      await when('the second question', async () => sandbox.models.asked.length === 2, 60_000);
      await killAll(world, roles);
      await passing(world, 'the end of the test', MINUTE, async () => (await trialOf(ada))?.state === 'done');
      expect(await trialOf(ada)).toMatchObject({ asked: 2, counts: { settled: 2, silent: 0 } });
      const about = sandbox.models.asked.map(({ text }) => /them then\. (\d)/.exec(text)?.[1]);
      // Nobody heard the answer to the second question.
      expect(about).toEqual([about[0], about[1], about[1]]);
      expect(about[0]).not.toBe(about[1]);
    },
  );
});
