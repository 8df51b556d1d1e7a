import { room } from '../room/room.ts';
import { Enrolling1764760000002, ListSigns1764765000000 } from './enrolling-migration.ts';
import { LeftOutEntity } from './dry-run/left-out-entity.ts';
import { MemberEntity, ReadingEntity, RunEntity } from './member-entity.ts';
import { CampaignReviewEntity } from './dry-run/review-entity.ts';
import { MemberWords1764770000002 } from './members-migration.ts';
import type { EnrollingNeeds } from './open.ts';

export const enrollingRoom = room({
  name: 'enrolling',
  entities: [MemberEntity, RunEntity, ReadingEntity, CampaignReviewEntity, LeftOutEntity],
  migrations: [Enrolling1764760000002, ListSigns1764765000000, MemberWords1764770000002],
  open: async (needs: EnrollingNeeds) => (await import('./open.ts')).openEnrolling(needs),
});
