import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSource } from '../open-source.ts';
import { allOf, rowsOf, sourceFolder } from '../test-reading.ts';
import { sqliteBatches } from './sqlite.ts';

const folder = sourceFolder();
const shop = new DatabaseSync(join(folder, 'shop.sqlite'));
shop.exec(`
  PRAGMA journal_mode = WAL;
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, price DECIMAL(10, 2), note, photo BLOB);
  INSERT INTO customers VALUES (1, 'A', 1.5, NULL, x'00ff'), (9007199254740993, '', '0.10', '2024-01-01', NULL);
  CREATE TABLE many (id INTEGER PRIMARY KEY, name TEXT);
  WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000) INSERT INTO many SELECT n, 'name ' || n FROM c;
`);
const other = new DatabaseSync(join(folder, 'other.sqlite'));
other.exec(`CREATE TABLE secret (id); INSERT INTO secret VALUES (1)`);
other.close();

const options = { folder, env: {} };
const open = (query: string, more = {}) =>
  openSource({ type: 'sqlite', url: 'sqlite:shop.sqlite', query }, { ...options, ...more });
const rows = async (query: string) => (await allOf(await open(query))).rows;

it('keeps numbers of any size, bytes, NULL and empty texts', async () =>
  expect(await rows('SELECT *, 1 AS id FROM customers ORDER BY 1')).toEqual([
    { id: 1, name: 'A', price: 1.5, note: null, photo: '00ff', 'id (2)': 1 },
    { id: 9007199254740993n, name: '', price: 0.1, note: '2024-01-01', photo: null, 'id (2)': 1 },
  ]));

it('previews with types', async () =>
  expect(
    (await (await open('SELECT id, name, price, note FROM customers -- all\n;')).preview()).columns,
  ).toEqual([
    { name: 'id', type: 'integer' },
    { name: 'name', type: 'text' },
    { name: 'price', type: 'decimal' },
    { name: 'note', type: 'date' },
  ]));

it('sees one moment, whatever is written meanwhile', async () => {
  const seen: unknown[] = [];
  for await (const batch of (await open('SELECT name FROM many ORDER BY id')).read()) {
    if (seen.length === 0) shop.exec(`UPDATE many SET name = 'changed'`);
    seen.push(...batch.map(({ name }) => name));
  }
  expect(seen).toHaveLength(20_000);
  expect(seen).not.toContain('changed');
  expect(await rows('SELECT DISTINCT name FROM many')).toEqual([{ name: 'changed' }]);
});

const outside = join(folder, 'made.sqlite');
const tries = [
  `ATTACH 'other.sqlite' AS o`,
  `ATTACH DATABASE '${join(folder, 'other.sqlite')}' AS o`,
  `/* SELECT */ ATTACH '${outside}' AS o`,
  `SELECT 1; ATTACH '${outside}' AS o`,
  `SELECT 1; SELECT 2`,
  `SELECT 1;;; -- x\n DROP TABLE customers`,
  `SELECT 1 /* ; */ ; DELETE FROM customers`,
  'DELETE FROM customers',
  `INSERT INTO customers (name) VALUES ('x') RETURNING id`,
  `UPDATE customers SET name = 'x' RETURNING id`,
  `WITH x AS (SELECT 1) DELETE FROM customers RETURNING id`,
  `REPLACE INTO customers (id) VALUES (1)`,
  'DROP TABLE customers',
  'CREATE TABLE t (a)',
  'CREATE TEMP TABLE t (a)',
  'CREATE TEMP VIEW v AS SELECT 1',
  'CREATE VIRTUAL TABLE temp.t USING fts5(a)',
  `VACUUM INTO '${outside}'`,
  'VACUUM',
  'REINDEX',
  'ANALYZE',
  'PRAGMA query_only = OFF',
  'PRAGMA writable_schema = ON',
  `PRAGMA temp_store_directory = '/tmp'`,
  'PRAGMA journal_mode = DELETE',
  'PRAGMA database_list',
  `SELECT * FROM pragma_database_list`,
  `SELECT * FROM pragma_journal_mode`,
  `SELECT load_extension('/lib/x.so')`,
  `SELECT LOAD_EXTENSION('/lib/x.so', 'main')`,
  `SELECT "load_extension"('/lib/x.so')`,
  `SELECT (SELECT load_extension('x')) FROM customers`,
  `SELECT readfile('/etc/passwd')`,
  `SELECT writefile('${outside}', 'x')`,
  `SELECT fts3_tokenizer('simple')`,
  `SELECT * FROM fsdir('/')`,
  `BEGIN`,
  `SAVEPOINT a`,
  `DETACH main`,
  `EXPLAIN DELETE FROM customers`,
  '',
  ' ; ',
  '-- nothing',
];

