import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, it } from 'vitest';
import { AssistantEntity } from '../assistants/assistant-entity.ts';
import { mailboxSeal } from '../assistants/mailbox-secrets.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { createVault } from '../vault/vault.ts';
import { MailGrantEntity } from '../mail-server/oauth/mail-grant-entity.ts';
import { ModelProviderEntity } from '../model-provider/model-provider-entity.ts';
import { TrialEntity } from '../model-trial/trial-entity.ts';
import { providerSettingsSchema } from '../model-provider/provider-settings.ts';
import { createProviders } from '../model-provider/providers.ts';
import { connectionEntities, portalEntity } from '../hubspot/portals/portal-entity.ts';
import type { PortalRow } from '../hubspot/portals/portal-entity.ts';
import { assistantId, portalId } from '../ground/identifiers.ts';
import { SyncEntity } from '../syncs/sync-entity.ts';
import { syncKeyBinding } from '../syncs/sync-keys.ts';
import { reportOf, rotateKeys } from './key-rotation.ts';

const run = promisify(execFile);
const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const [old, fresh] = [key('old', 1), key('new', 2)];
const before = createVault([old]);
const after = createVault([fresh]);
const both = [fresh, old];

const seal = (id: string, purpose: string, text: string) => before.seal(text, { portalId: id, purpose });
const portal = (id: string): PortalRow => ({
  portalId: id,
  status: 'connected',
  statusReason: null,
  credential: 'oauth',
  sealedAccessToken: seal(id, 'access-token', `access-${id}`),
  sealedRefreshToken: seal(id, 'refresh-token', `refresh-${id}`),
  accessTokenExpiresAt: 0,
  refreshDueAt: 0,
  grantedTo: null,
  refreshLease: null,
  refreshingUntil: null,
  grantNumber: 1,
  scopes: [],
  timeZone: 'UTC',
  uiDomain: 'app.hubspot.com',
  connectedByEmail: null,
  connectedByUserId: null,
  installedAt: 0,
  provisionedAt: null,
});

const blank = {
  name: 'Tara',
  role: '',
  signature: '',
  companyDescription: '',
  defaultContext: '',
  sequenceId: '',
  brochureUrl: null,
  calendarUrl: null,
  ownerId: null,
  addedByEmail: null,
  createdAt: 0,
};
const assistant = (id: string, sealed: boolean) => {
  const ids = { portalId: portalId(id), assistantId: assistantId(`tara-${id}`) };
  const sealedMailbox = sealed ? before.seal(`mailbox-${id}`, mailboxSeal(ids)) : null;
  return { ...blank, ...ids, email: `tara@${id}.example`, sealedMailbox };
};

