import { describe, expect, it } from 'vitest';
import type { AnswerContent, Review } from '../../reviews/review-entity.ts';
import { decidedWords } from './words.ts';

const cancelled = (content: Partial<AnswerContent>) =>
  ({ kind: 'answer', state: 'cancelled', settledBy: null, settledAt: 0, content }) as Review;

describe('who was first', () => {
  it('is what happened meanwhile, and a reply that was on its way did not leave', () => {
    expect(decidedWords(cancelled({ problem: null }), 'UTC')).toBe(
      'It is settled by what happened meanwhile: see the contact.',
    );
    expect(decidedWords(cancelled({ problem: 'Do Not Contact' }), 'UTC')).toMatch(
      /^The last reply was not sent\. /,
    );
  });
});
