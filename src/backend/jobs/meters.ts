import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { SECOND } from '../ground/clock.ts';
import type { Figures } from '../http/metrics.ts';
import type { Jobs } from './jobs.ts';

export interface JobMeters {
  jobs: Gauge<'state'>;
  oldestDue: Gauge;
}

export const createJobMeters = (registry: Registry): JobMeters => ({
  jobs: new Gauge({
    name: 'baton_jobs',
    help: 'Jobs by state',
    labelNames: ['state'],
    registers: [registry],
  }),
  oldestDue: new Gauge({
    name: 'baton_jobs_oldest_due_seconds',
    help: 'Age of the oldest due job',
    registers: [registry],
  }),
});

export const jobFigures = (jobs: Pick<Jobs, 'lag'>, meters: JobMeters): Figures => ({
  gauges: [meters.jobs, meters.oldestDue],
  async read() {
    const { waiting, running, dead, oldestDueMs } = await jobs.lag();
    return [
      ...Object.entries({ waiting, running, dead }).map(([state, value]) => ({
        gauge: meters.jobs,
        labels: { state },
        value,
      })),
      { gauge: meters.oldestDue, value: oldestDueMs / SECOND },
    ];
  },
});
