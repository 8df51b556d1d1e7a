import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const contacts = '/crm/objects/2026-09/contacts';
let sandbox: TestSandbox;
let ids: string[];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  const { body } = await sandbox.api('GET', `${contacts}?limit=100`);
  ids = body.results.map((one: { id: string }) => one.id);
});
afterAll(() => sandbox.stop());

const batch = (kind: string, body: unknown, type = 'contacts') =>
  sandbox.api('POST', `/crm/objects/2026-09/${type}/batch/${kind}`, body);
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('batch sizes', () => {
  it('allow 100 inputs, not 101', async () => {
    const inputs = ids.map((id) => ({ id, properties: { message: 'hi' } }));
    expect((await batch('update', { inputs })).body.results).toHaveLength(100);
    const tooMany = many(101).map((index) => ({ id: String(index), properties: {} }));
    for (const kind of ['update', 'upsert', 'archive', 'create']) {
      const { status, body } = await batch(kind, { inputs: tooMany });
      expect([kind, status, body.message]).toEqual([
        kind,
        400,
        expect.stringContaining('maximum number of inputs'),
      ]);
    }
  });

  it('allow 50 reads with history, not 51', async () => {
    const read = (count: number) =>
      batch('read', {
        properties: [],
        propertiesWithHistory: ['hubspot_owner_id'],
        inputs: ids.slice(0, count).map((id) => ({ id })),
      });
    const { body } = await read(50);
    expect(body.results).toHaveLength(50);
    expect(body.results[0].propertiesWithHistory.hubspot_owner_id).toBeInstanceOf(Array);
    expect((await read(51)).status).toBe(400);
  });
});

describe('duplicate ids', () => {
  it.each(['read', 'update', 'upsert', 'archive'])('refuse a batch/%s', async (kind) => {
    const inputs = ['7', '8', '7'].map((id) => ({ id, properties: {} }));
    const { status, body } = await batch(kind, { inputs, properties: [], propertiesWithHistory: [] });
    expect([status, body.message]).toEqual([
      400,
      'Duplicate IDs found in batch input: [7]. IDs must be unique',
    ]);
  });

  it('of traces refuse it too', async () => {
    const inputs = ids.slice(0, 2).map((id) => ({ id, properties: {}, objectWriteTraceId: 't' }));
    expect((await batch('update', { inputs })).status).toBe(400);
  });
});

describe('a batch with one bad record', () => {
  const inputs = (traced: boolean) =>
    many(3).map((index) => ({
      id: ids[index] ?? '',
      properties: {
        jobtitle: traced ? 'traced' : 'whole',
        ...(index === 1 ? { hs_lead_status: 'NOPE' } : {}),
      },
      ...(traced ? { objectWriteTraceId: `trace-${index}` } : {}),
    }));

  it('is refused as a whole without objectWriteTraceId', async () => {
    const { status, body } = await batch('update', { inputs: inputs(false) });
    expect([status, body.message]).toEqual([400, expect.stringContaining('INVALID_OPTION')]);
    expect(
      (await sandbox.api('GET', `${contacts}/${ids[0]}?properties=jobtitle`)).body.properties.jobtitle,
    ).not.toBe('whole');
  });

  it('is refused as a whole when only some inputs are traced', async () => {
    const [first, ...rest] = inputs(true);
    const { objectWriteTraceId: _without, ...untraced } = first ?? { objectWriteTraceId: '' };
    expect((await batch('update', { inputs: [untraced, ...rest] })).status).toBe(400);
  });

  it('answers 207 with errors by trace id when every input is traced', async () => {
    const { status, body } = await batch('update', { inputs: inputs(true) });
    expect([status, body.status, body.numErrors]).toEqual([207, 'COMPLETE', 1]);
    expect(body.results.map((one: { objectWriteTraceId: string }) => one.objectWriteTraceId)).toEqual([
      'trace-0',
      'trace-2',
    ]);
    expect(body.errors[0]).toMatchObject({
      category: 'VALIDATION_ERROR',
      message: expect.stringContaining('INVALID_OPTION'),
      context: { ids: [ids[1]], objectWriteTraceId: ['trace-1'] },
    });
  });

  it('writes the others when a record does not exist, traced or not', async () => {
    const { status, body } = await batch('update', {
      inputs: [
        { id: ids[0], properties: { city: 'Bonn' } },
        { id: '999', properties: { city: 'Bonn' } },
      ],
    });
    expect([status, body.results.length, body.errors[0].category]).toEqual([207, 1, 'OBJECT_NOT_FOUND']);
  });
});

