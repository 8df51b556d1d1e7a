import { expect, it } from 'vitest';
import { plainQuery } from './plain-query.ts';

it.each([
  'SELECT 1',
  "  select * from customers where note = '; drop table x' -- ; delete\n",
  '/* a /* b */ c */ WITH x AS (SELECT 1) SELECT * FROM x',
  '((SELECT 1) UNION (SELECT 2)) ORDER BY 1',
  'VALUES (1), (2)',
  'TABLE customers',
  "SELECT $$ ; delete $$, $a$ $$ ; $a$, E'it\\'s ; ', 'it''s'",
  'SELECT "se;lect", "a""b" FROM "x;y"',
  "SELECT a::text, b->>'c', $1 FROM t WHERE a <> ''",
  'SELECT größe FROM kunden',
])('PostgreSQL reads %s', (sql) => expect(plainQuery(sql, 'postgres')).toBe(sql));

it('the semicolon at the end is left out', () => {
  expect(plainQuery('SELECT 1 ; -- done\n;', 'postgres')).toBe('SELECT 1 ');
  expect(plainQuery('SELECT 1;', 'mysql')).toBe('SELECT 1');
});

it.each([
  "SELECT `a;b`, \"x;y\", 'it\\'s ; ' FROM t # ; delete",
  'SELECT 1 -- ; delete',
  'SELECT 5--1',
  'WITH x AS (SELECT 1) SELECT * FROM x',
])('MySQL reads %s', (sql) => expect(plainQuery(sql, 'mysql')).toBe(sql));

const both = [
  '',
  ' ; ',
  '-- nothing',
  'SELECT 1; SELECT 2',
  'SELECT 1;DROP TABLE a',
  'INSERT INTO a VALUES (1)',
  'DROP TABLE a',
  'UPDATE a SET b = 1',
  'DELETE FROM a',
  'CREATE TABLE a (b int)',
  'CALL a()',
  'SET a = 1',
  'BEGIN',
  'COMMIT',
  'GRANT a TO b',
  '(DELETE FROM a)',
  '1',
  '* FROM a',
  'EXPLAIN SELECT 1',
  "SELECT 'a",
  'SELECT 1 /* a',
  'SELECT 1 INTO b',
  '; SELECT 1',
  'SELECT 1\0; x',
];

it.each([
  ...both,
  "COPY a TO '/tmp/x'",
  "COPY (SELECT 1) TO PROGRAM 'sh'",
  'DO $$ BEGIN END $$',
  'LISTEN a',
  "LOAD 'x'",
  'PREPARE a AS SELECT 1',
  'DECLARE a CURSOR FOR SELECT 1',
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT PG_READ_FILE('x')",
  'SELECT "pg_read_file"(\'x\')',
  "SELECT pg_catalog.pg_read_binary_file('x')",
  'SELECT pg_catalog . "pg_ls_dir"(\'/\')',
  'SELECT U&"pg_re\\0061d_file"(\'x\')',
  "SELECT pg_read/**/_file(1), pg_ls_dir('/')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_export(1, 'x')",
  "SELECT * FROM dblink('host=x', 'y')",
  "SELECT dblink_connect('x')",
  "SELECT set_config('a', 'b', false)",
  "SELECT query_to_xml('x', true, true, '')",
  'SELECT pg_terminate_backend(1)',
  'SELECT pg_sleep(100)',
  'SELECT $$a',
  'SELECT /* /* */ 1',
  "SELECT E'a\\'; DROP TABLE x; --",
  'SELECT $a$ $b$; DROP TABLE x',
])('PostgreSQL refuses %s', (sql) =>
  expect(() => plainQuery(sql, 'postgres')).toThrow(expect.objectContaining({ code: 'SOURCE_REFUSED' })),
);

it.each([
  ...both,
  "SELECT 1 INTO OUTFILE '/tmp/x'",
  "SELECT 1 into/**/dumpfile 'x'",
  "SELECT load_file('/etc/passwd')",
  "SELECT `load_file`('x')",
  "SELECT 1 /*! INTO OUTFILE 'x' */",
  "SELECT 1 /*!50000 INTO OUTFILE 'x' */",
  "SELECT 1 /*M! INTO OUTFILE 'x' */",
  "LOAD DATA INFILE 'x' INTO TABLE y",
  'HANDLER a OPEN',
  'SHOW TABLES',
  'USE mysql',
  'LOCK TABLES a READ',
  'SELECT sleep(100)',
  'SELECT BENCHMARK(1, 1)',
  "SELECT GET_LOCK('a', 1)",
  "SELECT '\\'; DROP TABLE a; -- '; DROP TABLE b",
  'SELECT "\\"" ; DROP TABLE a',
  'SELECT `a',
  'SELECT 1 --; x\n; DROP TABLE a',
])('MySQL refuses %s', (sql) =>
  expect(() => plainQuery(sql, 'mysql')).toThrow(expect.objectContaining({ code: 'SOURCE_REFUSED' })),
);

it('long texts take no time', () => {
  for (const text of [
    '('.repeat(50_000),
    '/*'.repeat(50_000),
    "'".repeat(50_001),
    '$a'.repeat(50_000),
    '--\n'.repeat(50_000),
  ])
    for (const dialect of ['postgres', 'mysql'] as const)
      expect(() => plainQuery(`SELECT 1 ${text}`, dialect)).not.toThrow(RangeError);
});
