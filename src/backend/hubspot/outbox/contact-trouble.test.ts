import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { lost, testPortal } from './test-hubspot.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';

describeOnBothDatabases('contact writes in trouble', testEntities, (open) => {
  let database: TestDatabase;
  let test: TestOutbox;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(ContactWriteEntity);
    test = new TestOutbox(database);
  });

  const write: TestOutbox['write'] = (id, rest) => test.write(id, rest);
  const one = (properties: Record<string, string> = {}): ContactId =>
    test.hubspot.addContacts(1, properties)[0] ?? contactId(0);
  const rows = () => database.manager.find(ContactWriteEntity);

  it('repeats an update whose answer was lost', async () => {
    const id = one();
    await write(id, { properties: { baton_status: 'paused' } });
    test.hubspot.after = (call) => {
      test.hubspot.after = () => undefined;
      throw lost(call);
    };
    await test.settle();
    expect(test.hubspot.contacts.get(id)).toEqual({ baton_status: 'paused' });
    expect(test.of('contact-written')).toHaveLength(1);
  });

  it.each([
    [429, { 'retry-after': '7' }, 7_000],
    [423, {}, 2_000],
    [477, { 'retry-after': '3600' }, 3_600_000],
  ])('waits as long as a %s asks, with everything', async (status, headers, waitMs) => {
    for (const id of test.hubspot.addContacts(450))
      await write(id, { properties: { baton_status: 'paused' } });
    const start = test.clock.time;
    test.hubspot.before = () => {
      throw test.hubspot.failure({ method: 'POST' }, status, {}, headers);
    };
    await test.flush();
    expect(test.hubspot.calls.length).toBeLessThanOrEqual(4);
    expect(test.jobs.at(-1)?.runAt).toBe(start + waitMs);
    test.hubspot.before = () => undefined;
    await test.settle();
    expect([...test.hubspot.contacts.values()].every((contact) => contact['baton_status'] === 'paused')).toBe(
      true,
    );
  });

  it('never gives up on a HubSpot that is down, with growing pauses', async () => {
    await write(one(), { properties: { baton_status: 'paused' } });
    test.hubspot.before = (call) => {
      throw lost(call);
    };
    await test.settle(15);
    expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 15 });
    expect((test.jobs.at(-1)?.runAt ?? 0) - test.clock.time).toBeLessThanOrEqual(300_000);
  });

  it('separates a record at which HubSpot breaks down from the others', async () => {
    const ids = test.hubspot.addContacts(20);
    for (const id of ids) await write(id, { properties: { baton_status: 'paused' } });
    test.hubspot.before = (call) => {
      if (JSON.stringify(call.body).includes(ids[3] ?? '')) throw lost(call);
    };
    await test.settle(60);
    const written = ids.filter((id) => test.hubspot.contacts.get(id)?.['baton_status'] === 'paused');
    expect(written).toHaveLength(19);
  });

  it('keeps what a missing permission forbids, and tries it again after the account was connected anew', async () => {
    const id = one();
    await write(id, { properties: { baton_status: 'paused' } });
    test.hubspot.before = () => {
      throw test.hubspot.failure({ method: 'POST' }, 403, { category: 'MISSING_SCOPES' });
    };
    await test.settle();
    expect(test.of('failed')).toEqual([expect.objectContaining({ contactId: id, properties: [] })]);
    expect((await test.outbox.pending(testPortal, id)).failed).toHaveLength(1);
    test.hubspot.before = () => undefined;
    await test.in((tx) => test.outbox.resume(tx, testPortal));
    await test.settle();
    expect(test.hubspot.contacts.get(id)).toEqual({ baton_status: 'paused' });
  });

  it('takes over after a process that died, once its claim has run out', async () => {
    const id = one();
    await write(id, { properties: { baton_status: 'paused' } });
    const held = { lease: 'dead', leasedUntil: test.clock.time + 30_000 };
    await database.manager
      .createQueryBuilder()
      .update(ContactWriteEntity)
      .set(held)
      .where({ contactId: id })
      .execute();
    await test.flush();
    expect(test.hubspot.calls).toEqual([]);
    await test.settle();
    expect(test.hubspot.contacts.get(id)).toEqual({ baton_status: 'paused' });
  });

  it('finds overdue work that no job knows of', async () => {
    const id = one();
    await write(id, { properties: { baton_status: 'paused' } });
    test.jobs = [];
    test.clock.time += 120_000;
    await test.outbox.sweep();
    expect(test.jobs).toEqual([expect.objectContaining({ queue: 'hubspot.flush', key: testPortal })]);
  });

  it('does each contact once when two processes flush at the same moment', async () => {
    const ids = test.hubspot.addContacts(300);
    for (const id of ids) await write(id, { properties: { baton_status: 'paused' } });
    const second = test.another();
    await Promise.all([test.flush(), second.flush()]);
    expect(test.hubspot.calls.reduce((sum, { size }) => sum + size, 0)).toBe(300);
    expect(test.of('contact-written').length + second.of('contact-written').length).toBe(300);
  });

  it('holds up only the outcome whose handler fails', async () => {
    const ids = test.hubspot.addContacts(3);
    for (const id of ids) await write(id, { properties: { baton_status: 'paused' } });
    let broken = true;
    test.outbox.onOutcome(async (_tx, outcome) => {
      if (broken && outcome.contactId === ids[1]) throw new Error('not now');
    });
    await test.flush();
    expect((await rows()).map((row) => row.contactId)).toEqual([ids[1]]);
    broken = false;
    await test.settle();
    expect(await rows()).toEqual([]);
  });
});
