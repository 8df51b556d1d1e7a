import type { ChartProps } from '@hubspot/ui-extensions';

export const chartColors: Record<string, string> = {
  orange: '#ff8f59',
  aqua: '#51d3d9',
  purple: '#8a7bd1',
  yellow: '#f5c26b',
  pink: '#ea90b1',
  blue: '#5e9bd6',
  green: '#5dbf8d',
  darkOrange: '#c93700',
  darkAqua: '#00a4bd',
  darkPurple: '#5e4db2',
  darkYellow: '#b98513',
  darkPink: '#c2578a',
  darkBlue: '#1f5fa8',
  darkGreen: '#1c7c54',
};

export interface ChartSeries {
  name: string;
  color: string;
  /** One value for each category; null where the data has none. */
  values: (number | null)[];
}

export interface ChartModel {
  categories: string[];
  series: ChartSeries[];
}

/** Turns chart rows into one series for each value of `groupFieldByColor`, or into a single one. */
export function chartModel(props: ChartProps): ChartModel {
  const rows = Array.isArray(props.data) ? props.data : props.data.data;
  const labels = Array.isArray(props.data) ? undefined : props.data.options?.propertyLabels;
  const { x, y, options: axisOptions } = props.axes;
  const group = axisOptions?.groupFieldByColor;
  const name = (field: string, value: string) => labels?.[field]?.[value] ?? value;
  const raw = [...new Set(rows.map((row) => String(row[x.field] ?? '')))];
  const groups = group ? [...new Set(rows.map((row) => String(row[group] ?? '')))] : [''];
  const palette = props.options?.colorList ?? props.options?.colors ?? [];
  const series = groups.map((key, index): ChartSeries => {
    const color = axisOptions?.colors?.[key] ?? palette[index];
    const values = raw.map((category) => {
      const row = rows.find(
        (one) => String(one[x.field] ?? '') === category && (!group || String(one[group]) === key),
      );
      const value = Number(row?.[y.field]);
      return row && Number.isFinite(value) ? value : null;
    });
    const shade = chartColors[color ?? ''] ?? Object.values(chartColors)[index % 14] ?? '#5e9bd6';
    return { name: group ? name(group, key) : (y.label ?? y.field), color: shade, values };
  });
  return { categories: raw.map((value) => name(x.field, value)), series };
}

/** A round number at or above `highest`, and the four steps to it. */
export function axisTicks(highest: number): number[] {
  if (highest <= 0) return [0, 1];
  const magnitude = 10 ** Math.floor(Math.log10(highest));
  const top =
    [1, 1.2, 1.6, 2, 4, 5, 8, 10].map((factor) => factor * magnitude).find((value) => value >= highest) ??
    highest;
  const step = top / 4;
  return [0, step, 2 * step, 3 * step, top];
}

/** The highest point of the chart: of the piles when stacked, else of the values. */
export function highestValue(model: ChartModel, stacked: boolean): number {
  const pile = (index: number) => model.series.map((one) => one.values[index] ?? 0);
  return Math.max(
    0,
    ...model.categories.map((_, index) =>
      stacked ? pile(index).reduce((sum, value) => sum + value, 0) : Math.max(...pile(index)),
    ),
  );
}
