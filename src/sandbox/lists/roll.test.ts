import { describe, expect, it } from 'vitest';
import { openStore } from '../ground/store.ts';
import { Roll, type Order, type Place } from './roll.ts';

const rollOf = (ids: readonly number[]) => {
  const roll = new Roll(openStore(null).collection('roll'));
  roll.join(ids.map((id) => ({ recordId: String(id), joinedAt: 0 })));
  return roll;
};
const read = (roll: Roll, order: Order, place: Partial<Place> = {}) => {
  const slice = roll.read(order, { after: undefined, before: undefined, limit: 2, ...place });
  return { ...slice, members: slice.members.map(({ recordId }) => Number(recordId)) };
};

describe('a roll', () => {
  it('is read upwards and downwards in both orders', () => {
    const roll = rollOf([30, 10, 20, 5]);
    expect(read(roll, 'recordId')).toEqual({ members: [5, 10], after: 10, before: undefined });
    expect(read(roll, 'recordId', { after: 10 })).toEqual({
      members: [20, 30],
      after: undefined,
      before: 20,
    });
    expect(read(roll, 'recordId', { before: 20 })).toEqual({
      members: [10, 5],
      after: 10,
      before: undefined,
    });
    expect(read(roll, 'position')).toEqual({ members: [30, 10], after: 2, before: undefined });
    expect(read(roll, 'position', { after: 2 }).members).toEqual([20, 5]);
    expect(read(roll, 'position', { before: 99 }).members).toEqual([5, 20]);
  });

  it('keeps cursors right while others join and leave', () => {
    const roll = rollOf([10, 20, 30]);
    const { after } = read(roll, 'position');
    roll.leave(['10', '20'], 1);
    roll.join([{ recordId: '7', joinedAt: 2 }]);
    expect(read(roll, 'position', { after }).members).toEqual([30, 7]);
    expect(read(roll, 'recordId', { after: 20 }).members).toEqual([30]);
    expect(roll.join([{ recordId: '10', joinedAt: 3 }])).toEqual(['10']);
    expect(read(roll, 'position', { after: 3 }).members).toEqual([7, 10]);
  });

  it('says once who joined and who left', () => {
    const roll = rollOf([1]);
    expect(roll.join([1, 2, 2].map((id) => ({ recordId: String(id), joinedAt: 0 })))).toEqual(['2']);
    expect(roll.leave(['2', '2', '3'], 0)).toEqual(['2']);
    expect([roll.size, roll.has('1'), roll.has('2')]).toEqual([1, true, false]);
  });

  it('reads a page of 100,000 as fast as one of 1,000', () => {
    const [small, big] = [1_000, 100_000].map((size) => ({
      size,
      roll: rollOf(Array.from({ length: size }, (_, index) => size - index)),
    }));
    const pages = ({ roll, size }: { roll: Roll; size: number }): number => {
      const startedAt = performance.now();
      for (let page = 0; page < 100; page++)
        read(roll, 'recordId', { after: (page * size) / 100, limit: 100 });
      return performance.now() - startedAt;
    };
    const fastest = (of: typeof small): number =>
      of ? Math.min(...Array.from({ length: 10 }, () => pages(of))) : NaN;
    // Rebuilt for each page, it would take a hundred times as long.
    expect(fastest(big) / fastest(small)).toBeLessThan(20);
  });
});
