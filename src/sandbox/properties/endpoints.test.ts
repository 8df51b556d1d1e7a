import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const properties = '/crm/properties/2026-09/contacts';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const definition = (name: string, extra: Record<string, unknown> = {}) => ({
  name, label: name, type: 'string', fieldType: 'text', groupName: 'contactinformation', ...extra,
}); // prettier-ignore
const create = (name: string, extra?: Record<string, unknown>) =>
  sandbox.api('POST', properties, definition(name, extra));

describe('properties', () => {
  it('are created, read and listed', async () => {
    const { status, body } = await create('app_context', {
      fieldType: 'textarea',
      description: 'What to say',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'app_context',
      hidden: false,
      hubspotDefined: false,
      archived: false,
    });
    expect((await sandbox.api('GET', `${properties}/app_context`)).body.description).toBe('What to say');
    const names = (await sandbox.api('GET', properties)).body.results.map(
      (one: { name: string }) => one.name,
    );
    expect(names).toEqual(expect.arrayContaining(['app_context', 'email', 'hubspot_owner_id']));
    expect((await sandbox.api('GET', `${properties}/nothing`)).status).toBe(404);
  });

  it('refuse a name that exists with 409 and HubSpot’s subCategory', async () => {
    await create('twice');
    const { status, body } = await create('twice');
    expect([status, body.category, body.subCategory]).toEqual([
      409,
      'OBJECT_ALREADY_EXISTS',
      'Properties.PROPERTY_WITH_NAME_EXISTS',
    ]);
  });

  it.each([
    ['Upper', {}],
    ['9digit', {}],
    ['with-dash', {}],
    ['wrong_pair', { type: 'number', fieldType: 'text' }],
    ['no_group', { groupName: 'nowhere' }],
    [
      'same_options',
      {
        type: 'enumeration',
        fieldType: 'select',
        options: [
          { label: 'A', value: 'a', displayOrder: 0 },
          { label: 'A', value: 'a', displayOrder: 1 },
        ],
      },
    ],
  ])('refuse %s %j', async (name, extra) => {
    expect((await create(name, extra)).status).toBe(400);
  });

  it('come back when an archived name is created again', async () => {
    await create('phoenix');
    expect((await sandbox.api('DELETE', `${properties}/phoenix`)).status).toBe(204);
    expect((await sandbox.api('GET', `${properties}/phoenix`)).status).toBe(404);
    const write = await sandbox.api('POST', '/crm/objects/2026-09/contacts', {
      properties: { phoenix: 'x' },
    });
    expect(write.body.message).toContain('PROPERTY_DOESNT_EXIST');
    const archived = (await sandbox.api('GET', `${properties}?archived=true`)).body.results;
    expect(archived.map((one: { name: string }) => one.name)).toContain('phoenix');
    expect((await create('phoenix')).status).toBe(201);
  });

  it('replace the whole option list when patched, and keep it when options are left out', async () => {
    const { body } = await sandbox.api('GET', `${properties}/hs_lead_status`);
    expect(body.options.map((one: { value: string }) => one.value)).not.toContain('QUALIFIED');
    expect(body.modificationMetadata.readOnlyOptions).toBe(false);
    const option = { label: 'Qualified', value: 'QUALIFIED', displayOrder: -1, hidden: false };
    const own = await startTestSandbox();
    const patch = async (change: unknown) =>
      (await own.api('PATCH', `${properties}/hs_lead_status`, change)).body.options.length;
    expect(await patch({ options: [...body.options, option] })).toBe(9);
    expect(await patch({ label: 'Status' })).toBe(9);
    const write = await own.api('POST', '/crm/objects/2026-09/contacts', {
      properties: { hs_lead_status: 'QUALIFIED' },
    });
    expect(write.status).toBe(201);
    expect(await patch({ options: [option] })).toBe(1);
    await own.stop();
  });

  it('need the place of every option that is written, unless the account does as is practised', async () => {
    const placeless = {
      type: 'enumeration',
      fieldType: 'select',
      options: [{ label: 'A', value: 'a' }],
    };
    const { status, body } = await create('placeless', placeless);
    expect([status, body.message]).toEqual([400, expect.stringContaining('[options.0.displayOrder]')]);
    const patch = (options: unknown[]) => sandbox.api('PATCH', `${properties}/hs_lead_status`, { options });
    expect((await patch([{ label: 'New', value: 'NEW' }])).status).toBe(400);
    expect((await sandbox.api('GET', `${properties}/hs_lead_status`)).body.options).toHaveLength(8);
    await sandbox.control('PATCH', '/portals/4242', { asPractised: true });
    expect((await create('placeless', placeless)).status).toBe(201);
    await sandbox.control('PATCH', '/portals/4242', { asPractised: false });
  });

  it('of HubSpot cannot be archived, nor can those that a list uses', async () => {
    expect((await sandbox.api('DELETE', `${properties}/email`)).status).toBe(400);
    await create('used');
    const operation = { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' };
    const filters = [{ filterType: 'PROPERTY', property: 'used', operation }];
    const filterBranch = { filterBranchType: 'OR', filterBranches: [{ filterBranchType: 'AND', filters }] };
    await sandbox.api('POST', '/crm/lists/2026-09', {
      name: 'Uses it',
      objectTypeId: '0-1',
      processingType: 'DYNAMIC',
      filterBranch,
    });
    const { status, body } = await sandbox.api('DELETE', `${properties}/used`);
    expect([status, body.subCategory]).toEqual([400, 'CANNOT_DELETE_PROPERTY_IN_USE']);
  });

  it('can be created, read and archived in batches, each by itself', async () => {
    const created = await sandbox.api('POST', `${properties}/batch/create`, {
      inputs: [definition('batch_a'), definition('email')],
    });
    expect([created.status, created.body.results.length, created.body.errors[0].category]).toEqual([
      207,
      1,
      'OBJECT_ALREADY_EXISTS',
    ]);
    const read = await sandbox.api('POST', `${properties}/batch/read`, {
      inputs: [{ name: 'batch_a' }, { name: 'nothing' }],
    });
    expect([read.status, read.body.results[0].name]).toEqual([207, 'batch_a']);
    expect(
      (await sandbox.api('POST', `${properties}/batch/archive`, { inputs: [{ name: 'batch_a' }] })).status,
    ).toBe(204);
    expect((await sandbox.api('GET', `${properties}/batch_a`)).status).toBe(404);
  });

  it('are limited in number, and to 10 unique ones', async () => {
    const own = await startTestSandbox();
    const add = (name: string, extra?: Record<string, unknown>) =>
      own.api('POST', properties, definition(name, extra));
    for (let index = 0; index < 10; index++)
      expect((await add(`unique_${index}`, { hasUniqueValue: true })).status).toBe(201);
    expect((await add('unique_10', { hasUniqueValue: true })).status).toBe(400);
    await own.control('PATCH', '/portals/4242', { customPropertyLimit: 11 });
    expect((await add('eleventh')).status).toBe(201);
    expect((await add('twelfth')).status).toBe(400);
    const limits = await own.api('GET', '/crm/limits/2026-09/custom-properties');
    expect(limits.body.byObjectType[0]).toMatchObject({
      objectTypeId: '0-1',
      limit: 11,
      usage: 11,
      percentage: 100,
    });
    await own.stop();
  });

  it('need the schema scopes', async () => {
    const reader = sandbox.issueAccessToken(4242, ['crm.schemas.contacts.read']);
    expect((await sandbox.api('GET', properties, undefined, reader)).status).toBe(200);
    expect((await sandbox.api('POST', properties, definition('denied'), reader)).status).toBe(403);
  });
});

describe('property groups', () => {
  it('are created once, used, and deleted only when empty', async () => {
    const groups = `${properties}/groups`;
    const create1 = () => sandbox.api('POST', groups, { name: 'app', label: 'App' });
    expect((await create1()).status).toBe(201);
    expect((await create1()).status).toBe(409);
    await create('grouped', { groupName: 'app' });
    expect((await sandbox.api('DELETE', `${groups}/app`)).status).toBe(400);
    await sandbox.api('DELETE', `${properties}/grouped`);
    expect((await sandbox.api('PATCH', `${groups}/app`, { label: 'The app' })).body.label).toBe('The app');
    expect((await sandbox.api('DELETE', `${groups}/app`)).status).toBe(204);
    expect((await sandbox.api('GET', `${groups}/app`)).status).toBe(404);
    expect((await sandbox.api('GET', groups)).body.results[0].name).toBe('contactinformation');
  });
});
