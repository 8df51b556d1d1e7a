import { describe, expect, it } from 'vitest';
import { dateIn, startOfDay } from './activity/days.ts';
import { columnsOf, columnsParam } from './leads/columns.ts';
import { activityParams, changed, leadFilterOf, leadParams, paramsOf } from './place.ts';

describe('the address of a list', () => {
  it('carries a filter there and back', () => {
    const filter = {
      state: ['Hot', 'Warm'],
      search: 'a & b, c',
      attention: 'any',
      priorOwner: ['none'],
    } as const;
    const params = paramsOf(filter);
    expect(params).toEqual({ state: 'Hot,Warm', search: 'a & b, c', attention: 'any', priorOwner: 'none' });
    expect(leadFilterOf(params)).toEqual(filter);
    expect(paramsOf({ kind: ['sent'], from: 5, to: 6 })).toEqual({ kind: 'sent', from: '5', to: '6' });
  });

  it('leaves out what filters nothing or is of another page', () => {
    const params = { state: '', search: 'kim', sort: 'name', after: 'x', user: 'ada', kind: 'sent' };
    expect(leadParams(params)).toEqual({ search: 'kim' });
    expect(activityParams(params)).toEqual({ kind: 'sent' });
    expect(paramsOf({ state: [] })).toEqual({});
  });

  it('starts at the first page when the filter or the order changes', () => {
    const params = { state: 'Hot', after: 'x', page: '3', sort: 'name' };
    expect(changed(params, { state: 'Hot,Warm' })).toEqual({ state: 'Hot,Warm', sort: 'name' });
    expect(changed(params, { state: undefined, sort: '' })).toEqual({});
    expect(changed(params, { after: 'y', page: '4' })).toEqual({ ...params, after: 'y', page: '4' });
  });

  it('names columns only when they are not the usual ones', () => {
    const usual = columnsOf(undefined).map(({ value }) => value);
    expect(columnsParam(usual)).toBeUndefined();
    expect(columnsOf(columnsParam(['step', 'company'])).map(({ value }) => value)).toEqual([
      'company',
      'step',
    ]);
    expect(columnsOf(columnsParam([]))).toEqual([]);
    expect(columnsOf('step,unheard-of')).toHaveLength(1);
  });
});

describe('days of the account', () => {
  it.each([
    ['Europe/Berlin', { year: 2026, month: 10, date: 28 }, '2026-11-27T23:00:00Z'],
    ['America/New_York', { year: 2026, month: 10, date: 28 }, '2026-11-28T05:00:00Z'],
    ['Asia/Kolkata', { year: 2026, month: 0, date: 1 }, '2025-12-31T18:30:00Z'],
    // the clocks change on these days
    ['Europe/Berlin', { year: 2026, month: 2, date: 29 }, '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', { year: 2026, month: 2, date: 30 }, '2026-03-29T22:00:00Z'],
    ['America/New_York', { year: 2026, month: 10, date: 1 }, '2026-11-01T04:00:00Z'],
    ['Pacific/Auckland', { year: 2026, month: 3, date: 6 }, '2026-04-05T12:00:00Z'],
  ])('a day of %s begins there', (zone, day, begins) => {
    expect(new Date(startOfDay(day, zone)).toISOString()).toBe(new Date(begins).toISOString());
    expect(dateIn(startOfDay(day, zone), zone)).toEqual(day);
    expect(dateIn(startOfDay(day, zone) - 1, zone)).not.toEqual(day);
  });
});
