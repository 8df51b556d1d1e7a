import { parseJson, rawBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { parseWebhookBatch } from '../hubspot/incoming/webhook-events.ts';
import type { Inbox } from './inbox.ts';
import type { EventCounts } from './store-events.ts';

interface Deps {
  inbox: Pick<Inbox, 'store'>;
  count(events: EventCounts): void;
}

/** HubSpot's events: verified, stored, then answered. What they cause is done afterwards. */
export const webhookRoutes = ({ inbox, count }: Deps): Route[] => [
  {
    method: 'post',
    path: '/webhooks/hubspot',
    summary: 'Receives webhook events of HubSpot',
    access: 'event',
    answers: 'Empty object, once every event is stored',
    handlers: [
      async (request, response) => {
        const { events, rejected } = parseWebhookBatch(parseJson(rawBody(request)));
        const result = await inbox.store(events);
        count({ ...result, rejected: rejected + result.refused });
        response.json({});
      },
    ],
  },
];
