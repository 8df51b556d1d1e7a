import { existsSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import type { Connection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMariaDb, startMariaDb } from '../world/mariadb.ts';
import { openSource } from '../../src/backend/sources/open-source.ts';
import { allOf } from '../../src/backend/sources/test-reading.ts';

describe.runIf(hasMariaDb())('MariaDB', () => {
  let server: Awaited<ReturnType<typeof startMariaDb>>;
  let root: Connection;
  beforeAll(async () => {
    server = await startMariaDb();
    root = await createConnection({
      host: '127.0.0.1',
      port: server.port,
      user: 'root',
      database: 'shop',
      multipleStatements: true,
    });
    await root.query(`
      SET GLOBAL time_zone = '-05:00'; SET SESSION time_zone = '-05:00'; SET SESSION sql_mode = '';
      CREATE TABLE customers (id BIGINT UNSIGNED, price DECIMAL(12, 2), share DOUBLE, yes BOOL, day DATE, at DATETIME(6), zoned TIMESTAMP(3) NULL,
        name VARCHAR(50), note TEXT, bytes VARBINARY(10), photo BLOB, kind ENUM('a', 'b'), tags SET('x', 'y'), bits BIT(4), clock TIME, born YEAR,
        none INT, zero DATE, zeros DATETIME, place POINT);
      INSERT INTO customers VALUES (18446744073709551615, 12.50, 0.5, TRUE, '2024-02-29', '2024-02-29 10:00:00.123456', '2024-02-29 10:00:00.5',
        'Zoë 😀', '', x'00ff', x'01', 'b', 'x,y', b'101', '10:00:00', 1999, NULL, '0000-00-00', '0000-00-00', NULL);
      CREATE TABLE many (id INT PRIMARY KEY, name VARCHAR(2000)) ENGINE = InnoDB;
      INSERT INTO many SELECT seq, REPEAT('n', 1000) FROM seq_1_to_20000;
      CREATE FUNCTION writes() RETURNS INT MODIFIES SQL DATA BEGIN DELETE FROM many; RETURN 1; END;
      CREATE USER reader IDENTIFIED BY 'r/e@d'; GRANT SELECT, EXECUTE, FILE ON *.* TO reader;
    `);
  });
  afterAll(async () => {
    await root.end();
    await server.stop();
  });

  const settings = (query: string, more = '') =>
    ({
      type: 'mysql',
      url: `mysql://reader:\${PASSWORD}@127.0.0.1:${server.port}/shop${more}`,
      query,
    }) as const;
  const options = { folder: '', env: { PASSWORD: 'r/e@d' }, allowPrivateHosts: ['127.0.0.1'] };
  const open = (query: string, more = {}) => openSource(settings(query), { ...options, ...more });
  const rows = async (query: string) => (await allOf(await open(query))).rows;

  it('keeps every value as it is', async () =>
    expect(await rows('SELECT *, 5 AS id FROM customers')).toEqual([
      {
        id: 18446744073709551615n,
        price: '12.50',
        share: 0.5,
        yes: 1,
        day: '2024-02-29',
        at: new Date('2024-02-29T10:00:00.123Z'),
        zoned: new Date('2024-02-29T15:00:00.500Z'),
        name: 'Zoë 😀',
        note: '',
        bytes: '00ff',
        photo: '01',
        kind: 'b',
        tags: 'x,y',
        bits: 5,
        clock: '10:00:00',
        born: 1999,
        none: null,
        zero: null,
        zeros: null,
        place: null,
        'id (2)': 5,
      },
    ]));

  it('previews the first rows with types', async () => {
    const { columns } = await (await open('SELECT id, price, day, at, name FROM customers;')).preview();
    expect(columns.map(({ type }) => type)).toEqual(['integer', 'decimal', 'date', 'datetime', 'text']);
    expect((await (await open('SELECT * FROM many')).preview()).rows).toHaveLength(100);
    expect((await (await open('SELECT id FROM many WHERE id < 0')).preview()).columns).toEqual([
      { name: 'id', type: 'integer' },
    ]);
  });

  it('sees one moment, and sends no more than is taken', async () => {
    let seen = 0;
    for await (const batch of (await open('SELECT id, name FROM many')).read()) {
      if (seen === 0) await root.query("UPDATE many SET name = 'changed' WHERE id > 10000");
      expect(batch.some(({ name }) => name === 'changed')).toBe(false);
      seen += batch.length;
    }
    expect(seen).toBe(20_000);
  });

  const made = join(tmpdir(), `baton-source-made-${process.pid}`);
  it.each([
    'SELECT writes()',
    'SELECT 1; DELETE FROM many',
    'DELETE FROM many',
    `SELECT * FROM many INTO OUTFILE '${made}'`,
    `SELECT 1 /*! INTO OUTFILE '${made}' */`,
    "SELECT load_file('/etc/passwd')",
    'WITH x AS (SELECT 1) DELETE FROM many',
    "SELECT '\\'; DELETE FROM many; -- '; DELETE FROM many",
    'SELECT NEXTVAL(s)',
    'SELECT @a := 1 INTO @b',
  ])('%s: does not get through', async (query) => {
    await expect(rows(query)).rejects.toMatchObject({
      code: expect.stringMatching(/^SOURCE_(REFUSED|FAILED)$/),
    });
    const [[counted]] = (await root.query('SELECT count(*) AS n FROM many')) as unknown as [[{ n: number }]];
    expect(counted.n).toBe(20_000);
    expect(existsSync(made)).toBe(false);
  });

  const running = async (): Promise<number> => {
    const [found] = (await root.query(
      "SELECT 1 FROM information_schema.processlist WHERE user = 'reader' AND command <> 'Sleep'",
    )) as unknown as [unknown[]];
    return found.length;
  };
  const until = async (look: () => Promise<boolean>) => {
    while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const NEVER = 'SELECT count(*) FROM many a, many b, many c, many d';

  it('cancelled, the query ends on the server', async () => {
    const stop = new AbortController();
    const reading = allOf(await open(NEVER, { signal: stop.signal }));
    await until(async () => (await running()) > 0);
    stop.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    await until(async () => (await running()) === 0);
  });

  it('a query that takes too long is ended', async () => {
    await expect(allOf(await open(NEVER, { timeoutMs: 1_000 }))).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringContaining('gave no rows for 1 seconds'),
    });
    await until(async () => (await running()) === 0);
  });

  it('left early, nothing stays open', async () => {
    for await (const batch of (await open('SELECT * FROM many')).read()) if (batch.length > 0) break;
    await until(async () => (await running()) === 0);
  });

  it.each([
    ['SELECT * FROM nothing', 'Check the name of the table'],
    ['SELECT nothing FROM many', 'Check the name of the column'],
    ['SELECT FROM FROM', 'Check the query'],
  ])('%s: what the server says is told, with what to do', async (query, said) =>
    expect(rows(query)).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringContaining(said),
    }),
  );

  it('a wrong password is told without it; no TLS where it is asked for is an error; private hosts need leave', async () => {
    await expect(allOf(await open('SELECT 1', { env: { PASSWORD: 's3cret' } }))).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.not.stringContaining('s3cret'),
    });
    const tls = await openSource(settings('SELECT 1', '?sslmode=verify-full'), options);
    await expect(allOf(tls)).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
    await expect(
      openSource(settings('SELECT 1', '?sslmode=require'), { ...options, allowPrivateHosts: false }).then(
        allOf,
      ),
    ).rejects.toMatchObject({
      code: 'SOURCE_REFUSED',
      message: expect.stringContaining('SOURCE_PRIVATE_HOSTS=127.0.0.1'),
    });
  });
});
