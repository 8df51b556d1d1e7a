import type { AssistantsRoom } from '../assistants/open.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Journal } from '../journal/journal.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';

type Needs = Ground & {
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  leadStatus: LeadStatus;
  assistants: AssistantsRoom;
  modelProvider: ModelProviderRoom;
  webhooks: WebhooksRoom;
  journal: Journal;
  disconnect: Disconnect;
};

export const settingsPageRoom = room({
  name: 'settingsPage',
  open: async (needs: Needs) => {
    const { createSettingsView } = await import('./view.ts');
    const { settingsPageRoutes } = await import('./routes.ts');
    const { settings, assistants } = needs;
    settings.view.fill(
      createSettingsView({
        ...needs,
        inbox: needs.webhooks,
        workload: (portalId) => assistants.workload.filled(portalId),
      }),
    );
    return { api: {}, routes: settingsPageRoutes(settings.view) };
  },
});
