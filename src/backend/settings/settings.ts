import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { json, key } from '../database/columns.ts';
import type { Database, Tx } from '../database/database.ts';
import type { PortalId } from '../identifiers.ts';

const businessHours = z
  .object({
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    startMinute: z.number().int().min(0).max(1439),
    endMinute: z.number().int().min(1).max(1440),
  })
  .refine((hours) => hours.startMinute < hours.endMinute, 'The day must end after it starts.');

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
  reconcileMinutes: z.number().int().min(1).max(60).default(5),
  /** The account's options of `hs_lead_status` as last read; null: not read yet. Values not among them are not written. */
  leadStatusOptions: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .nullable()
    .default(null),
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
  change(portalId: PortalId, change: Partial<PortalSettings>): Promise<PortalSettings>;
}

export function createSettings(deps: { database: Database }): Settings {
  const { database } = deps;
  const get = async (portalId: PortalId, tx: Tx = database.manager): Promise<PortalSettings> => {
    const row = await tx.findOneBy(SettingsEntity, { portalId });
    return portalSettingsSchema.parse(row?.settings ?? {});
  };
  return {
    get,
    change: (portalId, change) =>
      database.transaction(async (tx) => {
        const settings = portalSettingsSchema.parse({ ...(await get(portalId, tx)), ...change });
        await tx.upsert(SettingsEntity, { portalId, settings }, ['portalId']);
        return settings;
      }),
  };
}
