import { EntitySchema } from 'typeorm';
import { beforeEach, expect, it } from 'vitest';
import { key, time } from './columns.ts';
import { describeOnBothDatabases } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';
import { startProcess } from './test-process.ts';

interface Counter {
  id: string;
  value: number;
}
const counterEntity = new EntitySchema<Counter>({
  name: 'counter',
  tableName: 'counter',
  columns: { id: key(), value: time() },
});

describeOnBothDatabases('transactions', [counterEntity as EntitySchema<never>], (open) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await open();
  });
  const ids = async () =>
    (await database.manager.getRepository(counterEntity).find({ order: { id: 'ASC' } })).map((row) => row.id);
  const add = (manager: TestDatabase['manager'], id: string) =>
    manager.createQueryBuilder().insert().into(counterEntity).values({ id, value: 0 }).execute();

  it('keeps 50 concurrent transactions apart: what throws leaves nothing, what returns leaves all', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        database.transaction(async (tx) => {
          await add(tx, `${index}-a`);
          await new Promise((turn) => setImmediate(turn));
          await add(tx, `${index}-b`);
          if (index % 2 === 1) throw new Error('undo');
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(25);
    const kept = await ids();
    expect(kept).toHaveLength(50);
    expect(kept.every((id) => Number(id.split('-')[0]) % 2 === 0)).toBe(true);
  });

  it('keeps a write made outside while a transaction that rolls back was open', async () => {
    let outside: Promise<unknown> = Promise.resolve();
    const opened = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const transaction = database.transaction(async (tx) => {
      await add(tx, 'inside');
      opened.resolve();
      await written.promise;
      throw new Error('undo');
    });
    await opened.promise;
    outside = add(database.manager, 'outside');
    written.resolve();
    await expect(transaction).rejects.toThrow('undo');
    await outside;
    expect(await ids()).toEqual(['outside']);
  });

  it('loses no update of concurrent read-modify-writes within this process', async () => {
    await add(database.manager, 'n');
    await Promise.all(Array.from({ length: 40 }, () => increment(database)));
    expect(await database.manager.getRepository(counterEntity).findOneByOrFail({ id: 'n' })).toEqual({
      id: 'n',
      value: 40,
    });
  });

  it('rolls a nested transaction back alone', async () => {
    await database.transaction(async (tx) => {
      await add(tx, 'outer');
      await tx
        .transaction(async (inner) => {
          await add(inner, 'inner');
          throw new Error('undo');
        })
        .catch(() => undefined);
      await add(tx, 'after');
    });
    expect(await ids()).toEqual(['after', 'outer']);
  });

  it('loses no update of three processes', async () => {
    await add(database.manager, 'n');
    const script = new URL('./test-increment.ts', import.meta.url);
    const processes = [1, 2, 3].map(() => startProcess(script, [database.url, '30']));
    for (const process of processes) expect(await process.exited).toEqual({ code: 0, signal: null });
    expect(await database.manager.getRepository(counterEntity).findOneByOrFail({ id: 'n' })).toEqual({
      id: 'n',
      value: 90,
    });
  });

  const increment = (on: TestDatabase) =>
    on.transaction(async (tx) => {
      const lock = open.kind === 'postgres' ? ' FOR UPDATE' : '';
      const [row] = await tx.query<[{ value: number | string }]>(
        `SELECT value FROM counter WHERE id = 'n'${lock}`,
      );
      await tx
        .createQueryBuilder()
        .update(counterEntity)
        .set({ value: Number(row.value) + 1 })
        .where({ id: 'n' })
        .execute();
    });

  if (open.kind === 'sqlite') {
    it('refuses a query outside the running transaction instead of waiting for ever', async () => {
      await expect(database.transaction(() => add(database.manager, 'x'))).rejects.toThrow(
        /manager handed to the transaction/,
      );
      await add(database.manager, 'y');
      expect(await ids()).toEqual(['y']);
    });

    it('lets work go on outside that was only started inside a transaction', async () => {
      let later: Promise<unknown> = Promise.resolve();
      const done = Promise.withResolvers<void>();
      await database.transaction(async (tx) => {
        await add(tx, 'inside');
        later = done.promise.then(() => add(database.manager, 'later'));
      });
      done.resolve();
      await later;
      expect(await ids()).toEqual(['inside', 'later']);
    });
  }
});
