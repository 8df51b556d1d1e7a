import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { QueryConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSource } from '../open-source.ts';
import { allOf } from '../test-reading.ts';

const origin = inject('postgresOrigin');
const name = `sources_${process.pid}`;
const own = new Client({ connectionString: `${origin}/postgres` });
const shop = new Client({ connectionString: `${origin}/${name}` });

beforeAll(async () => {
  await own.connect();
  await own.query(`CREATE DATABASE ${name}`);
  await shop.connect();
  await shop.query(`
    CREATE TYPE mood AS ENUM ('sad', 'happy');
    CREATE DOMAIN zip AS text;
    CREATE TABLE customers (id int8, price numeric(12, 2), share float8, yes bool, day date, at timestamp, zoned timestamptz,
      part jsonb, tags text[], moods mood[], days date[], grid int[][], bytes bytea, code uuid, mood mood, zip zip, empty text, none text,
      span interval, clock time, whole int4[]);
    INSERT INTO customers VALUES (9007199254740993, 12.50, 'NaN', true, '2024-02-29', '2024-02-29 10:00:00.123456', '2024-02-29 10:00:00.5-05',
      '{"a": [9007199254740993, 0.1, null]}', '{a,NULL,"b,\\"c"}', '{sad,happy}', '{2024-02-29}', '{{1,2},{3,4}}', '\\x00ff',
      '6b1f7c9a-0000-4000-8000-000000000001', 'happy', '01234', '', NULL, '1 day 2 hours', '10:00', '{1,2}');
    CREATE TABLE many (id int PRIMARY KEY, name text);
    INSERT INTO many SELECT n, 'name ' || n FROM generate_series(1, 20000) n;
    CREATE SEQUENCE numbers;
    CREATE FUNCTION writes() RETURNS int LANGUAGE sql AS $$ DELETE FROM many RETURNING 1 $$;
  `);
});
afterAll(async () => {
  await shop.end();
  await own.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await own.end();
});

const env = { HOST: origin.replace(/.*@/, ''), PASSWORD: 'baton' };
const settings = (query: string, database = name) =>
  ({ type: 'postgres', url: `postgres://baton:\${PASSWORD}@${env.HOST}/${database}`, query }) as const;
const options = { folder: '', env, allowPrivateHosts: true };
const open = (query: string, more = {}) => openSource(settings(query), { ...options, ...more });
const rows = async (query: string) => (await allOf(await open(query))).rows;
const count = async () =>
  Number((await shop.query<{ n: string }>('SELECT count(*) AS n FROM many')).rows[0]!.n);

it('keeps every value as it is', async () => {
  const [row] = await rows('SELECT * FROM customers');
  expect(row).toEqual({
    id: 9007199254740993n,
    price: '12.50',
    share: 'NaN',
    yes: true,
    day: '2024-02-29',
    at: new Date('2024-02-29T10:00:00.123Z'),
    zoned: new Date('2024-02-29T15:00:00.500Z'),
    part: { a: [9007199254740993n, 0.1, null] },
    tags: ['a', null, 'b,"c'],
    moods: ['sad', 'happy'],
    days: ['2024-02-29'],
    grid: [
      [1, 2],
      [3, 4],
    ],
    bytes: '00ff',
    code: '6b1f7c9a-0000-4000-8000-000000000001',
    mood: 'happy',
    zip: '01234',
    empty: '',
    none: null,
    span: 'P1DT2H',
    clock: '10:00:00',
    whole: [1, 2],
  });
});

it('what no Date holds stays text, and a column that comes twice has two names', async () =>
  expect(
    await rows(
      "SELECT 'infinity'::timestamptz AS a, '0044-03-15 BC'::date AS a, '0044-03-15 00:00 BC'::timestamp AS b, 5::int8 AS c, '' AS \"__proto__\"",
    ),
  ).toEqual([
    { a: 'infinity', 'a (2)': '0044-03-15 BC', b: '0044-03-15 00:00:00 BC', c: 5, 'column 5': '' },
  ]));

it('previews the first rows with types', async () => {
  const { columns } = await (
    await open('SELECT id, price, yes, day, zoned, part, tags, mood FROM customers')
  ).preview();
  expect(columns.map(({ type }) => type)).toEqual([
    'integer',
    'decimal',
    'boolean',
    'date',
    'datetime',
    'json',
    'json',
    'text',
  ]);
  expect((await (await open('SELECT * FROM many;  -- all')).preview()).rows).toHaveLength(100);
  expect(await (await open('SELECT id FROM many WHERE false')).preview()).toEqual({
    columns: [{ name: 'id', type: 'integer' }],
    rows: [],
  });
});

it('sees one moment, whatever is written meanwhile', async () => {
  const seen: unknown[] = [];
  for await (const batch of (await open('SELECT name FROM many')).read()) {
    if (seen.length === 0) await shop.query("UPDATE many SET name = 'changed' WHERE id > 10000");
    seen.push(...batch.map((row) => row['name']));
  }
  expect(seen).toHaveLength(20_000);
  expect(seen).not.toContain('changed');
});

