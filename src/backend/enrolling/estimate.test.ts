import { describe, expect, it } from 'vitest';
import { calendarOf } from './estimate.ts';
import type { Caps } from './estimate.ts';

const WEEKDAYS = [1, 2, 3, 4, 5];
const free: Caps = { campaign: null, mailbox: null };
/** Monday, Wednesday, and the Monday after. */
const CHAIN = '2026-12-07 2026-12-09 2026-12-14';
const calendar = (chains: Record<string, number>, caps: Caps, weekdays: readonly number[] = WEEKDAYS) =>
  Object.fromEntries(
    calendarOf({ chains, enrolled: 0, leftOut: {}, emails: 0, unowned: 0, mails: [] }, caps, weekdays).map(
      ({ day, emails }) => [day, emails],
    ),
  );

describe('the calendar of a campaign', () => {
  it('is what was planned where nothing holds emails up', () => {
    expect(calendar({ [CHAIN]: 5, '2026-12-09': 2 }, free)).toEqual({
      '2026-12-07': 5,
      '2026-12-09': 7,
      '2026-12-14': 5,
    });
  });

  it('lets what a day cannot take leave on the next workday, and what follows it as much later', () => {
    expect(calendar({ [CHAIN]: 5 }, { campaign: 3, mailbox: 4 })).toEqual({
      '2026-12-07': 3,
      '2026-12-08': 2,
      '2026-12-09': 3,
      '2026-12-10': 2,
      '2026-12-14': 3,
      '2026-12-15': 2,
    });
  });

  it('leaves out the days on which nothing leaves', () => {
    expect(calendar({ '2026-12-11': 5 }, { campaign: null, mailbox: 3 })).toEqual({
      '2026-12-11': 3,
      '2026-12-14': 2,
    });
    expect(calendar({ '2026-12-11': 5 }, { campaign: 3, mailbox: null }, [5, 6])).toEqual({
      '2026-12-11': 3,
      '2026-12-12': 2,
    });
  });

  it('knows emails that leave on the same day', () => {
    expect(calendar({ '2026-12-07 2026-12-07': 4 }, { campaign: 5, mailbox: null })).toEqual({
      '2026-12-07': 5,
      '2026-12-08': 3,
    });
  });
});
