import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Figures } from '../http/metrics.ts';
import type { Troubles } from './calls/troubles.ts';

export interface HubSpotMeters {
  refused: Counter<'reason'>;
  calls: Histogram<'path' | 'status'>;
  accounts: Gauge;
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
  accounts: new Gauge({
    name: 'baton_hubspot_accounts_refused',
    help: 'Accounts whose calls HubSpot refuses for a reason that is not in their data',
    registers: [registry],
  }),
});

export const hubspotFigures = (troubles: Pick<Troubles, 'count'>, { accounts }: HubSpotMeters): Figures => ({
  gauges: [accounts],
  read: async () => [{ gauge: accounts, value: await troubles.count() }],
});
