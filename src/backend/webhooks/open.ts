import type { AssistantsRoom } from '../assistants/open.ts';
import { withPurpose } from '../hubspot/calls/purpose.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { Privacy } from '../privacy/open.ts';
import type { Counter } from 'prom-client';
import { SECOND } from '../ground/clock.ts';
import { askForPortals } from '../jobs/ask.ts';
import { plainQueue, portalQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createAnnounced } from './announced.ts';
import type { Announced } from './announced.ts';
import { createHandleEvents } from './handle-events.ts';
import { createInbox } from './inbox.ts';
import type { Inbox } from './inbox.ts';
import { countEvents } from './meters.ts';
import { webhookRoutes } from './routes.ts';
import { INBOX_QUEUE } from './store-events.ts';

export type WebhooksNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  assistants: AssistantsRoom;
  leads: LeadsRoom;
  privacy: Privacy;
};

export interface WebhooksRoom extends Pick<Inbox, 'store' | 'lastEventAt'> {
  readonly announced: Announced;
}

export async function openWebhooks(
  needs: WebhooksNeeds,
  events: Counter<'result'>,
): Promise<Opened<WebhooksRoom>> {
  const { appId } = needs.config.hubspot;
  const inbox = createInbox({
    ...needs,
    portals: needs.hubspot.portals,
    handle: createHandleEvents({
      ...needs,
      appId,
      eraseContact: needs.privacy.eraseContact,
      onChanged: (portalId, contactId) => needs.everybody.contactChanged(portalId, contactId),
    }),
  });
  const { store, lastEventAt } = inbox;
  return {
    api: { store, lastEventAt, announced: createAnnounced({ ...needs, appId }) },
    routes: webhookRoutes({ inbox, count: (counts) => countEvents(events, counts) }),
    queues: [
      portalQueue(INBOX_QUEUE, withPurpose('assignment', inbox.process)),
      plainQueue({
        name: 'inbox.purge',
        options: { concurrency: 1 },
        cron: '41 2 * * *',
        run: () => inbox.purge(),
      }),
    ],
    daemons: [
      {
        name: 'sweep inbox',
        everyMs: 10 * SECOND,
        run: async () => askForPortals(needs, INBOX_QUEUE, await inbox.portalsWithWork()),
      },
    ],
    on: {
      async erase(tx, portalId, ids) {
        for (const id of ids) await inbox.eraseContact(tx, portalId, id);
      },
    },
    drain: () => inbox.drain(),
  };
}