describeOnBothDatabases(
  'rotating keys',
  [
    ...connectionEntities,
    AssistantEntity,
    MailGrantEntity,
    ModelProviderEntity,
    TrialEntity,
    SyncEntity,
  ] as never[],
  (open) => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await open();
    });

    /** More than one batch. */
    const ids = Array.from({ length: 450 }, (_, index) => String(10_000 + index));
    const fill = async (): Promise<void> => {
      for (const id of ids) {
        await database.manager.insert(portalEntity, portal(id));
        if (Number(id) % 2)
          await database.manager.insert(AssistantEntity, assistant(id, Number(id) % 3 === 0));
      }
      const disconnected = { ...portal('9'), sealedAccessToken: null, sealedRefreshToken: null };
      await database.manager.insert(portalEntity, disconnected);
    };
    const allOpen = async (): Promise<number> => {
      let opened = 0;
      for (const row of await database.manager.find(portalEntity)) {
        if (row.sealedAccessToken === null) continue;
        const binding = { portalId: row.portalId, purpose: 'access-token' };
        expect(after.open(row.sealedAccessToken, binding)).toBe(`access-${row.portalId}`);
        const refresh = { ...binding, purpose: 'refresh-token' };
        expect(after.open(row.sealedRefreshToken ?? '', refresh)).toBe(`refresh-${row.portalId}`);
        opened += 2;
      }
      for (const row of await database.manager.find(AssistantEntity)) {
        if (row.sealedMailbox === null) continue;
        expect(after.open(row.sealedMailbox, mailboxSeal(row))).toBe(`mailbox-${row.portalId}`);
        opened += 1;
      }
      return opened;
    };

    it('seals every token and mailbox with the first key, and changes nothing the second time', async () => {
      await fill();
      const result = await rotateKeys(database, both);
      expect(result).toMatchObject({ current: 0, unreadable: [] });
      expect(await allOpen()).toBe(result.resealed);
      expect(result.resealed).toBeGreaterThan(900);
      const rows = await database.manager.find(portalEntity, { order: { portalId: 'ASC' } });
      expect(await rotateKeys(database, both)).toEqual({
        resealed: 0,
        current: result.resealed,
        unreadable: [],
      });
      expect(await database.manager.find(portalEntity, { order: { portalId: 'ASC' } })).toEqual(rows);
    });

    it('seals the API key of a language model with the first key', async () => {
      const settings = providerSettingsSchema.parse({ model: 'tiny-1' });
      const change = { enabled: true, settings, apiKey: 'sk-old' };
      await createProviders({ database, vault: before }).change(portalId('1'), change);
      expect(await rotateKeys(database, both)).toMatchObject({ resealed: 1, unreadable: [] });
      const providers = createProviders({ database, vault: after });
      expect(providers.keyOf(await providers.find(portalId('1')))).toBe('sk-old');
    });

    it('reports a secret that does not decrypt, and leaves it', async () => {
      const other = createVault([key('lost', 3)]);
      const lost = other.seal('secret', { portalId: '2', purpose: 'access-token' });
      await database.manager.insert(portalEntity, portal('1'));
      await database.manager.insert(portalEntity, { ...portal('2'), sealedAccessToken: lost });
      // Moved here from another account, and a bare token that was never sealed.
      const moved = {
        ...portal('3'),
        sealedAccessToken: portal('1').sealedAccessToken,
        sealedRefreshToken: 'bare',
      };
      await database.manager.insert(portalEntity, moved);
      const result = await rotateKeys(database, both);
      expect(result).toEqual({
        resealed: 3,
        current: 0,
        unreadable: ['account 2, access-token', 'account 3, access-token', 'account 3, refresh-token'],
      });
      expect(await database.manager.findOneBy(portalEntity, { portalId: '2' })).toMatchObject({
        sealedAccessToken: lost,
      });
      expect(await database.manager.findOneBy(portalEntity, { portalId: '3' })).toMatchObject({
        sealedRefreshToken: 'bare',
      });
      const report = reportOf(result, both);
      expect(report).toContain('Do not decrypt: 3');
      expect(report).not.toMatch(/secret|bare|v1:/);
    });

    it('never puts an old token back over one that Baton stored meanwhile', async () => {
      await database.manager.insert(portalEntity, portal('1'));
      const binding = { portalId: '1', purpose: 'refresh-token' };
      let storing = true;
      const baton = (async () => {
        for (let renewal = 1; renewal <= 100; renewal += 1) {
          const sealedRefreshToken = before.seal(`renewed-${renewal}`, binding);
          await database.manager.update(portalEntity, { portalId: '1' }, { sealedRefreshToken });
        }
      })().finally(() => (storing = false));
      while (storing) await rotateKeys(database, both);
      await baton;
      await rotateKeys(database, both);
      const row = await database.manager.findOneBy(portalEntity, { portalId: '1' });
      expect(after.open(row?.sealedRefreshToken ?? '', binding)).toBe('renewed-100');
    });

    it('seals the key of a sync with the first key', async () => {
      const [portal, syncId] = [portalId('1'), 's1'];
      const sealedKey = before.seal('secret of the rows', syncKeyBinding(portal, syncId));
      const rest = { lease: null, leaseUntil: 0, nextRow: 1, createdAt: 0 };
      await database.manager.insert(SyncEntity, {
        portalId: portal,
        syncId,
        name: 'People',
        sealedKey,
        ...rest,
      });
      await rotateKeys(database, both);
      const row = await database.manager.findOneByOrFail(SyncEntity, { syncId });
      expect(after.open(row.sealedKey, syncKeyBinding(portal, syncId))).toBe('secret of the rows');
    });

    it('runs as a command and prints counts', async () => {
      await database.manager.insert(portalEntity, portal('1'));
      const environment = {
        PATH: process.env['PATH'],
        DATABASE_URL: database.url,
        PUBLIC_URL: 'https://baton.example.com',
        HUBSPOT_CLIENT_ID: 'id',
        HUBSPOT_CLIENT_SECRET: 'secret',
        ENCRYPTION_KEYS: both.map(({ id, key: bytes }) => `${id}:${bytes.toString('base64')}`).join(','),
      };
      const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'rotate-keys.ts')], {
        env: environment,
      });
      expect(stdout).toContain('Sealed anew with key new: 2. Were already: 0. Do not decrypt: 0.');
      expect(stdout).toContain('Keep old behind new');
    });
  },
);
