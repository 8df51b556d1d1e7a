import type { AssistantsRoom } from '../assistants/open.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { ReconcileRoom } from '../reconcile/open.ts';
import type { Exclusions } from '../exclusions/exclusions.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Journal } from '../journal/journal.ts';
import type { KnowledgeRoom } from '../knowledge/open.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { MailRoom } from '../mail/open.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SequencesRoom } from '../sequences/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';

type Needs = Ground & {
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  reconcile: ReconcileRoom;
  settings: SettingsRoom;
  leadStatus: LeadStatus;
  assistants: AssistantsRoom;
  fieldMapping: FieldMapping;
  sequences: SequencesRoom;
  exclusions: Exclusions;
  phrases: PhrasesRoom;
  knowledge: KnowledgeRoom;
  modelProvider: ModelProviderRoom;
  mail: MailRoom;
  leads: LeadsRoom;
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
