import type { Database, DatabaseKind } from '../database/database.ts';
import { refusesValues } from '../database/refusals.ts';
import type { WebhookEvent } from '../hubspot/types.ts';
import type { InboxEvent } from './inbox-entity.ts';

/** refused: the database takes everything but this event. */
export type Outcome = 'stored' | 'duplicates' | 'refused';

/**
 * Stores events that are not there yet, all or none. When the database refuses one of them for its values, the others
 * are stored without it: halves are tried until it stands alone.
 * @param receivedAt epoch ms
 * @returns one outcome an event, in their order
 */
export type InsertEvents = (events: readonly WebhookEvent[], receivedAt: number) => Promise<Outcome[]>;

type Value = string | number | null;

const columns: readonly (readonly [name: string, type: string, value: (event: WebhookEvent) => Value])[] = [
  ['portal_id', 'varchar', (event) => event.portalId],
  ['dedupe_key', 'varchar', (event) => event.dedupeKey],
  ['contact_id', 'varchar', (event) => event.contactId],
  ['kind', 'varchar', (event) => event.kind],
  ['property_name', 'varchar', (event) => event.propertyName],
  ['property_value', 'text', (event) => event.propertyValue],
  ['occurred_at', 'bigint', (event) => event.occurredAt],
  ['change_source', 'varchar', (event) => event.changeSource],
  ['source_id', 'varchar', (event) => event.sourceId],
  ['merge', 'text', (event) => (event.merge === null ? null : JSON.stringify(event.merge))],
];
const names = [...columns.map(([name]) => name), 'received_at'].join(', ');

/** One statement for any number of rows: no builder, no parameter per value, one text. */
const insertAll: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `
    INSERT INTO inbox_event (${names})
    SELECT ${columns.map((_, at) => `value ->> ${at}`).join(', ')}, ?2 FROM json_each(?1) WHERE true`,
  postgres: `
    INSERT INTO inbox_event (${names})
    SELECT ${columns.map(([, type], at) => `unnest($${at + 1}::${type}[])`).join(', ')},
      $${columns.length + 1}::bigint`,
};
const insertNew = (kind: DatabaseKind): string =>
  // On SQLite, a statement that starts with WITH returns rows.
  `WITH fresh AS (SELECT 1) ${insertAll[kind]}
   ON CONFLICT DO NOTHING RETURNING portal_id AS "portalId", dedupe_key AS "dedupeKey"`;

/**
 * Nearly always, all events are new: the statement that takes it for granted costs PostgreSQL half of the one that
 * looks for each event and tells which it stored. When it fails, the other one is used until a group has no duplicate.
 */
export function createInsertEvents(database: Database): InsertEvents {
  let expectNew = true;
  return async (events, receivedAt) => {
    if (expectNew && (await allAreNew(database, events, receivedAt))) return events.map(() => 'stored');
    const outcomes = await insertWhatIsNew(database, events, receivedAt);
    expectNew = !outcomes.includes('duplicates');
    return outcomes;
  };
}

/** Stores all. False: some are there already, or refused; then none is stored. */
async function allAreNew(
  database: Database,
  events: readonly WebhookEvent[],
  receivedAt: number,
): Promise<boolean> {
  try {
    await query(database, 'insert_events', insertAll[database.kind], events, receivedAt);
    return true;
  } catch (error) {
    if (refusesValues(error)) return false;
    throw error;
  }
}

async function insertWhatIsNew(
  database: Database,
  events: readonly WebhookEvent[],
  receivedAt: number,
): Promise<Outcome[]> {
  try {
    const stored = await query(database, 'insert_new_events', insertNew(database.kind), events, receivedAt);
    return outcomes(events, stored);
  } catch (error) {
    if (!refusesValues(error)) throw error;
    if (events.length === 1) return ['refused'];
    const half = Math.ceil(events.length / 2);
    const first = await insertWhatIsNew(database, events.slice(0, half), receivedAt);
    return [...first, ...(await insertWhatIsNew(database, events.slice(half), receivedAt))];
  }
}

type Stored = Pick<InboxEvent, 'portalId' | 'dedupeKey'>;

async function query(
  database: Database,
  name: string,
  text: string,
  events: readonly WebhookEvent[],
  receivedAt: number,
): Promise<Stored[]> {
  if (database.kind === 'sqlite') {
    const rows = events.map((event) => columns.map(([, , value]) => value(event)));
    // RETURNING has this shape; without it nobody looks.
    return database.manager.query<Stored[]>(text, [JSON.stringify(rows), receivedAt]);
  }
  // node-postgres has a statement with a name read and planned once a connection; TypeORM hands it on as it is.
  const statement = { name, text } as unknown as string;
  const lists = columns.map(([, , value]) => listOf(events.map(value)));
  return database.manager.query<Stored[]>(statement, [...lists, receivedAt]);
}

/**
 * A list as PostgreSQL reads it. JSON writes it the same way, but for the brackets and for what it escapes; node-postgres
 * would look at every value by itself.
 */
function listOf(values: readonly Value[]): string {
  const json = JSON.stringify(values);
  if (!json.includes('\\')) return `{${json.slice(1, -1)}}`;
  const quoted = (value: Value): string =>
    typeof value === 'string' ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : String(value);
  return `{${values.map(quoted).join(',')}}`;
}

function outcomes(events: readonly WebhookEvent[], stored: readonly Stored[]): Outcome[] {
  const fresh = new Set(stored.map(idOf));
  // An event that comes twice in one group is stored for the first of them.
  return events.map((event) => (fresh.delete(idOf(event)) ? 'stored' : 'duplicates'));
}

const idOf = ({ portalId, dedupeKey }: Stored): string => `${portalId} ${dedupeKey}`;
