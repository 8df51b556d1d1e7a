import { room } from '../room/room.ts';
import type { PrivacyNeeds } from './open.ts';

export const privacyRoom = room({
  name: 'privacy',
  open: async (needs: PrivacyNeeds) => (await import('./open.ts')).openPrivacy(needs),
});
