import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { portalId } from '../ground/identifiers.ts';
import { SettingsEntity } from './settings-entity.ts';
import { createSettings } from './settings.ts';

describeOnBothDatabases('settings', [SettingsEntity], (open) => {
  it('have defaults that work', async () => {
    const settings = createSettings({ database: await open() });
    expect(await settings.get(portalId(1))).toMatchObject({
      fallbackOwnerId: null,
      firstEmailDelayMinutes: 5,
    });
  });

  it('change one by one, and per portal', async () => {
    const settings = createSettings({ database: await open() });
    await settings.change(portalId(1), { firstEmailDelayMinutes: 30 });
    await settings.change(portalId(1), { fallbackOwnerId: '77' });
    expect(await settings.get(portalId(1))).toMatchObject({
      fallbackOwnerId: '77',
      firstEmailDelayMinutes: 30,
    });
    expect(await settings.get(portalId(2))).toMatchObject({
      fallbackOwnerId: null,
      firstEmailDelayMinutes: 5,
    });
  });

  it('are asked for once in a transaction, and show what it changes itself', async () => {
    const database = await open();
    const settings = createSettings({ database });
    await database.transaction(async (tx) => {
      const first = await settings.get(portalId(1), tx);
      expect(await settings.get(portalId(1), tx)).toBe(first);
      await settings.change(portalId(1), { firstEmailDelayMinutes: 30 }, tx);
      expect(await settings.get(portalId(1), tx)).toMatchObject({ firstEmailDelayMinutes: 30 });
      expect(await settings.get(portalId(2), tx)).toMatchObject({ firstEmailDelayMinutes: 5 });
    });
    await database.transaction((tx) =>
      tx.update(SettingsEntity, { portalId: portalId(1) }, { settings: {} }),
    );
    expect(await settings.get(portalId(1))).toMatchObject({ firstEmailDelayMinutes: 5 });
  });

  it('refuse what makes no sense', async () => {
    const settings = createSettings({ database: await open() });
    const night = { weekdays: [1], startMinute: 600, endMinute: 500 };
    await expect(settings.change(portalId(1), { schedule: night })).rejects.toThrow();
    await expect(settings.change(portalId(1), { schedule: { ...night, weekdays: [] } })).rejects.toThrow();
  });
});
