import { Client, DatabaseError } from 'pg';
import type { QueryConfig, QueryArrayConfig, QueryArrayResult } from 'pg';
import { BatonError } from '../../ground/errors.ts';
import { plainQuery } from '../plain-query.ts';
import { columnNames, rowOf, sourceFailed } from '../rows.ts';
import type { RowStream } from '../rows.ts';
import type { PrivateHosts, ServerAddress } from '../server/address.ts';
import { guardedSocket, networkTrouble } from '../server/socket.ts';
import type { SourceValue } from '../source.ts';
import { columnType, valueReader } from './values.ts';
import type { PostgresType } from './values.ts';

export interface ServerOptions {
  privateHosts: PrivateHosts;
  /** The longest that the server may take for the next rows, in milliseconds. */
  timeoutMs: number;
}

const CONNECT_MS = 15_000;
/** Who takes the rows may pause: HubSpot's limits, an admin. */
const IDLE_MS = 3_600_000;
const DECLARE = 'DECLARE baton NO SCROLL CURSOR WITHOUT HOLD FOR ';

/**
 * The rows of a query, in one transaction for reading only that sees one moment. `DECLARE` takes a single SELECT and
 * nothing else, whatever the text says: the server itself refuses a second statement, COPY and writes.
 */
export function postgresRows(server: ServerAddress, query: string, options: ServerOptions): RowStream {
  const plain = plainQuery(query, 'postgres');
  return async function* ({ signal, batch, onColumns }) {
    const session = await open(server, options, signal);
    try {
      await session.query(BEGIN(options.timeoutMs));
      // By the extended protocol, which takes one statement at a time.
      await session.query(declaring(plain));
      const fetch = (count: number): Promise<QueryArrayResult<SourceText[]>> =>
        session.query(fetching(count));
      const { fields } = await fetch(0);
      const types = await typesOf(
        session,
        fields.map(({ dataTypeID }) => dataTypeID),
      );
      const names = columnNames(fields.map(({ name }) => name));
      onColumns(names.map((name, index) => ({ name, type: columnType(types[index] ?? TEXT) })));
      const readers = types.map(valueReader);
      let next = fetch(batch);
      for (let { rows } = await next; rows.length > 0; { rows } = await next) {
        next = fetch(batch);
        // It is looked at when its turn comes.
        next.catch(() => undefined);
        yield rows.map((row) => rowOf(names, valuesOf(row, readers)));
      }
    } catch (error) {
      throw explained(error, server, plain);
    } finally {
      session.end();
    }
  };
}

type SourceText = string | null;
type Readers = readonly ((text: string) => SourceValue)[];

const valuesOf = (row: readonly SourceText[], readers: Readers): SourceValue[] =>
  row.map((text, index) => (text === null ? null : (readers[index]?.(text) ?? text)));

const BEGIN = (timeoutMs: number): string => `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = ${timeoutMs};
  SET LOCAL idle_in_transaction_session_timeout = ${IDLE_MS};
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'iso_8601';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL standard_conforming_strings = on;
  SET LOCAL cursor_tuple_fraction = 1`;

const raw = { getTypeParser: () => (text: string) => text };
const fetching = (count: number): QueryArrayConfig => ({
  text: `FETCH FORWARD ${count} FROM baton`,
  rowMode: 'array',
  types: raw,
});

/** Its type does not know yet how to ask for the extended protocol. */
const declaring = (query: string): QueryConfig & { queryMode: 'extended' } => ({
  text: DECLARE + query,
  queryMode: 'extended',
});

const TEXT: PostgresType = { name: 'text', element: null };

