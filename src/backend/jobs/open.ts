import type { Ground, Opened } from '../room/room.ts';
import { createJobs } from './create-jobs.ts';
import type { Jobs } from './jobs.ts';
import { jobFigures } from './meters.ts';
import type { JobMeters } from './meters.ts';

export async function openJobs(needs: Ground, meters: JobMeters): Promise<Opened<Jobs>> {
  const jobs = await createJobs(needs);
  return { api: jobs, figures: [jobFigures(jobs, meters)], on: { pullIn: () => jobs.pullIn() } };
}
