import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { plainQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { createAsk, isOn } from './ask.ts';
import type { Ask } from './ask.ts';
import { createBudget, forgetUsage } from './budget.ts';
import { createGuardedFetch } from '../http/guarded-fetch.ts';
import { createPause } from './pause.ts';
import { createProviders } from './providers.ts';
import { modelProviderRoutes } from './routes.ts';
import { conditionOf, languageModelPart } from './settings-part.ts';
import type { Condition } from './settings-part.ts';
import { createTryOut } from './try-out.ts';
import type { TryOut } from './try-out.ts';

export type ModelProviderNeeds = Ground & { settings: SettingsRoom };

export interface ModelProviderRoom {
  readonly ask: Ask;
  /** Asks the model to write: another switch than reading. */
  readonly askToWrite: Ask;
  /** The name of the model that an account lets Baton ask; null: none. */
  modelOf(portalId: PortalId): Promise<string | null>;
  /** Whether an account lets its model write. */
  writes(portalId: PortalId): Promise<boolean>;
  /** The accounts that do. */
  writing(): Promise<PortalId[]>;
  /** What keeps it from being asked; null: it is switched off. */
  condition(portalId: PortalId): Promise<Condition | null>;
  /** Asks a model that an admin tries, whether it is set or not. */
  readonly tryOut: TryOut;
  /** What the settings page shows of it. */
  settingsPart(portalId: PortalId): Promise<SettingsView['languageModel']>;
}

export async function openModelProvider(needs: ModelProviderNeeds): Promise<Opened<ModelProviderRoom>> {
  const { fetch, close } = createGuardedFetch(needs.config.modelProviderOrigins);
  const closing = new AbortController();
  const parts = {
    ...needs,
    closing: closing.signal,
    fetch,
    providers: createProviders(needs),
    budget: createBudget(needs),
    pause: createPause(needs),
  };
  const forget = plainQueue({
    name: 'model-provider.forget-usage',
    options: { concurrency: 1 },
    cron: '23 3 * * *',
    run: () => forgetUsage(needs),
  });
  return {
    api: {
      ask: createAsk(parts),
      askToWrite: createAsk(parts, 'writes'),
      async modelOf(portalId) {
        const { enabled, settings } = await parts.providers.find(portalId);
        return enabled ? settings.model : null;
      },
      writes: async (portalId) => isOn(await parts.providers.find(portalId), 'writes'),
      writing: parts.providers.writing,
      condition: (portalId) => conditionOf(parts, portalId),
      tryOut: createTryOut(parts),
      settingsPart: (portalId) => languageModelPart(parts, portalId),
    },
    routes: modelProviderRoutes({ ...parts, view: needs.settings.view }),
    queues: [forget],
    // A model that takes a minute must not hold up the end of the process: its question is asked again by the next.
    drain: async () => closing.abort(),
    close,
  };
}
