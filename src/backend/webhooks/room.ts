import type { Counter } from 'prom-client';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { Privacy } from '../privacy/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { InboxEntity } from './inbox-entity.ts';
import { createWebhookMeters } from './meters.ts';
import { InboxTurnEntity } from './turns.ts';

export type WebhooksNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  assistants: AssistantsRoom;
  leads: LeadsRoom;
  privacy: Privacy;
};

export const webhooksRoom = room({
  name: 'webhooks',
  entities: [InboxEntity, InboxTurnEntity],
  meters: createWebhookMeters,
  open: async (needs: WebhooksNeeds, events: Counter<'result'>) =>
    (await import('./open.ts')).openWebhooks(needs, events),
});
