import type { EntitySchema } from 'typeorm';
import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { portalId } from '../ground/identifiers.ts';
import { createAccountDays } from '../hubspot/limiter/account-days.ts';
import { limiterEntities } from '../hubspot/limiter/limiter-entity.ts';
import { createLimiter } from '../hubspot/limiter/limiter.ts';
import { createSettings } from '../settings/settings.ts';
import { SettingsEntity } from '../settings/settings-entity.ts';
import { beginSetUp, saveStep } from './set-up.ts';
import type { SetUpStep } from './set-up.ts';

// TypeORM's entity type is invariant in its rows.
const entities = [...limiterEntities, SettingsEntity] as unknown as EntitySchema<never>[];
const ACCOUNT = portalId(4242);
const NOW = Date.UTC(2026, 10, 24, 9);

describeOnBothDatabases('the set-up after connecting', entities, (open) => {
  let database: TestDatabase;
  let assistants: object[];

  beforeEach(async () => {
    database = await open();
    assistants = [];
  });

  /** As another process, or after a restart, sees it. */
  const newProcess = () => {
    const clock = { now: () => NOW };
    const limiter = createLimiter({
      database,
      clock,
      random: { fraction: () => 0 },
      days: createAccountDays(clock, async () => 'UTC'),
    });
    const portals = { find: async () => ({ credential: 'oauth' }) };
    return {
      clock,
      settings: createSettings({ database }),
      assistants: { list: async () => assistants },
      hubspot: { portals, limits: limiter.limits },
      // Nothing else is asked for.
    } as unknown as Parameters<typeof saveStep>[0] & Parameters<typeof beginSetUp>[0];
  };
  const connect = () => database.transaction((tx) => beginSetUp(newProcess(), tx, ACCOUNT));
  const save = (step: SetUpStep) => database.transaction((tx) => saveStep(newProcess(), tx, ACCOUNT, step));
  const now = async () => {
    const { setUp, dataSync, apiBudget } = await createSettings({ database }).get(ACCOUNT);
    return { setUp, on: dataSync.on, since: dataSync.since, perDay: apiBudget?.perDay ?? null };
  };
  const limits = { step: 'limits', apiBudget: { perTenSeconds: 100, perDay: 250_000 } } as const;

  it('is taken up where it was left, and is finished once', async () => {
    await connect();
    expect((await now()).setUp).toEqual({ limits: false, dataSync: false });
    await save(limits);
    await connect();
    expect(await now()).toMatchObject({ setUp: { limits: true, dataSync: false }, perDay: 250_000 });
    await save({ step: 'data-sync', on: false });
    expect(await now()).toMatchObject({ setUp: { limits: true, dataSync: true }, on: false, since: NOW });
    await save(limits);
    await save({ step: 'finish' });
    expect((await now()).setUp).toBeNull();
    await save({ step: 'finish' });
    await connect();
    expect(await now()).toMatchObject({ setUp: null, on: false });
  });

  it('is not finished before its steps are saved', async () => {
    await connect();
    await expect(save({ step: 'finish' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await save({ step: 'data-sync', on: true });
    await expect(save({ step: 'finish' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await now()).setUp).toEqual({ limits: false, dataSync: true });
  });

  it('loses no step of two admins who save at once', async () => {
    await connect();
    await Promise.all([save(limits), save({ step: 'data-sync', on: true })]);
    expect((await now()).setUp).toEqual({ limits: true, dataSync: true });
  });

  it('of a page that is old changes nothing that was set after the end', async () => {
    await connect();
    await save(limits);
    await save({ step: 'data-sync', on: true });
    await save({ step: 'finish' });
    const late = { step: 'limits', apiBudget: null } as const;
    await expect(save(late)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await now()).toMatchObject({ perDay: 250_000, setUp: null });
  });

  it('does not begin where an account worked before there was one', async () => {
    assistants = [{}];
    await connect();
    expect((await now()).setUp).toBeNull();
    assistants = [];
    await database.transaction((tx) =>
      createSettings({ database }).change(ACCOUNT, { fallbackOwnerId: '7' }, tx),
    );
    await connect();
    expect((await now()).setUp).toBeNull();
  });
});
