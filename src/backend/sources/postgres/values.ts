import { parse as parseArray } from 'postgres-array';
import { exactJson } from '../exact-json.ts';
import { exactInteger } from '../rows.ts';
import type { SourceColumn, SourceValue } from '../source.ts';

/** A column as the server describes it, by `pg_type`. */
export interface PostgresType {
  name: string;
  /** Of an array: what it holds. */
  element: string | null;
}

/** From the text that the server writes, in UTC and ISO 8601, to a value. */
export function valueReader({ name, element }: PostgresType): (text: string) => SourceValue {
  if (element === null) return READERS.get(name) ?? ((text) => text);
  const read = READERS.get(element) ?? ((text: string) => text);
  return (text) => parseArray<SourceValue>(text, read);
}

const READERS: ReadonlyMap<string, (text: string) => SourceValue> = new Map(
  Object.entries({
    bool: (text) => text === 't',
    int2: Number,
    int4: Number,
    oid: Number,
    int8: (text) => exactInteger(BigInt(text)),
    // Not a number, and more than any, are texts: JSON and HubSpot know neither.
    float4: (text) => (/^-?\d/.test(text) ? Number(text) : text),
    float8: (text) => (/^-?\d/.test(text) ? Number(text) : text),
    timestamp: (text) => moment(text, 'Z'),
    timestamptz: (text) => moment(text, ''),
    json: exactJson,
    jsonb: exactJson,
    bytea: (text) => text.replace(/^\\x/, ''),
  }),
);

/** `infinity` and years before Christ stay text. Without a zone it is UTC. */
function moment(text: string, zone: string): Date | string {
  const found = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d(?::?\d\d)?)?$/.exec(text);
  if (!found) return text;
  const [, day = '', time = '', offset = zone] = found;
  const at = new Date(`${day}T${time}${offset.replace(/^([+-]\d\d)$/, '$1:00')}`);
  return Number.isNaN(at.getTime()) ? text : at;
}

const TYPES: ReadonlyMap<string, SourceColumn['type']> = new Map(
  Object.entries({
    bool: 'boolean',
    int2: 'integer',
    int4: 'integer',
    int8: 'integer',
    oid: 'integer',
    numeric: 'decimal',
    float4: 'decimal',
    float8: 'decimal',
    date: 'date',
    timestamp: 'datetime',
    timestamptz: 'datetime',
    json: 'json',
    jsonb: 'json',
  }),
);

export const columnType = ({ name, element }: PostgresType): SourceColumn['type'] =>
  element === null ? (TYPES.get(name) ?? 'text') : 'json';
