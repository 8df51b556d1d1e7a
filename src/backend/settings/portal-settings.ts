import { z } from 'zod';

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
  /** Whose leads a rep sees on Baton's pages: their own, their teams', or all. HubSpot does not tell what it shows them. */
  repsSee: z.enum(['own', 'team', 'all']).default('own'),
  /** Another one after each change of the taught phrases: tells every process that what it knows of them is old. */
  phrasesVersion: z.string().default(''),
  /** An admin asked Baton to hand everything back and leave the account; null: nobody did. */
  disconnecting: z.object({ by: z.string(), since: z.number() }).nullable().default(null),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;
