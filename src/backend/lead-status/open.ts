import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { portalQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createLeadStatus, LEAD_STATUS_QUEUE } from './options.ts';
import type { LeadStatus } from './options.ts';
import { leadStatusRoutes } from './routes.ts';

export type LeadStatusNeeds = Ground & { jobs: Jobs; hubspot: HubSpotRoom; settings: SettingsRoom };

export async function openLeadStatus({
  jobs,
  hubspot,
  settings,
}: LeadStatusNeeds): Promise<Opened<LeadStatus>> {
  const leadStatus = createLeadStatus({ jobs, options: hubspot.leadStatus, settings });
  return {
    api: leadStatus,
    routes: leadStatusRoutes(leadStatus, settings.view),
    queues: [portalQueue(LEAD_STATUS_QUEUE, leadStatus.read)],
    on: { connected: leadStatus.ask },
  };
}
