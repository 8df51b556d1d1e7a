import type { Counter } from 'prom-client';
import { room } from '../room/room.ts';
import { InboxEntity } from './inbox-entity.ts';
import { createWebhookMeters } from './meters.ts';
import { InboxTurnEntity } from './turn-entity.ts';
import type { WebhooksNeeds } from './open.ts';

export const webhooksRoom = room({
  name: 'webhooks',
  entities: [InboxEntity, InboxTurnEntity],
  meters: createWebhookMeters,
  open: async (needs: WebhooksNeeds, events: Counter<'result'>) =>
    (await import('./open.ts')).openWebhooks(needs, events),
});
