import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, ownerId } from '../../ground/identifiers.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { CreateEntity } from './creates/create-entity.ts';
import { FLUSH_QUEUE } from './ask-for-flush.ts';
import { testPortal } from './test-hubspot.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';

const HOUR = 3_600_000;

describeOnBothDatabases('writes to HubSpot after the clock was set back', testEntities, (open) => {
  let database: TestDatabase;
  let test: TestOutbox;

  beforeEach(async () => {
    database = await open();
    test = new TestOutbox(database);
  });

  const one = () => test.hubspot.addContacts(1, { hubspot_owner_id: ownerId(70) })[0] ?? contactId(0);

  it('what waits leaves now, and somebody is asked to carry it out', async () => {
    const id = one();
    await test.write(id, { properties: { city: 'Berlin' } });
    await test.create('note', id, { key: 'note' });
    test.clock.time -= HOUR;
    test.jobs = [];
    await test.flush();
    expect(test.made('note')).toHaveLength(0);
    await test.outbox.pullIn();
    expect(test.jobs.at(-1)).toMatchObject({
      queue: FLUSH_QUEUE,
      key: testPortal,
      runAt: test.clock.time,
    });
    await test.flush();
    expect(test.made('note')).toHaveLength(1);
    expect(test.hubspot.count('contacts/batch/update')).toBe(1);
  });

  it('a claim of a process that died ends after a lease, and not before', async () => {
    const id = one();
    await test.create('note', id, { key: 'note' });
    await test.write(id, { properties: { city: 'Berlin' } });
    const claimed = { lease: 'of the dead', leasedUntil: test.clock.time + 30_000 };
    for (const entity of [CreateEntity, ContactWriteEntity])
      await database.manager.createQueryBuilder().update(entity).set(claimed).execute();
    test.clock.time -= HOUR;
    await test.outbox.pullIn();
    await test.flush();
    expect(test.made('note')).toHaveLength(0);
    test.clock.time += 30_000;
    await test.flush();
    expect(test.made('note')).toHaveLength(1);
    expect(test.hubspot.count('contacts/batch/update')).toBe(1);
  });

  it('what is done or given up stays as it is, and nobody is asked for anything', async () => {
    await test.create('note', one(), { key: 'note' });
    await test.flush();
    const before = await database.manager.find(CreateEntity);
    test.clock.time -= HOUR;
    test.jobs = [];
    await test.outbox.pullIn();
    expect(await database.manager.find(CreateEntity)).toEqual(before);
    expect(test.jobs).toEqual([]);
  });
});
