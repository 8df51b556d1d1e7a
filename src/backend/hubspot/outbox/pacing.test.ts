import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { CreateEntity } from './creates/create-entity.ts';
import { testPortal } from './test-hubspot.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';
import { nextTurn } from './turns.ts';

describeOnBothDatabases('when calls leave', testEntities, (open) => {
  let database: TestDatabase;
  let test: TestOutbox;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(CreateEntity);
    test = new TestOutbox(database);
  });

  const create: TestOutbox['create'] = (kind, id, wish) => test.create(kind, id, wish);
  const made: TestOutbox['made'] = (kind) => test.made(kind);
  const contacts = (count: number): ContactId[] =>
    test.hubspot.addContacts(count, { hubspot_owner_id: ownerId(70) });
  const one = (): ContactId => contacts(1)[0] ?? contactId(0);

  it('logs a trickle of mails in turns: the first at once, those that follow together', async () => {
    const everyMs = 300_000;
    const start = test.clock.time;
    const arrive = async (key: string): Promise<void> => {
      await create('email', one(), { key, lane: 'bulk', everyMs });
      test.clock.time += 30_000;
      await test.flush();
    };
    for (let index = 0; index < 10; index += 1) await arrive(`mail-${index}`);
    expect(made('email')).toHaveLength(1);
    test.clock.time = start + everyMs + 5_000;
    await test.flush();
    expect(made('email')).toHaveLength(10);
    expect(test.hubspot.count('emails/batch/create')).toBe(2);
    test.clock.time += 2 * everyMs;
    await arrive('after a pause');
    expect(made('email')).toHaveLength(11);
  });

  it('joins the turn ahead though all that waited for it has ridden along with an urgent one', async () => {
    const everyMs = 300_000;
    const mail = (key: string, lane: 'bulk' | 'interactive') =>
      create('email', one(), lane === 'bulk' ? { key, lane, everyMs } : { key, lane });
    await mail('first', 'bulk');
    test.clock.time += 10_000;
    await test.flush();
    await mail('second', 'bulk');
    await mail('urgent', 'interactive');
    await test.flush();
    expect(made('email')).toHaveLength(3);
    const turn = (await database.manager.findOneByOrFail(CreateEntity, { key: 'second' })).dueAt;
    expect(turn).toBeGreaterThan(test.clock.time);
    test.clock.time += 60_000;
    await mail('third', 'bulk');
    expect((await database.manager.findOneByOrFail(CreateEntity, { key: 'third' })).dueAt).toBe(turn);
    test.clock.time = turn;
    await test.flush();
    expect(made('email')).toHaveLength(4);
    await mail('fourth', 'bulk');
    expect((await database.manager.findOneByOrFail(CreateEntity, { key: 'fourth' })).dueAt).toBe(
      turn + everyMs,
    );
  });

  it('takes turns by kind, lane and account', async () => {
    const paced = { lane: 'bulk', everyMs: 300_000 } as const;
    await create('email', one(), { key: 'first', ...paced });
    const { dueAt } = await database.manager.findOneByOrFail(CreateEntity, { key: 'first' });
    const mails = { portalId: testPortal, kind: 'email', ...paced } as const;
    const turns: number[] = [];
    await test.in(async (tx) => {
      for (const other of [
        {},
        { kind: 'note' },
        { lane: 'assignment' },
        { portalId: portalId(4343) },
      ] as const)
        turns.push(await nextTurn(tx, { ...mails, ...other }, test.clock.time, 1));
    });
    expect(turns).toEqual([dueAt, 1, 1, 1]);
  });

  describe('while calls wait for their turn', () => {
    const notes = (count: number, lane: 'assignment' | 'interactive') =>
      test.in(async (tx) => {
        for (const id of contacts(count)) await test.createIn(tx, 'note', id, { key: `${lane}:${id}`, lane });
      });
    const after = async (ms: number): Promise<number> => {
      test.clock.time += ms;
      await test.flush();
      return made('note').length;
    };

    it('a call leaves full, or when its first row has waited for two seconds', async () => {
      test.busy = true;
      await notes(30, 'assignment');
      expect(await after(1_000)).toBe(0);
      await notes(70, 'assignment');
      expect(await after(300)).toBe(100);
      await notes(5, 'assignment');
      expect(await after(300)).toBe(100);
      expect(await after(2_000)).toBe(105);
      expect(test.hubspot.count('notes/batch/create')).toBe(2);
    });

    it('of more than one call takes, the rest waits for company, however many look for work at once', async () => {
      test.busy = true;
      await notes(150, 'assignment');
      expect(await after(300)).toBe(100);
      await notes(50, 'assignment');
      expect(await after(300)).toBe(200);
      expect(test.hubspot.count('notes/batch/create')).toBe(2);
    });

    it('what somebody waits for goes at once, and asks for the rest soon', async () => {
      test.busy = true;
      await notes(3, 'assignment');
      test.jobs = [];
      expect(await after(300)).toBe(0);
      expect(test.jobs.map((job) => job.runAt)).toEqual([test.clock.time + 250]);
      await notes(1, 'interactive');
      expect(await after(0)).toBe(4);
    });
  });
});
