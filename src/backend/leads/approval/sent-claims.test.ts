import { expect, it } from 'vitest';
import type { Claim, SourceTexts } from '../../facts/types.ts';
import { sentClaims } from './sent-claims.ts';

const sources: SourceTexts = {
  context: '',
  properties: {},
  thread: [],
  knowledge: [{ id: 'item-1', title: 'Prices', text: 'A cargo bike costs 79 EUR a month.' }],
};
const claim = (words: string, more: Partial<Claim> = {}): Claim => ({
  part: 'body',
  start: 0,
  end: words.length,
  words,
  kind: 'price',
  source: { kind: 'knowledge', id: 'item-1', excerpt: 'A cargo bike costs 79 EUR a month.' },
  reason: '',
  ...more,
});
const kept = (claims: Claim[], standsBy: string | null = null) =>
  sentClaims(claims, { sources, zone: 'UTC', standsBy });

it('keeps each claim once, with where it stood, and who stands by what stood nowhere', () => {
  expect(
    kept([claim('79 EUR'), claim('79 EUR'), claim('free', { kind: 'promise', source: null })], 'Rae Rep'),
  ).toEqual([
    {
      words: '79 EUR',
      kind: 'Price',
      label: 'Knowledge: Prices',
      excerpt: 'A cargo bike costs 79 EUR a month.',
    },
    { words: 'free', kind: 'Promise', label: 'Rae Rep stands by it', excerpt: '' },
  ]);
});

it('is small, however much an email says', () => {
  const long = 'x'.repeat(5_000);
  const many = Array.from({ length: 200 }, (_, at) =>
    claim(`${at} ${long}`, { source: { kind: 'knowledge', id: 'item-1', excerpt: long } }),
  );
  expect(kept(many)).toHaveLength(12);
  expect(JSON.stringify(kept(many)).length).toBeLessThan(4_500);
});
