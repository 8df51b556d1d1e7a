import { room } from '../room/room.ts';
import { AssistantEntity } from './assistant-entity.ts';
import { resealMailboxes } from './mailbox-secrets.ts';
import type { AssistantsNeeds } from './open.ts';

export const assistantsRoom = room({
  name: 'assistants',
  entities: [AssistantEntity],
  reseal: async (database, vault) => [await resealMailboxes(database, vault)],
  open: async (needs: AssistantsNeeds) => (await import('./open.ts')).openAssistants(needs),
});
