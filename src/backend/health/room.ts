import type { Jobs } from '../jobs/jobs.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';

export const healthRoom = room({
  name: 'health',
  open: async (needs: Ground & { jobs: Jobs }) => {
    const { healthRoutes } = await import('./routes.ts');
    return { api: {}, routes: healthRoutes(needs) };
  },
});
