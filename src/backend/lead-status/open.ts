import { portalQueue } from '../room/queue.ts';
import type { Opened } from '../room/room.ts';
import { createLeadStatus, LEAD_STATUS_QUEUE } from './options.ts';
import type { LeadStatus } from './options.ts';
import type { LeadStatusNeeds } from './room.ts';
import { leadStatusRoutes } from './routes.ts';

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
