import type { Database, Tx } from '../database/database.ts';
import { PerTransaction } from '../database/per-transaction.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { SettingsEntity } from './settings-entity.ts';
import { portalSettingsSchema } from './portal-settings.ts';
import type { PortalSettings } from './portal-settings.ts';

export interface Settings {
  /** Whether an admin, or Baton, ever set anything for the account. */
  isKnown(portalId: PortalId, tx: Tx): Promise<boolean>;
  get(portalId: PortalId, tx?: Tx): Promise<PortalSettings>;
  /** Changes the given values and leaves the others. */
  change(portalId: PortalId, change: Partial<PortalSettings>, tx?: Tx): Promise<PortalSettings>;
}

export function createSettings({ database }: { database: Database }): Settings {
  const known = new PerTransaction<PortalSettings>();
  const changeIn = async (tx: Tx, portalId: PortalId, changed: Partial<PortalSettings>) => {
    const settings = await change(tx, portalId, changed);
    known.of(tx).set(portalId, settings);
    return settings;
  };
  return {
    isKnown: (portalId, tx) => tx.existsBy(SettingsEntity, { portalId }),
    async get(portalId, tx = database.manager) {
      const settings = known.of(tx).get(portalId) ?? (await read(tx, portalId));
      known.of(tx).set(portalId, settings);
      return settings;
    },
    change: (portalId, changed, tx) =>
      tx ? changeIn(tx, portalId, changed) : database.transaction((own) => changeIn(own, portalId, changed)),
  };
}

async function read(tx: Tx, portalId: PortalId, lock?: 'pessimistic_write'): Promise<PortalSettings> {
  const where = { where: { portalId }, ...(lock ? { lock: { mode: lock } } : {}) };
  const row = await tx.findOne(SettingsEntity, where);
  return portalSettingsSchema.parse(row?.settings ?? {});
}

/** Two at once: the row is there before it is locked, so that the second one sees what the first one wrote. */
async function change(tx: Tx, portalId: PortalId, changed: Partial<PortalSettings>): Promise<PortalSettings> {
  const empty = { portalId, settings: {} };
  await tx.createQueryBuilder().insert().into(SettingsEntity).values(empty).orIgnore().execute();
  // SQLite lets one transaction write at a time anyway, and knows no row locks.
  const locks = tx.connection.options.type === 'postgres';
  const settings = portalSettingsSchema.parse({
    ...(await read(tx, portalId, locks ? 'pessimistic_write' : undefined)),
    ...changed,
  });
  await tx.update(SettingsEntity, { portalId }, { settings });
  return settings;
}
