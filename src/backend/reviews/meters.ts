import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

export interface ReviewMeters {
  waiting: Gauge<'kind'>;
  oldest: Gauge<'kind'>;
}

export const createReviewMeters = (registry: Registry): ReviewMeters => ({
  waiting: new Gauge({
    name: 'baton_reviews_waiting',
    help: 'What waits for a person: emails to approve (kind draft) and answers in doubt (kind answer)',
    labelNames: ['kind'],
    registers: [registry],
  }),
  oldest: new Gauge({
    name: 'baton_reviews_oldest_seconds',
    help: 'For how long the oldest of them has been waiting',
    labelNames: ['kind'],
    registers: [registry],
  }),
});
