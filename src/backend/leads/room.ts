import type { Activity } from '../activity/activity.ts';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import type { MailRoom } from '../mail/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { UnsubscribeRoom } from '../unsubscribe/open.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import { LeadLineEntity } from './list/line-entity.ts';

export type LeadsNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  leadStatus: LeadStatus;
  assistants: AssistantsRoom;
  unsubscribe: UnsubscribeRoom;
  activity: Activity;
  mail: MailRoom;
};

export const leadsRoom = room({
  name: 'leads',
  entities: [LeadEntity, LeadLineEntity],
  open: async (needs: LeadsNeeds) => (await import('./open.ts')).openLeads(needs),
});
