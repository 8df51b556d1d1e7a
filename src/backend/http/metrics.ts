import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { SECOND } from '../ground/clock.ts';
import { withinTime } from './within-time.ts';

/** What this process counts itself must not wait for what the database has. */
const PATIENCE_MS = SECOND;

/** What all processes together have: it stands in the database, and is read whenever somebody looks. */
export interface Figures {
  readonly gauges: readonly Gauge[];
  /** Values of these gauges. Labels never hold ids of portals or people: their number has no bound. */
  read(): Promise<readonly Measured[]>;
}

/** A gauge without a value has nothing to tell. */
export interface Measured {
  gauge: Gauge;
  labels?: Record<string, string>;
  value: number;
}

/** What Prometheus reads at /metrics. */
export interface Metrics {
  /** Where rooms register what they count. */
  readonly registry: Registry;
  /** Adds figures that are read with each look. */
  watch(figures: readonly Figures[]): void;
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
  const figures: Figures[] = [];
  return {
    registry,
    watch: (more) => void figures.push(...more),
    async text() {
      const read = await withinTime(PATIENCE_MS, readAll(figures), null);
      up.set(read ? 1 : 0);
      // Without an answer they are absent: old values would look healthy.
      for (const gauge of figures.flatMap(({ gauges }) => gauges))
        for (const { labels } of (await gauge.get()).values) gauge.remove(labels);
      for (const { gauge, labels = {}, value } of read?.flat() ?? []) gauge.set(labels, value);
      return registry.metrics();
    },
  };
}

/** Null: the database does not answer. */
async function readAll(figures: readonly Figures[]) {
  try {
    return await Promise.all(figures.map((some) => some.read()));
  } catch {
    return null;
  }
}
