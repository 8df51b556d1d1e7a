import { describe, expect, it } from 'vitest';
import { dateFromText, dateText, timeFromText, timeText } from './date-values.ts';
import { pageWindow } from './page-window.ts';
import { linkTarget, pixels, sizeName } from './shared.ts';

describe('dates and times', () => {
  it('count months from 0, as HubSpot does', () => {
    expect(dateText({ year: 2026, month: 0, date: 5 })).toBe('2026-01-05');
    expect(dateFromText('2026-12-31')).toEqual({ year: 2026, month: 11, date: 31 });
  });
  it('are empty when there is none', () => {
    expect([dateText(null), timeText(null), dateFromText(''), timeFromText('')]).toEqual([
      '',
      '',
      null,
      null,
    ]);
  });
  it('read times with and without seconds', () => {
    expect(timeFromText('09:05:30')).toEqual({ hours: 9, minutes: 5 });
    expect(timeText({ hours: 9, minutes: 5 })).toBe('09:05');
  });
});

it.each([
  [1, 9, 5, [1, 2, 3, 4, 5]],
  [5, 9, 5, [3, 4, 5, 6, 7]],
  [9, 9, 5, [5, 6, 7, 8, 9]],
  [1, 2, 5, [1, 2]],
  [1, 0, 5, []],
])('page %i of %i shows at most %i buttons', (page, count, size, expected) =>
  expect(pageWindow(page, count, size)).toEqual(expected),
);

describe('names of sizes', () => {
  it('are short or long', () => {
    expect([pixels('sm'), pixels('small'), pixels(undefined, 3)]).toEqual([8, 8, 3]);
    expect([sizeName('extra-small', 'md'), sizeName('default', 'md'), sizeName(undefined, 'lg')]).toEqual([
      'xs',
      'md',
      'lg',
    ]);
  });
});

describe('linkTarget', () => {
  it('opens other sites in a new tab unless told otherwise', () => {
    expect(linkTarget('https://x.example')).toMatchObject({ target: '_blank', rel: 'noreferrer' });
    expect(linkTarget('/mail')).toEqual({ href: '/mail' });
    expect(linkTarget({ url: 'https://x.example', external: false })).toEqual({ href: 'https://x.example' });
  });
});
