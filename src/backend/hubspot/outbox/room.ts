import type { Jobs } from '../../jobs/jobs.ts';
import { room } from '../../room/room.ts';
import type { Ground } from '../../room/room.ts';
import type { HubSpotRoom } from '../open.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { CreateEntity } from './create-entity.ts';

export type OutboxNeeds = Ground & { jobs: Jobs; hubspot: HubSpotRoom };

export const outboxRoom = room({
  name: 'outbox',
  entities: [ContactWriteEntity, CreateEntity],
  open: async (needs: OutboxNeeds) => (await import('./open.ts')).openOutbox(needs),
});
