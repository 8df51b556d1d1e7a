import { room } from '../../room/room.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { CreateEntity } from './creates/create-entity.ts';
import type { OutboxNeeds } from './open.ts';

export const outboxRoom = room({
  name: 'outbox',
  entities: [ContactWriteEntity, CreateEntity],
  open: async (needs: OutboxNeeds) => (await import('./open.ts')).openOutbox(needs),
});
