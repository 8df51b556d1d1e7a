import { room } from '../room/room.ts';
import type { DisconnectNeeds } from './open.ts';

export const disconnectRoom = room({
  name: 'disconnect',
  open: async (needs: DisconnectNeeds) => (await import('./open.ts')).openDisconnect(needs),
});
