import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const objects = '/crm/objects/2026-09';
const associations = '/crm/associations/2026-09';
const limits = `${associations}/definitions/configurations`;

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

let count = 0;
const make = async (type: string, properties: Record<string, string>): Promise<string> =>
  (await sandbox.api('POST', `${objects}/${type}`, { properties })).body.id;
const contact = () => make('contacts', { email: `labels${++count}@x.example` });
const company = () => make('companies', { name: 'Labels Inc' });
const deal = () => make('deals', { dealname: 'Labelled', dealstage: 'qualifiedtobuy' });
const label = (from: string, to: string, body: object) =>
  sandbox.api('POST', `${associations}/${from}/${to}/labels`, body);
const put = (from: [string, string], to: [string, string], types: object[]) =>
  sandbox.api('PUT', `${objects}/${from.join('/')}/associations/${to.join('/')}`, types);
const typesOf = async (from: [string, string], to: string) => {
  const { body } = await sandbox.api('GET', `${objects}/${from.join('/')}/associations/${to}`);
  return body.results.map((one: { associationTypes: unknown }) => one.associationTypes);
};
const own = (associationTypeId: number) => ({ associationCategory: 'USER_DEFINED', associationTypeId });

describe('HubSpot’s own types', () => {
  it.each([
    ['contacts', 'deals', [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }]],
    ['deals', 'contacts', [{ category: 'HUBSPOT_DEFINED', typeId: 3, label: null }]],
    ['tickets', 'contacts', [{ category: 'HUBSPOT_DEFINED', typeId: 16, label: null }]],
    [
      'deals',
      'companies',
      [
        { category: 'HUBSPOT_DEFINED', typeId: 341, label: null },
        { category: 'HUBSPOT_DEFINED', typeId: 5, label: 'Primary' },
      ],
    ],
  ])('lead from %s to %s', async (from, to, results) => {
    expect((await sandbox.api('GET', `${associations}/${from}/${to}/labels`)).body).toEqual({ results });
  });

  it('give a deal one primary company, also when that is said from the company’s side', async () => {
    const [dealId, first, second] = [await deal(), await company(), await company()];
    const primary = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 };
    await put(['deals', dealId], ['companies', first], [primary]);
    await put(['companies', second], ['deals', dealId], [{ ...primary, associationTypeId: 6 }]);
    expect(await typesOf(['deals', dealId], 'companies')).toEqual([
      [expect.objectContaining({ typeId: 341 })],
      [expect.objectContaining({ typeId: 341 }), expect.objectContaining({ typeId: 5, label: 'Primary' })],
    ]);
  });
});

describe('labels of an account', () => {
  it('are single, with one name for both sides', async () => {
    const { status, body } = await label('contacts', 'deals', { name: 'billing', label: 'Billing' });
    expect([status, body.results.map((one: { label: string }) => one.label)]).toEqual([
      200,
      ['Billing', 'Billing'],
    ]);
  });

  it('are paired, read from both sides, and set beside the unlabelled type', async () => {
    const { body } = await label('contacts', 'companies', {
      name: 'employee_employer',
      label: 'Employee',
      inverseLabel: 'Employer',
    });
    const [there, back] = body.results;
    expect([there.label, back.label, there.category]).toEqual(['Employee', 'Employer', 'USER_DEFINED']);
    const [contactId, companyId] = [await contact(), await company()];
    const { status, body: set } = await put(
      ['contacts', contactId],
      ['companies', companyId],
      [own(there.typeId)],
    );
    expect([status, set.labels]).toEqual([201, ['Employee']]);
    expect(await typesOf(['companies', companyId], 'contacts')).toEqual([
      [
        { category: 'HUBSPOT_DEFINED', typeId: 280, label: null },
        { category: 'USER_DEFINED', typeId: back.typeId, label: 'Employer' },
      ],
    ]);
  });

  it('are replaced by a PUT, and taken off by batch/labels/archive while the records stay associated', async () => {
    const made = await label('deals', 'contacts', { name: 'decides', label: 'Decision maker' });
    const { typeId } = made.body.results[0];
    const [dealId, contactId] = [await deal(), await contact()];
    await put(['deals', dealId], ['contacts', contactId], [own(typeId)]);
    const pair = { from: { id: dealId }, to: { id: contactId }, types: [own(typeId)] };
    const archived = await sandbox.api('POST', `${associations}/deals/contacts/batch/labels/archive`, {
      inputs: [pair],
    });
    expect([archived.status, await typesOf(['deals', dealId], 'contacts')]).toEqual([
      204,
      [[{ category: 'HUBSPOT_DEFINED', typeId: 3, label: null }]],
    ]);
  });

  it.each([
    ['a hyphen in the name', { name: 'a-b', label: 'A' }],
    ['a digit first', { name: '1a', label: 'A' }],
    ['no label', { name: 'a' }],
  ])('are refused with %s', async (_what, body) => {
    expect((await label('tickets', 'companies', body)).status).toBe(400);
  });

  it('are ten for two objects', async () => {
    for (let index = 0; index < 10; index++)
      await label('tickets', 'contacts', { name: `l${index}`, label: `L ${index}` });
    expect((await label('tickets', 'contacts', { name: 'l10', label: 'L 10' })).status).toBe(400);
  });

  it('are renamed, and deleted once nothing has them', async () => {
    const { body } = await label('companies', 'companies', { name: 'partner', label: 'Partner' });
    const { typeId } = body.results[0];
    const path = `${associations}/companies/companies/labels`;
    const renamed = await sandbox.api('PUT', path, { associationTypeId: typeId, label: 'Ally' });
    const [one, other] = [await company(), await company()];
    await put(['companies', one], ['companies', other], [own(typeId)]);
    expect([renamed.status, (await sandbox.api('DELETE', `${path}/${typeId}`)).status]).toEqual([204, 400]);
    expect(await typesOf(['companies', other], 'companies')).toEqual([
      [expect.objectContaining({ typeId: 450 }), { category: 'USER_DEFINED', typeId, label: 'Ally' }],
    ]);
    await sandbox.api('DELETE', `${objects}/companies/${one}/associations/companies/${other}`);
    expect((await sandbox.api('DELETE', `${path}/${typeId}`)).status).toBe(204);
    expect((await sandbox.api('DELETE', `${path}/450`)).status).toBe(400);
  });

  it('are named with their category', async () => {
    const [contactId, companyId] = [await contact(), await company()];
    const { status, body } = await put(['contacts', contactId], ['companies', companyId], [own(279)]);
    expect([status, body.subCategory]).toEqual([400, 'INVALID_ASSOCIATION_TYPE']);
  });
});

