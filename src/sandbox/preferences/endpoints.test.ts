import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const path = '/communication-preferences/2026-09';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const all = (email: string) => `${path}/statuses/${encodeURIComponent(email)}/unsubscribe-all?channel=EMAIL`;

it('no results mean not opted out; an opt-out belongs to the address and shows on the contact', async () => {
  const email = 'pref@pref.example';
  expect((await sandbox.api('GET', all(email))).body.results).toEqual([]);
  const contact = await sandbox.api('POST', '/crm/objects/2026-09/contacts', { properties: { email } });
  await sandbox.api('POST', all(email));
  expect((await sandbox.api('GET', all(email))).body.results[0]).toMatchObject({
    status: 'UNSUBSCRIBED',
    wideStatusType: 'PORTAL_WIDE',
  });
  const { body } = await sandbox.api(
    'GET',
    `/crm/objects/2026-09/contacts/${contact.body.id}?properties=hs_email_optout`,
  );
  expect(body.properties.hs_email_optout).toBe('true');
});

it('each subscription type has its own status', async () => {
  const statuses = async () =>
    (await sandbox.api('GET', `${path}/statuses/type@pref.example?channel=EMAIL`)).body.results.map(
      (one: { status: string }) => one.status,
    );
  expect(await statuses()).toEqual(['NOT_SPECIFIED', 'NOT_SPECIFIED']);
  await sandbox.api('POST', `${path}/statuses/type@pref.example`, {
    channel: 'EMAIL',
    statusState: 'UNSUBSCRIBED',
    subscriptionId: 1001,
  });
  expect(await statuses()).toEqual(['UNSUBSCRIBED', 'NOT_SPECIFIED']);
  const set = (statusState: string) =>
    sandbox.api('POST', `${path}/statuses/type@pref.example`, {
      channel: 'EMAIL',
      statusState,
      subscriptionId: 1001,
    });
  expect((await set('NOT_SPECIFIED')).body.results[0].status).toBe('NOT_SPECIFIED');
  await set('SUBSCRIBED');
  expect(await statuses()).toEqual(['SUBSCRIBED', 'NOT_SPECIFIED']);
  await sandbox.control('POST', '/portals/4242/preferences', {
    email: 'type@pref.example',
    status: 'UNSUBSCRIBED',
  });
  expect(await statuses()).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
});

it('need the channel, a known type and the scopes', async () => {
  expect((await sandbox.api('GET', `${path}/statuses/a@pref.example`)).status).toBe(400);
  const wrong = { channel: 'EMAIL', statusState: 'SUBSCRIBED', subscriptionId: 9 };
  expect((await sandbox.api('POST', `${path}/statuses/a@pref.example`, wrong)).status).toBe(400);
  expect((await sandbox.api('GET', all('nobody'))).status).toBe(400);
  expect((await sandbox.api('POST', all('a@'))).status).toBe(400);
  const poor = sandbox.issueAccessToken(4242, ['communication_preferences.read']);
  expect((await sandbox.api('GET', all('a@pref.example'), undefined, poor)).status).toBe(200);
  expect((await sandbox.api('POST', all('a@pref.example'), undefined, poor)).status).toBe(403);
  expect(
    (await sandbox.api('GET', all('a@pref.example'), undefined, sandbox.issueAccessToken(4242, ['oauth'])))
      .status,
  ).toBe(403);
  expect((await sandbox.api('GET', `${path}/definitions`)).body.results[0]).toMatchObject({
    id: '1001',
    isActive: true,
    isDefault: false,
    isInternal: false,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
});
