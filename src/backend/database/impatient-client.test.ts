import { Pool } from 'pg';
import { afterEach, expect, inject, it } from 'vitest';
import { impatientClient } from './impatient-client.ts';

let pool: Pool;
afterEach(() => pool.end());

const open = (silenceMs: number): Pool => {
  const connectionString = `${inject('postgresOrigin')}/postgres`;
  pool = new Pool({ connectionString, max: 1, Client: impatientClient(silenceMs) });
  pool.on('error', () => undefined);
  return pool;
};

it('gives up a connection on which nothing comes, so that the pool opens another one', async () => {
  open(200);
  const silent = pool.query('SELECT pg_sleep(30)');
  await expect(silent).rejects.toThrow('silent');
  expect(pool.totalCount).toBe(0);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

it('leaves a connection alone on which something comes', async () => {
  open(5_000);
  const process = async () => (await pool.query('SELECT pg_backend_pid() AS pid')).rows;
  expect(await process()).toEqual(await process());
});
