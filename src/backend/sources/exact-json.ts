import { exactInteger } from './rows.ts';
import type { SourceValue } from './source.ts';

/** Only numbers of this length, or with an exponent, may be more than a double holds. */
const SUSPICIOUS = /\d{16}|\d[eE][+-]?\d|\d\.\d{12}|\d{8}\.\d/;

/**
 * JSON with every number as it is written: a whole number that a double cannot hold is a `bigint`, another a text.
 * @throws SyntaxError
 */
export function exactJson(text: string): SourceValue {
  if (!SUSPICIOUS.test(text)) return JSON.parse(text) as SourceValue;
  // TypeScript does not know yet that the reviver is told how a number is written.
  const parse = JSON.parse as (text: string, reviver: Reviver) => SourceValue;
  return parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactNumber(value, source) : value,
  );
}

type Reviver = (name: string, value: SourceValue, context: { source?: string }) => SourceValue;

function exactNumber(value: number, source: string): number | bigint | string {
  if (/^-?\d+$/.test(source)) return exactInteger(BigInt(source));
  return Number.isFinite(value) && sameDigits(String(value), source) ? value : source;
}

/** Whether two ways to write a number are of the same number. */
const sameDigits = (one: string, other: string): boolean => canonical(one) === canonical(other);

/** Digits without zeros at their ends, and the power of ten of the first. */
function canonical(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const digits = `${whole}${fraction}`;
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  const significant = digits.slice(leading).replace(/0+$/, '');
  return significant === '' ? '0' : `${sign}${significant}e${whole.length - leading + Number(exponent)}`;
}
