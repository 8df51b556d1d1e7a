import { describe, expect, it } from 'vitest';
import { axisTicks, chartColors, chartModel, highestValue } from './chart-data.ts';

const x = { field: 'day', fieldType: 'category' as const };
const y = { field: 'mails', fieldType: 'linear' as const, label: 'Mails' };
const rows = [
  { day: 'Mon', mails: 4, kind: 'sent' },
  { day: 'Tue', mails: 9, kind: 'sent' },
  { day: 'Tue', mails: 3, kind: 'replied' },
];

describe('chartModel', () => {
  it('makes one series without a group', () => {
    const model = chartModel({ data: rows.slice(0, 2), axes: { x, y } });
    expect(model).toMatchObject({ categories: ['Mon', 'Tue'], series: [{ name: 'Mails', values: [4, 9] }] });
  });
  it('makes one series for each group, with gaps, labels and chosen colours', () => {
    const model = chartModel({
      data: { data: rows, options: { propertyLabels: { kind: { sent: 'Sent' } } } },
      axes: { x, y, options: { groupFieldByColor: 'kind', colors: { replied: 'green' } } },
    });
    expect(model.series.map(({ name, values }) => [name, values])).toEqual([
      ['Sent', [4, 9]],
      ['replied', [null, 3]],
    ]);
    expect(model.series[1]?.color).toBe(chartColors['green']);
    expect([highestValue(model, false), highestValue(model, true)]).toEqual([9, 12]);
  });
  it('stands an empty chart', () => {
    const model = chartModel({ data: [], axes: { x, y } });
    expect([model.categories, highestValue(model, true)]).toEqual([[], 0]);
  });
});

it('ends an axis at a round number', () => {
  expect(axisTicks(0)).toEqual([0, 1]);
  expect(axisTicks(12)).toEqual([0, 3, 6, 9, 12]);
  expect(axisTicks(118)).toEqual([0, 30, 60, 90, 120]);
  expect(axisTicks(9)).toEqual([0, 2.5, 5, 7.5, 10]);
  expect(axisTicks(0.3).at(-1)).toBeCloseTo(0.4);
});