describe('batch/read', () => {
  it('answers 207 and names ids that do not exist', async () => {
    const { status, body } = await batch('read', {
      properties: ['email'],
      propertiesWithHistory: [],
      inputs: [{ id: ids[0] }, { id: '999' }],
    });
    expect([status, body.results.length]).toEqual([207, 1]);
    expect(body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['999'] } });
  });

  it('finds by email and never returns associations', async () => {
    const { body } = await batch('read', {
      properties: ['email'],
      propertiesWithHistory: [],
      idProperty: 'email',
      inputs: [{ id: 'RAE.NOBODY@x.example' }],
    });
    expect(body.numErrors).toBe(1);
    const { body: one } = await batch('read', {
      properties: [],
      propertiesWithHistory: [],
      inputs: [{ id: ids[0] }],
    });
    expect(one.results[0]).not.toHaveProperty('associations');
  });

  it('needs both lists of properties, as declared, unless the account does as is practised', async () => {
    const lax = { properties: ['email'], inputs: [{ id: ids[0] }] };
    const { status, body } = await batch('read', lax);
    expect([status, body.message]).toEqual([
      400,
      expect.stringContaining('not set: [propertiesWithHistory]'),
    ]);
    await sandbox.control('PATCH', '/portals/4242', { asPractised: true });
    expect((await batch('read', lax)).status).toBe(200);
    await sandbox.control('PATCH', '/portals/4242', { asPractised: false });
  });
});

describe('batch/create', () => {
  const create = (emails: string[], traced: boolean) =>
    batch('create', {
      inputs: emails.map((email, index) => ({
        properties: { email },
        ...(traced ? { objectWriteTraceId: `c-${index}` } : {}),
      })),
    });

  it('answers 201 and returns the traces', async () => {
    const { status, body } = await create(['one@batch.example', 'two@batch.example'], true);
    expect([status, body.results[1].objectWriteTraceId]).toEqual([201, 'c-1']);
  });

  it('answers 409 for the whole batch when one email exists, naming the record', async () => {
    const { status, body } = await create(['three@batch.example', 'one@batch.example'], false);
    expect([status, body.message]).toEqual([409, expect.stringMatching(/Existing ID: \d+/)]);
    const again = await create(['three@batch.example'], false);
    expect(again.status).toBe(201);
  });

  it('refuses one email twice without traces', async () => {
    expect((await create(['four@batch.example', 'Four@batch.example'], false)).status).toBe(400);
  });

  it('creates the others when traced', async () => {
    const { status, body } = await create(['five@batch.example', 'one@batch.example'], true);
    expect([status, body.results.length, body.errors[0].category]).toEqual([207, 1, 'CONFLICT']);
    expect(body.errors[0].context.objectWriteTraceId).toEqual(['c-1']);
  });

  it('creates activities linked to contacts', async () => {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }];
    const inputs = many(2).map((index) => ({
      objectWriteTraceId: `n-${index}`,
      properties: { hs_timestamp: '1790000000000', hs_note_body: `note ${index}` },
      associations: [{ to: { id: index === 0 ? ids[5] : '999' }, types }],
    }));
    const { status, body } = await batch('create', { inputs }, 'notes');
    expect([status, body.results.length, body.errors[0].context.objectWriteTraceId]).toEqual([
      207,
      1,
      ['n-1'],
    ]);
  });
});

describe('batch/update', () => {
  it('takes record ids only for contacts', async () => {
    const inputs = [{ id: 'one@batch.example', idProperty: 'email', properties: { city: 'Ulm' } }];
    expect((await batch('update', { inputs })).status).toBe(400);
  });

  it('neither refuses nor applies an email given as id', async () => {
    const { status, body } = await batch('update', {
      inputs: [{ id: 'one@batch.example', properties: { city: 'Ulm' } }],
    });
    expect([status, body.results]).toEqual([200, []]);
  });
});

describe('batch/upsert', () => {
  const upsert = (emails: string[]) =>
    batch('upsert', {
      inputs: emails.map((id) => ({
        id,
        idProperty: 'email',
        objectWriteTraceId: id,
        properties: { city: 'Oslo' },
      })),
    });

  it('creates and updates, says which, lower-cases emails and shuffles', async () => {
    const emails = many(20).map((index) => `Up${index}@Batch.example`);
    const first = await upsert(emails.slice(0, 10));
    const second = await upsert(emails);
    const results: { new: boolean; objectWriteTraceId: string; properties: { email: string } }[] =
      second.body.results;
    expect(first.body.results.every((one: { new: boolean }) => one.new)).toBe(true);
    expect(results.filter((one) => one.new)).toHaveLength(10);
    expect(results.every((one) => one.properties.email === one.objectWriteTraceId.toLowerCase())).toBe(true);
    expect(results.map((one) => one.objectWriteTraceId)).not.toEqual(emails);
  });

  it('needs a property that identifies records', async () => {
    expect((await batch('upsert', { inputs: [{ id: 'x', properties: {} }] })).status).toBe(400);
    expect(
      (await batch('upsert', { inputs: [{ id: 'x', idProperty: 'city', properties: {} }] })).status,
    ).toBe(400);
  });
});

describe('batch/archive', () => {
  it('deletes, and ignores what is not there', async () => {
    expect((await batch('archive', { inputs: [{ id: ids[99] }, { id: '999' }] })).status).toBe(204);
    expect((await sandbox.api('GET', `${contacts}/${ids[99]}`)).status).toBe(404);
  });
});
