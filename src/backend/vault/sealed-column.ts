import type { EntitySchema } from 'typeorm';
import type { Database } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import type { SealBinding, Vault } from './vault.ts';

/** A column that holds seals. */
export interface SealedColumn<Row extends object> {
  entity: EntitySchema<Row>;
  /** Primary key. */
  keys: readonly (keyof Row & string)[];
  column: keyof Row & string;
  bindingOf(row: Row): SealBinding;
  /** Names a secret to the operator. */
  nameOf(row: Row): string;
}

export interface Resealed {
  resealed: number;
  /** Were under the first key already. */
  current: number;
  /** Do not decrypt, and were left as they are. */
  unreadable: string[];
}

const BATCH = 200;
/** A secret that Baton replaces all the time is fresh anyway. */
const ATTEMPTS = 5;

/**
 * Seals what stands in a column with the first key, batch after batch, while Baton may be running: a secret that Baton
 * replaces meanwhile is never overwritten with the one before. Running it again changes nothing.
 */
export async function resealColumn<Row extends object>(
  database: Database,
  vault: Vault,
  column: SealedColumn<Row>,
): Promise<Resealed> {
  const result: Resealed = { resealed: 0, current: 0, unreadable: [] };
  let last: Row | undefined;
  do {
    const rows = await nextRows(database, column, last);
    for (const row of rows) await resealRow(database, vault, column, row, result);
    last = rows.length === BATCH ? rows.at(-1) : undefined;
  } while (last);
  return result;
}

function nextRows<Row extends object>(
  database: Database,
  { entity, keys, column }: SealedColumn<Row>,
  after: Row | undefined,
): Promise<Row[]> {
  const query = database.manager.createQueryBuilder(entity, 'row').where(`row.${column} IS NOT NULL`);
  if (after) {
    const [names, values] = [keys.map((name) => `row.${name}`), keys.map((name) => `:${name}`)];
    const parameters = Object.fromEntries(keys.map((name) => [name, after[name]]));
    query.andWhere(`(${names.join(', ')}) > (${values.join(', ')})`, parameters);
  }
  for (const name of keys) query.addOrderBy(`row.${name}`);
  return query.take(BATCH).getMany();
}

async function resealRow<Row extends object>(
  database: Database,
  vault: Vault,
  column: SealedColumn<Row>,
  first: Row,
  result: Resealed,
): Promise<void> {
  const key = Object.fromEntries(column.keys.map((name) => [name, first[name]]));
  let row: Row | null = first;
  for (let attempt = 0; row && attempt < ATTEMPTS; attempt += 1) {
    const sealed: unknown = row[column.column];
    if (typeof sealed !== 'string') return;
    const fresh = resealed(vault, sealed, column.bindingOf(row));
    if (fresh === undefined) return void result.unreadable.push(column.nameOf(row));
    if (fresh === sealed) return void (result.current += 1);
    const where = { ...key, [column.column]: sealed };
    const update = database.manager.createQueryBuilder().update(column.entity);
    const { affected } = await update
      .set({ [column.column]: fresh })
      .where(where)
      .execute();
    if (affected) return void (result.resealed += 1);
    row = await database.manager.findOneBy(column.entity, key as never); // The primary key, see above.
  }
}

/** undefined: does not decrypt. */
function resealed(vault: Vault, sealed: string, binding: SealBinding): string | undefined {
  try {
    return vault.reseal(sealed, binding);
  } catch (error) {
    if (isBatonError(error, 'SECRET_UNREADABLE')) return undefined;
    throw error;
  }
}
