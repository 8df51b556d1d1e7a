import { room } from '../room/room.ts';
import type { UnsubscribeNeeds } from './open.ts';
import { SuppressionEntity } from './suppression-entity.ts';

export const unsubscribeRoom = room({
  name: 'unsubscribe',
  entities: [SuppressionEntity],
  open: async (needs: UnsubscribeNeeds) => (await import('./open.ts')).openUnsubscribe(needs),
});
