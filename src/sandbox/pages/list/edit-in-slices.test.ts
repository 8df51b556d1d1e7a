import { describe, expect, it } from 'vitest';
import { editInSlices } from './edit-in-slices.ts';

const ids = Array.from({ length: 25 }, (_, index) => String(index));

describe('editInSlices', () => {
  it('changes all in order and tells how far it is', async () => {
    const slices: string[][] = [];
    const progress: number[] = [];
    const result = await editInSlices(
      ids,
      async (slice) => void slices.push(slice),
      (done) => progress.push(done),
    );
    expect(result).toEqual({ done: 25, problem: null });
    expect(slices.flat()).toEqual(ids);
    expect(progress).toEqual([10, 20, 25]);
  });
  it('stops at a failure and says what was done before it', async () => {
    let calls = 0;
    const fail = async () => {
      if (++calls === 2) throw new Error('409 somebody was faster');
    };
    expect(await editInSlices(ids, fail, () => undefined)).toEqual({
      done: 10,
      problem: '409 somebody was faster',
    });
    expect(calls).toBe(2);
  });
});
