import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import { calendarOf, callsOf } from './estimate.ts';
import type { Caps, Costs } from './estimate.ts';

const WEEKDAYS = [1, 2, 3, 4, 5];
const HOURS = { weekdays: WEEKDAYS, startMinute: 9 * 60 };
const free: Caps = { campaign: null, mailbox: null };
/** Monday, Wednesday, and the Monday after. */
const CHAIN = '2026-12-07T10:05 2026-12-09T10:05 2026-12-14T10:05';
const calendar = (chains: Record<string, number>, caps: Caps, weekdays: readonly number[] = WEEKDAYS) =>
  Object.fromEntries(
    calendarOf({ chains, enrolled: 0, leftOut: {}, emails: 0, unowned: 0, mails: [] }, caps, {
      weekdays,
      startMinute: 9 * 60,
    }).map(({ day, emails }) => [day, emails]),
  );

describe('the calendar of a campaign', () => {
  it('is what was planned where nothing holds emails up', () => {
    expect(calendar({ [CHAIN]: 5, '2026-12-09T09:00': 2 }, free)).toEqual({
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
    expect(calendar({ '2026-12-11T12:00': 5 }, { campaign: null, mailbox: 3 })).toEqual({
      '2026-12-11': 3,
      '2026-12-14': 2,
    });
    expect(calendar({ '2026-12-11T12:00': 5 }, { campaign: 3, mailbox: null }, [5, 6])).toEqual({
      '2026-12-11': 3,
      '2026-12-12': 2,
    });
  });

  it('knows emails that leave on the same day', () => {
    expect(calendar({ '2026-12-07T09:00 2026-12-07T11:00': 4 }, { campaign: 5, mailbox: null })).toEqual({
      '2026-12-07': 5,
      '2026-12-08': 3,
    });
  });
});

describe('the calls of a campaign', () => {
  const costs: Costs = { takesOwnership: true, completes: true, gapMs: 0, logged: true, asked: 0 };
  const four = '2026-12-07T10:05 2026-12-09T10:05 2026-12-14T10:05 2026-12-16T10:05';
  const calls = (
    change: Partial<Costs>,
    {
      enrolled = 200,
      leftOut = 0,
      unowned = 0,
      chains = { [four]: 200 },
      cap = null,
    }: {
      enrolled?: number;
      leftOut?: number;
      unowned?: number;
      chains?: Record<string, number>;
      cap?: number | null;
    } = {},
  ) => {
    const sum = { enrolled, leftOut: { gone: leftOut }, emails: 0, unowned, chains, mails: [] };
    const calendar = calendarOf(sum, { campaign: cap, mailbox: null }, HOURS);
    const { now, later, words } = callsOf(sum, calendar, { ...costs, ...change });
    const [, emails, back] = /Emails: (\d+).* Handing back: (\d+)\./.exec(words) ?? [];
    expect(Number(emails) + Number(back)).toBe(later);
    return { now, emails: Number(emails), back: Number(back) };
  };

  it('come of batches of a hundred', () => {
    expect(calls({})).toEqual({ now: 11, emails: 16, back: 10 });
    expect(calls({ takesOwnership: false })).toEqual({ now: 9, emails: 16, back: 6 });
    expect(calls({}, { leftOut: 100, unowned: 60 })).toMatchObject({ now: 2 + 2 + 3 + 3 + 6 });
  });

  it('are more where emails are spread: by a limit over days, by a mailbox over the day', () => {
    // 120 and 80 go back on two days.
    expect(calls({}, { cap: 120 })).toMatchObject({ emails: 4 * 2 * (2 + 1), back: 4 * (2 + 1) + 2 });
    const left = { takesOwnership: false };
    // The 120 are told a second time that the campaign is over.
    expect(calls(left, { cap: 120 })).toMatchObject({ back: 3 * (2 + 1) + 1 });
    // 200 a minute apart, which is 40 times 5 minutes.
    expect(calls({ gapMs: MINUTE })).toMatchObject({ emails: 4 * 2 * 40, back: 4 * 40 + 2 });
    expect(calls({ gapMs: SECOND })).toMatchObject({ emails: 16, back: 10 });
  });

  it('count what leaves within 5 minutes together, and what a day did not take at the beginning of the next', () => {
    const at = (time: string) => four.replaceAll('10:05', time);
    expect(calls({}, { chains: { [at('10:05')]: 50, [at('10:09')]: 50 } })).toMatchObject({ emails: 4 * 2 });
    expect(calls({}, { chains: { [at('10:05')]: 50, [at('15:00')]: 50 } })).toMatchObject({
      emails: 4 * 2 * 2,
    });
    // 30 at 10:05; 20 of the day before at 9:00, and 10 at 10:05 on the day after.
    const emails = calls({}, { chains: { '2026-12-07T10:05': 50, '2026-12-08T10:05': 10 }, cap: 30 });
    expect(emails).toMatchObject({ emails: 2 * (1 + 2) });
  });

  it('are fewer where emails are not logged, more where each address is asked about', () => {
    expect(calls({ logged: false })).toMatchObject({ emails: 8 });
    expect(calls({ asked: 2 })).toMatchObject({ emails: 16 + 2 * 800 });
  });

  it('end with the contacts where the campaign goes on to enroll', () => {
    expect(calls({ completes: false }, { cap: 120 })).toMatchObject({ back: 4 * (2 + 1) });
  });
});
