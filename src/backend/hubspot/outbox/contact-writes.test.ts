import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, ownerId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { testPortal } from './test-hubspot.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';

const [rep, tara, other] = [ownerId(70), ownerId(71), ownerId(72)];

describeOnBothDatabases('contact writes', testEntities, (open) => {
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

  describe('merging', () => {
    it('writes the latest values of a contact in one update, owner, status and properties together', async () => {
      const id = one({ hubspot_owner_id: rep });
      await write(id, { properties: { hs_lead_status: 'NEW', baton_status: 'not_started' } });
      await write(id, { properties: { hs_lead_status: 'IN_PROGRESS' }, owner: { to: tara, expected: rep } });
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({
        hubspot_owner_id: tara,
        hs_lead_status: 'IN_PROGRESS',
        baton_status: 'not_started',
      });
      expect(test.hubspot.count('contacts/batch/update')).toBe(1);
      expect(test.of('contact-written')).toEqual([
        expect.objectContaining({
          contactId: id,
          properties: { hubspot_owner_id: tara, hs_lead_status: 'IN_PROGRESS', baton_status: 'not_started' },
        }),
      ]);
      expect(await rows()).toEqual([]);
    });

    it('puts 250 contacts into three updates, and the most urgent lane first', async () => {
      const bulk = test.hubspot.addContacts(249);
      const urgent = one();
      for (const id of bulk)
        await write(id, { properties: { baton_status: 'paused' }, lane: 'bulk', withinMs: 0 });
      await write(urgent, { properties: { baton_status: 'qualified' } });
      await test.flush();
      const updates = test.hubspot.calls.filter(({ name }) => name === 'contacts/batch/update');
      expect(updates.map(({ size }) => size).sort()).toEqual([100, 100, 50].sort());
      expect(updates[0]).toMatchObject({ lane: 'interactive', size: 100 });
      expect(JSON.stringify(updates[0]?.body)).toContain(urgent);
    });

    it('waits for the write-behind window, and takes waiting writes along as soon as one is due', async () => {
      const [first, second] = test.hubspot.addContacts(2) as [ContactId, ContactId];
      await write(first, { properties: { baton_status: 'paused' }, lane: 'bulk', withinMs: 300_000 });
      await test.flush();
      expect(test.hubspot.calls).toEqual([]);
      expect(test.jobs.at(-1)?.runAt).toBe(test.clock.time + 300_000);
      await write(second, { properties: { baton_status: 'paused' } });
      await test.flush();
      expect(test.hubspot.calls.map(({ size }) => size)).toEqual([2]);
    });

    it('refuses an id that is not a record id', async () => {
      await expect(write(contactId('kim@example.com'), { properties: { a: 'b' } })).rejects.toThrow('digits');
    });

    it('keeps what is merged in while the call is under way', async () => {
      const id = one();
      await write(id, { properties: { baton_status: 'in_progress', baton_context: 'old' } });
      test.hubspot.after = async () => {
        test.hubspot.after = () => undefined;
        await write(id, { properties: { baton_status: 'qualified' } });
      };
      await test.flush();
      expect(test.hubspot.contacts.get(id)).toEqual({ baton_status: 'qualified', baton_context: 'old' });
      expect(test.hubspot.calls.map(({ body }) => JSON.stringify(body).includes('baton_context'))).toEqual([
        true,
        false,
      ]);
    });
  });

  describe('what is written over certain values only', () => {
    const careful = { properties: { hs_lead_status: 'OPEN' }, onlyOver: { hs_lead_status: ['IN_PROGRESS'] } };

    it('stays as a person chose it, with everything else of the row written and no failure', async () => {
      const mine = one({ hs_lead_status: 'IN_PROGRESS' });
      const theirs = one({ hs_lead_status: 'BAD_TIMING' });
      for (const id of [mine, theirs])
        await write(id, { ...careful, properties: { ...careful.properties, baton_status: 'canceled' } });
      await test.flush();
      const statusOf = (id: ContactId) => test.hubspot.contacts.get(id);
      expect(statusOf(mine)).toEqual({ hs_lead_status: 'OPEN', baton_status: 'canceled' });
      expect(statusOf(theirs)).toEqual({ hs_lead_status: 'BAD_TIMING', baton_status: 'canceled' });
      expect(test.hubspot.count('contacts/batch/read')).toBe(1);
      expect(test.of('failed')).toEqual([]);
      expect(await rows()).toEqual([]);
    });

    it('waits alone, too, and shares the reading with the owner', async () => {
      const id = one({ hs_lead_status: 'BAD_TIMING', hubspot_owner_id: tara });
      await write(id, { ...careful, owner: { to: rep, expected: tara } });
      await test.flush();
      expect(test.hubspot.contacts.get(id)).toEqual({ hs_lead_status: 'BAD_TIMING', hubspot_owner_id: rep });
      expect(test.hubspot.count('contacts/batch/read')).toBe(1);
      await write(id, careful);
      await test.flush();
      expect(await rows()).toEqual([]);
    });

    it('follows a write of ours that still waits, and yields to a later one', async () => {
      const id = one({ hs_lead_status: 'NEW' });
      await write(id, { properties: { hs_lead_status: 'IN_PROGRESS' }, withinMs: 1_000 });
      await write(id, careful);
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({ hs_lead_status: 'NEW' });
      await write(id, { ...careful, withinMs: 1_000 });
      await write(id, { properties: { hs_lead_status: 'CONNECTED' } });
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({ hs_lead_status: 'CONNECTED' });
    });
  });

  describe('refusals', () => {
    it('writes 99 and everything else of the bad row with one more call, and says which property was refused', async () => {
      const ids = test.hubspot.addContacts(100);
      for (const [index, id] of ids.entries()) {
        const status = index === 40 ? 'QUALIFIED' : 'CONNECTED';
        await write(id, { properties: { hs_lead_status: status, baton_status: 'qualified' } });
      }
      await test.flush();
      expect(test.hubspot.calls.map(({ size }) => size)).toEqual([100, 1]);
      const bad = ids[40] as ContactId;
      expect(ids.every((id) => test.hubspot.contacts.get(id)?.['baton_status'] === 'qualified')).toBe(true);
      expect(test.hubspot.contacts.get(bad)).toEqual({ baton_status: 'qualified' });
      expect(test.of('failed')).toEqual([
        expect.objectContaining({ contactId: bad, properties: ['hs_lead_status'] }),
      ]);
      expect(await test.outbox.pending(testPortal, bad)).toEqual({
        waiting: 0,
        failed: [
          {
            kind: 'contact',
            key: 'hs_lead_status',
            error: expect.objectContaining({ code: 'HUBSPOT_VALIDATION' }),
          },
        ],
      });
    });

    it('needs one more call as well where HubSpot refuses the whole batch but quotes the value', async () => {
      test.hubspot.wholeBatch = true;
      const ids = test.hubspot.addContacts(100);
      for (const [index, id] of ids.entries()) {
        await write(id, {
          properties: { hs_lead_status: index % 2 === 0 ? 'NEW' : 'QUALIFIED', baton_status: 'paused' },
        });
      }
      await test.flush();
      expect(test.hubspot.calls.map(({ size }) => size)).toEqual([100, 100]);
      expect(ids.every((id) => test.hubspot.contacts.get(id)?.['baton_status'] === 'paused')).toBe(true);
      expect(test.of('failed')).toHaveLength(50);
    });

    it('searches by halves where the refusal says nothing, and still writes the other 99', async () => {
      test.hubspot.wholeBatch = true;
      test.hubspot.conditionalOn = 'secret_rule';
      const ids = test.hubspot.addContacts(100);
      for (const [index, id] of ids.entries()) {
        await write(id, {
          properties: { baton_status: 'paused', ...(index === 7 ? { secret_rule: 'x' } : {}) },
        });
      }
      await test.flush();
      expect(ids.every((id) => test.hubspot.contacts.get(id)?.['baton_status'] === 'paused')).toBe(true);
      expect(test.of('failed')).toEqual([
        expect.objectContaining({ contactId: ids[7], properties: ['secret_rule'] }),
      ]);
      expect(test.hubspot.calls.length).toBeLessThanOrEqual(17);
    });

    it('drops a property the account does not have, for all at once', async () => {
      test.hubspot.unknownProperties.add('baton_status');
      for (const id of test.hubspot.addContacts(30))
        await write(id, { properties: { baton_status: 'paused', hs_lead_status: 'NEW' } });
      await test.flush();
      expect(test.hubspot.calls).toHaveLength(2);
      expect(
        [...test.hubspot.contacts.values()].every((contact) => contact['hs_lead_status'] === 'NEW'),
      ).toBe(true);
    });

    it('tries a refused property again only when it is written again', async () => {
      const id = one();
      await write(id, { properties: { hs_lead_status: 'QUALIFIED' } });
      await test.settle();
      await write(id, { properties: { baton_status: 'paused' } });
      await test.settle();
      expect(test.hubspot.calls).toHaveLength(2);
      expect((await test.outbox.pending(testPortal, id)).failed).toHaveLength(1);
      test.hubspot.options['hs_lead_status']?.push('QUALIFIED');
      await write(id, { properties: { hs_lead_status: 'QUALIFIED' } });
      await test.settle();
      expect(test.hubspot.contacts.get(id)?.['hs_lead_status']).toBe('QUALIFIED');
      expect(await rows()).toEqual([]);
    });

    it('does not take an input that is neither confirmed nor refused for written', async () => {
      const ids = test.hubspot.addContacts(2);
      for (const id of ids) await write(id, { properties: { baton_status: 'paused' } });
      const call = test.hubspot.call.bind(test.hubspot);
      test.hubspot.call = async (_portal, request) => {
        test.hubspot.call = call;
        return request.answer.parse({
          status: 'COMPLETE',
          results: [{ id: ids[0] }],
          numErrors: 1,
          errors: [{ message: 'something' }],
        });
      };
      await test.flush();
      expect(test.hubspot.contacts.get(ids[1] as ContactId)).toEqual({ baton_status: 'paused' });
    });
  });

  describe('contacts that are gone', () => {
    it('tells of a deleted contact and writes the others', async () => {
      const [kept, gone] = test.hubspot.addContacts(2) as [ContactId, ContactId];
      test.hubspot.contacts.delete(gone);
      for (const id of [kept, gone]) await write(id, { properties: { baton_status: 'paused' } });
      await test.settle();
      expect(test.hubspot.contacts.get(kept)).toEqual({ baton_status: 'paused' });
      expect(test.outcomes).toContainEqual({
        kind: 'contact-missing',
        portalId: testPortal,
        contactId: gone,
      });
      expect(await rows()).toEqual([]);
    });

    it.each([true, false])(
      'writes to the record a contact was merged into (whole batch refused: %s)',
      async (wholeBatch) => {
        test.hubspot.wholeBatch = wholeBatch;
        const [old, survivor, bystander] = test.hubspot.addContacts(3, { hubspot_owner_id: tara }) as [
          ContactId,
          ContactId,
          ContactId,
        ];
        test.hubspot.contacts.delete(old);
        test.hubspot.merged.set(old, survivor);
        await write(old, { properties: { baton_status: 'paused' } });
        await write(survivor, {
          properties: { baton_context: 'met in Lisbon' },
          owner: { to: rep, expected: tara },
        });
        await write(bystander, { properties: { baton_status: 'paused' } });
        await test.settle();
        expect(test.hubspot.contacts.get(survivor)).toEqual({
          hubspot_owner_id: rep,
          baton_status: 'paused',
          baton_context: 'met in Lisbon',
        });
        expect(
          test
            .of('contact-written')
            .map((outcome) => outcome.contactId)
            .sort(),
        ).toEqual([old, survivor, bystander].sort());
      },
    );

    it('forgets what waits for an erased contact', async () => {
      const id = one();
      await write(id, { properties: { baton_status: 'paused' } });
      await test.in((tx) => test.outbox.forget(tx, testPortal, id));
      await test.settle();
      expect(test.hubspot.calls).toEqual([]);
    });
  });

  describe('the owner', () => {
    it('leaves a contact to the person who took it, and writes everything else', async () => {
      const id = one({ hubspot_owner_id: other });
      await write(id, { properties: { hs_lead_status: 'CONNECTED' }, owner: { to: rep, expected: tara } });
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({ hubspot_owner_id: other, hs_lead_status: 'CONNECTED' });
      expect(test.of('owner-conflict')).toEqual([
        { kind: 'owner-conflict', portalId: testPortal, contactId: id, currentOwner: other },
      ]);
      expect(await rows()).toEqual([]);
    });

    it('is not written any more once it is forgotten, and everything else is', async () => {
      const [alone, beside] = [one({ hubspot_owner_id: tara }), one({ hubspot_owner_id: tara })];
      await write(alone, { owner: { to: rep, expected: tara } });
      await write(beside, {
        properties: { hs_lead_status: 'CONNECTED' },
        owner: { to: rep, expected: tara },
      });
      for (const id of [alone, beside]) await test.in((tx) => test.outbox.keepOwner(tx, testPortal, id));
      await test.settle();
      expect(test.hubspot.contacts.get(alone)).toEqual({ hubspot_owner_id: tara });
      expect(test.hubspot.contacts.get(beside)).toEqual({
        hubspot_owner_id: tara,
        hs_lead_status: 'CONNECTED',
      });
      expect(await rows()).toEqual([]);
    });

    it('that was forgotten while it was on its way leaves nothing behind', async () => {
      const id = one({ hubspot_owner_id: tara });
      await write(id, { owner: { to: rep, expected: tara } });
      test.hubspot.before = async ({ name }) => {
        if (name === 'contacts/batch/read') await test.in((tx) => test.outbox.keepOwner(tx, testPortal, id));
      };
      await test.settle();
      expect(await rows()).toEqual([]);
    });

    it('reads again when the write had to wait, so that a person who came in between wins', async () => {
      const id = one({ hubspot_owner_id: tara });
      await write(id, { owner: { to: rep, expected: tara } });
      test.hubspot.before = ({ name }) => {
        if (name !== 'contacts/batch/update') return;
        test.hubspot.before = () => undefined;
        test.clock.time += 5_000;
        test.hubspot.contacts.set(id, { hubspot_owner_id: other });
      };
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({ hubspot_owner_id: other });
      expect(test.of('owner-conflict')).toHaveLength(1);
    });

    it('never lets a random interleaving of people and hand-backs undo a change by a person', async () => {
      const ids = test.hubspot.addContacts(40, { hubspot_owner_id: tara });
      for (const id of ids) await write(id, { owner: { to: rep, expected: tara } });
      const taken = ids.filter((_, index) => index % 3 === 0);
      test.hubspot.before = ({ name }) => {
        if (name === 'contacts/batch/read')
          for (const id of taken) test.hubspot.contacts.set(id, { hubspot_owner_id: other });
      };
      await test.settle();
      for (const id of ids)
        expect(test.hubspot.contacts.get(id)?.['hubspot_owner_id']).toBe(taken.includes(id) ? other : rep);
    });

    it('takes its own earlier change that still waits for the expected one', async () => {
      const id = one({ hubspot_owner_id: rep });
      await write(id, { owner: { to: tara, expected: rep } });
      await write(id, { owner: { to: other, expected: tara } });
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({ hubspot_owner_id: other });
    });

    it('counts an owner who stands there already as written, without a call', async () => {
      const id = one({ hubspot_owner_id: rep });
      await write(id, { owner: { to: rep, expected: tara } });
      await test.settle();
      expect(test.hubspot.count('contacts/batch/update')).toBe(0);
      expect(test.of('contact-written')).toHaveLength(1);
    });

    it('clears the owner, and reports one whom HubSpot refuses', async () => {
      const [cleared, refused] = test.hubspot.addContacts(2, { hubspot_owner_id: tara }) as [
        ContactId,
        ContactId,
      ];
      await write(cleared, { owner: { to: null, expected: tara } });
      await write(refused, {
        owner: { to: ownerId(999), expected: tara },
        properties: { hs_lead_status: 'NEW' },
      });
      await test.settle();
      expect(test.hubspot.contacts.get(cleared)).toEqual({ hubspot_owner_id: '' });
      expect(test.hubspot.contacts.get(refused)).toEqual({ hubspot_owner_id: tara, hs_lead_status: 'NEW' });
      expect(test.of('failed')).toEqual([
        expect.objectContaining({ contactId: refused, properties: ['hubspot_owner_id'] }),
      ]);
    });
  });
});