async function typesOf(session: Session, ids: readonly number[]): Promise<PostgresType[]> {
  const { rows } = await session.query<{ id: string; name: string; element: string | null }>({
    text: `SELECT t.oid::text AS id, t.typname AS name, e.typname AS element FROM pg_catalog.pg_type t
      LEFT JOIN pg_catalog.pg_type e ON t.typcategory = 'A' AND e.oid = t.typelem WHERE t.oid = ANY($1)`,
    values: [ids],
  });
  const byId = new Map(rows.map(({ id, name, element }) => [Number(id), { name, element }]));
  return ids.map((id) => byId.get(id) ?? TEXT);
}

interface Session {
  query: Client['query'];
  end: () => void;
}

/** Aborted, the query is cancelled on the server, and the connection ends. */
async function open(server: ServerAddress, options: ServerOptions, signal: AbortSignal): Promise<Session> {
  const client = connection(server, options);
  const abort = (): void => {
    const { processID } = client.client as unknown as { processID: number | null };
    const ended = processID === null ? Promise.resolve() : cancel(server, options, processID);
    void ended.finally(() => client.socket.destroy());
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    await client.client.connect();
    signal.throwIfAborted();
  } catch (error) {
    client.socket.destroy();
    signal.removeEventListener('abort', abort);
    throw explained(error, server, '');
  }
  return {
    query: client.client.query.bind(client.client),
    end() {
      signal.removeEventListener('abort', abort);
      // Not awaited: a server that no longer answers must not hold whoever leaves.
      client.client.end().catch(() => client.socket.destroy());
    },
  };
}

function connection(
  server: ServerAddress,
  { privateHosts }: ServerOptions,
): { client: Client; socket: GuardedStream } {
  const { host, port, user, password, database, tls } = server;
  const guarded = guardedSocket(server, privateHosts);
  const socket = Object.assign(guarded.socket, { connect: guarded.connect });
  const client = new Client({
    host,
    port,
    user,
    password,
    database,
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' },
    stream: () => socket,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'baton',
  });
  // A connection that breaks while nobody asks anything is told by the next question.
  client.on('error', () => undefined);
  return { client, socket };
}

type GuardedStream = ReturnType<typeof guardedSocket>['socket'];

async function cancel(server: ServerAddress, options: ServerOptions, processId: number): Promise<void> {
  const { client, socket } = connection(server, options);
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [processId]);
    await client.end();
  } catch {
    // The end of the connection ends the query as well, only later.
    socket.destroy();
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  '28P01': 'Check user and password.',
  '28000':
    'The server does not let this user in from here: check its pg_hba.conf and whether it asks for TLS.',
  '3D000': 'Check the name of the database.',
  '42P01': 'Check the name of the table and of its schema.',
  '42703': 'Check the name of the column.',
  '42601': 'Check the query.',
  '42501': 'Let the user read it: GRANT SELECT.',
  '57014': 'Make the query faster: it took longer than it may.',
  '53300': 'The server has no free connection: try again, or let it have more.',
  '57P01': 'The server was stopped: try again.',
  '25P03': 'The rows were not taken for an hour: run it again.',
};

function explained(error: unknown, server: ServerAddress, query: string): Error {
  if (!(error instanceof Error) || error instanceof BatonError) return error as Error;
  const network = networkTrouble(error, server);
  if (network instanceof BatonError) return network;
  if (network) return sourceFailed(`PostgreSQL at ${server.host}`, error, network.advice);
  if (!(error instanceof DatabaseError)) return sourceFailed(`PostgreSQL at ${server.host}`, error);
  const { code = '', position, message } = error;
  if (code === '25006' || /DECLARE CURSOR/.test(message) || /multiple commands/.test(message))
    return new BatonError('SOURCE_REFUSED', `The query does more than read: ${message}. Write one SELECT.`, {
      cause: error,
    });
  const at = Number(position) - DECLARE.length;
  const line =
    at > 0 && query !== '' ? `In line ${query.slice(0, at).split('\n').length} of the query. ` : '';
  return sourceFailed(`PostgreSQL at ${server.host}`, error, `${line}${ADVICE[code] ?? ''}`.trim());
}
