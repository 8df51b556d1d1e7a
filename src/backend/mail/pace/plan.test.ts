import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import { allowanceOf, gapOf, isProactive, troubleOf, withJitter } from './plan.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const after = (days: number, dailyCap: number | null = 320) =>
  allowanceOf({ dailyCap, warmUpSince: NOW - days * DAY }, NOW);

describe('what a mailbox may send a day', () => {
  it.each([
    [0, 20],
    [6, 20],
    [7, 40],
    [14, 80],
    [21, 160],
  ])('is little while it is new: on day %i %i', (day, mails) =>
    expect(after(day)).toEqual({ mails, warming: true }),
  );

  it('is the cap after four weeks, and at once without a warm-up', () => {
    expect(after(28)).toEqual({ mails: 320, warming: false });
    expect(allowanceOf({ dailyCap: 320, warmUpSince: null }, NOW)).toEqual({ mails: 320, warming: false });
  });

  it('is never more than a small cap, and unlimited without one', () => {
    expect(after(0, 15)).toEqual({ mails: 15, warming: false });
    expect(after(0, null)).toBeNull();
  });

  it('is little, too, while the clock is set back before the warm-up', () =>
    expect(after(-3)).toEqual({ mails: 20, warming: true }));
});

it('spreads all mails of a day over the first half of it, and none leaves right behind another', () => {
  expect(gapOf(80, 8 * HOUR)).toBe(3 * MINUTE);
  expect(gapOf(10_000, 8 * HOUR)).toBe(20 * SECOND);
  expect(gapOf(1, 8 * HOUR)).toBe(5 * MINUTE);
  expect([withJitter(60_000, 0), withJitter(60_000, 0.999)]).toEqual([30_000, 89_940]);
});

it.each([
  ['step', true],
  ['later', true],
  ['brochure', false],
  ['reply', false],
  ['forward', false],
] as const)('holds a %s: %s', (kind, held) => expect(isProactive({ kind })).toBe(held));

describe('a mailbox rests', () => {
  const day = (sent: number, bounced: number, complained: number) => ({ sent, bounced, complained });

  it.each([
    [[day(60, 4, 0), day(20, 4, 0)], '8 of 80 emails came back'],
    [[day(500, 0, 1), day(400, 0, 2)], '3 people marked its emails as spam, of 900'],
    [[day(0, 8, 0)], '8 of 0 emails came back'],
  ])('when too much comes back or is complained about', (days, words) =>
    expect(troubleOf(days)).toContain(words),
  );

  it.each([
    ['few of few', [day(10, 7, 2)]],
    ['many of very many', [day(200, 19, 0)]],
    ['nothing', []],
  ])('not for %s', (_what, days) => expect(troubleOf(days)).toBeNull());
});
