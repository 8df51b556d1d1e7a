import type { HubSpotRoom } from '../hubspot/open.ts';
import type { MailTransport } from '../mail-server/types.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { AssistantEntity } from './assistant-entity.ts';
import { resealMailboxes } from './mailbox-secrets.ts';

export type AssistantsNeeds = Ground & {
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  mailServer: MailTransport;
};

export const assistantsRoom = room({
  name: 'assistants',
  entities: [AssistantEntity],
  reseal: async (database, vault) => [await resealMailboxes(database, vault)],
  open: async (needs: AssistantsNeeds) => (await import('./open.ts')).openAssistants(needs),
});
