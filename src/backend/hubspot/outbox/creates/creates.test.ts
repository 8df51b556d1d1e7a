import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../../database/test-database.ts';
import type { TestDatabase } from '../../../database/test-database.ts';
import { contactId, ownerId } from '../../../ground/identifiers.ts';
import type { ContactId } from '../../../ground/identifiers.ts';
import { ContactWriteEntity } from '../contact-write-entity.ts';
import { CreateEntity } from './create-entity.ts';
import { lost, testPortal } from '../test-hubspot.ts';
import { TestOutbox, testEntities } from '../test-outbox.ts';

const rep = ownerId(70);
const kinds = ['note', 'task', 'email'] as const;
describeOnBothDatabases('notes, tasks and emails', testEntities, (open) => {
  let database: TestDatabase;
  let test: TestOutbox;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(CreateEntity);
    await database.manager.clear(ContactWriteEntity);
    test = new TestOutbox(database);
  });

  const create: TestOutbox['create'] = (kind, id, wish) => test.create(kind, id, wish);
  const made: TestOutbox['made'] = (kind) => test.made(kind);
  const contacts = (count: number): ContactId[] => test.hubspot.addContacts(count, { hubspot_owner_id: rep });
  const one = (): ContactId => contacts(1)[0] ?? contactId(0);
  const rows = () => database.manager.find(CreateEntity);

  it('assigns 100 contacts with one update and one note call', async () => {
    const ids = contacts(100);
    await test.in(async (tx) => {
      for (const id of ids) {
        const owner = { to: ownerId(71), expected: rep };
        await test.outbox.updateContact(tx, {
          portalId: testPortal,
          contactId: id,
          lane: 'assignment',
          properties: { hs_lead_status: 'IN_PROGRESS' },
          owner,
        });
        await test.createIn(tx, 'note', id, { key: `assigned:${id}`, lane: 'assignment' });
      }
    });
    await test.settle();
    expect(test.hubspot.count('contacts/batch/update')).toBe(1);
    expect(test.hubspot.count('notes/batch/create')).toBe(1);
    expect(test.hubspot.calls).toHaveLength(3);
    expect(
      made('note')
        .map((note) => note.contactId)
        .sort(),
    ).toEqual([...ids].sort());
    expect(test.of('created')).toHaveLength(100);
  });

  it('creates what HubSpot documents, as strings, with the association of the kind', async () => {
    const id = one();
    for (const kind of kinds) await create(kind, id, { key: `${kind}:1` });
    await test.settle();
    const inputs = test.hubspot.calls.flatMap(
      ({ body }) =>
        (body as { inputs: { associations: { types: { associationTypeId: number }[] }[] }[] }).inputs,
    );
    expect(inputs.map((input) => input.associations[0]?.types[0]?.associationTypeId).sort()).toEqual([
      198, 202, 204,
    ]);
    expect(made('note')[0]?.properties).toMatchObject({
      hs_timestamp: '2026-11-21T10:00:00.000Z',
      hubspot_owner_id: rep,
      hs_note_body: expect.stringMatching(/^<p>note:1<\/p>.*Baton ref [0-9a-f]{16}/),
    });
    expect(made('task')[0]?.properties).toMatchObject({
      hs_task_subject: 'task:1',
      hs_task_priority: 'HIGH',
      hs_task_status: 'NOT_STARTED',
    });
    const headers = JSON.parse(made('email')[0]?.properties['hs_email_headers'] ?? '{}') as unknown;
    expect(headers).toMatchObject({
      from: { email: 'tara@acme.example', firstName: 'Tara', lastName: 'Tern' },
      to: [{ email: 'kim@example.com' }],
    });
  });

  it('creates a key once, however often it is asked for, and keeps no text of it', async () => {
    const id = one();
    for (let round = 0; round < 3; round += 1) {
      await create('note', id, { key: 'welcome' });
      await test.settle();
    }
    expect(made('note')).toHaveLength(1);
    expect(await rows()).toEqual([
      expect.objectContaining({ state: 'done', payload: null, hubspotId: made('note')[0]?.id }),
    ]);
  });

  describe.each(kinds)('a %s', (kind) => {
    it('is created once though the answer is lost', async () => {
      const ids = contacts(3);
      for (const id of ids) await create(kind, id, { key: `${kind}:${id}` });
      test.hubspot.after = (call) => {
        if (!call.name.endsWith('batch/create')) return;
        test.hubspot.after = () => undefined;
        throw lost(call);
      };
      await test.settle();
      expect(made(kind)).toHaveLength(3);
      expect(
        test
          .of('created')
          .map(({ hubspotId }) => hubspotId)
          .sort(),
      ).toEqual(
        made(kind)
          .map(({ id }) => id)
          .sort(),
      );
    });

    it('is created once though the answer is lost before it takes effect', async () => {
      await create(kind, one(), { key: 'k' });
      test.hubspot.before = (call) => {
        if (!call.name.endsWith('batch/create')) return;
        test.hubspot.before = () => undefined;
        throw lost(call);
      };
      await test.settle();
      expect(made(kind)).toHaveLength(1);
      expect(test.of('created')).toHaveLength(1);
    });

    it('is found again among many by a process that finds it half done', async () => {
      const id = one();
      for (let index = 0; index < 7; index += 1) await create(kind, id, { key: `earlier:${index}` });
      await create(kind, id, { key: 'k' });
      await test.settle();
      const half = {
        state: 'sending',
        leasedUntil: test.clock.time + 20_000,
        lease: 'dead',
        hubspotId: null,
      } as const;
      const payload = {
        kind,
        ...(kind === 'email' ? { messageId: '<k@acme.example>' } : {}),
        html: '',
        ownerId: null,
        at: 0,
        subject: '',
      };
      await database.manager
        .createQueryBuilder()
        .update(CreateEntity)
        .set({ ...half, payload: payload as never })
        .where({ key: 'k' })
        .execute();
      test.outcomes.splice(0);
      await test.flush();
      expect(test.outcomes).toEqual([]);
      await test.settle();
      expect(made(kind)).toHaveLength(8);
      expect(test.of('created')).toEqual([
        expect.objectContaining({ key: 'k', hubspotId: made(kind).at(-1)?.id }),
      ]);
    });

    it('is created by a process that finds it half done but not in HubSpot', async () => {
      await create(kind, one(), { key: 'k' });
      const half = { state: 'sending', leasedUntil: test.clock.time - 1, lease: 'dead' } as const;
      await database.manager
        .createQueryBuilder()
        .update(CreateEntity)
        .set(half)
        .where({ key: 'k' })
        .execute();
      await test.settle();
      expect(made(kind)).toHaveLength(1);
    });

    it('is not created while HubSpot cannot be asked whether it exists', async () => {
      await create(kind, one(), { key: 'k' });
      test.hubspot.after = (call) => {
        throw lost(call);
      };
      await test.settle(6);
      expect(made(kind)).toHaveLength(1);
      test.hubspot.after = () => undefined;
      await test.settle();
      expect(made(kind)).toHaveLength(1);
      expect(test.of('created')).toHaveLength(1);
    });

    it('stays one when recording it fails at first', async () => {
      await create(kind, one(), { key: 'k' });
      let broken = true;
      test.outbox.onOutcome(async () => {
        if (broken) throw new Error('killed');
      });
      await test.flush();
      broken = false;
      await test.settle();
      expect(made(kind)).toHaveLength(1);
      expect((await rows())[0]?.state).toBe('done');
    });

    it('is refused for a contact that is gone, and the 99 others are created with two more calls', async () => {
      const ids = contacts(100);
      for (const id of ids) await create(kind, id, { key: `k:${id}` });
      test.hubspot.contacts.delete(ids[9] ?? '');
      await test.settle();
      expect(made(kind)).toHaveLength(99);
      expect(test.outcomes).toContainEqual({
        kind: 'contact-missing',
        portalId: testPortal,
        contactId: ids[9],
      });
      expect(test.hubspot.calls).toHaveLength(3);
    });

    it('goes to the record its contact was merged into', async () => {
      const [old, survivor] = contacts(2) as [ContactId, ContactId];
      await create(kind, old, { key: 'k' });
      test.hubspot.contacts.delete(old);
      test.hubspot.merged.set(old, survivor);
      await test.settle();
      expect(made(kind)).toEqual([expect.objectContaining({ contactId: survivor })]);
      expect(test.of('created')).toEqual([expect.objectContaining({ contactId: old })]);
    });

    it.each([false, true])(
      'is created without an owner whom HubSpot refuses (whole batch refused: %s)',
      async (wholeBatch) => {
        test.hubspot.wholeBatch = wholeBatch;
        for (const [index, id] of contacts(20).entries())
          await create(kind, id, { key: `k:${id}`, owner: index === 5 ? ownerId(999) : rep });
        await test.settle();
        expect(made(kind)).toHaveLength(20);
        expect(made(kind).filter(({ properties }) => !properties['hubspot_owner_id'])).toHaveLength(1);
        expect(test.hubspot.calls).toHaveLength(2);
      },
    );
  });

  it('knows an email again where HubSpot keeps no headers, and tells two alike apart by their time', async () => {
    test.hubspot.dropped.add('hs_email_headers');
    const id = one();
    await create('email', id, { key: 'first' });
    await test.settle();
    test.clock.time += 1_000;
    await create('email', id, { key: 'second' });
    test.hubspot.after = (call) => {
      test.hubspot.after = () => undefined;
      throw lost(call);
    };
    await test.settle();
    expect(made('email')).toHaveLength(2);
    expect(test.of('created').map(({ hubspotId }) => hubspotId)).toEqual(
      made('email').map((email) => email.id),
    );
  });

  it('matches results by what they contain where HubSpot returns no trace ids', async () => {
    const ids = contacts(5);
    for (const id of ids) await create('note', id, { key: `k:${id}` });
    const call = test.hubspot.call.bind(test.hubspot);
    test.hubspot.call = (portal, request) =>
      call(portal, { ...request, answer: request.answer }).then((answer) => {
        for (const result of (answer as { results: { objectWriteTraceId?: string }[] }).results)
          delete result.objectWriteTraceId;
        return answer;
      });
    await test.settle();
    for (const { contactId: id, hubspotId } of test.of('created')) {
      expect(made('note').find((note) => note.id === hubspotId)?.contactId).toBe(id);
    }
    expect(test.of('created')).toHaveLength(5);
  });

  it('survives a clock that leaps past its claim while the call is under way', async () => {
    await create('note', one(), { key: 'k' });
    let again: Promise<void> | undefined;
    test.hubspot.before = ({ name }) => {
      if (name !== 'notes/batch/create') return;
      test.hubspot.before = () => undefined;
      test.clock.time += 86_400_000;
      again = test.flush();
    };
    await test.flush();
    await again;
    await test.settle();
    expect(made('note')).toHaveLength(1);
  });

  it('keeps a reason for what HubSpot never takes, and creates the others', async () => {
    test.hubspot.wholeBatch = true;
    test.hubspot.unknownProperties.add('hs_task_priority');
    const [first] = contacts(4) as [ContactId];
    await create('task', first, { key: 'task' });
    await create('note', first, { key: 'note' });
    await test.settle();
    expect(made('note')).toHaveLength(1);
    expect(test.of('failed')).toEqual([expect.objectContaining({ key: 'task' })]);
    const { waiting, failed } = await test.outbox.pending(testPortal, first);
    expect(waiting).toBe(0);
    expect(failed).toEqual([
      { kind: 'task', key: 'task', error: expect.objectContaining({ code: 'HUBSPOT_VALIDATION' }) },
    ]);
  });

  it('creates what lacked a permission after the account was connected anew', async () => {
    await create('email', one(), { key: 'mail' });
    test.hubspot.before = () => {
      throw test.hubspot.failure({ method: 'POST', repeatable: false }, 403, { category: 'MISSING_SCOPES' });
    };
    await test.settle();
    expect(test.of('failed')).toHaveLength(1);
    test.hubspot.before = () => undefined;
    await test.in((tx) => test.outbox.resume(tx, testPortal));
    await test.settle();
    expect(made('email')).toHaveLength(1);
  });

  it('creates nothing for a contact that was erased, not even what was half done', async () => {
    const id = one();
    await create('note', id, { key: 'k' });
    await test.in((tx) => test.outbox.forget(tx, testPortal, id));
    await test.settle();
    expect(test.hubspot.calls).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('cuts a text that is longer than HubSpot holds', async () => {
    await test.in((tx) =>
      test.outbox.createNote(tx, {
        portalId: testPortal,
        contactId: one(),
        lane: 'bulk',
        key: 'long',
        at: 0,
        ownerId: null,
        html: `<p>${'word & '.repeat(20_000)}</p>`,
      }),
    );
    await test.settle();
    const body = made('note')[0]?.properties['hs_note_body'] ?? '';
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/Baton ref [0-9a-f]{16}/);
  });

  it('doubles nothing when calls and answers are lost at random and processes take turns', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed;
    const chance = (): number => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
    const ids = contacts(30);
    for (const id of ids) for (const kind of kinds) await create(kind, id, { key: `${kind}:${id}` });
    const fail = (call: Parameters<typeof lost>[0]): void => {
      if (chance() < 0.3) throw lost(call);
    };
    [test.hubspot.before, test.hubspot.after] = [fail, fail];
    const second = test.another();
    for (let round = 0; round < 12; round += 1) {
      await Promise.all([test.flush(), second.flush()]);
      test.clock.time += 31_000;
    }
    [test.hubspot.before, test.hubspot.after] = [() => undefined, () => undefined];
    test.jobs.push({ queue: 'hubspot.flush', runAt: test.clock.time });
    await test.settle(40);
    for (const kind of kinds)
      expect(
        made(kind)
          .map((activity) => activity.contactId)
          .sort(),
        `seed ${seed}`,
      ).toEqual([...ids].sort());
  });
});
