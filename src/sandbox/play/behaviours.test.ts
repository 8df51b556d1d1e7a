import { describe, expect, it } from 'vitest';
import { seededRandom } from '../ground/random.ts';
import { behaviours, planWeek } from './behaviours.ts';

const plan = (contacts: number, seed: number) => planWeek(contacts, seededRandom(seed));

describe('what contacts will do', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(20, 7)).toEqual(plan(20, 7));
    expect(plan(20, 7)).not.toEqual(plan(20, 8));
    // Whoever comes later changes nothing for those before.
    expect(plan(8, 7)).toEqual(plan(20, 7).slice(0, 8));
  });

  it('has everything once before anything comes twice', () => {
    const firsts = plan(behaviours.length, 3).map(([first]) => first?.behaviour ?? 'does not answer');
    expect(new Set(firsts)).toEqual(new Set(behaviours));
  });

  it('lets those who are away do something when they are back, and servers answer at once', () => {
    for (let seed = 0; seed < 50; seed += 1)
      for (const [first, second, ...more] of plan(behaviours.length, seed)) {
        expect(more).toEqual([]);
        if (first?.behaviour !== 'is away') expect(second).toBeUndefined();
        if (first?.behaviour === 'is away' || first?.behaviour === 'cannot be reached')
          expect(first).toMatchObject({ afterMail: 1, delayMs: 60_000 });
        else if (first) expect(first.delayMs).toBeGreaterThan(20 * 60_000);
      }
  });
});