const made = join(tmpdir(), 'baton-source-made');
const tries = [
  'SELECT writes()',
  'WITH x AS (DELETE FROM many RETURNING id) SELECT * FROM x',
  "SELECT nextval('numbers')",
  'SELECT * FROM many FOR UPDATE',
  'SELECT id INTO other FROM many',
  `SELECT 1; COPY many TO '${made}'`,
  `COPY many TO '${made}'`,
  `SELECT 1 \n; DELETE FROM many`,
  `SELECT lo_create(0)`,
  `SELECT $$ $$ || $a$ ; $a$ ; DELETE FROM many`,
];
it.each(tries)('%s: does not get through', async (query) => {
  const before = await count();
  await expect(rows(query)).rejects.toMatchObject({ code: 'SOURCE_REFUSED' });
  expect(await count()).toBe(before);
  expect(existsSync(made)).toBe(false);
});

describe('even if the words were not looked at', () => {
  /** What DECLARE makes of a text that passed by mistake. */
  const declared = async (sql: string) => {
    const client = new Client({ connectionString: `${origin}/${name}` });
    await client.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // Its type does not know yet how to ask for the extended protocol.
      const text = `DECLARE baton NO SCROLL CURSOR WITHOUT HOLD FOR ${sql}`;
      const declaring: QueryConfig & { queryMode: string } = { text, queryMode: 'extended' };
      await client.query(declaring);
      await client.query('FETCH FORWARD 10 FROM baton');
    } finally {
      await client.end();
    }
  };
  it.each([
    'SELECT 1; DELETE FROM many',
    `COPY many TO '${made}'`,
    'DELETE FROM many RETURNING 1',
    'SELECT writes()',
    "SELECT set_config('transaction_read_only', 'off', true), writes()",
    'EXECUTE x',
    'TRUNCATE many',
  ])('the server refuses %s', async (sql) => {
    const before = await count();
    await expect(declared(sql)).rejects.toThrow();
    expect(await count()).toBe(before);
  });
});

const running = async () =>
  (
    await own.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'baton' AND datname = '${name}' AND state <> 'idle'`,
    )
  ).rows.length;
const until = async (look: () => Promise<boolean>) => {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 50));
};
const NEVER = 'SELECT count(*) FROM generate_series(1, 1000000000) a, generate_series(1, 1000000000) b';

it('cancelled, the query ends on the server', async () => {
  const stop = new AbortController();
  const reading = allOf(await open(NEVER, { signal: stop.signal }));
  await until(async () => (await running()) > 0);
  stop.abort();
  await expect(reading).rejects.toThrow(/abort/i);
  await until(async () => (await running()) === 0);
});

it('left early, nothing stays open', async () => {
  for await (const batch of (await open('SELECT * FROM many')).read()) if (batch.length > 0) break;
  await until(async () => (await running()) === 0);
});

it('a query that takes too long is ended by the server', async () =>
  expect(allOf(await open(NEVER, { timeoutMs: 500 }))).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('Make the query faster'),
  }));

it.each([
  ['SELECT *\nFROM nothing', 'In line 2 of the query. Check the name of the table'],
  ['SELECT nothing FROM many', 'In line 1 of the query. Check the name of the column'],
  ['SELECT FROM FROM', 'Check the query'],
  ['SELECT 1 / (id - id) FROM many', 'division by zero'],
])('%s: what the server says is told, with what to do', async (query, said) =>
  expect(rows(query)).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining(said),
  }),
);

it('a wrong password, no database and no server are told, without the password', async () => {
  const read = async (url: string, more = {}) =>
    allOf(await openSource({ type: 'postgres', url, query: 'SELECT 1' }, { ...options, ...more }));
  await expect(read(`postgres://nobody:s3cret@${env.HOST}/${name}`)).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.not.stringContaining('s3cret'),
  });
  await expect(read(`postgres://baton:baton@${env.HOST}/nothing`)).rejects.toMatchObject({
    message: expect.stringContaining('Check the name of the database'),
  });
  await expect(read('postgres://baton:baton@127.0.0.1:1/x')).rejects.toMatchObject({
    message: expect.stringContaining('Nothing listens there'),
  });
  await expect(read('postgres://baton:baton@nowhere.invalid/x')).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
  });
  await expect(read(`postgres://baton:baton@${env.HOST}/${name}?sslmode=require`)).rejects.toMatchObject({
    code: 'SOURCE_FAILED',
    message: expect.stringContaining('SSL'),
  });
});

it.each([
  '127.0.0.1',
  'localhost',
  '[::1]',
  '10.0.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '2130706433',
  '0x7f000001',
  '[::ffff:127.0.0.1]',
  '100.64.0.1',
  '[fd00::1]',
])('nothing is sent to %s unless the operator allows it', async (host) => {
  let reached = 0;
  const server = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as { port: number };
  const read = openSource(
    { type: 'postgres', url: `postgres://a@${host}:${port}/x?sslmode=require`, query: 'SELECT 1' },
    { folder: '', env: {}, allowPrivateHosts: ['db.internal'] },
  ).then(allOf);
  await expect(read).rejects.toMatchObject({
    code: 'SOURCE_REFUSED',
    message: expect.stringContaining('SOURCE_PRIVATE_HOSTS='),
  });
  expect(reached).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});
