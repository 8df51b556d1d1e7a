import { describe, expect, it } from 'vitest';
import { ago, clockTime, fullTime, nextWorkingMorning, shortDate } from './time.ts';

const at = (iso: string) => Date.parse(iso);
const next = (iso: string, zone: string) => new Date(nextWorkingMorning(at(iso), zone)).toISOString();

describe('nextWorkingMorning', () => {
  it('is today before nine', () => {
    expect(next('2026-11-23T07:00:00Z', 'Europe/Berlin')).toBe('2026-11-23T08:00:00.000Z');
  });
  it('is tomorrow at nine sharp and later', () => {
    expect(next('2026-11-23T08:00:00Z', 'Europe/Berlin')).toBe('2026-11-24T08:00:00.000Z');
  });
  it('skips the weekend', () => {
    expect(next('2026-11-20T18:00:00Z', 'America/New_York')).toBe('2026-11-23T14:00:00.000Z');
  });
  it("goes by the zone's date, not by UTC's", () => {
    expect(next('2026-11-22T23:30:00Z', 'Asia/Tokyo')).toBe('2026-11-23T00:00:00.000Z');
  });
  it('keeps nine o’clock across a change to summer time', () => {
    expect(next('2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-30T07:00:00.000Z');
  });
});

describe('times as text', () => {
  const now = at('2026-11-23T12:00:00Z');
  it.each([
    ['2026-11-23T11:59:30Z', 'now'],
    ['2026-11-23T11:55:00Z', '5 min ago'],
    ['2026-11-23T09:00:00Z', '3 h ago'],
    ['2026-11-22T13:00:00Z', 'Yesterday'],
    ['2026-11-20T13:00:00Z', '20 Nov'],
    ['2025-11-20T13:00:00Z', '20 Nov 2025'],
    ['2026-11-30T13:00:00Z', '30 Nov'],
  ])('%s is %s', (iso, text) => expect(ago(at(iso), now, 'UTC')).toBe(text));

  it('shows dates in the zone it is given', () => {
    expect(shortDate(at('2026-11-23T23:30:00Z'), now, 'Europe/Berlin')).toBe('24 Nov');
    expect(fullTime(at('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toBe('Tue, 24 Nov 2026, 00:30');
    expect(clockTime(at('2026-11-23T23:30:05Z'), 'Europe/Berlin')).toBe('00:30:05');
  });
});
