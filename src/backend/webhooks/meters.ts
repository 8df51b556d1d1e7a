import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { EventCounts } from './store-events.ts';

export const createWebhookMeters = (registry: Registry) =>
  new Counter({
    name: 'baton_webhook_events_total',
    help: 'Webhook events',
    labelNames: ['result'],
    registers: [registry],
  });

export function countEvents(
  counter: Counter<'result'>,
  { stored, duplicates, foreign, rejected }: EventCounts,
): void {
  for (const [result, count] of Object.entries({ stored, duplicate: duplicates, foreign, rejected }))
    counter.inc({ result }, count);
}
