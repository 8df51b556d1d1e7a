import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads at /metrics. Labels never hold ids of portals or people: their number has no bound. */
export interface Metrics {
  webhookEvents(result: 'stored' | 'duplicate' | 'foreign' | 'rejected', count: number): void;
  signatureRefused(reason: string): void;
  hubspotCall(path: string, status: number, ms: number): void;
  text(jobs: { waiting: number; running: number; dead: number; oldestDueMs: number }): Promise<string>;
  contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const events = new Counter({
    name: 'baton_webhook_events_total',
    help: 'Webhook events',
    labelNames: ['result'],
    registers,
  });
  const refused = new Counter({
    name: 'baton_signatures_refused_total',
    help: 'Requests without a valid signature',
    labelNames: ['reason'],
    registers,
  });
  const calls = new Histogram({
    name: 'baton_hubspot_call_seconds',
    help: 'Calls to HubSpot',
    labelNames: ['path', 'status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const jobs = new Gauge({ name: 'baton_jobs', help: 'Jobs by state', labelNames: ['state'], registers });
  const lag = new Gauge({
    name: 'baton_jobs_oldest_due_seconds',
    help: 'Age of the oldest due job',
    registers,
  });
  return {
    webhookEvents: (result, count) => events.inc({ result }, count),
    signatureRefused: (reason) => refused.inc({ reason }),
    hubspotCall: (path, status, ms) => calls.observe({ path, status: String(status) }, ms / 1000),
    contentType: registry.contentType,
    async text(state) {
      jobs.set({ state: 'waiting' }, state.waiting);
      jobs.set({ state: 'running' }, state.running);
      jobs.set({ state: 'dead' }, state.dead);
      lag.set(state.oldestDueMs / 1000);
      return registry.metrics();
    },
  };
}