describe('limits', () => {
  it('let a pair of a batch fail alone, and are read, changed and taken away', async () => {
    const set = await sandbox.api('POST', `${limits}/deals/companies/batch/create`, {
      inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 341, maxToObjectIds: 1 }],
    });
    expect([set.status, set.body.results]).toEqual([
      200,
      [expect.objectContaining({ typeId: 341, maxToObjectIds: 1, label: null })],
    ]);
    const dealId = await deal();
    const inputs = [await company(), await company()].map((id) => ({ from: { id: dealId }, to: { id } }));
    const path = `${associations}/deals/companies/batch/associate/default`;
    const { status, body } = await sandbox.api('POST', path, { inputs });
    expect([status, body.results.length, body.errors[0].subCategory]).toEqual([
      207,
      1,
      'crm.associations.ASSOCIATION_LIMIT_EXCEEDED',
    ]);
    expect((await sandbox.api('POST', path, { inputs: inputs.slice(0, 1) })).status).toBe(200);
    expect((await sandbox.api('GET', `${limits}/all`)).body.results).toHaveLength(1);
    await sandbox.api('POST', `${limits}/deals/companies/batch/purge`, {
      inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 341 }],
    });
    expect((await sandbox.api('POST', path, { inputs })).status).toBe(200);
  });

  it('are of types that lead there', async () => {
    const { status } = await sandbox.api('POST', `${limits}/deals/companies/batch/create`, {
      inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 279, maxToObjectIds: 1 }],
    });
    expect(status).toBe(400);
  });
});

describe('batch/read', () => {
  it('pages through the associations of one record by its own cursor', async () => {
    const companyId = await company();
    const { body } = await sandbox.api('POST', `${objects}/contacts/batch/create`, {
      inputs: Array.from({ length: 100 }, (_, index) => ({
        properties: { email: `page${index}@many.example` },
      })),
    });
    const { body: imported } = await sandbox.control('POST', '/portals/4242/contacts/import', { count: 450 });
    const ids = [
      ...body.results.map((one: { id: string }) => one.id),
      ...Array.from({ length: 450 }, (_, index) => String(Number(imported.firstId) + index)),
    ];
    await sandbox.api('POST', `${associations}/contacts/companies/batch/associate/default`, {
      inputs: ids.map((id) => ({ from: { id }, to: { id: companyId } })),
    });
    const path = `${associations}/companies/contacts/batch/read`;
    const first = await sandbox.api('POST', path, { inputs: [{ id: companyId }] });
    const [{ to, paging }] = first.body.results;
    const second = await sandbox.api('POST', path, { inputs: [{ id: companyId, after: paging.next.after }] });
    expect([to.length, second.body.results[0].to.length, second.body.results[0].paging]).toEqual([
      500,
      50,
      undefined,
    ]);
  });
});
