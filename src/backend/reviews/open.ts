import { In } from 'typeorm';
import { SECOND } from '../ground/clock.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { ReviewMeters } from './meters.ts';
import { ReviewEntity } from './review-entity.ts';
import { createReviews } from './reviews.ts';
import type { Reviews } from './reviews.ts';

export type ReviewsNeeds = Ground;

export async function openReviews(needs: ReviewsNeeds, meters: ReviewMeters): Promise<Opened<Reviews>> {
  const reviews = createReviews(needs);
  return {
    api: reviews,
    figures: [
      {
        gauges: [meters.waiting, meters.oldest],
        async read() {
          const measured = await reviews.measure();
          return measured.flatMap(({ kind, count, oldest }) => [
            { gauge: meters.waiting, labels: { kind }, value: count },
            {
              gauge: meters.oldest,
              labels: { kind },
              value: Math.max(0, needs.clock.now() - oldest) / SECOND,
            },
          ]);
        },
      },
    ],
    on: {
      pullIn: () => reviews.pullIn(),
      erase: async (tx, portalId, ids) =>
        void (await tx.delete(ReviewEntity, { portalId, contactId: In([...ids]) })),
    },
  };
}
