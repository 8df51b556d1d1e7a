import { room } from '../room/room.ts';
import {
  AssistantApproval1764718000001,
  AssistantEntity,
  AssistantPace1764719000002,
  AssistantPlaces1764731005000,
} from './assistant-entity.ts';
import { resealMailboxes } from './mailbox-secrets.ts';
import type { AssistantsNeeds } from './open.ts';

export const assistantsRoom = room({
  name: 'assistants',
  entities: [AssistantEntity],
  migrations: [AssistantApproval1764718000001, AssistantPace1764719000002, AssistantPlaces1764731005000],
  reseal: async (database, vault) => [await resealMailboxes(database, vault)],
  async *checks(about) {
    yield* (await import('./checks.ts')).checkMailDomains(about);
  },
  open: async (needs: AssistantsNeeds) => (await import('./open.ts')).openAssistants(needs),
});
