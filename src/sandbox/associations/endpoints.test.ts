import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const create = async (type: string, properties: Record<string, string> = {}): Promise<string> =>
  (await sandbox.api('POST', `/crm/objects/2026-09/${type}`, { properties })).body.id;
const newNote = () => create('notes', { hs_timestamp: '1790000000000' });
const list = async (from: string, id: string, to: string) =>
  (await sandbox.api('GET', `/crm/objects/2026-09/${from}/${id}/associations/${to}`)).body.results;
const types = (...ids: number[]) =>
  ids.map((associationTypeId) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }));

describe('one association', () => {
  it('by default is idempotent and seen from both sides', async () => {
    const [note, contact] = [await newNote(), await create('contacts')];
    const put = () =>
      sandbox.api('PUT', `/crm/objects/2026-09/notes/${note}/associations/default/contacts/${contact}`);
    const first = await put();
    expect([first.status, (await put()).status]).toEqual([200, 200]);
    expect(first.body.results).toEqual([
      {
        from: { id: note },
        to: { id: contact },
        associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 },
      },
    ]);
    expect(await list('contacts', contact, 'notes')).toEqual([
      {
        toObjectId: note,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 201, label: null }],
      },
    ]);
    expect((await list('notes', note, 'contacts'))[0].associationTypes[0].typeId).toBe(202);
  });

  it('with labels replaces the labels', async () => {
    const [contact, company] = [await create('contacts'), await create('companies', { name: 'Labels Ltd' })];
    const put = (...ids: number[]) =>
      sandbox.api(
        'PUT',
        `/crm/objects/2026-09/contacts/${contact}/associations/companies/${company}`,
        types(...ids),
      );
    const made = await put(1);
    expect([made.status, made.body]).toEqual([
      201,
      {
        fromObjectTypeId: '0-1',
        fromObjectId: contact,
        toObjectTypeId: '0-2',
        toObjectId: company,
        labels: ['Primary'],
      },
    ]);
    const ofContact = async () =>
      (await list('contacts', contact, 'companies'))[0].associationTypes
        .map((one: { typeId: number }) => one.typeId)
        .sort();
    expect(await ofContact()).toEqual([1, 279]);
    await put(279);
    expect(await ofContact()).toEqual([279]);
    expect((await put(202)).status).toBe(400);
  });

  it('keeps one primary company', async () => {
    const contact = await create('contacts');
    for (const name of ['First', 'Second']) {
      const company = await create('companies', { name });
      await sandbox.api(
        'PUT',
        `/crm/objects/2026-09/contacts/${contact}/associations/companies/${company}`,
        types(1),
      );
    }
    const primaries = (await list('contacts', contact, 'companies')).filter(
      (one: { associationTypes: { typeId: number }[] }) =>
        one.associationTypes.some(({ typeId }) => typeId === 1),
    );
    expect(primaries).toHaveLength(1);
  });

  it('is removed from both sides, and gone with a deleted record', async () => {
    const [note, other, contact] = [await newNote(), await newNote(), await create('contacts')];
    for (const id of [note, other])
      await sandbox.api('PUT', `/crm/objects/2026-09/notes/${id}/associations/default/contacts/${contact}`);
    await sandbox.api('DELETE', `/crm/objects/2026-09/notes/${note}/associations/contacts/${contact}`);
    await sandbox.api('DELETE', `/crm/objects/2026-09/notes/${other}`);
    expect(await list('contacts', contact, 'notes')).toEqual([]);
    expect(await list('notes', note, 'contacts')).toEqual([]);
  });

  it('needs both records and the write scopes', async () => {
    const note = await newNote();
    expect(
      (await sandbox.api('PUT', `/crm/objects/2026-09/notes/${note}/associations/default/contacts/999`))
        .status,
    ).toBe(404);
    const reader = sandbox.issueAccessToken(4242, ['crm.objects.contacts.read']);
    const contact = await create('contacts');
    const path = `/crm/objects/2026-09/notes/${note}/associations/default/contacts/${contact}`;
    expect((await sandbox.api('PUT', path, undefined, reader)).status).toBe(403);
  });
});

