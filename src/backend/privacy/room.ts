import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';

export type PrivacyNeeds = Ground & { jobs: Jobs; leads: LeadsRoom };

export const privacyRoom = room({
  name: 'privacy',
  open: async (needs: PrivacyNeeds) => (await import('./open.ts')).openPrivacy(needs),
});
