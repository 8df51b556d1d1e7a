import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { SuppressionEntity } from './suppression-entity.ts';

export const unsubscribeRoom = room({
  name: 'unsubscribe',
  entities: [SuppressionEntity],
  open: async (needs: Ground) => (await import('./open.ts')).openUnsubscribe(needs),
});
