import { describe, expect, it } from 'vitest';
import { assistantId, ownerId } from '../../../ground/identifiers.ts';
import { assigned, lead, situation } from '../../test-leads.ts';
import { decide } from '../transitions.ts';

describe('a hand-back that is not written yet', () => {
  it('who takes it while the hand-back is under way keeps it', () => {
    const decision = decide(
      lead({ stage: 'handing_back' }),
      { type: 'owner-changed', to: ownerId('200'), toName: null, by: null },
      situation(),
    );
    expect(decision?.change).toMatchObject({ stage: 'closed', handedBackTo: '200' });
    expect(decision?.effects).toMatchObject([{ do: 'withdraw-hand-back', told: true }]);
  });

  it('who takes it is not told that nobody answered somebody else', () => {
    const decision = decide(
      lead({ stage: 'handing_back', state: 'Processed', round: 2 }),
      { type: 'owner-changed', to: ownerId('200'), toName: null, by: null },
      situation(),
    );
    expect(decision?.effects).toEqual([{ do: 'withdraw-hand-back', round: '501-2', told: false }]);
  });

  it('another assistant that is made the owner while the hand-back is under way begins', () => {
    const before = lead({ stage: 'handing_back', state: 'Processed', round: 1 });
    const other = { assistantId: assistantId('other'), assistantOwnerId: ownerId('301') };
    const decision = decide(before, assigned(other), situation());
    expect(decision?.change).toMatchObject({ ...other, stage: 'nurturing', round: 2 });
    expect(decision?.effects[0]?.do).toBe('withdraw-hand-back');
    expect(decide(before, assigned(), situation()), 'its own: not written yet').toBeNull();
  });
});
