import { expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { portalId } from '../../src/backend/ground/identifiers.ts';
import { createSettings } from '../../src/backend/settings/settings.ts';
import { SettingsEntity } from '../../src/backend/settings/settings-entity.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { PORTAL, startLocalBaton } from '../world/local-baton.ts';

/** May change an app's settings in the stand-in's account, and is no super admin. */
const OLGA = 61_000_006;
const sven = {
  name: 'Sven',
  role: '',
  signature: '',
  companyDescription: '',
  defaultContext: '',
  sequenceId: 'recommended',
  brochureUrl: null,
  calendarUrl: null,
  confirmed: true,
};

it(
  'the set-up survives a restart, is nothing for reps, and an assistant comes after it',
  { timeout: 120_000 },
  async () => {
    const baton = await startLocalBaton();
    const looking = await openAnother(baton.databaseUrl, [SettingsEntity]);
    const { ada, rae, sam } = baton.people;
    const ask = async (userId: number, method: string, path: string, body?: object) => {
      const request = { method, ...(body ? { body } : {}) };
      return baton.client.fetchAs(userId, `${baton.url}/api/${path}`, request);
    };
    const step = (userId: number, body: object) => ask(userId, 'PUT', 'settings/set-up', body);
    const email = (await baton.client.owners()).find(({ id }) => id === sam.id)?.email ?? '';
    const seen = async () => ((await ask(ada.userId, 'GET', 'settings')).body as SettingsView).setUp;
    expect(await seen(), 'the first run finished it').toBeNull();

    // As of an account that has just been connected.
    await createSettings({ database: looking }).change(portalId(PORTAL), {
      setUp: { limits: false, dataSync: false },
    });
    expect(await ask(ada.userId, 'POST', 'assistants', { ...sven, email })).toMatchObject({ status: 409 });
    const limits = { step: 'limits', apiBudget: { perTenSeconds: 100, perDay: 250_000 } };
    for (const nobody of [rae.userId, OLGA])
      expect(await step(nobody, limits)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await step(ada.userId, { ...limits, apiBudget: { perTenSeconds: 1, perDay: 1 } })).toMatchObject({
      status: 400,
    });
    expect(await step(ada.userId, limits)).toMatchObject({ status: 200 });
    await baton.restart();
    expect(await seen()).toEqual({ limits: true, dataSync: false });
    expect(await step(ada.userId, { step: 'finish' })).toMatchObject({ status: 409 });
    expect(await step(ada.userId, { step: 'data-sync', on: true })).toMatchObject({ status: 200 });
    expect(await step(ada.userId, { step: 'finish' })).toMatchObject({
      status: 200,
      body: { setUp: null, api: { perDay: 250_000 } },
    });
    expect(await ask(ada.userId, 'POST', 'assistants', { ...sven, email })).toMatchObject({ status: 200 });
    await looking.close();
  },
);
