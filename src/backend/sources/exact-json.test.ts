import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactJson } from './exact-json.ts';

it.each([
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', 9007199254740993n],
  ['-123456789012345678901234567890', -123456789012345678901234567890n],
  ['1.10', 1.1],
  ['0.1', 0.1],
  ['1e3', 1000],
  ['1.5E-7', 1.5e-7],
  ['1e400', '1e400'],
  ['-0.0000000000', -0],
  ['12345678901234567.5', '12345678901234567.5'],
  ['123456789.123456789012', '123456789.123456789012'],
  ['{"a":[9007199254740993,"9007199254740993"]}', { a: [9007199254740993n, '9007199254740993'] }],
])('%s', (text, value) => expect(exactJson(text)).toEqual(value));

it('every double is itself', () =>
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const read = exactJson(JSON.stringify(value));
      expect(Number(read)).toBe(JSON.parse(JSON.stringify(value)));
      expect(typeof read).toBe(
        Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value))
          ? 'bigint'
          : 'number',
      );
    }),
  ));
