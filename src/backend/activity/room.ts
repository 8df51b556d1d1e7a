import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { ActivityBehind1764739000000, ActivityEntity } from './activity-entity.ts';

export const activityRoom = room({
  name: 'activity',
  entities: [ActivityEntity],
  migrations: [ActivityBehind1764739000000],
  open: async (needs: Ground) => {
    const { createActivity } = await import('./activity.ts');
    const activity = createActivity(needs);
    return {
      api: activity,
      on: {
        async erase(tx, portalId, ids) {
          for (const id of ids) await activity.eraseContact(tx, portalId, id);
        },
      },
    };
  },
});
