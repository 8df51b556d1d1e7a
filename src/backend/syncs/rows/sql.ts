import type { DatabaseKind, Tx } from '../../database/database.ts';

/** Rows as one parameter: a JSON text of arrays, unfolded by the database. `value ->> 0` is the first of each. */
export const unfolded = (kind: DatabaseKind, parameter: number): string =>
  kind === 'sqlite' ? `json_each($${parameter})` : `jsonb_array_elements($${parameter}::jsonb)`;

/** A list of texts as one parameter, for `IN`. */
export const listed = (kind: DatabaseKind, parameter: number): string =>
  kind === 'sqlite'
    ? `(SELECT value FROM json_each($${parameter}))`
    : `(SELECT jsonb_array_elements_text($${parameter}::jsonb))`;

export const number = (place: number): string => `CAST(value ->> ${place} AS bigint)`;
export const text = (place: number): string => `(value ->> ${place})`;

/** @param parameters in the order in which the statement names them first: SQLite numbers them by that */
export async function rowsOf<Row>(
  manager: Pick<Tx, 'query'>,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const rows: unknown = await manager.query(sql, [...parameters]);
  return rows as Row[]; // The columns of the statement.
}
