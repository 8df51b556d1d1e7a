import { z } from 'zod';
import type { Activity } from '../activity/activity.ts';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { KnowledgeRoom } from '../knowledge/open.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { Reviews } from '../reviews/reviews.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { MailRoom } from '../mail/open.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';
import { plainQueue, queue, untilItSucceeds } from '../room/queue.ts';

import { BULK_QUEUE, forgetBulk, runBulk } from './bulk/run.ts';
import type { RunDeps } from './bulk/run.ts';
import { createNamesOf } from './names.ts';
import { pageRoutes } from './routes.ts';
import { createViewerOf } from './viewer.ts';
import type { ViewerOf } from './viewer.ts';

export type AppPagesNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
  activity: Activity;
  modelProvider: ModelProviderRoom;
  mail: MailRoom;
  leads: LeadsRoom;
  knowledge: KnowledgeRoom;
  reviews: Reviews;
  webhooks: WebhooksRoom;
  disconnect: Disconnect;
};

/** What other rooms with pages ask. */
export interface AppPagesRoom {
  readonly viewerOf: ViewerOf;
}

export function openAppPages(needs: AppPagesNeeds): Opened<AppPagesRoom> {
  const { hubspot, outbox, leads, config } = needs;
  const run: RunDeps = { ...needs, portals: hubspot.portals, waitingWrites: (id) => outbox.due(id) };
  const viewerOf = createViewerOf(needs);
  const routes = pageRoutes({
    ...needs,
    list: leads.list,
    reviewed: leads.reviewed,
    inbox: needs.webhooks,
    namesOf: createNamesOf(needs),
    viewerOf,
    publicUrl: config.publicUrl,
  });
  const bulk = queue({
    name: BULK_QUEUE,
    options: { concurrency: 2, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), id: z.string() }),
    run: (job) => runBulk(run, job),
  });
  const forget = plainQueue({
    name: 'app-pages.forget-bulk',
    options: { concurrency: 1 },
    cron: '17 3 * * *',
    run: () => forgetBulk(run),
  });
  return { api: { viewerOf }, routes, queues: [bulk, forget] };
}