describe('many associations', () => {
  const path = '/crm/associations/2026-09/notes/contacts';
  it('are written, read and removed, each by itself', async () => {
    const [first, second, contact] = [await newNote(), await newNote(), await create('contacts')];
    const pair = (id: string) => ({ from: { id }, to: { id: contact } });
    const written = await sandbox.api('POST', `${path}/batch/associate/default`, {
      inputs: [pair(first), pair(second), pair('999')],
    });
    expect([written.status, written.body.results.length, written.body.errors[0].context.ids]).toEqual([
      207,
      2,
      ['999'],
    ]);
    expect(written.body.results[0]).toMatchObject({
      from: { id: first },
      associationSpec: { associationTypeId: 202 },
    });
    const labelled = await sandbox.api('POST', `${path}/batch/create`, {
      inputs: [{ ...pair(first), types: types(202) }],
    });
    expect([labelled.status, labelled.body.results[0].fromObjectId]).toEqual([201, first]);
    const read = await sandbox.api('POST', '/crm/associations/2026-09/contacts/notes/batch/read', {
      inputs: [{ id: contact }],
    });
    expect(read.body.results[0].to).toHaveLength(2);
    const removed = await sandbox.api('POST', `${path}/batch/archive`, {
      inputs: [{ from: { id: first }, to: [{ id: contact }] }],
    });
    expect([removed.status, removed.body]).toMatchObject([200, { status: 'COMPLETE', results: [] }]);
    expect(await list('contacts', contact, 'notes')).toHaveLength(1);
  });

  it('lead from a contact to its primary company, and say so where there is none', async () => {
    const read = (ids: string[]) =>
      sandbox.api('POST', '/crm/associations/2026-09/contacts/companies/batch/read', {
        inputs: ids.map((id) => ({ id })),
      });
    const [seeded] = (await sandbox.api('GET', '/crm/objects/2026-09/contacts?limit=1')).body.results;
    const { status, body } = await read([seeded.id]);
    const [{ toObjectId, associationTypes }] = body.results[0].to;
    expect([status, associationTypes.map((one: { label: string | null }) => one.label)]).toEqual([
      200,
      [null, 'Primary'],
    ]);
    const company = await sandbox.api(
      'GET',
      `/crm/objects/2026-09/companies/${toObjectId}?properties=industry,city,country,numberofemployees,domain`,
    );
    for (const name of ['industry', 'city', 'country', 'numberofemployees', 'domain'])
      expect(company.body.properties[name]).toMatch(/./);
    const primary = async (id: string) =>
      (await sandbox.api('GET', `/crm/objects/2026-09/contacts/${id}?properties=associatedcompanyid`)).body
        .properties.associatedcompanyid;
    expect(await primary(seeded.id)).toBe(toObjectId);
    const lonely = (
      await sandbox.api('POST', '/crm/objects/2026-09/contacts', { properties: { lastname: 'Lone' } })
    ).body.id;
    const none = await read([lonely, seeded.id, '999']);
    expect([none.status, none.body.results.length, none.body.numErrors]).toEqual([207, 1, 2]);
    expect(none.body.errors[0]).toEqual({
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: `No company is associated with contact ${lonely}.`,
      context: { fromObjectId: [lonely], fromObjectType: ['contact'], toObjectType: ['company'] },
    });
    await sandbox.api(
      'PUT',
      `/crm/objects/2026-09/contacts/${lonely}/associations/companies/${toObjectId}`,
      types(1),
    );
    expect(await primary(lonely)).toBe(toObjectId);
    await sandbox.api(
      'DELETE',
      `/crm/objects/2026-09/contacts/${lonely}/associations/companies/${toObjectId}`,
    );
    expect(await primary(lonely)).toBeNull();
  });

  it('have limits of 2,000 writes and 1,000 reads', async () => {
    const inputs = (count: number) =>
      Array.from({ length: count }, () => ({ id: '1', from: { id: '1' }, to: { id: '1' } }));
    expect(
      (await sandbox.api('POST', `${path}/batch/associate/default`, { inputs: inputs(2_001) })).status,
    ).toBe(400);
    expect((await sandbox.api('POST', `${path}/batch/read`, { inputs: inputs(1_001) })).status).toBe(400);
    expect((await sandbox.api('POST', `${path}/batch/read`, { inputs: inputs(1_000) })).status).toBe(207);
  });

  it('have labels that can be listed', async () => {
    const { body } = await sandbox.api('GET', '/crm/associations/2026-09/contacts/companies/labels');
    expect(body.results).toContainEqual({ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' });
  });
});
