import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { SECOND } from '../ground/clock.ts';
import { withinTime } from './within-time.ts';

/** What this process counts itself must not wait for what the database has. */
const PATIENCE_MS = SECOND;

/** What all processes together have: it stands in the database, and is read whenever somebody looks. */
export interface Figure {
  gauge: Gauge;
  /** Labels never hold ids of portals or people: their number has no bound. No value: there is nothing to tell. */
  read(): Promise<readonly { labels?: Record<string, string>; value: number }[]>;
}

/** What Prometheus reads at /metrics. */
export interface Metrics {
  /** Where rooms register what they count. */
  readonly registry: Registry;
  /** Adds figures that are read with each look. */
  watch(figures: readonly Figure[]): void;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const up = new Gauge({
    name: 'baton_database_up',
    help: 'Whether the database answers within a second',
    registers: [registry],
  });
  const figures: Figure[] = [];
  return {
    registry,
    watch: (more) => void figures.push(...more),
    async text() {
      const read = await withinTime(PATIENCE_MS, readAll(figures), null);
      up.set(read ? 1 : 0);
      for (const [at, { gauge }] of figures.entries()) {
        // Without an answer they are absent: old values would look healthy.
        for (const { labels } of (await gauge.get()).values) gauge.remove(labels);
        for (const { labels = {}, value } of read?.[at] ?? []) gauge.set(labels, value);
      }
      return registry.metrics();
    },
  };
}

/** Null: the database does not answer. */
async function readAll(figures: readonly Figure[]) {
  try {
    return await Promise.all(figures.map((figure) => figure.read()));
  } catch {
    return null;
  }
}
