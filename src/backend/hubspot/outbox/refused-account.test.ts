import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { CreateEntity } from './creates/create-entity.ts';
import { testPortal } from './test-hubspot.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';

const three = { baton_status: 'paused', baton_assistant: 'Tara', baton_context: 'x' };

describeOnBothDatabases('writes to an account that HubSpot refuses to serve', testEntities, (open) => {
  let database: TestDatabase;
  let test: TestOutbox;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(ContactWriteEntity);
    await database.manager.clear(CreateEntity);
    test = new TestOutbox(database);
  });

  const refuse = (status: number, body: unknown): void => {
    test.hubspot.before = ({ name }) => {
      throw test.hubspot.failure({ method: 'POST', repeatable: !name.endsWith('create') }, status, body);
    };
  };
  const serve = (): void => {
    test.hubspot.before = () => undefined;
  };
  const states = async () => {
    const rows = await database.manager.find(ContactWriteEntity);
    const creates = await database.manager.find(CreateEntity);
    return new Set([...rows, ...creates].map(({ state }) => state));
  };

  const said = { status: 'error', message: 'This hub is elsewhere', correlationId: 'c' };
  const fill = (): Promise<void> =>
    test.in(async (tx) => {
      const ids = test.hubspot.addContacts(100);
      const base = { portalId: testPortal, lane: 'interactive' } as const;
      for (const id of ids) {
        await test.outbox.updateContact(tx, { ...base, contactId: id, properties: three });
        await test.createIn(tx, 'note', id, { key: `n-${id}` });
      }
    });

  it.each<[number, unknown]>([
    [402, said],
    [422, said],
    [451, undefined],
    [488, said],
    [400, undefined],
    [400, { message: 'no' }],
    [403, { category: 'BANNED', message: 'This account is suspended' }],
  ])(
    '%s %j: one call for a hundred contacts, nothing refused, all written afterwards',
    async (status, body) => {
      await fill();
      refuse(status, body);
      await test.flush();
      expect(test.hubspot.calls.map(({ name }) => name).sort()).toEqual([
        'contacts/batch/update',
        'notes/batch/create',
      ]);
      await test.settle(6);
      expect(test.hubspot.calls.length).toBeLessThanOrEqual(14);
      expect(test.of('failed')).toEqual([]);
      expect([...(await states())].sort()).toEqual(['pending', 'waiting']);
      serve();
      test.hubspot.calls.length = 0;
      await test.settle();
      expect([...test.hubspot.contacts.values()]).toEqual(Array.from({ length: 100 }, () => three));
      expect(test.made('note')).toHaveLength(100);
      // Whatever kept the account waiting made none of its rows suspect: full batches again.
      expect(test.hubspot.calls).toHaveLength(2);
    },
  );

  it('asks in growing gaps', async () => {
    const [id] = test.hubspot.addContacts(1);
    if (id) await test.write(id, { properties: three });
    refuse(451, said);
    const gaps: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await test.flush();
      const runAt = Math.max(...test.jobs.map((job) => job.runAt ?? 0));
      gaps.push(runAt - test.clock.time);
      test.clock.time = runAt;
    }
    expect(gaps).toEqual([10_000, 30_000, 90_000, 270_000]);
  });

  it('a validation error that names nothing and holds for all is no fault of a hundred contacts', async () => {
    await fill();
    refuse(400, { category: 'VALIDATION_ERROR', message: 'Invalid input JSON on line 1' });
    await test.flush();
    expect(test.hubspot.calls.filter(({ name }) => !name.endsWith('read')).length).toBeLessThanOrEqual(20);
    expect(test.of('failed')).toEqual([]);
    serve();
    await test.settle();
    expect([...test.hubspot.contacts.values()].every((contact) => contact['baton_status'] === 'paused')).toBe(
      true,
    );
    expect(test.made('note')).toHaveLength(100);
  });

  it('an unnamed refusal of one contact among others is found all the same', async () => {
    await fill();
    const ids = [...test.hubspot.contacts.keys()];
    test.hubspot.before = (call) => {
      if (call.name !== 'contacts/batch/update') return;
      if (!JSON.stringify(call.body).includes(`"id":"${ids[0]}"`)) return;
      throw test.hubspot.failure({ method: 'POST' }, 400, { category: 'VALIDATION_ERROR', message: 'no' });
    };
    await test.settle();
    expect(test.of('failed').map(({ contactId }) => contactId)).toEqual([ids[0]]);
    expect(test.of('contact-written')).toHaveLength(99);
    expect(test.hubspot.calls.length).toBeLessThanOrEqual(25);
  });

  it('a fault of HubSpot with single records in a 207 passes', async () => {
    const [id] = test.hubspot.addContacts(1);
    if (!id) return;
    await test.write(id, { properties: three });
    await test.create('note', id, { key: 'n' });
    const call = test.hubspot.call.bind(test.hubspot);
    test.hubspot.call = (_portal, { answer, body }) => {
      const [input] = (body as { inputs: { objectWriteTraceId: string }[] }).inputs;
      const context = { objectWriteTraceId: [input?.objectWriteTraceId ?? ''] };
      const errors = [{ category: 'INTERNAL_ERROR', message: 'try later', context }];
      return Promise.resolve(answer.parse({ status: 'COMPLETE', results: [], numErrors: 1, errors }));
    };
    await test.flush();
    expect(test.of('failed')).toEqual([]);
    test.hubspot.call = call;
    await test.settle();
    expect(test.hubspot.contacts.get(id)).toEqual(three);
    expect(test.made('note')).toHaveLength(1);
  });

  it('after the account was connected anew, what was refused is tried once more, with the values it had', async () => {
    const [id] = test.hubspot.addContacts(1);
    if (!id) return;
    await test.write(id, { properties: { hs_lead_status: 'QUALIFIED', baton_status: 'paused' } });
    test.hubspot.unknownProperties.add('hs_note_body');
    await test.create('note', id, { key: 'n' });
    await test.settle();
    expect(test.of('failed')).toHaveLength(2);
    test.hubspot.options['hs_lead_status']?.push('QUALIFIED');
    test.hubspot.unknownProperties.clear();
    await test.in((tx) => test.outbox.resume(tx, testPortal));
    await test.settle();
    expect(test.hubspot.contacts.get(id)).toEqual({ hs_lead_status: 'QUALIFIED', baton_status: 'paused' });
    expect(test.made('note')).toHaveLength(1);
    expect(await database.manager.find(ContactWriteEntity)).toEqual([]);
  });

  it('waits for a property of ours that is not there yet, writes the rest, and asks for it', async () => {
    const [id] = test.hubspot.addContacts(1);
    if (!id) return;
    for (const wholeBatch of [false, true]) {
      test.hubspot.wholeBatch = wholeBatch;
      test.lost.length = 0;
      test.hubspot.unknownProperties.add('baton_status');
      await test.write(id, { properties: { baton_status: 'paused', hs_lead_status: 'OPEN' } });
      await test.flush();
      expect(test.hubspot.contacts.get(id)).toEqual({ hs_lead_status: 'OPEN' });
      expect(test.lost).toEqual([testPortal]);
      expect(test.of('failed')).toEqual([]);
      test.hubspot.unknownProperties.clear();
      await test.settle();
      expect(test.hubspot.contacts.get(id)).toEqual({ baton_status: 'paused', hs_lead_status: 'OPEN' });
      test.hubspot.contacts.set(id, {});
    }
  });

  it('connecting anew does not bring back what was replaced meanwhile', async () => {
    const [id] = test.hubspot.addContacts(1);
    if (!id) return;
    await test.write(id, { properties: { hs_lead_status: 'QUALIFIED' } });
    await test.settle();
    await test.write(id, { properties: { hs_lead_status: 'OPEN' } });
    test.hubspot.options['hs_lead_status']?.push('QUALIFIED');
    await test.in((tx) => test.outbox.resume(tx, testPortal));
    await test.settle();
    expect(test.hubspot.contacts.get(id)).toEqual({ hs_lead_status: 'OPEN' });
  });
});
