import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { createAsk } from './ask.ts';
import type { Ask } from './ask.ts';
import { createBudget } from './budget.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { createPause } from './pause.ts';
import { createProviders } from './providers.ts';
import { modelProviderRoutes } from './routes.ts';
import { languageModelPart } from './settings-part.ts';

export type ModelProviderNeeds = Ground & { settings: SettingsRoom };

export interface ModelProviderRoom {
  readonly ask: Ask;
  /** The name of the model that an account lets Baton ask; null: none. */
  modelOf(portalId: PortalId): Promise<string | null>;
  /** What the settings page shows of it. */
  settingsPart(portalId: PortalId): Promise<SettingsView['languageModel']>;
}

export async function openModelProvider(needs: ModelProviderNeeds): Promise<Opened<ModelProviderRoom>> {
  const { fetch, close } = createGuardedFetch(needs.config.modelProviderOrigins);
  const parts = {
    ...needs,
    fetch,
    providers: createProviders(needs),
    budget: createBudget(needs),
    pause: createPause(needs),
  };
  return {
    api: {
      ask: createAsk(parts),
      async modelOf(portalId) {
        const { enabled, settings } = await parts.providers.find(portalId);
        return enabled ? settings.model : null;
      },
      settingsPart: (portalId) => languageModelPart(parts, portalId),
    },
    routes: modelProviderRoutes({ ...parts, view: needs.settings.view }),
    close,
  };
}
