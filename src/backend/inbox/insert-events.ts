import type { Database, DatabaseKind } from '../database/database.ts';
import { refusesValues } from '../database/refusals.ts';
import type { InboxEvent } from './inbox-entity.ts';

/** refused: the database takes everything but this event. */
export type Outcome = 'stored' | 'duplicates' | 'refused';

const columns: readonly (readonly [name: string, type: string, value: (row: InboxEvent) => unknown])[] = [
  ['portal_id', 'varchar', (row) => row.portalId],
  ['dedupe_key', 'varchar', (row) => row.dedupeKey],
  ['contact_id', 'varchar', (row) => row.contactId],
  ['kind', 'varchar', (row) => row.kind],
  ['property_name', 'varchar', (row) => row.propertyName],
  ['property_value', 'text', (row) => row.propertyValue],
  ['occurred_at', 'bigint', (row) => row.occurredAt],
  ['change_source', 'varchar', (row) => row.changeSource],
  ['source_id', 'varchar', (row) => row.sourceId],
  ['merge', 'text', (row) => (row.merge === null ? null : JSON.stringify(row.merge))],
  ['received_at', 'bigint', (row) => row.receivedAt],
];
const names = columns.map(([name]) => name).join(', ');

/** One statement for any number of rows: no builder, no parameter per value, one prepared text. */
const sql: Readonly<Record<DatabaseKind, string>> = {
  // A statement that starts with WITH returns rows.
  sqlite: `
    WITH event AS (SELECT value FROM json_each(?))
    INSERT INTO inbox_event (${names})
    SELECT ${columns.map((_, at) => `value ->> ${at}`).join(', ')} FROM event WHERE true
    ON CONFLICT DO NOTHING RETURNING portal_id AS "portalId", dedupe_key AS "dedupeKey"`,
  postgres: `
    INSERT INTO inbox_event (${names})
    SELECT * FROM unnest(${columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')})
    ON CONFLICT DO NOTHING RETURNING portal_id AS "portalId", dedupe_key AS "dedupeKey"`,
};

/**
 * Stores events that are not there yet, all or none. When the database refuses one of them for its values, the others
 * are stored without it: halves are tried until it stands alone.
 * @returns one outcome an event, in their order
 */
export async function insertEvents(database: Database, rows: readonly InboxEvent[]): Promise<Outcome[]> {
  try {
    return outcomes(rows, await insert(database, rows));
  } catch (error) {
    if (!refusesValues(error)) throw error;
    if (rows.length === 1) return ['refused'];
    const half = Math.ceil(rows.length / 2);
    const first = await insertEvents(database, rows.slice(0, half));
    return [...first, ...(await insertEvents(database, rows.slice(half)))];
  }
}

type Stored = Pick<InboxEvent, 'portalId' | 'dedupeKey'>;

async function insert(database: Database, rows: readonly InboxEvent[]): Promise<Stored[]> {
  const parameters =
    database.kind === 'sqlite'
      ? [JSON.stringify(rows.map((row) => columns.map(([, , value]) => value(row))))]
      : columns.map(([, , value]) => rows.map(value));
  // RETURNING of both statements has this shape.
  return database.manager.query<Stored[]>(sql[database.kind], parameters);
}

function outcomes(rows: readonly InboxEvent[], stored: readonly Stored[]): Outcome[] {
  const fresh = new Set(stored.map(idOf));
  // An event that comes twice in one group is stored for the first of them.
  return rows.map((row) => (fresh.delete(idOf(row)) ? 'stored' : 'duplicates'));
}

const idOf = ({ portalId, dedupeKey }: Stored): string => `${portalId} ${dedupeKey}`;
