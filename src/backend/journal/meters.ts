import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { SECOND } from '../ground/clock.ts';
import type { Figures } from '../http/metrics.ts';
import type { Journal } from './journal.ts';

export interface JournalMeters {
  events: Counter<'result'>;
  readAt: Gauge;
}

export const createJournalMeters = (registry: Registry): JournalMeters => ({
  events: new Counter({
    name: 'baton_journal_events_total',
    help: 'Events read from the webhooks journal; stored: those that no webhook had brought',
    labelNames: ['result'],
    registers: [registry],
  }),
  readAt: new Gauge({
    name: 'baton_journal_read_timestamp_seconds',
    help: 'When the webhooks journal was last read to its end, since 1970; absent while it is off',
    registers: [registry],
  }),
});

export const journalFigures = (journal: Pick<Journal, 'readAt'>, meters: JournalMeters): Figures => ({
  gauges: [meters.readAt],
  async read() {
    const readAt = await journal.readAt();
    return readAt === null ? [] : [{ gauge: meters.readAt, value: readAt / SECOND }];
  },
});
