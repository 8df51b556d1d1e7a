import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const schemas = '/crm-object-schemas/2026-09/schemas';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const car = {
  name: 'Car',
  labels: { singular: 'Car', plural: 'Cars' },
  primaryDisplayProperty: 'model',
  requiredProperties: ['model'],
  properties: [{ name: 'model', label: 'Model' }],
  associatedObjects: ['CONTACT'],
};
const named = (name: string) => ({ ...car, name });

describe('schemas', () => {
  it('are created with their properties, a group and associations, and read by all their names', async () => {
    const { status, body } = await sandbox.api('POST', schemas, car);
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({
        objectTypeId: `2-${body.id}`,
        name: 'Car',
        fullyQualifiedName: 'p4242_Car',
        labels: car.labels,
        requiredProperties: ['model'],
        searchableProperties: ['model'],
        archived: false,
      }),
    ]);
    expect(body.properties.map((one: { name: string }) => one.name)).toEqual(
      expect.arrayContaining(['model', 'hs_object_id', 'hs_createdate', 'hubspot_owner_id']),
    );
    expect(body.associations).toContainEqual(
      expect.objectContaining({ fromObjectTypeId: body.objectTypeId, toObjectTypeId: '0-1' }),
    );
    for (const name of [body.objectTypeId, 'p_Car', 'p4242_Car', 'P4242_CAR'])
      expect((await sandbox.api('GET', `${schemas}/${name}`)).body.id).toBe(body.id);
    const groups = await sandbox.api('GET', `/crm/properties/2026-09/${body.objectTypeId}/groups`);
    expect(groups.body.results).toContainEqual(expect.objectContaining({ name: 'car_information' }));
  });

  it('exist once: a second create of a name answers with the first', async () => {
    const first = await sandbox.api('POST', schemas, named('boat'));
    const second = await sandbox.api('POST', schemas, named('boat'));
    expect([second.status, second.body.objectTypeId]).toEqual([201, first.body.objectTypeId]);
  });

  it.each([
    ['a hyphen in the name', { ...named('air-plane') }],
    ['a digit first', { ...named('4x4') }],
    ['a display property that is none of it', { ...named('bike'), primaryDisplayProperty: 'colour' }],
    ['an option without a type for it', { ...named('bus'), properties: [{ name: 'Model', label: 'Model' }] }],
  ])('are refused with %s, and leave nothing', async (_what, body) => {
    expect((await sandbox.api('POST', schemas, body)).status).toBe(400);
    const all = await sandbox.api('GET', schemas);
    expect(all.body.results.map((one: { name: string }) => one.name)).not.toContain(body.name);
  });

  it('change labels and display properties; properties that are not there are refused', async () => {
    await sandbox.api('POST', schemas, named('van'));
    const changed = await sandbox.api('PATCH', `${schemas}/p_van`, {
      labels: { plural: 'Vans' },
      secondaryDisplayProperties: ['hs_createdate'],
    });
    expect([changed.status, changed.body.labels, changed.body.secondaryDisplayProperties]).toEqual([
      200,
      { singular: 'Car', plural: 'Vans' },
      ['hs_createdate'],
    ]);
    const refused = await sandbox.api('PATCH', `${schemas}/p_van`, { primaryDisplayProperty: 'nothing' });
    expect(refused.status).toBe(400);
  });

  it('are archived once they have no records', async () => {
    await sandbox.api('POST', schemas, named('tram'));
    const record = await sandbox.api('POST', '/crm/objects/2026-09/p_tram', { properties: { model: 'T1' } });
    expect((await sandbox.api('DELETE', `${schemas}/p_tram`)).status).toBe(400);
    await sandbox.api('DELETE', `/crm/objects/2026-09/p_tram/${record.body.id}`);
    expect((await sandbox.api('DELETE', `${schemas}/p_tram`)).status).toBe(204);
    const archived = await sandbox.api('GET', `${schemas}?archived=true`);
    expect(archived.body.results).toMatchObject([{ name: 'tram', archived: true }]);
    expect((await sandbox.api('GET', '/crm/objects/2026-09/p_tram')).status).toBe(404);
  });

  it('gain an association with another object', async () => {
    await sandbox.api('POST', schemas, named('ship'));
    const { status, body } = await sandbox.api('POST', `${schemas}/p_ship/associations`, {
      fromObjectTypeId: 'p_ship',
      toObjectTypeId: '0-3',
      name: 'ship_to_deal',
    });
    const labels = await sandbox.api('GET', '/crm/associations/2026-09/p_ship/deals/labels');
    expect([status, labels.body.results]).toEqual([
      201,
      [{ category: 'USER_DEFINED', typeId: Number(body.id), label: null }],
    ]);
  });

  it('are the account’s: another account does not know them', async () => {
    await sandbox.control('POST', '/portals', { name: 'Other' });
    const token = sandbox.issueAccessToken(4243);
    const { status } = await sandbox.api('GET', '/crm/objects/2026-09/p4242_Car', undefined, token);
    expect(status).toBe(404);
  });

  it('need Enterprise: below it, calls lack scopes that the account cannot give', async () => {
    await sandbox.control('PATCH', '/portals/4242', { tier: 'professional' });
    const { status, body } = await sandbox.api('GET', schemas);
    expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
    await sandbox.control('PATCH', '/portals/4242', { tier: 'enterprise' });
  });

  it('are counted among the account’s limits', async () => {
    expect((await sandbox.api('GET', '/crm/limits/2026-09/records')).body.customObjectTypes).toMatchObject({
      byObjectType: expect.arrayContaining([expect.objectContaining({ singularLabel: 'Car' })]),
    });
  });
});
