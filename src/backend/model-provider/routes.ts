import { z } from 'zod';
import type { LanguageModelTest } from '../../cards/settings/contract.ts';
import { SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { callerOf } from '../http/caller.ts';
import { answer, checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';
import { askNow } from './ask.ts';
import type { AskDeps, Question } from './ask.ts';
import { providerSettingsSchema } from './provider-settings.ts';
import type { ProviderChange } from './providers.ts';

type Deps = AskDeps & { view: SettingsViewSlot };

const beside = z.object({
  enabled: z.boolean(),
  /** Absent: as it is. null: none. Never sent back. */
  apiKey: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[\x21-\x7e]+$/, 'A key has no spaces.')
    .nullish(),
});

/** As an admin sends what the form says. */
export const sentSettings = z.intersection(providerSettingsSchema, beside);

/** @throws BatonError REQUEST_INVALID */
export function readSettings(sent: unknown): ProviderChange {
  const { enabled, apiKey } = checked(beside, sent, 'body');
  return { enabled, settings: checked(providerSettingsSchema, sent, 'body'), apiKey };
}

const nothing = z.object({});
const path = '/api/settings/language-model';

/** What an admin sets and tries; the contract is src/cards/settings/contract.ts. */
export const modelProviderRoutes = (deps: Deps): Route[] => [
  settingsRoute(
    deps.view,
    { method: 'put', path, summary: 'Sets which language model is asked', body: sentSettings },
    (request, { portalId }) => deps.providers.change(portalId, readSettings(jsonBody(request, z.unknown()))),
  ),
  {
    method: 'post',
    path: `${path}/test`,
    summary: 'Asks the language model with a harmless sample',
    access: 'admin',
    body: nothing,
    answers: 'LanguageModelTest',
    handlers: [answer((request) => tryOut(deps, callerOf(request).portalId))],
  },
];

const sample: Question<{ days: string[] }> = {
  schema: z.object({ days: z.array(z.string()) }),
  system:
    'You read short notes. Answer with a JSON object: days, the English names of the weekdays in the note.',
  prompt: 'The library is open on Monday and on Thursday.',
  maxOutput: 1_000,
};

/** HubSpot gives a page's request 15 s. */
const TRIAL_MS = 12 * SECOND;

async function tryOut(deps: Deps, portalId: PortalId): Promise<LanguageModelTest> {
  const provider = await deps.providers.find(portalId);
  if (provider.settings.model === '') throw new BatonError('REQUEST_INVALID', 'Save a model first.');
  const asked = await askNow({ ...deps, timeoutMs: TRIAL_MS }, provider, sample);
  if (asked.status === 'refused') return { problem: asked.why };
  const understood = asked.value.days.map((day) => day.trim().toLowerCase()).join() === 'monday,thursday';
  if (!understood)
    return { problem: 'The model answered, but did not understand a simple note. Choose a better one.' };
  return { problem: null, ...asked.spent };
}
