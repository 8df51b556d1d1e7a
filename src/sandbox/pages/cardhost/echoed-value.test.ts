import { describe, expect, it } from 'vitest';
import { EchoFilter } from './echoed-value.ts';

const typed = (...values: string[]) => {
  const filter = new EchoFilter<string>(Object.is);
  for (const value of values) filter.typed(value);
  return filter;
};

describe('EchoFilter', () => {
  it('ignores late echoes of what was typed', () => {
    const filter = typed('a', 'ab', 'abc');
    expect([filter.isNew('a'), filter.isNew('ab'), filter.isNew('abc')]).toEqual([false, false, false]);
  });
  it('takes a batch of echoes as one', () => {
    const filter = typed('a', 'ab');
    expect(filter.isNew('ab')).toBe(false);
    expect(filter.isNew('a')).toBe(true);
  });
  it('shows what the card decides, such as an emptied field', () => {
    const filter = typed('a', 'ab');
    filter.isNew('ab');
    expect(filter.isNew('')).toBe(true);
  });
  it('forgets what was typed once the card has decided', () => {
    const filter = typed('a', 'ab');
    expect(filter.isNew('X')).toBe(true);
    expect(filter.isNew('a')).toBe(true);
  });
});
