import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sqlite3 from 'sqlite3';
import { EntitySchema } from 'typeorm';
import { beforeAll, describe, expect, it } from 'vitest';
import { flag, integer, json, key, text, time, varchar } from './columns.ts';
import { databaseKind, openDatabase } from './database.ts';
import { describeOnBothDatabases } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

interface Sample {
  id: string;
  at: number | null;
  on: boolean | null;
  data: unknown;
  count: number;
  label: string | null;
  body: string;
}
const sampleEntity = new EntitySchema<Sample>({
  name: 'sample',
  tableName: 'sample',
  columns: {
    id: key(),
    at: time({ name: 'happened_at', nullable: true }),
    on: flag({ name: 'is_on', nullable: true }),
    data: json({ nullable: true }),
    count: integer(),
    label: varchar({ nullable: true }),
    body: text(),
  },
});

describe('openDatabase', () => {
  it('tells the kind from the url', () => {
    expect(databaseKind('sqlite:./data/baton.sqlite')).toBe('sqlite');
    expect(databaseKind('postgres://baton@localhost/baton')).toBe('postgres');
    expect(databaseKind('postgresql://baton@localhost/baton')).toBe('postgres');
  });

  it('says that PostgreSQL does not answer', async () => {
    const opening = openDatabase({ url: 'postgres://a:b@127.0.0.1:1/c', entities: [], migrations: [] });
    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', retry: 'backoff' });
  });

  it('says that the file of SQLite cannot be opened', async () => {
    const opening = openDatabase({
      url: `sqlite:${import.meta.filename}/x.sqlite`,
      entities: [],
      migrations: [],
    });
    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('opens a new file in several processes at once: changing it to WAL waits for nobody', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-open-'));
    for (let round = 0; round < 40; round += 1) {
      const url = `sqlite:${join(folder, `${round}.sqlite`)}`;
      const opening = [1, 2, 3].map(() => openDatabase({ url, entities: [], migrations: [] }));
      for (const database of await Promise.all(opening)) await database.close();
    }
    rmSync(folder, { recursive: true });
  });
});

describeOnBothDatabases('columns', [sampleEntity as EntitySchema<never>], (open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  const roundTrip = async (sample: Sample): Promise<Sample> => {
    await database.manager
      .createQueryBuilder()
      .insert()
      .into(sampleEntity)
      .values(sample as never)
      .execute();
    return database.manager.getRepository(sampleEntity).findOneByOrFail({ id: sample.id });
  };

  it('gives back the types that were stored', async () => {
    const sample: Sample = {
      id: 'full',
      at: Number.MAX_SAFE_INTEGER,
      on: true,
      data: { list: [1, 'zwei', null], nested: { ok: false } },
      count: -7,
      label: 'Grüße 👋',
      body: 'it\'s "quoted"\nand long',
    };
    expect(await roundTrip(sample)).toEqual(sample);
  });

  it('gives back null and false as they are', async () => {
    const sample: Sample = { id: 'none', at: null, on: false, data: null, count: 0, label: null, body: '' };
    expect(await roundTrip(sample)).toEqual(sample);
    expect((await roundTrip({ ...sample, id: 'nothing', on: null })).on).toBeNull();
  });

  it('compares times and flags inside the database', async () => {
    await roundTrip({ id: 'early', at: 1_000, on: true, data: null, count: 99, label: null, body: '' });
    await roundTrip({
      id: 'late',
      at: 4_102_444_800_000,
      on: true,
      data: null,
      count: 99,
      label: null,
      body: '',
    });
    const found = await database.manager
      .createQueryBuilder(sampleEntity, 'sample')
      .where('sample.count = 99 AND sample.at > :at AND sample.on = :on', { at: 1_000, on: true })
      .getMany();
    expect(found.map((sample) => sample.id)).toEqual(['late']);
  });
});

describeOnBothDatabases('what is deleted', [sampleEntity], (open) => {
  it('is gone from the files after a purge', async () => {
    const database = await open();
    const secret = (letter: string) => `secret-${letter.repeat(3_000)}`;
    const sample = { at: null, on: null, data: null, count: 1, label: null };
    for (const [id, body] of [
      ['deleted', secret('x')],
      ['overwritten', secret('y')],
    ] as const)
      await database.manager.getRepository(sampleEntity).save({ ...sample, id, body });
    const inFiles = (): string[] => {
      const path = database.url.slice('sqlite:'.length);
      const folder = dirname(path);
      const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
      return ['x', 'y'].filter((letter) => text.join('').includes(letter.repeat(100)));
    };
    if (open.kind === 'sqlite') expect(inFiles()).toEqual(['x', 'y']);
    await database.manager.delete(sampleEntity, { id: 'deleted' });
    await database.manager.update(sampleEntity, { id: 'overwritten' }, { body: '' });
    expect(await database.purgeDeleted()).toBe(true);
    if (open.kind === 'sqlite') expect(inFiles()).toEqual([]);
  });

  it('is taken out without a trace on other statements: they stay as fast as they were', async () => {
    const database = await open();
    const methods = () => [sqlite3.Database.prototype, sqlite3.Statement.prototype].flatMap(Object.values);
    const before = methods();
    expect(await database.purgeDeleted()).toBe(true);
    expect(methods()).toEqual(before);
  });

  it('waits for another process that still reads the old state', async () => {
    const database = await open();
    if (open.kind !== 'sqlite') return;
    const reader = await openDatabase({ url: database.url, entities: [sampleEntity], migrations: [] });
    await reader.transaction(async (tx) => {
      await tx.find(sampleEntity);
      expect(await database.purgeDeleted()).toBe(false);
    });
    expect(await database.purgeDeleted()).toBe(true);
    await reader.close();
  });
});
