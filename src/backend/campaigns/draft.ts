import { z } from 'zod';
import type { CampaignDraft } from '../../cards/campaigns/contract.ts';
import { storable } from '../ground/text.ts';
import { campaignRules } from './rules.ts';

const words = (max: number, what: string) =>
  z
    .string()
    .max(max, `${what} is too long: ${max} characters at most.`)
    .transform(storable)
    .pipe(z.string().trim());
const id = z.string().max(64);
const moment = z.number().int().min(0).max(8_640_000_000_000_000).nullable();

/** What a person may decide about a campaign. What is missing for its start is told by `missingIn`. */
export const campaignDraft = z.strictObject({
  name: words(120, 'The name').pipe(z.string().min(1, 'Give the campaign a name.')),
  goal: words(500, 'The goal').default(''),
  list: z.strictObject({ id: id.min(1), name: words(500, 'The name of the list') }).nullable(),
  assistantId: id,
  sequenceId: id,
  takesOwnership: z.boolean(),
  approval: z.enum(['assistant', 'none', 'first', 'all', 'marked']),
  automatic: z.boolean(),
  leaving: z.enum(['keep', 'pause', 'stop']),
  startAt: moment,
  endAt: moment,
  hours: z
    .strictObject({
      weekdays: z.array(z.number().int().min(1).max(7)).min(1, 'Choose at least one day of the week.').max(7),
      startMinute: z.number().int().min(0).max(1439),
      endMinute: z.number().int().min(1).max(1440),
    })
    .refine((hours) => hours.startMinute < hours.endMinute, 'The day must end after it starts.')
    .nullable(),
  dailyCap: z
    .number('The daily cap must be a whole number of emails, at least 1.')
    .int('The daily cap must be a whole number of emails, at least 1.')
    .min(1, 'The daily cap must be a whole number of emails, at least 1.')
    .max(1_000_000)
    .nullable(),
  protectedOwners: z.array(id).max(200, 'These are too many owners: 200 at most.'),
  rules: campaignRules.optional(),
}) satisfies z.ZodType<CampaignDraft>;

/** What has to be decided before the campaign can start, one sentence each; `now`: epoch ms. */
export function missingIn({ list, assistantId, startAt, endAt }: CampaignDraft, now: number): string[] {
  return [
    ...(list === null ? ['Choose the HubSpot list whose contacts are to be enrolled.'] : []),
    ...(assistantId === '' ? ['Choose the assistant who writes.'] : []),
    ...(endAt !== null && endAt <= now ? ['Its end is over: choose a later one, or none.'] : []),
    ...(startAt !== null && endAt !== null && endAt <= startAt ? ['Its end lies before its start.'] : []),
  ];
}
