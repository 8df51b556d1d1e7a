import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openSource } from '../open-source.ts';
import { allOf, sourceFolder } from '../test-reading.ts';
import { parquetBatches } from './parquet.ts';

const folder = sourceFolder();
const options = { folder, env: {} };
const open = (query?: string, path = "a'b.parquet") =>
  openSource({ type: 'parquet', path, ...(query !== undefined && { query }) }, options);
const rows = async (query?: string, path?: string) => (await allOf(await open(query, path))).rows;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const write = (query: string, name: string) =>
    connection.run(`COPY (${query}) TO '${join(folder, name)}' (FORMAT parquet)`);
  await connection.run("SET TimeZone = 'America/New_York'");
  await write(
    `SELECT 1 AS id, 9007199254740993 AS big, '' AS empty, NULL::VARCHAR AS none, 12.50::DECIMAL(10, 2) AS price,
      0.5::DOUBLE AS share, 'nan'::DOUBLE AS odd, true AS yes, DATE '2024-02-29' AS day,
      TIMESTAMP '2024-02-29 10:00:00.123456' AS "at", TIMESTAMPTZ '2024-02-29 10:00:00-05' AS zoned,
      ['a', NULL] AS tags, {'b': 1, 'c': [2]} AS part, MAP {'k': 1} AS map, '\\x00\\xFF'::BLOB AS bytes,
      '6b1f7c9a-0000-4000-8000-000000000001'::UUID AS uuid, TIME '10:00:00' AS clock, 170141183460469231731687303715884105727::HUGEINT::VARCHAR AS huge`,
    "a''b.parquet",
  );
  await write('SELECT range AS id, range::VARCHAR AS name FROM range(50000)', 'many.parquet');
  connection.closeSync();
});

it('keeps every value as it is', async () =>
  expect(await rows()).toEqual([
    {
      id: 1,
      big: 9007199254740993n,
      empty: '',
      none: null,
      price: '12.50',
      share: 0.5,
      odd: 'NaN',
      yes: true,
      day: '2024-02-29',
      at: new Date('2024-02-29T10:00:00.123Z'),
      zoned: new Date('2024-02-29T15:00:00Z'),
      tags: ['a', null],
      part: { b: 1, c: [2] },
      map: { k: 1 },
      bytes: '00ff',
      uuid: '6b1f7c9a-0000-4000-8000-000000000001',
      clock: '10:00:00',
      huge: '170141183460469231731687303715884105727',
    },
  ]));

it('is asked as the table source, and previews with types', async () => {
  const reader = await open('SELECT id AS n, day, price, "at", tags FROM source WHERE id > 0;');
  expect((await reader.preview()).columns.map(({ type }) => type)).toEqual([
    'integer',
    'date',
    'decimal',
    'datetime',
    'json',
  ]);
});

it('gives rows in batches and all of them', async () => {
  const sizes: number[] = [];
  for await (const batch of (await open(undefined, 'many.parquet')).read()) sizes.push(batch.length);
  expect(sizes).toEqual(Array(50).fill(1_000));
});

const made = () => join(folder, 'made.csv');
const tries = () => [
  `COPY source TO '${made()}'`,
  `COPY (SELECT 1) TO '${made()}' (FORMAT csv)`,
  `SELECT 1; COPY source TO '${made()}'`,
  `ATTACH '${made()}' AS o`,
  `ATTACH ':memory:' AS o`,
  `EXPORT DATABASE '${folder}/export'`,
  `INSTALL httpfs`,
  `LOAD httpfs`,
  `SET enable_external_access = true`,
  `RESET enable_external_access`,
  `SET allowed_paths = ['/etc/passwd']`,
  `PRAGMA enable_object_cache`,
  `PRAGMA database_list`,
  `CREATE TABLE t AS SELECT 1`,
  `CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')`,
  `DROP VIEW source`,
  `CALL pragma_version()`,
  `INSERT INTO source SELECT 1`,
  `SELECT * FROM read_csv('/etc/passwd')`,
  `SELECT * FROM read_text('/etc/passwd')`,
  `SELECT * FROM read_blob('/etc/*')`,
  `SELECT * FROM '/etc/passwd'`,
  `SELECT * FROM 'many.parquet'`,
  `SELECT * FROM read_parquet('${folder}/many.parquet')`,
  `SELECT * FROM read_parquet(['${folder}/many.parquet'])`,
  `SELECT * FROM glob('/etc/*')`,
  `SELECT * FROM read_parquet('http://localhost/x.parquet')`,
  `SELECT * FROM sniff_csv('/etc/passwd')`,
  `SELECT * FROM query('COPY (SELECT 1) TO ''${made()}''')`,
  `SELECT getenv('HOME')`,
  `SELECT 1; SELECT 2`,
  '',
  ';',
];

/** Without the process around it, which takes its time to start. */
const inThisProcess = async (query: string) => {
  const batches = parquetBatches({ kind: 'parquet', file: join(folder, "a'b.parquet"), query, batch: 10 });
  for await (const batch of batches) if ('rows' in batch) return batch.rows;
  return [];
};

it.each(tries())('%s: does not get through', async (query) => {
  await expect(inThisProcess(query)).rejects.toThrow();
  expect(existsSync(made())).toBe(false);
});

it.each(['PRAGMA database_list', '/* SELECT */ PRAGMA show_tables', ' ', "SELECT * FROM '/etc/passwd'"])(
  '%s: is refused in words',
  async (query) =>
    expect(rows(query)).rejects.toMatchObject({ code: expect.stringMatching(/^SOURCE_(REFUSED|FAILED)$/) }),
);

it.each([
  'SELECT 1 AS a',
  '(SELECT 1 AS a)',
  'WITH x AS (SELECT 1 AS a) FROM x',
  '-- a\n/* * b */ FROM source SELECT 1 AS a LIMIT 1',
])('%s: is a query', async (query) => expect(await inThisProcess(query)).toEqual([[1]]));

it('what is no Parquet file, or damaged, or not there is told', async () => {
  writeFileSync(join(folder, 'text.parquet'), 'no parquet '.repeat(100));
  await expect(rows(undefined, 'text.parquet')).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('Check that it is such a file'),
  });
  truncateSync(join(folder, 'many.parquet'), 10_000);
  await expect(rows(undefined, 'many.parquet')).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
  await expect(rows(undefined, 'none.parquet')).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
});
