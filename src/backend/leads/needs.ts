import type { Activity } from '../activity/activity.ts';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { BudgetRoom } from '../budget/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import type { ModelWriterRoom } from '../model-writer/open.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { ExclusionsRoom } from '../exclusions/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { Reviews } from '../reviews/reviews.ts';
import type { UnsubscribeRoom } from '../unsubscribe/open.ts';
import type { MailRoom } from '../mail/open.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { KnowledgeRoom } from '../knowledge/open.ts';
import type { SequencesRoom } from '../sequences/open.ts';
import type { Ground } from '../room/room.ts';

/** What leads are made with. */
export type LeadsNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  leadStatus: LeadStatus;
  assistants: AssistantsRoom;
  budget: BudgetRoom;
  unsubscribe: UnsubscribeRoom;
  exclusions: ExclusionsRoom;
  activity: Activity;
  phrases: PhrasesRoom;
  sequences: SequencesRoom;
  knowledge: KnowledgeRoom;
  mail: MailRoom;
  reviews: Reviews;
  modelProvider: ModelProviderRoom;
  modelWriter: ModelWriterRoom;
};
