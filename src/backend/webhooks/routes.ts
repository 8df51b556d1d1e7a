import { parseWebhookBatch } from '../hubspot/incoming/webhook-events.ts';
import type { Inbox } from './inbox.ts';
import type { Metrics } from '../http/metrics.ts';
import { parseJson, rawBody } from '../http/routes.ts';
import type { RouteTable } from '../http/routes.ts';
import type { RequestHandler } from 'express';

/** HubSpot's events: verified, stored, then answered. What they cause is done afterwards. */
export function addWebhookRoute(
  table: RouteTable,
  guard: RequestHandler[],
  deps: { inbox: Inbox; metrics: Metrics },
): void {
  table.add(
    {
      method: 'post',
      path: '/webhooks/hubspot',
      summary: 'Receives webhook events of HubSpot',
      guard: 'hubspot-signature',
      answers: 'Empty object, once every event is stored',
    },
    ...guard,
    async (request, response) => {
      const { events, rejected } = parseWebhookBatch(parseJson(rawBody(request)));
      const result = await deps.inbox.store(events);
      deps.metrics.webhookEvents({ ...result, rejected: rejected + result.refused });
      response.json({});
    },
  );
}
