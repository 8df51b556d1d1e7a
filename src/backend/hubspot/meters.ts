import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

export interface HubSpotMeters {
  refused: Counter<'reason'>;
  calls: Histogram<'path' | 'status'>;
}

export const createHubSpotMeters = (registry: Registry): HubSpotMeters => ({
  refused: new Counter({
    name: 'baton_signatures_refused_total',
    help: 'Requests without a valid signature',
    labelNames: ['reason'],
    registers: [registry],
  }),
  calls: new Histogram({
    name: 'baton_hubspot_call_seconds',
    help: 'Calls to HubSpot',
    labelNames: ['path', 'status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  }),
});
