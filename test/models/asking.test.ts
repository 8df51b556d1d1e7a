import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { describeOnBothDatabases } from '../../src/backend/database/test-database.ts';
import type { TestDatabase } from '../../src/backend/database/test-database.ts';
import { portalId } from '../../src/backend/ground/identifiers.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { createAsk } from '../../src/backend/model-provider/ask.ts';
import type { Ask } from '../../src/backend/model-provider/ask.ts';
import { createBudget, forgetUsage } from '../../src/backend/model-provider/budget.ts';
import { createGuardedFetch } from '../../src/backend/http/guarded-fetch.ts';
import {
  ModelProviderEntity,
  ModelUsageEntity,
} from '../../src/backend/model-provider/model-provider-entity.ts';
import { createPause } from '../../src/backend/model-provider/pause.ts';
import { conditionOf, languageModelPart } from '../../src/backend/model-provider/settings-part.ts';
import { providerSettingsSchema } from '../../src/backend/model-provider/provider-settings.ts';
import { createProviders } from '../../src/backend/model-provider/providers.ts';
import { createVault } from '../../src/backend/vault/vault.ts';
import { startTestSandbox } from '../../src/sandbox/testing.ts';
import type { TestSandbox } from '../../src/sandbox/testing.ts';

const PORTAL = portalId(7);
const MINUTE = 60_000;
const vault = createVault([{ id: 'k', key: Buffer.alloc(32, 3) }]);
const question = {
  schema: z.object({ days: z.array(z.string()), who: z.string().nullable() }),
  system: 'You read notes.',
  prompt: 'On which days is the pool open?',
  maxOutput: 500,
};
const HASTY = { timeoutMs: 700 };
const ANSWER = { days: ['Friday'], who: null };

