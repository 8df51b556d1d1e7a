import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf, parseStorable, storable, storableData } from './text.ts';

const anyText = fc.string({ unit: 'binary' });
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

describe('texts for the database', () => {
  it.each([
    ['half an emoji \uD83D', 'half an emoji \uFFFD'],
    ['\uDE00 the other half', '\uFFFD the other half'],
    ['a\0b', 'a\uFFFDb'],
    ['😀 whole', '😀 whole'],
  ])('%j becomes %j', (text, stored) => {
    expect(storable(text)).toBe(stored);
  });

  it('are storable wherever JSON holds them, and otherwise as they were', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = JSON.stringify(value);
        const read = parseStorable(json);
        expect(read).toEqual(storableData(JSON.parse(json)));
        if (isStorable(json) && !/\\u(0000|d)/.test(json)) expect(read).toEqual(JSON.parse(json));
        expect(JSON.stringify(read)).not.toMatch(/\\u(0000|d[89a-f])/i);
      }),
    );
  });

  it('stay what they are when they are no plain data', () => {
    const at = new Date(0);
    expect(storableData({ at, bytes: Buffer.from('\0'), a: [null, 1, true, undefined] })).toEqual({
      at,
      bytes: Buffer.from('\0'),
      a: [null, 1, true, undefined],
    });
  });

  it('are never cut within a character', () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 20 }), (text, length) => {
        const cut = beginningOf(text, length);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(length);
        if (text.isWellFormed()) expect(cut.isWellFormed()).toBe(true);
      }),
    );
    expect(beginningOf('a😀', 2)).toBe('a');
    expect(beginningOf('a😀', 3)).toBe('a😀');
  });
});
