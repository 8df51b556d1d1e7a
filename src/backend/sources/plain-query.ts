import { BatonError } from '../ground/errors.ts';

export type Dialect = 'postgres' | 'mysql';

/**
 * What reaches out of the tables that a query is about: files of the server, other servers, other sessions, settings.
 * The server's own rights and the session for reading only come before this list; it is there for a login that may more
 * than it should.
 */
const OUT_OF_BOUNDS: Readonly<Record<Dialect, RegExp>> = {
  postgres:
    /^(into|pg_(read|ls|stat)_(file|binary_file|dir|logdir|waldir|tmpdir|archive_statusdir)|pg_read_binary_file|pg_file_\w+|pg_logfile_rotate|lo_\w+|dblink\w*|set_config|query_to_xml\w*|cursor_to_xml\w*|table_to_xml\w*|schema_to_xml\w*|database_to_xml\w*|ts_stat|pg_(terminate|cancel)_backend|pg_reload_conf|pg_rotate_logfile|pg_(try_)?advisory\w*|pg_notify|pg_logical_\w+|pg_replication_\w+|pg_create_\w+|pg_switch_wal|pg_promote|pg_wal_\w+|pg_sleep\w*)$/,
  mysql:
    /^(into|outfile|dumpfile|load_file|sleep|benchmark|get_lock|release_lock|release_all_locks|master_pos_wait|source_pos_wait|wait_for_executed_gtid_set|sys_exec|sys_eval|lib_mysqludf_sys_\w+|procedure)$/,
};

/** One piece of a query: what it stands for, and how it is written. */
const PIECES: Readonly<Record<Dialect, RegExp>> = {
  postgres:
    /(?<space>\s+|--[^\n]*)|(?<comment>\/\*)|(?<text>[eE]'(?:[^'\\]|\\[\s\S]|'')*'|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'|\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\k<tag>\$)|(?<odd>[uU]&")|"(?<quoted>(?:[^"]|"")+)"|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<broken>['"\0]|\$\$)|(?<end>;)|(?<other>[\s\S])/uy,
  mysql:
    /(?<space>\s+|--(?=\s|$)[^\n]*|#[^\n]*)|(?<odd>\/\*M?!)|(?<comment>\/\*)|(?<text>'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*")|`(?<quoted>(?:[^`]|``)+)`|(?<word>[A-Za-z_\u0080-\uffff$][\w$\u0080-\uffff]*)|(?<broken>['"`\0])|(?<end>;)|(?<other>[\s\S])/uy,
};

const refused = (what: string): BatonError =>
  new BatonError('SOURCE_REFUSED', `The query ${what}. Write one SELECT that only reads tables.`);

/**
 * A query that reads and does nothing else, without the semicolon at its end. The server checks it once more: it gets one
 * statement in a transaction for reading only.
 * @throws BatonError SOURCE_REFUSED, which says what of it is not allowed
 */
export function plainQuery(sql: string, dialect: Dialect): string {
  const words: string[] = [];
  let ended: number | null = null;
  let opened = '';
  for (const { kind, value, at } of piecesOf(sql, dialect)) {
    if (kind === 'odd') throw refused(`has ${value}, which Baton cannot look into`);
    if (kind === 'broken') throw refused('has a quote that does not close');
    if (kind === 'end') ended ??= at;
    else if (ended !== null) throw refused('has a second statement');
    if (kind === 'other' && words.length === 0) opened += value;
    if (kind === 'word' || kind === 'quoted') words.push(value.toLowerCase());
  }
  const [first = ''] = words;
  if (!/^(select|with|values|table)$/.test(first) || !/^\(*$/.test(opened))
    throw refused(first === '' ? 'is empty' : `begins with ${first.toUpperCase().slice(0, 40)}`);
  const outside = words.find((word) => OUT_OF_BOUNDS[dialect].test(word));
  if (outside !== undefined) throw refused(`uses ${outside.slice(0, 40)}`);
  return ended === null ? sql : sql.slice(0, ended);
}

interface Piece {
  kind: 'odd' | 'broken' | 'end' | 'other' | 'word' | 'quoted';
  value: string;
  at: number;
}

/** All that does something, in its order: no spaces, comments and texts. */
function* piecesOf(sql: string, dialect: Dialect): Generator<Piece> {
  const pattern = new RegExp(PIECES[dialect]);
  for (let at = 0; at < sql.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const groups = pattern.exec(sql)?.groups ?? {};
    if (groups['comment'] !== undefined) {
      pattern.lastIndex = endOfComment(sql, at, dialect);
      continue;
    }
    for (const kind of ['odd', 'broken', 'end', 'other', 'word', 'quoted'] as const) {
      const value = groups[kind];
      if (value !== undefined) yield { kind, value, at };
    }
  }
}

/** Comments stand within comments in PostgreSQL, and do not in MySQL. @throws BatonError SOURCE_REFUSED */
function endOfComment(sql: string, start: number, dialect: Dialect): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start + 2;
  let depth = 1;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    if (mark[0] === '*/') depth -= 1;
    else if (dialect === 'postgres') depth += 1;
    if (depth === 0) return marks.lastIndex;
  }
  throw refused('has a comment that does not close');
}
