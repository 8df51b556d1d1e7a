import { afterAll, beforeAll, expect, it } from 'vitest';
import { manualTime, startTestSandbox, type TestSandbox } from '../testing.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ time: manualTime(Date.parse('2026-11-21T10:00:00Z')) });
});
afterAll(() => sandbox.stop());

it('tells the details of the account, with the host of its pages', async () => {
  const { body } = await sandbox.api('GET', '/account-info/2026-09/details');
  expect(body).toMatchObject({
    portalId: 4242,
    timeZone: 'America/New_York',
    companyCurrency: 'USD',
    utcOffset: '-05:00',
    utcOffsetMilliseconds: -18_000_000,
    uiDomain: new URL(sandbox.url).host,
  });
});

it('needs the scope oauth for the details', async () => {
  const poor = sandbox.issueAccessToken(4242, ['crm.objects.contacts.read']);
  expect((await sandbox.api('GET', '/account-info/2026-09/details', undefined, poor)).status).toBe(403);
});

it('counts records against their limit, for any app that may read some', async () => {
  const { body } = await sandbox.api('GET', '/crm/limits/2026-09/records');
  expect(body.hubspotDefinedObjectTypes).toContainEqual(
    expect.objectContaining({ objectTypeId: '0-1', pluralLabel: 'Contacts', usage: 200 }),
  );
  expect(body.customObjectTypes).toMatchObject({
    usage: 9,
    byObjectType: [
      { singularLabel: 'Delivery', pluralLabel: 'Deliveries', usage: 9 },
      { singularLabel: 'Subscription plan', usage: 0 },
    ],
  });
  const poor = sandbox.issueAccessToken(4242, ['oauth']);
  expect((await sandbox.api('GET', '/crm/limits/2026-09/records', undefined, poor)).status).toBe(403);
});
