import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const objects = '/crm/objects/2026-09';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  await sandbox.api('POST', '/crm-object-schemas/2026-09/schemas', {
    name: 'shipment',
    labels: { singular: 'Shipment', plural: 'Shipments' },
    primaryDisplayProperty: 'number',
    requiredProperties: ['number'],
    searchableProperties: ['number'],
    properties: [
      { name: 'number', label: 'Number', hasUniqueValue: true },
      { name: 'weight', label: 'Weight', type: 'number', fieldType: 'number' },
      { name: 'sent_on', label: 'Sent on', type: 'date', fieldType: 'date' },
      { name: 'is_fragile', label: 'Fragile', type: 'bool', fieldType: 'booleancheckbox' },
      {
        name: 'stops',
        label: 'Stops',
        type: 'enumeration',
        fieldType: 'checkbox',
        options: ['ulm', 'bonn', 'kiel'].map((value) => ({ label: value.toUpperCase(), value })),
      },
      {
        name: 'size',
        label: 'Size',
        type: 'enumeration',
        fieldType: 'select',
        options: ['s', 'm'].map((value) => ({ label: value.toUpperCase(), value })),
      },
      { name: 'booked_at', label: 'Booked at', type: 'datetime', fieldType: 'date' },
    ],
    associatedObjects: ['CONTACT'],
  });
});
afterAll(() => sandbox.stop());

const create = (type: string, properties: Record<string, string>) =>
  sandbox.api('POST', `${objects}/${type}`, { properties });
const batch = (type: string, kind: string, inputs: unknown[]) =>
  sandbox.api('POST', `${objects}/${type}/batch/${kind}`, {
    inputs,
    ...(kind === 'read' ? { properties: [], propertiesWithHistory: [] } : {}),
  });

describe.each([
  ['deals', '0-3', { dealname: 'Big one', dealstage: 'qualifiedtobuy', amount: '1200.50' }],
  ['tickets', '0-5', { subject: 'Broken', hs_pipeline_stage: '1', hs_ticket_priority: 'HIGH' }],
  ['companies', '0-2', { name: 'Umbrella', domain: 'umbrella.example' }],
  ['p4242_shipment', 'p_shipment', { number: 'S-1', weight: '12' }],
])('%s', (type, typeId, properties) => {
  it('are created, read, updated, found and archived under name and type id', async () => {
    const { status, body } = await create(type, properties);
    expect([status, body.properties]).toEqual([201, expect.objectContaining(properties)]);
    const names = Object.keys(properties).join();
    const read = await sandbox.api('GET', `${objects}/${typeId}/${body.id}?properties=${names}`);
    expect(read.body.properties).toMatchObject(properties);
    const updated = await batch(typeId, 'update', [{ id: body.id, properties }]);
    expect([updated.status, updated.body.results[0].id]).toEqual([200, body.id]);
    const found = await sandbox.api('POST', `${objects}/${type}/search`, {
      filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: body.id }] }],
      sorts: [],
      properties: [],
      limit: 10,
      after: '0',
    });
    expect(found.body).toMatchObject({ total: 1, results: [{ id: body.id }] });
    expect((await batch(type, 'archive', [{ id: body.id }])).status).toBe(204);
    expect((await sandbox.api('GET', `${objects}/${type}/${body.id}`)).status).toBe(404);
  });
});

describe('scopes', () => {
  it.each([
    ['deals', 'crm.objects.deals.read'],
    ['tickets', 'tickets'],
    ['p_shipment', 'crm.objects.custom.read'],
  ])('of %s are asked for by name', async (type, scope) => {
    const token = sandbox.issueAccessToken(4242, ['crm.objects.contacts.read']);
    const { status, body } = await sandbox.api('GET', `${objects}/${type}`, undefined, token);
    expect([status, body.errors[0].context.requiredGranularScopes]).toEqual([403, [scope]]);
  });
});

