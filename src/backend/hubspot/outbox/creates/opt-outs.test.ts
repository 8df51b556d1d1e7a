import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../../database/test-database.ts';
import type { TestDatabase } from '../../../database/test-database.ts';
import { contactId } from '../../../ground/identifiers.ts';
import { testPortal } from '../test-hubspot.ts';
import { TestOutbox, testEntities } from '../test-outbox.ts';

const ID = contactId(501);
const EMAIL = 'ada@customer.example.com';
const ALL = `/communication-preferences/2026-09/statuses/${encodeURIComponent(EMAIL)}/unsubscribe-all`;

describeOnBothDatabases('opt-outs', testEntities, (open) => {
  let database: TestDatabase;
  let box: TestOutbox;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    for (const entity of testEntities) await database.manager.clear(entity);
    box = new TestOutbox(database);
  });

  const optOut = (key = 'opt-out-ada-1') =>
    box.in((tx) =>
      box.outbox.optOut(tx, { portalId: testPortal, contactId: ID, lane: 'interactive', key, email: EMAIL }),
    );
  const state = () => box.outbox.optOutOf(testPortal, ID);
  const asked = () => box.hubspot.calls.map(({ method, name }) => `${method} ${name}`);

  it('HubSpot is told once, however often it is heard', async () => {
    expect(await state()).toBeNull();
    await optOut();
    await optOut();
    expect(await state()).toBe('waiting');
    await box.settle();
    await optOut();
    await box.settle();
    expect(asked()).toEqual([`POST ${ALL}`]);
    expect(await state()).toBe('done');
    expect(box.hubspot.optedOut).toEqual(new Set([EMAIL]));
  });

  it('is said again after a lost answer, and by another process after the first one died', async () => {
    await optOut();
    let answers = 0;
    box.hubspot.after = () => {
      answers += 1;
      if (answers === 1) throw box.hubspot.failure({ method: 'POST' }, 502, {});
    };
    await box.settle();
    expect(asked()).toHaveLength(2);
    expect(await state()).toBe('done');

    box.clock.time += 1_000;
    await optOut('opt-out-ada-2');
    await box.flushAndDie(database.url);
    expect(await state()).toBe('waiting');
    box.clock.time += 3_600_000;
    await box.settle();
    expect(await state()).toBe('done');
    expect(asked()).toHaveLength(4);
  });

  it('without the permission says what does not stop, and goes out once it is granted', async () => {
    await optOut();
    const body = { category: 'MISSING_SCOPES', message: 'This app hasn’t been granted all required scopes' };
    box.hubspot.before = () => {
      throw box.hubspot.failure({ method: 'POST' }, 403, body);
    };
    await box.settle();
    expect(await state()).toBe('failed');
    const { failed } = await box.outbox.pending(testPortal, ID);
    expect(failed[0]?.error.message).toMatch(/own email to this contact does not stop.*connects Baton again/);
    expect(box.of('failed')).toHaveLength(1);

    box.hubspot.before = () => undefined;
    await box.in((tx) => box.outbox.resume(tx, testPortal));
    await box.settle();
    expect(await state()).toBe('done');
  });

  it('a refusal of an address that is unsubscribed already is none', async () => {
    await optOut();
    const refuse = () => {
      box.hubspot.before = ({ method }) => {
        if (method === 'POST')
          throw box.hubspot.failure({ method: 'POST' }, 400, { category: 'VALIDATION_ERROR', message: 'no' });
      };
    };
    refuse();
    box.hubspot.optedOut.add(EMAIL);
    await box.settle();
    expect(await state()).toBe('done');

    box.hubspot.optedOut.clear();
    box.clock.time += 1_000;
    await optOut('opt-out-ada-2');
    await box.settle();
    expect(box.of('failed')).toHaveLength(1);
  });

  it('outlives a contact that is deleted, moves with one that is merged, and goes with one that is erased', async () => {
    await optOut();
    await box.in((tx) => box.outbox.forget(tx, testPortal, ID));
    const survivor = contactId(502);
    await box.in((tx) =>
      box.outbox.moveContact(tx, testPortal, { from: ID, to: survivor, properties: false }),
    );
    expect(await box.outbox.optOutOf(testPortal, survivor)).toBe('waiting');
    await box.settle();
    expect(box.hubspot.optedOut).toEqual(new Set([EMAIL]));
    await box.in((tx) => box.outbox.eraseContact(tx, testPortal, survivor));
    expect(await box.outbox.optOutOf(testPortal, survivor)).toBeNull();
  });
});
