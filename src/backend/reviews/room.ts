import { room } from '../room/room.ts';
import { createReviewMeters } from './meters.ts';
import type { ReviewMeters } from './meters.ts';
import type { ReviewsNeeds } from './open.ts';
import { ReviewEntity } from './review-entity.ts';
import { Reviews1764718000000, ReviewsWaiting1764761000000 } from './review-migration.ts';

/** What Baton asks people: emails that wait for a decision, and answers that it does not understand. */
export const reviewsRoom = room({
  name: 'reviews',
  entities: [ReviewEntity],
  migrations: [Reviews1764718000000, ReviewsWaiting1764761000000],
  meters: createReviewMeters,
  open: async (needs: ReviewsNeeds, meters: ReviewMeters) =>
    (await import('./open.ts')).openReviews(needs, meters),
});
