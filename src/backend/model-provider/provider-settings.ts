import { z } from 'zod';

export const providerKinds = ['openai', 'anthropic', 'openai-compatible'] as const;

/** Of the currency that the provider bills in, for a million tokens. */
const price = z.number('Enter a price.').min(0).max(10_000);
const MOST_TOKENS = 1_000_000_000;

/** http and https only, without a name and password in it: those would be stored unsealed. */
const baseUrl = z
  .url({ protocol: /^https?$/, error: 'Use an address like https://llm.example.com/v1' })
  .max(500)
  .refine((url) => !URL.canParse(url) || new URL(url).username === '', 'Put the key into its own field.')
  .transform((url) => url.replace(/\/+$/, ''));

/** Also where single fields are wrong: everything is said at once. */
const isRead = ({ value }: { value: unknown }): boolean => typeof value === 'object' && value !== null;

/** Which model an admin lets Baton ask, and how much it may cost. */
export const providerSettingsSchema = z
  .object({
    kind: z.enum(providerKinds).default('openai'),
    /** As the provider calls it. */
    model: z.string().trim().max(200).default(''),
    /** null: the provider's own. */
    baseUrl: baseUrl.nullable().default(null),
    /** Emails of sequences and suggested answers too, not only the reading of answers. */
    writes: z.boolean().default(false),
    dailyTokens: z.number().int().min(0).max(MOST_TOKENS).default(200_000),
    /** null: money is not counted. */
    prices: z.object({ input: price, output: price }).nullable().default(null),
    /** null: no limit but that of tokens. */
    dailyCost: z.number().min(0).max(1_000_000).nullable().default(null),
  })
  .refine((settings) => settings.kind !== 'openai-compatible' || settings.baseUrl !== null, {
    path: ['baseUrl'],
    error: 'Say where the model is served.',
    when: isRead,
  })
  .refine((settings) => settings.dailyCost === null || settings.prices !== null, {
    path: ['prices'],
    error: 'A daily cost needs the prices.',
    when: isRead,
  });
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;
