import type { EntitySchema, MigrationInterface } from 'typeorm';
import { ActivityEntity } from '../activity/activity-entity.ts';
import { AssistantEntity } from '../assistants/assistant-entity.ts';
import { SuppressionEntity } from '../unsubscribe/suppressions.ts';
import { limiterEntities } from '../hubspot/limiter/limiter-entity.ts';
import { outboxEntities } from '../hubspot/outbox/outbox.ts';
import { connectionEntities } from '../hubspot/portals/portal-entity.ts';
import { InboxEntity } from '../webhooks/inbox-entity.ts';
import { JournalEntity } from '../journal/journal-entity.ts';
import { ReconcileEntity } from '../reconcile/reconcile-entity.ts';
import { InboxTurnEntity } from '../webhooks/turns.ts';
import { jobEntities } from '../jobs/job-entity.ts';
import { LeadEntity } from '../leads/lead/lead-entity.ts';
import { LeadLineEntity } from '../leads/list/line-entity.ts';
import { mailEntities } from '../mail/mail-entity.ts';
import { SettingsEntity } from '../settings/settings.ts';
import { ClockMarkEntity } from '../timekeeping/clock-mark-entity.ts';
import { Initial1763683200000 } from '../../../migrations/1763683200000-initial.ts';
import { InboxIndexes1763700000000 } from '../../../migrations/1763700000000-inbox-indexes.ts';
import { ClockMark1763800000000 } from '../../../migrations/1763800000000-clock-mark.ts';
import { LeadLines1764000000000 } from '../../../migrations/1764000000000-lead-lines.ts';
import { HubSpotTrouble1764200000000 } from '../../../migrations/1764200000000-hubspot-trouble.ts';
import { SettlingCreates1764400000000 } from '../../../migrations/1764400000000-settling-creates.ts';

/** Every table of Baton, from one set of entities for both databases. */
export const entities = [
  ...connectionEntities,
  ...limiterEntities,
  ...outboxEntities,
  ...jobEntities,
  ...mailEntities,
  ActivityEntity,
  AssistantEntity,
  ClockMarkEntity,
  InboxEntity,
  InboxTurnEntity,
  JournalEntity,
  LeadEntity,
  LeadLineEntity,
  ReconcileEntity,
  SettingsEntity,
  SuppressionEntity,
  // The list is heterogeneous; TypeORM only needs the schemas.
] as unknown as EntitySchema[];

/** In the order in which they run. A test holds them equal to the entities on both databases. */
export const migrations: (new () => MigrationInterface)[] = [
  Initial1763683200000,
  InboxIndexes1763700000000,
  ClockMark1763800000000,
  LeadLines1764000000000,
  HubSpotTrouble1764200000000,
  SettlingCreates1764400000000,
];
