import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { jobEntities } from './job-entity.ts';
import { createJobMeters } from './meters.ts';
import type { JobMeters } from './meters.ts';

export const jobsRoom = room({
  name: 'jobs',
  entities: jobEntities,
  meters: createJobMeters,
  open: async (needs: Ground, meters: JobMeters) => (await import('./open.ts')).openJobs(needs, meters),
});
