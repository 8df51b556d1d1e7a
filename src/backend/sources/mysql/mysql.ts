import { createConnection } from 'mysql2';
import type { Connection } from 'mysql2';
import { BatonError } from '../../ground/errors.ts';
import { plainQuery } from '../plain-query.ts';
import type { ServerOptions } from '../postgres/postgres.ts';
import { columnNames, rowOf, sourceFailed } from '../rows.ts';
import type { RowStream } from '../rows.ts';
import type { ServerAddress } from '../server/address.ts';
import { guardedSocket, networkTrouble } from '../server/socket.ts';
import type { SourceRow } from '../source.ts';
import { columnType, valueReader } from './values.ts';
import type { MysqlColumn } from './values.ts';

const CONNECT_MS = 15_000;
/** Rows that wait beyond the batch at hand. */
const AHEAD = 2_000;

/** The rows of a query, in one transaction for reading only that sees one moment; rows come as they are taken. */
export function mysqlRows(server: ServerAddress, query: string, options: ServerOptions): RowStream {
  const plain = plainQuery(query, 'mysql');
  return async function* ({ signal, batch, onColumns }) {
    const connection = await open(server, options);
    const abort = (): void => void kill(server, options, connection);
    signal.addEventListener('abort', abort, { once: true });
    const watch = watchdog(options.timeoutMs, abort);
    try {
      for (const statement of SESSION) await run(connection, statement);
      watch.fed();
      const stream = connection
        .query({ sql: plain, rowsAsArray: true, typeCast: false })
        .stream({ highWaterMark: AHEAD });
      let toRow: (values: readonly (Buffer | null)[]) => SourceRow = () => ({});
      stream.once('fields', (columns: MysqlColumn[]) => {
        const names = columnNames(columns.map(({ name }) => name));
        const readers = columns.map(valueReader);
        onColumns(columns.map((column, index) => ({ name: names[index] ?? '', type: columnType(column) })));
        toRow = (values) =>
          rowOf(
            names,
            values.map((bytes, index) => (bytes === null ? null : (readers[index]?.(bytes) ?? null))),
          );
      });
      let rows: SourceRow[] = [];
      for await (const values of stream as AsyncIterable<(Buffer | null)[]>) {
        rows.push(toRow(values));
        if (rows.length < batch) continue;
        watch.rests();
        yield rows;
        watch.fed();
        rows = [];
      }
      if (rows.length > 0) yield rows;
    } catch (error) {
      throw watch.isOver() ? tooSlow(options) : explained(error, server);
    } finally {
      watch.rests();
      signal.removeEventListener('abort', abort);
      connection.destroy();
    }
  };
}

const SESSION: readonly string[] = [
  "SET SESSION time_zone = '+00:00'",
  // As the query is looked at: "a" and 'a' are texts, with \ for what follows it.
  "SET SESSION sql_mode = REPLACE(REPLACE(@@SESSION.sql_mode, 'ANSI_QUOTES', ''), 'NO_BACKSLASH_ESCAPES', '')",
  // Who takes the rows may pause: HubSpot's limits, an admin.
  'SET SESSION net_write_timeout = 3600',
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  'SET SESSION TRANSACTION READ ONLY',
  'START TRANSACTION WITH CONSISTENT SNAPSHOT',
];

/** Calls `bite` when nothing came for so long; while it rests, nobody waits for the server. */
function watchdog(ms: number, bite: () => void) {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const rests = (): void => clearTimeout(timer);
  const fed = (): void => {
    rests();
    timer = setTimeout(() => {
      over = true;
      bite();
    }, ms);
  };
  return { fed, rests, isOver: () => over };
}

const tooSlow = ({ timeoutMs }: ServerOptions): BatonError =>
  new BatonError(
    'SOURCE_FAILED',
    `The server gave no rows for ${timeoutMs / 1_000} seconds and was told to stop. Make the query faster.`,
  );

async function open(server: ServerAddress, { privateHosts }: ServerOptions): Promise<Connection> {
  const { host, port, user, password, database, tls } = server;
  const { connect } = guardedSocket(server, privateHosts);
  const connection = createConnection({
    host,
    port,
    user,
    password,
    database,
    stream: connect,
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4',
    // A server may ask for any file of this machine otherwise.
    flags: ['-LOCAL_FILES'],
    multipleStatements: false,
    ...(tls !== 'off' && { ssl: { rejectUnauthorized: tls === 'verify', verifyIdentity: tls === 'verify' } }),
  });
  // A connection that breaks while nobody asks anything is told by the next question.
  connection.on('error', () => undefined);
  try {
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error ? reject(error) : resolve())),
    );
    return connection;
  } catch (error) {
    connection.destroy();
    throw explained(error, server);
  }
}

const run = (connection: Connection, sql: string): Promise<void> =>
  new Promise((resolve, reject) =>
    connection.query(sql, (error) => (error ? reject(error as Error) : resolve())),
  );

/** Ends the query on the server, then the connection: the end of the connection alone lets it go on for long. */
async function kill(server: ServerAddress, options: ServerOptions, connection: Connection): Promise<void> {
  try {
    const second = await open(server, options);
    await run(second, `KILL QUERY ${connection.threadId}`).finally(() => second.destroy());
  } catch {
    // Nothing more can be done for it.
  }
  connection.destroy();
}

const ADVICE: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'Check user and password.',
  ER_DBACCESS_DENIED_ERROR: 'Check the name of the database, and let the user read it: GRANT SELECT.',
  ER_BAD_DB_ERROR: 'Check the name of the database.',
  ER_NO_SUCH_TABLE: 'Check the name of the table.',
  ER_BAD_FIELD_ERROR: 'Check the name of the column.',
  ER_PARSE_ERROR: 'Check the query.',
  ER_TABLEACCESS_DENIED_ERROR: 'Let the user read it: GRANT SELECT.',
  ER_CON_COUNT_ERROR: 'The server has no free connection: try again, or let it have more.',
  HANDSHAKE_NO_SSL_SUPPORT: 'The server has no TLS: switch it on there.',
};

function explained(error: unknown, server: ServerAddress): Error {
  if (!(error instanceof Error) || error instanceof BatonError) return error as Error;
  const network = networkTrouble(error, server);
  if (network instanceof BatonError) return network;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION')
    return new BatonError('SOURCE_REFUSED', `The query does more than read: ${error.message}`, {
      cause: error,
    });
  return sourceFailed(`MySQL at ${server.host}`, error, network?.advice ?? ADVICE[code] ?? '');
}
