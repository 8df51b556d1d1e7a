import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SECOND } from '../ground/clock.ts';
import type { EventCounts } from '../webhooks/store-events.ts';

/** What Prometheus reads at /metrics. Labels never hold ids of portals or people: their number has no bound. */
export interface Metrics {
  webhookEvents(counts: EventCounts): void;
  journalEvents(counts: EventCounts): void;
  signatureRefused(reason: string): void;
  hubspotCall(path: string, status: number, ms: number): void;
  /** Null: the database does not answer, and all there is to tell is what this process has counted itself. */
  text(stored: StoredFigures | null): Promise<string>;
  contentType: string;
}

/** What all processes together have: it stands in the database. */
export interface StoredFigures {
  jobs: { waiting: number; running: number; dead: number; oldestDueMs: number };
  /** Epoch ms; null: never, or it is off. */
  journalReadAt: number | null;
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
  const journal = new Counter({
    name: 'baton_journal_events_total',
    help: 'Events read from the webhooks journal; stored: those that no webhook had brought',
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
  const stored = storedFigures(registers);
  return {
    webhookEvents: (counts) => add(events, counts),
    journalEvents: (counts) => add(journal, counts),
    signatureRefused: (reason) => refused.inc({ reason }),
    hubspotCall: (path, status, ms) => calls.observe({ path, status: String(status) }, ms / SECOND),
    contentType: registry.contentType,
    text(figures) {
      stored(figures);
      return registry.metrics();
    },
  };
}

function add(counter: Counter<'result'>, { stored, duplicates, foreign, rejected }: EventCounts): void {
  for (const [result, count] of Object.entries({ stored, duplicate: duplicates, foreign, rejected }))
    counter.inc({ result }, count);
}

/** The gauges of what stands in the database. Without an answer of it they are absent: old values would look healthy. */
function storedFigures(registers: Registry[]): (figures: StoredFigures | null) => void {
  const up = new Gauge({
    name: 'baton_database_up',
    help: 'Whether the database answers within a second',
    registers,
  });
  const jobs = new Gauge({ name: 'baton_jobs', help: 'Jobs by state', labelNames: ['state'], registers });
  const lag = new Gauge({
    name: 'baton_jobs_oldest_due_seconds',
    help: 'Age of the oldest due job',
    registers,
  });
  const readAt = new Gauge({
    name: 'baton_journal_read_timestamp_seconds',
    help: 'When the webhooks journal was last read to its end, since 1970; absent while it is off',
    registers,
  });
  return (figures) => {
    up.set(figures ? 1 : 0);
    jobs.reset();
    lag.remove();
    readAt.remove();
    if (!figures) return;
    const { waiting, running, dead, oldestDueMs } = figures.jobs;
    for (const [state, count] of Object.entries({ waiting, running, dead })) jobs.set({ state }, count);
    lag.set(oldestDueMs / SECOND);
    if (figures.journalReadAt !== null) readAt.set(figures.journalReadAt / SECOND);
  };
}
