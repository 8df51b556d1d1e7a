import { z } from 'zod';

const businessHours = z
  .object({
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    startMinute: z.number().int().min(0).max(1439),
    endMinute: z.number().int().min(1).max(1440),
  })
  .refine((hours) => hours.startMinute < hours.endMinute, 'The day must end after it starts.');

const oneLine = (max: number, tooLong: string) => z.string().trim().max(max, tooLong);
/** By language, as `en`; what is left out or empty is Baton's own. */
const disclosureWords = z
  .record(z.string().regex(/^[a-z]{2}$/), oneLine(300, 'The sentence is too long: 300 characters at most.'))
  .default({});
const closedDay = z.object({
  date: z.iso.date('This is no day: write it as 2026-12-24.'),
  name: oneLine(60, 'The name of a day is too long: 60 characters at most.'),
});

const daysOfReminder = 'Must be a whole number of days from 1 to 30.';
const timesOfReminder = 'Must be a whole number from 0 to 20.';
const callsOfBurst = 'Must be a whole number of calls from 10 to 1,000.';
const callsOfDay = 'Must be a whole number of calls from 1,000 to 20,000,000, or none.';
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
  /** Words that stand before lines of a Context, beyond Baton's own, and what each means. */
  contextLabels: z
    .array(
      z.object({
        word: z.string().trim().min(1).max(40),
        label: z.enum(['why', 'about', 'offer', 'ask', 'subject', 'tone', 'private']),
      }),
    )
    .max(50, 'An account can have 50 labels of its own.')
    .default([]),
  /** Whose leads a rep sees on Baton's pages: their own, their teams', or all. HubSpot does not tell what it shows them. */
  repsSee: z.enum(['own', 'team', 'all']).default('own'),
  /** An owner is reminded of a lead that nobody picked up so often, so many days apart; then it is at risk. */
  remindEveryDays: z
    .number(daysOfReminder)
    .int(daysOfReminder)
    .min(1, daysOfReminder)
    .max(30, daysOfReminder)
    .default(2),
  remindTimes: z
    .number(timesOfReminder)
    .int(timesOfReminder)
    .min(0, timesOfReminder)
    .max(20, timesOfReminder)
    .default(5),
  /** The assistant writes to whom an absence notice names, unless the owner says no. */
  writeToSubstitutes: z.boolean().default(false),
  /** Another one after each change of the taught phrases: tells every process that what it knows of them is old. */
  phrasesVersion: z.string().default(''),
  /** The sender's postal address, at the end of every mail; '': none is given. */
  postalAddress: z.string().trim().max(500, 'The address is too long: 500 characters at most.').default(''),
  /** Whether mails say that software writes them. */
  disclosure: z.enum(['where-required', 'always', 'never']).default('where-required'),
  disclosureWords,
  /** No mail leaves on a public holiday of the contact's country and state. */
  observeHolidays: z.boolean().default(true),
  /** Days on which the company is closed, ISO dates. */
  closedDays: z.array(closedDay).max(200, 'These are too many days: 200 at most.').default([]),
  /** Opt-outs are read from HubSpot's subscription types before each mail, and told to HubSpot. */
  shareOptOuts: z.boolean().default(false),
  /** The subscription type that Baton's mails belong to; null: only who unsubscribed from all email opted out. */
  subscriptionType: z.string().regex(/^\d+$/).nullable().default(null),
  /** Mails tell when they are opened and their links followed, where the contact's country does not ask for consent. */
  trackEngagement: z.boolean().default(false),
  /** Calls that the account may make of HubSpot; null: as many as HubSpot allows an app. */
  apiBudget: z
    .object({
      perTenSeconds: z.number(callsOfBurst).int(callsOfBurst).min(10, callsOfBurst).max(1_000, callsOfBurst),
      perDay: z
        .number(callsOfDay)
        .int(callsOfDay)
        .min(1_000, callsOfDay)
        .max(20_000_000, callsOfDay)
        .nullable(),
    })
    .nullable()
    .default(null),
  /** Off: nothing but hand-backs and opt-outs flows. `since`: when it was switched, epoch ms; null: never. */
  dataSync: z.object({ on: z.boolean(), since: z.number().nullable() }).default({ on: true, since: null }),
  /** What an admin has saved of the set-up after connecting; null: it is finished, or the account is older than it. */
  setUp: z.object({ limits: z.boolean(), dataSync: z.boolean() }).nullable().default(null),
  /** Off: neither emails nor lead and conversation status are written to HubSpot. */
  emailActivity: z
    .object({ on: z.boolean(), since: z.number().nullable() })
    .default({ on: true, since: null }),
  /** An admin asked Baton to hand everything back and leave the account; null: nobody did. */
  disconnecting: z.object({ by: z.string(), since: z.number() }).nullable().default(null),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;