describe('required properties', () => {
  it.each([
    ['deals', { amount: '1' }, ['dealname', 'dealstage']],
    ['tickets', { content: 'x' }, ['subject', 'hs_pipeline_stage']],
    ['p_shipment', { weight: '1' }, ['number']],
  ])('of %s: without them nothing is created', async (type, properties, missing) => {
    const { status, body } = await create(type, properties);
    expect([status, body.errors.map((one: { code: string }) => one.code), body.context.properties]).toEqual([
      400,
      missing.map(() => 'MISSING_REQUIRED_PROPERTY'),
      missing,
    ]);
  });

  it('cannot be cleared', async () => {
    const { body } = await create('p_shipment', { number: 'S-required' });
    const cleared = await sandbox.api('PATCH', `${objects}/p_shipment/${body.id}`, {
      properties: { number: '' },
    });
    expect([cleared.status, cleared.body.errors[0].code]).toEqual([400, 'MISSING_REQUIRED_PROPERTY']);
  });
});

describe('values', () => {
  const write = async (properties: Record<string, string>) => {
    const number = `V-${JSON.stringify(properties)}`;
    const { status, body } = await create('p_shipment', { number, ...properties });
    const [name = ''] = Object.keys(properties);
    return status === 201 ? body.properties[name] : body.errors[0].code;
  };

  it.each([
    ['a number', { weight: '12.5' }, '12.5'],
    ['an exponent', { weight: '1e3' }, '1e3'],
    ['a number with a comma', { weight: '1,000' }, 'INVALID_NUMBER'],
    ['a number with spaces', { weight: ' 12 ' }, 'INVALID_NUMBER'],
    ['a hexadecimal number', { weight: '0x10' }, 'INVALID_NUMBER'],
    ['a word as number', { weight: 'NaN' }, 'INVALID_NUMBER'],
    ['a day', { sent_on: '2026-11-30' }, '2026-11-30'],
    ['a day as milliseconds at midnight UTC', { sent_on: String(Date.UTC(2026, 10, 30)) }, '2026-11-30'],
    ['a day beside midnight UTC', { sent_on: String(Date.UTC(2026, 10, 30, 1)) }, 'INVALID_DATE'],
    ['a day that does not exist', { sent_on: '2026-13-01' }, 'INVALID_DATE'],
    ['an instant', { booked_at: '2026-11-30T10:00:00+01:00' }, '2026-11-30T09:00:00.000Z'],
    ['an instant in milliseconds', { booked_at: '1790000000000' }, '2026-09-21T14:13:20.000Z'],
    ['no instant', { booked_at: 'tomorrow' }, 'INVALID_DATE'],
    ['a boolean', { is_fragile: 'true' }, 'true'],
    ['another word for a boolean', { is_fragile: 'yes' }, 'INVALID_OPTION'],
    ['several options', { stops: 'ulm;kiel' }, 'ulm;kiel'],
    ['an option twice', { stops: 'ulm;ulm;kiel' }, 'ulm;kiel'],
    ['options with a comma', { stops: 'ulm,kiel' }, 'INVALID_OPTION'],
    ['a label instead of a value', { size: 'S' }, 'INVALID_OPTION'],
    ['several options where one may be', { size: 's;m' }, 'INVALID_OPTION'],
    ['a value of a calculated property', { hs_createdate: '2026-11-30' }, 'READ_ONLY_VALUE'],
    ['an unknown property', { colour: 'red' }, 'PROPERTY_DOESNT_EXIST'],
    ['a text of 65,537 characters', { number: 'x'.repeat(65_537) }, 'PROPERTY_VALUE_TOO_LONG'],
  ])('%s', async (_what, properties, expected) => expect(await write(properties)).toBe(expected));

  it('append to the options with a leading ;', async () => {
    const { body } = await create('p_shipment', { number: 'S-append', stops: 'ulm' });
    const path = `${objects}/p_shipment/${body.id}`;
    const appended = await sandbox.api('PATCH', path, { properties: { stops: ';kiel;ulm' } });
    expect(appended.body.properties.stops).toBe('ulm;kiel');
  });
});

