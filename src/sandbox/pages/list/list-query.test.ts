import { describe, expect, it } from 'vitest';
import { readListQuery, writeListQuery } from './list-query.ts';

const read = (path: string) => readListQuery(new URL(path, 'http://x').searchParams);

describe('the list in the address', () => {
  it('reads what it writes', () => {
    const query = { text: 'anna & co', ownerId: 'none', limit: 100, trail: ['50', '100'] };
    expect(read(writeListQuery('4242', query))).toEqual(query);
  });
  it('leaves out what is usual', () => {
    expect(writeListQuery('1', { text: '', ownerId: '', limit: 50, trail: [] })).toBe('/?portal=1');
  });
  it('takes only page sizes it offers', () => {
    expect(read('/?limit=7').limit).toBe(50);
    expect(read('/?limit=100000').limit).toBe(50);
  });
});