/** Without the process around it, which takes its time to start. */
const inThisProcess = async (query: string) => {
  const file = join(folder, 'shop.sqlite');
  for await (const batch of sqliteBatches({ kind: 'sqlite', file, query, batch: 10 }))
    if ('rows' in batch) return;
};

it.each(["ATTACH ':memory:' AS o", 'SELECT 1; SELECT 2'])('%s: is refused in words', async (query) =>
  expect(rows(query)).rejects.toMatchObject({ code: 'SOURCE_REFUSED' }),
);

it.each(tries)('%s: does not get through', async (query) => {
  await expect(inThisProcess(query)).rejects.toThrow();
  expect(existsSync(outside)).toBe(false);
  expect(shop.prepare('SELECT count(*) AS n FROM customers').get()).toEqual({ n: 2 });
});

const NEVER = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c';
/** Processes that read for a parent. */
const readers = (parent: number): Promise<string[]> =>
  new Promise((resolve) =>
    execFile('ps', ['-o', 'pid=', '--ppid', String(parent)], (_, text) =>
      resolve(text.trim().split('\n').filter(Boolean)),
    ),
  );

it('a query that never ends is ended in time', async () =>
  expect(allOf(await open(NEVER, { timeoutMs: 3_000 }))).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('gave no rows for 3 seconds'),
  }));

it('a query that never ends is ended when somebody cancels', async () => {
  const stop = new AbortController();
  const reading = allOf(await open(NEVER, { signal: stop.signal }));
  setTimeout(() => stop.abort(), 500);
  await expect(reading).rejects.toThrow(/abort/i);
});

it('nothing goes on when who reads has died', async () => {
  const script = join(folder, 'parent.mjs');
  writeFileSync(
    script,
    `import { openSource } from ${JSON.stringify(join(import.meta.dirname, '../open-source.ts'))};
    const reader = await openSource(${JSON.stringify({ type: 'sqlite', url: 'sqlite:shop.sqlite', query: NEVER })}, ${JSON.stringify(options)});
    for await (const batch of reader.read()) console.log(batch);`,
  );
  const parent = spawn(process.execPath, [script], { stdio: 'ignore' });
  const until = async (look: () => Promise<boolean>) => {
    while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 200));
  };
  let found: string[] = [];
  await until(async () => (found = await readers(parent.pid!)).length > 0);
  // Only when its watch runs does it notice: it is a thread that starts first of all.
  await until(
    async () =>
      existsSync(`/proc/${found[0]}/task`) &&
      /sqlite|child/.test(readFileSync(`/proc/${found[0]}/cmdline`, 'utf8')),
  );
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  parent.kill('SIGKILL');
  await until(
    async () =>
      !existsSync(`/proc/${found[0]}`) ||
      readFileSync(`/proc/${found[0]}/status`, 'utf8').includes('State:\tZ'),
  );
});

it('what is no database, or damaged, or not there is told', async () => {
  writeFileSync(join(folder, 'text.sqlite'), 'no database '.repeat(1_000));
  const read = (url: string) => rowsOf({ type: 'sqlite', url, query: 'SELECT * FROM customers' }, options);
  await expect(read('sqlite:text.sqlite')).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('Check that it is such a file'),
  });
  await expect(read('sqlite:none.sqlite')).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
  await expect(read('sqlite:other.sqlite')).rejects.toMatchObject({
    message: expect.stringContaining('no such table: customers. Check the names'),
  });
});
