import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { json, key } from '../database/columns.ts';
import type { Database, Tx } from '../database/database.ts';
import { PerTransaction } from '../database/per-transaction.ts';
import type { PortalId } from '../ground/identifiers.ts';

const businessHours = z
  .object({
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    startMinute: z.number().int().min(0).max(1439),
    endMinute: z.number().int().min(1).max(1440),
  })
  .refine((hours) => hours.startMinute < hours.endMinute, 'The day must end after it starts.');

const minutesOfCheck = 'Must be a whole number of minutes from 1 to 60.';

/** What an admin sets for one account. Every value has a default, so that a fresh account works. */
export const portalSettingsSchema = z.object({
  /** Gets contacts back whose prior owner is gone. */
  fallbackOwnerId: z.string().regex(/^\d+$/).nullable().default(null),
  /** Lead state → option of `hs_lead_status`, where it differs from Baton's own mapping. null: not written. */
  leadStatusMapping: z.record(z.string(), z.string().nullable()).default({}),
  schedule: businessHours.default({ weekdays: [1, 2, 3, 4, 5], startMinute: 9 * 60, endMinute: 17 * 60 }),
  /** Time for second thoughts between the assignment and the first mail, minutes. */
  firstEmailDelayMinutes: z.number().int().min(0).max(10_080).default(5),
  /** How often Baton looks for what webhooks missed, minutes. */
  reconcileMinutes: z
    .number(minutesOfCheck)
    .int(minutesOfCheck)
    .min(1, minutesOfCheck)
    .max(60, minutesOfCheck)
    .default(5),
  /** The account's options of `hs_lead_status` as last read; null: not read yet. Values not among them are not written. */
  leadStatusOptions: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .nullable()
    .default(null),
  /** An admin asked Baton to hand everything back and leave the account; null: nobody did. */
  disconnecting: z.object({ by: z.string(), since: z.number() }).nullable().default(null),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;

interface SettingsRow {
  portalId: PortalId;
  settings: Partial<PortalSettings>;
}

export const SettingsEntity = new EntitySchema<SettingsRow>({
  name: 'PortalSettings',
  tableName: 'portal_settings',
  columns: { portalId: key({ name: 'portal_id' }), settings: json() },
});

export interface Settings {
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
