import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { ownerId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { CreateEntity } from './creates/create-entity.ts';
import { testPortal } from './test-hubspot.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';

const owner = { to: ownerId(70), expected: ownerId(71) };

describeOnBothDatabases('writes to a contact that went into another one', testEntities, (open) => {
  let box: TestOutbox;
  let old: ContactId;
  let survivor: ContactId;
  beforeEach(async () => {
    box = new TestOutbox(await open());
    [old, survivor] = box.hubspot.addContacts(2) as [ContactId, ContactId];
  });

  const move = (properties: boolean) =>
    box.in((tx) => box.outbox.moveContact(tx, testPortal, { from: old, to: survivor, properties }));
  const writes = () => box.database.manager.find(ContactWriteEntity);
  const creates = () => box.database.manager.find(CreateEntity);

  it('follow it, in place of what waits there, and are asked for', async () => {
    await box.write(old, { properties: { baton_status: 'qualified' }, owner });
    await box.write(survivor, { properties: { baton_status: 'canceled', baton_reason: 'old' } });
    await box.create('note', old, { key: 'a-note' });
    box.jobs = [];
    await move(true);
    expect(await writes()).toMatchObject([
      {
        contactId: survivor,
        properties: { baton_status: 'qualified' },
        hasOwner: true,
        ownerTo: '70',
        ownerExpected: ['71'],
      },
    ]);
    expect(await creates()).toMatchObject([{ contactId: survivor, key: 'a-note', state: 'pending' }]);
    expect(box.jobs).toHaveLength(1);
  });

  it('without the properties: what waits there stays, notes come along', async () => {
    await box.write(old, { properties: { baton_status: 'canceled' } });
    await box.write(survivor, { properties: { baton_status: 'in_progress' } });
    await box.create('email', old, { key: 'a-mail' });
    await move(false);
    expect(await writes()).toMatchObject([
      { contactId: survivor, properties: { baton_status: 'in_progress' } },
    ]);
    expect(await creates()).toMatchObject([{ contactId: survivor, key: 'a-mail' }]);
  });

  it('where nothing waits, nothing is left', async () => {
    await box.write(survivor, { properties: { baton_status: 'canceled' } });
    await move(true);
    expect(await writes()).toEqual([]);
  });

  it('are forgotten with their keys when the contact is erased', async () => {
    await box.write(old, { properties: { baton_context: 'secret' } });
    await box.create('note', old, { key: 'done-note' });
    await box.flush();
    expect((await creates()).map(({ state }) => state)).toEqual(['done']);
    await box.create('note', survivor, { key: 'other-note' });
    await box.in((tx) => box.outbox.eraseContact(tx, testPortal, old));
    expect(await writes()).toEqual([]);
    expect((await creates()).map(({ key }) => key)).toEqual(['other-note']);
  });
});
