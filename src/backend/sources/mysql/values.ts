import { exactJson } from '../exact-json.ts';
import { exactInteger } from '../rows.ts';
import type { SourceColumn, SourceValue } from '../source.ts';

/** A column as the server describes it: numbers of its protocol. */
export interface MysqlColumn {
  name: string;
  columnType?: number;
  type?: number;
  characterSet?: number;
}

/** Bytes that are no text. */
const BINARY = 63;
const DECIMALS = new Set([0, 246]);
const INTEGERS = new Set([1, 2, 3, 8, 9, 13]);
const FLOATS = new Set([4, 5]);
const TIMESTAMPS = new Set([7, 12, 17, 18]);
const [DATE, NEWDATE, BIT, JSON_TYPE, GEOMETRY] = [10, 14, 16, 245, 255];

const typeNumber = ({ columnType, type }: MysqlColumn): number => columnType ?? type ?? 253;

/** From the bytes that the server sends, in UTC, to a value. */
export function valueReader(column: MysqlColumn): (bytes: Buffer) => SourceValue {
  const type = typeNumber(column);
  const text = (bytes: Buffer) => bytes.toString('utf8');
  if (INTEGERS.has(type)) return (bytes) => exactInteger(BigInt(text(bytes)));
  if (FLOATS.has(type)) return (bytes) => Number(text(bytes));
  if (TIMESTAMPS.has(type)) return (bytes) => moment(text(bytes));
  if (type === DATE || type === NEWDATE)
    return (bytes) => (/-00|^0000/.test(text(bytes)) ? null : text(bytes));
  if (type === BIT) return (bytes) => exactInteger(BigInt(`0x${bytes.toString('hex')}`));
  if (type === JSON_TYPE) return (bytes) => exactJson(text(bytes));
  const isBinary =
    type === GEOMETRY || (column.characterSet === BINARY && !DECIMALS.has(type) && type !== 11);
  return isBinary ? (bytes) => bytes.toString('hex') : text;
}

/** Day 0 of month 0 is how MySQL writes that there is none. */
function moment(text: string): Date | null {
  if (/-00[- ]|^0000/.test(text)) return null;
  return new Date(`${text.replace(' ', 'T')}Z`);
}

export function columnType(column: MysqlColumn): SourceColumn['type'] {
  const type = typeNumber(column);
  if (INTEGERS.has(type) || type === BIT) return 'integer';
  if (FLOATS.has(type) || DECIMALS.has(type)) return 'decimal';
  if (TIMESTAMPS.has(type)) return 'datetime';
  if (type === DATE || type === NEWDATE) return 'date';
  return type === JSON_TYPE ? 'json' : 'text';
}
