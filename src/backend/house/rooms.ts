import { activityRoom } from '../activity/room.ts';
import { appPagesRoom } from '../app-pages/room.ts';
import { assistantsRoom } from '../assistants/room.ts';
import { budgetRoom } from '../budget/room.ts';
import { campaignsRoom } from '../campaigns/room.ts';
import { campaignRulesRoom } from '../campaign-rules/room.ts';
import { campaignPagesRoom } from '../campaign-pages/room.ts';
import { disconnectRoom } from '../disconnect/room.ts';
import { enrollingRoom } from '../enrolling/room.ts';
import { exclusionsRoom } from '../exclusions/room.ts';
import { fieldMappingRoom } from '../field-mapping/room.ts';
import { healthRoom } from '../health/room.ts';
import { outboxRoom } from '../hubspot/outbox/room.ts';
import { hubspotRoom } from '../hubspot/room.ts';
import { jobsRoom } from '../jobs/room.ts';
import { journalRoom } from '../journal/room.ts';
import { knowledgeRoom } from '../knowledge/room.ts';
import { leadStatusRoom } from '../lead-status/room.ts';
import { leadsRoom } from '../leads/room.ts';
import { mailServerRoom } from '../mail-server/room.ts';
import { mailRoom } from '../mail/room.ts';
import { modelProviderRoom } from '../model-provider/room.ts';
import { modelWriterRoom } from '../model-writer/room.ts';
import { modelTrialRoom } from '../model-trial/room.ts';
import { phrasesRoom } from '../phrases/room.ts';
import { privacyRoom } from '../privacy/room.ts';
import { reconcileRoom } from '../reconcile/room.ts';
import type { Ground } from '../room/room.ts';
import { reviewsRoom } from '../reviews/room.ts';
import { sequencesRoom } from '../sequences/room.ts';
import { settingsPageRoom } from '../settings-page/room.ts';
import { settingsRoom } from '../settings/room.ts';
import { syncsRoom } from '../syncs/room.ts';
import { timekeepingRoom } from '../timekeeping/room.ts';
import { unsubscribeRoom } from '../unsubscribe/room.ts';
import { webhooksRoom } from '../webhooks/room.ts';
import { house } from './house.ts';

/** Everything that Baton is made of. A room knows those above it, and nobody below: see docs/house.md. */
export const rooms = house<Ground>()
  .add(jobsRoom)
  .add(timekeepingRoom)
  .add(hubspotRoom)
  .add(outboxRoom)
  .add(settingsRoom)
  .add(leadStatusRoom)
  .add(mailServerRoom)
  .add(assistantsRoom)
  .add(budgetRoom)
  .add(unsubscribeRoom)
  .add(exclusionsRoom)
  .add(activityRoom)
  .add(modelProviderRoom)
  .add(phrasesRoom)
  .add(knowledgeRoom)
  .add(fieldMappingRoom)
  .add(sequencesRoom)
  .add(campaignsRoom)
  .add(modelTrialRoom)
  .add(modelWriterRoom)
  .add(mailRoom)
  .add(reviewsRoom)
  .add(leadsRoom)
  .add(enrollingRoom)
  .add(campaignRulesRoom)
  .add(syncsRoom)
  .add(privacyRoom)
  .add(webhooksRoom)
  .add(journalRoom)
  .add(reconcileRoom)
  .add(disconnectRoom)
  .add(settingsPageRoom)
  .add(appPagesRoom)
  .add(campaignPagesRoom)
  .add(healthRoom);
