import { afterEach, describe, expect, it } from 'vitest';
import { manualTime, startTestSandbox, type TestSandbox } from '../testing.ts';

const search = '/crm/objects/2026-09/contacts/search';
const contacts = '/crm/objects/2026-09/contacts';
let sandbox: TestSandbox;
afterEach(() => sandbox.stop());

/** What HubSpot declares as required, and what the test is about. */
const declared = (body: Record<string, unknown>) => ({
  filterGroups: [],
  sorts: [],
  properties: [],
  limit: 10,
  after: '0',
  ...body,
});
const post = (body: Record<string, unknown>) => sandbox.api('POST', search, declared(body));
const filter = (propertyName: string, operator: string, rest: Record<string, unknown> = {}) => ({
  filterGroups: [{ filters: [{ propertyName, operator, ...rest }] }],
});

describe('search', () => {
  it('sees changes only after the index lag, and never deleted records', async () => {
    const time = manualTime(Date.parse('2026-11-21T10:00:00Z'));
    sandbox = await startTestSandbox({ time, searchLagMs: 3_000 });
    const byEmail = filter('email', 'EQ', { value: 'late@search.example' });
    const { body } = await sandbox.api('POST', contacts, { properties: { email: 'late@search.example' } });
    time.pass(2_999);
    expect((await post(byEmail)).body.total).toBe(0);
    time.pass(1);
    expect((await post(byEmail)).body.results[0].id).toBe(body.id);
    await sandbox.api('PATCH', `${contacts}/${body.id}`, { properties: { email: 'other@search.example' } });
    expect((await post(byEmail)).body.results[0].properties.email).toBe('late@search.example');
    await sandbox.api('DELETE', `${contacts}/${body.id}`);
    time.pass(3_000);
    expect((await post(filter('email', 'EQ', { value: 'other@search.example' }))).body.total).toBe(0);
  });

  it('has caught up where the clock of the stand-in was moved on', async () => {
    const time = manualTime(Date.parse('2026-11-21T10:00:00Z'));
    sandbox = await startTestSandbox({ time, searchLagMs: 3_000 });
    await sandbox.api('POST', contacts, { properties: { email: 'leap@search.example' } });
    sandbox.clock.advance(86_400_000);
    expect((await post(filter('email', 'EQ', { value: 'leap@search.example' }))).body.total).toBe(1);
  });

  it('compares by the type of the property', async () => {
    sandbox = await startTestSandbox();
    const add = (value: string, email: string) =>
      sandbox.api('POST', contacts, { properties: { email, employees: value, country: 'Testland' } });
    const employees = {
      name: 'employees',
      label: 'Employees',
      type: 'number',
      fieldType: 'number',
      groupName: 'contactinformation',
    };
    await sandbox.api('POST', '/crm/properties/2026-09/contacts', employees);
    await add('9', 'nine@search.example');
    await add('10', 'ten@search.example');
    const found = async (operator: string, rest: Record<string, unknown>, name = 'employees') =>
      (await post(filter(name, operator, rest))).body.total;
    expect(await found('GT', { value: '9' })).toBe(1);
    expect(await found('BETWEEN', { value: '9', highValue: '10' })).toBe(2);
    expect(await found('IN', { values: ['9', '11'] })).toBe(1);
    expect(await found('HAS_PROPERTY', {})).toBe(2);
    expect(await found('NOT_HAS_PROPERTY', {})).toBe(200);
    expect(await found('EQ', { value: 'testland' }, 'country')).toBe(2);
    expect(await found('CONTAINS_TOKEN', { value: 'nine*' }, 'email')).toBe(1);
    expect(await found('GTE', { value: String(sandbox.clock.now() - 60_000) }, 'lastmodifieddate')).toBe(2);
  });

  it('joins filters of a group with and, groups with or, and a text query', async () => {
    sandbox = await startTestSandbox();
    const country = (value: string) => ({ filters: [{ propertyName: 'country', operator: 'EQ', value }] });
    const total = async (body: Record<string, unknown>): Promise<number> => (await post(body)).body.total;
    const [germany, france] = [
      await total({ filterGroups: [country('Germany')] }),
      await total({ filterGroups: [country('France')] }),
    ];
    expect(await total({ filterGroups: [country('Germany'), country('France')] })).toBe(germany + france);
    expect(await total({ filterGroups: [country('Germany')], query: 'isarblick' })).toBeLessThan(germany);
  });

  it('pages by after, at most 200 a page and 10,000 in all', async () => {
    sandbox = await startTestSandbox();
    const page = (limit: number, after?: string) => post({ limit, ...(after ? { after } : {}) });
    expect((await page(200)).body.results).toHaveLength(200);
    const first = await page(150);
    expect((await page(150, first.body.paging.next.after)).body.results).toHaveLength(50);
    expect((await page(201)).status).toBe(400);
    expect((await page(100, '9900')).status).toBe(200);
    expect((await page(100, '9901')).status).toBe(400);
  });

  it('sorts by one property', async () => {
    sandbox = await startTestSandbox();
    const sort = (propertyName: string) => ({ propertyName, direction: 'DESCENDING' });
    const { body } = await post({ sorts: [sort('hs_object_id')], limit: 3 });
    const ids = body.results.map((one: { id: string }) => Number(one.id));
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => b - a));
    expect((await post({ sorts: [sort('email'), sort('city')] })).status).toBe(400);
    const declaredForm = await post({ sorts: ['-hs_object_id'], limit: 3 });
    expect(declaredForm.body.results.map((one: { id: string }) => Number(one.id))).toEqual(ids);
  });

  it('refuses more than 6 groups, 6 filters a group, 18 filters, 3,000 characters and unknown properties', async () => {
    sandbox = await startTestSandbox();
    const groups = (count: number, filters: number) => ({
      filterGroups: Array.from({ length: count }, () => ({
        filters: Array.from({ length: filters }, () => ({ propertyName: 'city', operator: 'HAS_PROPERTY' })),
      })),
    });
    const status = async (body: Record<string, unknown>) => (await post(body)).status;
    expect(await status(groups(6, 3))).toBe(200);
    expect(await status(groups(7, 1))).toBe(400);
    expect(await status(groups(1, 7))).toBe(400);
    expect(await status(groups(4, 5))).toBe(400);
    expect(
      await status(filter('city', 'IN', { values: Array.from({ length: 300 }, () => '1234567890') })),
    ).toBe(400);
    expect(await status(filter('nonsense', 'EQ', { value: 'x' }))).toBe(400);
  });

  it.each(['filterGroups', 'sorts', 'properties', 'limit', 'after'])(
    'needs %s, as declared',
    async (name) => {
      sandbox = await startTestSandbox();
      const { [name]: _left, ...body } = declared({}) as Record<string, unknown>;
      const refused = await sandbox.api('POST', search, body);
      expect([refused.status, refused.body.category, refused.body.message]).toEqual([
        400,
        'VALIDATION_ERROR',
        `Invalid input JSON on line 1, column 1: Some required fields were not set: [${name}]`,
      ]);
    },
  );

  it('needs nothing at all where the account does as is practised', async () => {
    sandbox = await startTestSandbox();
    await sandbox.control('PATCH', '/portals/4242', { asPractised: true });
    expect((await sandbox.api('POST', search, {})).body.results).toHaveLength(10);
    expect((await sandbox.api('POST', search, { after: 195 })).body.results).toHaveLength(5);
  });

  it('finds activities by the contact they belong to', async () => {
    sandbox = await startTestSandbox();
    const [contact] = (await sandbox.api('GET', `${contacts}?limit=1`)).body.results;
    const note = await sandbox.api('POST', '/crm/objects/2026-09/notes', {
      properties: { hs_timestamp: '1790000000000' },
      associations: [
        {
          to: { id: contact.id },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }],
        },
      ],
    });
    const body = {
      ...filter('associations.contact', 'EQ', { value: contact.id }),
      sorts: [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }],
    };
    expect(
      (await sandbox.api('POST', '/crm/objects/2026-09/notes/search', declared(body))).body.results[0].id,
    ).toBe(note.body.id);
  });
});
