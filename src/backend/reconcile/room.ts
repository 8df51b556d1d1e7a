import type { AssistantsRoom } from '../assistants/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';
import { ReconcileEntity } from './reconcile-entity.ts';

export type ReconcileNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
  leads: LeadsRoom;
  webhooks: WebhooksRoom;
};

export const reconcileRoom = room({
  name: 'reconcile',
  entities: [ReconcileEntity],
  open: async (needs: ReconcileNeeds) => (await import('./open.ts')).openReconcile(needs),
});
