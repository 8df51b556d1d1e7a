/** One measured thing, beside what it is to be and beside what a naive client needed in the same run. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** From the speed table of the design. */
  target?: string;
  naive?: number;
}

export interface Result {
  /** What was done, with every circumstance that a reader needs to judge the figures. */
  setting: string[];
  figures: Figure[];
}

/** One benchmark: does its work, leaves nothing running, and returns what it saw. Asserts nothing. */
export type Benchmark = () => Promise<Result>;

/** The smallest value that at least `share` (0 to 1) of the values do not exceed; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