describeOnBothDatabases('asking a model', [ModelProviderEntity, ModelUsageEntity], (open) => {
  let sandbox: TestSandbox;
  let database: TestDatabase;
  let now: number;
  let guarded: ReturnType<typeof createGuardedFetch>;

  beforeEach(async () => {
    sandbox = await startTestSandbox();
    sandbox.models.script = [{ contains: 'the pool open', answer: ANSWER }];
    database = await open();
    now = Date.UTC(2026, 10, 28, 12, 0);
    guarded = createGuardedFetch([sandbox.url]);
  });
  afterEach(async () => {
    await guarded.close();
    await sandbox.stop();
  });

  const clock = { now: () => now };
  const parts = () => ({
    providers: createProviders({ database, vault }),
    budget: createBudget({ database, clock }),
    pause: createPause({ database, clock }),
    fetch: guarded.fetch,
    logger: createLogger('silent'),
    timeoutMs: 10_000,
  });
  const asker = (): Ask => createAsk(parts());
  const set = async (settings: object = {}, apiKey: string | null = 'sk-test') => {
    const described = {
      kind: 'openai-compatible',
      model: 'tiny',
      baseUrl: `${sandbox.url}/sandbox/models/v1`,
    };
    const all = providerSettingsSchema.parse({ ...described, ...settings });
    await createProviders({ database, vault }).change(PORTAL, { enabled: true, settings: all, apiKey });
  };
  const seen = async () => ({
    provider: await createProviders({ database, vault }).find(PORTAL),
    today: await createBudget({ database, clock }).today(PORTAL),
  });

  it('writes only where that is switched on, whether it reads or not', async () => {
    await set();
    expect(await createAsk(parts(), 'writes')(PORTAL, question)).toBeNull();
    await set({ writes: true });
    expect(await createAsk(parts(), 'writes')(PORTAL, question)).toMatchObject({ status: 'answered' });
    const { providers } = parts();
    const { settings } = await providers.find(PORTAL);
    await providers.change(PORTAL, { enabled: false, settings });
    expect(await asker()(PORTAL, question)).toBeNull();
    expect(await createAsk(parts(), 'writes')(PORTAL, question)).toMatchObject({ status: 'answered' });
    expect(await providers.writing()).toEqual([PORTAL]);
    expect((await seen()).provider.sealedKey).not.toBeNull();
  });

  it('is given up at once when the process ends, and that is no failure of the provider', async () => {
    await set();
    sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0 }]);
    const closing = new AbortController();
    const asking = createAsk({ ...parts(), closing: closing.signal, timeoutMs: 3_600_000 })(PORTAL, question);
    await expect.poll(() => sandbox.models.asked.length).toBe(1);
    closing.abort();
    await expect(asking).rejects.toMatchObject({ code: 'MODEL_INTERRUPTED', retry: 'backoff' });
    expect((await seen()).provider).toMatchObject({ failures: 0, lastFailure: null });
  });

  it.each(['openai', 'anthropic', 'openai-compatible'])(
    'of %s brings an object, and counts',
    async (kind) => {
      const model = kind === 'anthropic' ? 'claude-sonnet-4-5' : 'tiny';
      await set({ kind, model, prices: { input: 2, output: 10 } });
      const asked = await asker()(PORTAL, question);
      expect(asked).toMatchObject({ status: 'answered', value: ANSWER, model });
      const { today } = await seen();
      expect(today).toMatchObject({ questions: 1 });
      expect(asked).toMatchObject({ spent: { tokens: today.tokens, cost: today.micros / 1e6 } });
      expect(today.tokens).toBeGreaterThan(10);
      expect(today.tokens).toBeLessThan(100);
    },
  );

  it('of an older model of Anthropic works by a tool that it has to call', async () => {
    await set({ kind: 'anthropic', model: 'claude-3-haiku-20240307' });
    expect(await asker()(PORTAL, question)).toMatchObject({ status: 'answered', value: ANSWER });
  });

  it('is off until it is switched on', async () => {
    expect(await asker()(PORTAL, question)).toBeNull();
    expect(sandbox.models.asked).toEqual([]);
  });

  it.each([
    ['no answer in time', { kind: 'hang' }, 'did not answer within 0.7 s', true],
    ['a slow one', { kind: 'slow', ms: 1_500 }, 'did not answer within 0.7 s', true],
    ['a broken one', { kind: 'cut' }, 'form that was asked for|cannot be reached|could not be read', false],
    ['a wrong key', { kind: 'status', status: 401 }, 'refuses the API key.*401', false],
    ['no such model', { kind: 'status', status: 404 }, 'knows no such model.*404', false],
    ['too many', { kind: 'status', status: 429 }, 'slow down.*429', false],
    ['a fault', { kind: 'status', status: 503 }, 'has a fault.*503', false],
    ['a refusal', { kind: 'status', status: 400 }, 'refuses the question.*400', false],
    ['nonsense', { kind: 'nonsense' }, 'form that was asked for', false],
    ['another object', { kind: 'wrong-shape' }, 'form that was asked for', false],
  ])('and getting %s says so, and throws nothing', { timeout: 20_000 }, async (_what, fault, why, lost) => {
    await set();
    sandbox.models.faults.replace([{ status: 500, ms: 0, ...fault } as never]);
    const asked = await createAsk({ ...parts(), ...(lost ? HASTY : {}) })(PORTAL, question);
    expect(asked).toMatchObject({ status: 'refused', model: 'tiny', why: expect.stringMatching(why) });
    const { provider, today } = await seen();
    expect(provider).toMatchObject({ lastFailure: expect.stringMatching(why), lastFailureAt: now });
    // An answer that was lost may have been given, and counts as the most it can have been.
    if (lost) expect(today.tokens).toBeGreaterThan(500);
    else expect(today.tokens).toBeLessThan(1_100);
  });

  it('that nobody could have heard costs nothing', async () => {
    await set();
    await sandbox.stop();
    const asked = await asker()(PORTAL, question);
    expect(asked).toMatchObject({ status: 'refused', why: 'The provider cannot be reached.' });
    expect((await seen()).today).toEqual({
      portalId: PORTAL,
      day: '2026-11-28',
      questions: 1,
      tokens: 0,
      micros: 0,
      refusedTokens: null,
      refusedMicros: null,
    });
    sandbox = await startTestSandbox();
  });

  it('leaves a provider alone that is away, longer each time, and one process tries again', async () => {
    await set();
    sandbox.models.faults.replace([{ kind: 'status', status: 401, ms: 0 }]);
    const ask = asker();
    await ask(PORTAL, question);
    expect(await ask(PORTAL, question)).toMatchObject({
      status: 'refused',
      why: expect.stringContaining('left alone'),
    });
    expect(sandbox.models.asked).toHaveLength(1);
    now += MINUTE / 2;
    await Promise.all([ask(PORTAL, question), asker()(PORTAL, question)]);
    expect(sandbox.models.asked).toHaveLength(2);
    now += MINUTE / 2;
    await ask(PORTAL, question);
    expect(sandbox.models.asked, 'twice as long').toHaveLength(2);
    now += MINUTE / 2;
    sandbox.models.faults.replace([]);
    expect(await ask(PORTAL, question)).toMatchObject({ status: 'answered' });
    expect(await ask(PORTAL, question)).toMatchObject({ status: 'answered' });
  });

  it('that failed together is one failure, and a clock that was set back ends a pause', async () => {
    await set();
    sandbox.models.faults.replace([{ kind: 'status', status: 401, ms: 0 }]);
    const ask = asker();
    await Promise.all([1, 2, 3, 4].map(() => ask(PORTAL, question)));
    expect((await seen()).provider).toMatchObject({ failures: 1, pausedUntil: now + MINUTE / 2 });
    now -= 60 * MINUTE;
    sandbox.models.faults.replace([]);
    expect(await ask(PORTAL, question)).toMatchObject({ status: 'answered' });
  });

  it('keeps to the tokens of a day over processes that ask at once', async () => {
    // Each reserves 500 for the answer, about 520 for the question: two have room.
    await set({ dailyTokens: 2_200 });
    sandbox.models.faults.replace([{ kind: 'slow', status: 500, ms: 300 }]);
    const answers = await Promise.all([1, 2, 3, 4].map(() => asker()(PORTAL, question)));
    expect(answers.filter((one) => one?.status === 'answered')).toHaveLength(2);
    expect(answers.find((one) => one?.status === 'refused')).toMatchObject({
      why: expect.stringContaining('budget'),
    });
    expect((await seen()).provider.failures).toBe(0);
    expect((await seen()).today).toMatchObject({ questions: 2 });
    sandbox.models.faults.replace([]);
    expect(await asker()(PORTAL, question), 'what was not used is free again').toMatchObject({
      status: 'answered',
    });
  });

  it('keeps to the money of a day, and the next day brings a new budget', async () => {
    await set({ prices: { input: 100, output: 1_000 }, dailyCost: 0.7 });
    sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 1 }]);
    await createAsk({ ...parts(), ...HASTY })(PORTAL, question);
    now += MINUTE;
    expect(await asker()(PORTAL, question)).toMatchObject({ why: expect.stringContaining('budget') });
    now += 24 * 60 * MINUTE;
    expect(await asker()(PORTAL, question)).toMatchObject({ status: 'answered' });
  });

  it('says when the budget of a day is used up, until there is room again', async () => {
    await set({ dailyTokens: 1_500 });
    const part = () => languageModelPart({ ...parts(), clock }, PORTAL);
    const condition = () => conditionOf({ ...parts(), clock }, PORTAL);
    expect(await part()).toMatchObject({ usedUpUntil: null });
    sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 1 }]);
    await createAsk({ ...parts(), ...HASTY })(PORTAL, question);
    now += MINUTE;
    expect(await asker()(PORTAL, question)).toMatchObject({ because: 'budget' });
    const midnight = Date.UTC(2026, 10, 29);
    expect(await part()).toMatchObject({ usedUpUntil: midnight });
    expect(await condition()).toMatchObject({ usedUpUntil: midnight });
    await set({ dailyTokens: 5_000 });
    expect(await part(), 'more is allowed').toMatchObject({ usedUpUntil: null });
    await set({ dailyTokens: 1_500 });
    now = midnight;
    expect(await part(), 'a new day').toMatchObject({ usedUpUntil: null });
  });

  it('says since when it fails, whatever the pauses, until it works', async () => {
    await set();
    const began = now;
    sandbox.models.faults.replace([{ kind: 'status', status: 401, ms: 0 }]);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await asker()(PORTAL, question)).toMatchObject({ because: 'settings' });
      now += 10 * MINUTE;
    }
    const condition = () => conditionOf({ ...parts(), clock }, PORTAL);
    const failing = { since: began, why: expect.stringContaining('refuses the API key') };
    expect(await condition()).toMatchObject({ model: 'tiny', failing, usedUpUntil: null });
    sandbox.models.faults.replace([]);
    await asker()(PORTAL, question);
    expect(await condition()).toMatchObject({ failing: null });
    await createProviders({ database, vault }).change(PORTAL, {
      enabled: false,
      settings: (await seen()).provider.settings,
    });
    expect(await condition(), 'switched off').toBeNull();
  });

  it('forgets after 90 days what was spent', async () => {
    await set();
    await asker()(PORTAL, question);
    now += 90 * 24 * 60 * MINUTE;
    await forgetUsage({ database, clock });
    expect(await database.manager.count(ModelUsageEntity)).toBe(1);
    now += 24 * 60 * MINUTE;
    await forgetUsage({ database, clock });
    expect(await database.manager.count(ModelUsageEntity)).toBe(0);
  });

  it('never sends a key to another place than it was entered for', async () => {
    await set();
    await set({ baseUrl: `${sandbox.url}/sandbox/models/v1/` }, undefined);
    expect(await asker()(PORTAL, question)).toMatchObject({ status: 'answered' });
    const elsewhere = providerSettingsSchema.parse({ kind: 'openai', model: 'tiny' });
    const providers = createProviders({ database, vault });
    await providers.change(PORTAL, { enabled: true, settings: elsewhere });
    expect((await seen()).provider.sealedKey).toBeNull();
  });
});