describe('unique values', () => {
  it('identify records of upserts, reads and updates, whatever the case', async () => {
    const inputs = ['U-1', 'U-2'].map((id) => ({ id, idProperty: 'number', properties: { weight: '3' } }));
    const first = await batch('p_shipment', 'upsert', inputs);
    expect(first.body.results.map((one: { new: boolean }) => one.new)).toEqual([true, true]);
    const again = await batch('p_shipment', 'upsert', [{ ...inputs[0], id: 'u-1' }]);
    expect(again.body.results[0]).toMatchObject({ new: false });
    const updated = await batch('p_shipment', 'update', [
      { id: 'U-2', idProperty: 'number', properties: { weight: '4' } },
    ]);
    expect(updated.body.results[0].properties).toMatchObject({ number: 'U-2', weight: '4' });
    const read = await sandbox.api('POST', `${objects}/p_shipment/batch/read`, {
      idProperty: 'number',
      properties: ['weight'],
      propertiesWithHistory: [],
      inputs: [{ id: 'U-2' }, { id: 'U-nobody' }],
    });
    expect([read.status, read.body.results.length, read.body.errors[0].context.ids]).toEqual([
      207,
      1,
      ['U-nobody'],
    ]);
  });

  it('are refused to another record, which is named', async () => {
    const holder = await create('p_shipment', { number: 'U-held' });
    const { status, body } = await create('p_shipment', { number: 'u-held' });
    expect([status, body.errors[0].code, body.message]).toEqual([
      400,
      'DUPLICATE_VALUE',
      expect.stringContaining(`${holder.body.id} already has that value`),
    ]);
  });

  it('are given to one record of a batch only', async () => {
    const [one, two] = [
      await create('p_shipment', { number: 'A' }),
      await create('p_shipment', { number: 'B' }),
    ];
    const inputs = [one, two].map(({ body }) => ({ id: body.id, properties: { number: 'C' } }));
    expect((await batch('p_shipment', 'update', inputs)).status).toBe(400);
    const traced = inputs.map((input, index) => ({ ...input, objectWriteTraceId: `t-${index}` }));
    const { status, body } = await batch('p_shipment', 'update', traced);
    expect([status, body.results.length, body.errors[0].context.objectWriteTraceId]).toEqual([
      207,
      1,
      ['t-1'],
    ]);
  });

  it('are what an upsert needs: another property identifies nothing', async () => {
    const { status, body } = await batch('deals', 'upsert', [
      { id: 'Big one', idProperty: 'dealname', properties: {} },
    ]);
    expect([status, body.message]).toEqual([
      400,
      'Unable to perform update/upsert by non-unique 0-3 property',
    ]);
  });

  it('an upsert by record id makes no record', async () => {
    const { body } = await batch('deals', 'upsert', [
      { id: '9', idProperty: 'hs_object_id', properties: {} },
    ]);
    expect(body.errors[0].category).toBe('OBJECT_NOT_FOUND');
  });
});

describe('further addresses of a contact', () => {
  const merged = async (name: string) => {
    const make = (local: string) => create('contacts', { email: `${local}@${name}.example`, city: 'Ulm' });
    const [main, other] = [await make('main'), await make('other')];
    const { body } = await sandbox.api('POST', `${objects}/contacts/merge`, {
      primaryObjectId: main.body.id,
      objectIdToMerge: other.body.id,
    });
    return body.id as string;
  };

  it('are found by an upsert, which keeps the main one', async () => {
    const id = await merged('upserted');
    const { body } = await batch('contacts', 'upsert', [
      { id: 'Other@upserted.example', idProperty: 'email', properties: { city: 'Bonn' } },
    ]);
    expect(body.results[0]).toMatchObject({
      id,
      new: false,
      properties: {
        email: 'main@upserted.example',
        hs_additional_emails: 'other@upserted.example',
        city: 'Bonn',
      },
    });
  });

  it('are taken: a second contact is not made, and the existing id is told', async () => {
    const id = await merged('taken');
    const { status, body } = await create('contacts', { email: 'other@taken.example' });
    expect([status, body.message]).toEqual([409, `Contact already exists. Existing ID: ${id}`]);
  });

  it('lead single calls and batch reads by email to the contact', async () => {
    const id = await merged('read');
    const one = await sandbox.api('GET', `${objects}/contacts/other@read.example?idProperty=email`);
    expect(one.body.id).toBe(id);
    const { body } = await sandbox.api('POST', `${objects}/contacts/batch/read`, {
      idProperty: 'email',
      properties: ['email'],
      propertiesWithHistory: [],
      inputs: [{ id: 'other@read.example' }],
    });
    expect(body.results[0].id).toBe(id);
  });

  it('change places with the main one when they become it', async () => {
    const id = await merged('swapped');
    const { body } = await sandbox.api('PATCH', `${objects}/contacts/${id}`, {
      properties: { email: 'other@swapped.example' },
    });
    expect(body.properties).toMatchObject({
      email: 'other@swapped.example',
      hs_additional_emails: 'main@swapped.example',
    });
  });
});
