import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/backend/ground/clock.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { systemRandom } from '../../src/backend/ground/system.ts';
import { createSyncs } from '../../src/backend/syncs/syncs.ts';
import { createVault } from '../../src/backend/vault/vault.ts';
import { PORTAL, definitionOf, people, rowsFrom, startSyncWorld } from './sync-world.ts';
import type { SyncWorld, keys } from './sync-world.ts';

describe.each(['sqlite', 'postgres'] as const)('the keys of a sync, on %s', (kind) => {
  let world: SyncWorld;
  beforeAll(async () => {
    world = await startSyncWorld(kind);
  });
  afterAll(() => world?.close());
  const syncsWith = (vaultKeys: typeof keys) =>
    createSyncs({
      database: world.database,
      clock: systemClock,
      random: systemRandom,
      logger: createLogger('silent'),
      vault: createVault(vaultKeys),
      client: world.client,
    });
  const orderOf = (name: string) => ({
    portalId: PORTAL,
    definition: definitionOf({ name }),
    source: rowsFrom(people(3)),
  });

  it.each([
    ['another key', 'test', [{ id: 'other', key: Buffer.alloc(32, 1) }], /ENCRYPTION_KEYS .*“test”/],
    ['another key of the same id', 'test', [{ id: 'test', key: Buffer.alloc(32, 1) }], /ENCRYPTION_KEYS/],
    [
      'another access token',
      'token',
      [{ id: 'token', key: Buffer.alloc(32, 1) }],
      /HUBSPOT_ACCESS_TOKEN is another/,
    ],
  ])(
    'with %s, plan, run and undo say which setting is wrong, and nothing is lost',
    async (name, id, wrong, said) => {
      const right = syncsWith([{ id, key: Buffer.alloc(32, 7) }]);
      await right.run(orderOf(name));
      world.calls();
      const refused = { code: 'SECRET_UNREADABLE', message: expect.stringMatching(said) };
      const mistaken = syncsWith(wrong);
      await expect(mistaken.plan(orderOf(name))).rejects.toMatchObject(refused);
      await expect(mistaken.run(orderOf(name))).rejects.toMatchObject(refused);
      await expect(mistaken.undo({ portalId: PORTAL, name })).rejects.toMatchObject(refused);
      expect(world.calls()).toEqual([]);
      expect(await right.run(orderOf(name))).toMatchObject({ unchanged: 3, calls: 0 });
    },
  );
});
