import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const objects = '/portals/4242/objects';
const crm = '/crm/objects/2026-09';

let sandbox: TestSandbox;
let dealId: string;
let companyId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  const deal = { dealname: 'A thousand pallets', dealstage: 'contractsent', amount: '5000' };
  dealId = (await sandbox.api('POST', `${crm}/deals`, { properties: deal })).body.id;
  companyId = (await sandbox.api('POST', `${crm}/companies`, { properties: { name: 'Pallet Ltd' } })).body.id;
  const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];
  await sandbox.api('PUT', `${crm}/deals/${dealId}/associations/companies/${companyId}`, primary);
});
afterAll(() => sandbox.stop());

describe('the pages of other objects', () => {
  it('list the kinds of record with their counts, without activities', async () => {
    const { body } = await sandbox.control('GET', objects);
    expect(body).toContainEqual({
      objectTypeId: '0-3',
      name: 'deals',
      singular: 'Deal',
      plural: 'Deals',
      count: 19,
    });
    expect(body.map((one: { name: string }) => one.name)).not.toContain('notes');
  });

  it('show records newest first, found by their words', async () => {
    const { body } = await sandbox.control('GET', `${objects}/deals?query=pallets`);
    expect(body).toMatchObject({
      total: 1,
      next: null,
      results: [{ id: dealId, title: 'A thousand pallets' }],
    });
    expect(body.columns[0]).toMatchObject({ name: 'dealstage', label: 'Deal Stage' });
    expect((await sandbox.control('GET', `${objects}/deals?query=ships`)).body.total).toBe(0);
  });

  it('show a record with its properties, history and what it is linked to', async () => {
    const { body } = await sandbox.control('GET', `${objects}/deals/${dealId}`);
    expect(body).toMatchObject({
      title: 'A thousand pallets',
      properties: { amount: '5000' },
      associations: [{ total: 1, records: [{ id: companyId, title: 'Pallet Ltd', labels: ['Primary'] }] }],
    });
    expect(body.history.amount[0]).toMatchObject({ value: '5000', sourceType: 'INTEGRATION' });
    expect((await sandbox.control('GET', `${objects}/deals/9`)).status).toBe(404);
  });

  it('change a record as a person does, and refuse what HubSpot refuses', async () => {
    const change = (properties: object) =>
      sandbox.control('PATCH', `${objects}/deals/${dealId}`, { properties });
    const { body } = await change({ amount: '6000' });
    expect(body.history.amount[0]).toMatchObject({ value: '6000', sourceType: 'CRM_UI' });
    expect((await change({ amount: 'much' })).status).toBe(400);
    await sandbox.api('DELETE', `/crm/objects/2026-09/deals/${dealId}`);
    expect((await change({ amount: '7000' })).status).toBe(404);
    expect((await sandbox.control('GET', `${objects}/deals/${dealId}`)).body).toMatchObject({
      archived: true,
      properties: { amount: '6000' },
    });
  });
});
