import type { EntitySchemaColumnOptions } from 'typeorm';

/**
 * Column types that mean the same on SQLite and PostgreSQL. Times are epoch milliseconds in a bigint: `datetime` and
 * `timestamp` are not portable, and PostgreSQL's driver hands bigint back as a string, hence the transformer.
 */
const toNumber = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

const toBoolean = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null ? null : Boolean(value)),
};

type Options = Partial<EntitySchemaColumnOptions>;

export const text = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'text', ...options });
export const key = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'varchar',
  primary: true,
  ...options,
});
export const varchar = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'varchar',
  ...options,
});
export const integer = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'integer',
  ...options,
});
export const flag = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'boolean',
  transformer: toBoolean,
  ...options,
});
/** Epoch milliseconds. */
export const time = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'bigint',
  transformer: toNumber,
  ...options,
});
export const json = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'simple-json',
  ...options,
});
