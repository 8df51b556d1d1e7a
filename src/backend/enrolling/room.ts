import { room } from '../room/room.ts';
import { Enrolling1764760000002, ListSigns1764765000000 } from './enrolling-migration.ts';
import { MemberEntity, ReadingEntity, RunEntity } from './member-entity.ts';
import { CampaignReviewEntity } from './review-entity.ts';
import type { EnrollingNeeds } from './open.ts';

export const enrollingRoom = room({
  name: 'enrolling',
  entities: [MemberEntity, RunEntity, ReadingEntity, CampaignReviewEntity],
  migrations: [Enrolling1764760000002, ListSigns1764765000000],
  open: async (needs: EnrollingNeeds) => (await import('./open.ts')).openEnrolling(needs),
});
