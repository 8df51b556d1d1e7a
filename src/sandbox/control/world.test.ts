import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ mail: { smtpPort: 0, imapPort: 0, dataFile: null } });
});
afterAll(() => sandbox.stop());

describe('the control API', () => {
  it('says whom it stands in for', async () => {
    expect((await sandbox.control('GET', '/info')).body).toEqual({
      batonUrl: 'http://localhost:3000',
      appId: 7001,
      appName: 'Test app',
      variables: { API_ORIGIN: 'http://localhost:3000' },
    });
  });

  it('moves the clock forward only', async () => {
    const before = (await sandbox.control('GET', '/clock')).body;
    const after = (await sandbox.control('POST', '/clock', { advanceMs: 86_400_000 })).body;
    expect(after.offsetMs).toBe(86_400_000);
    expect(after.now - before.now).toBeGreaterThanOrEqual(86_400_000);
    const moves: number[] = [];
    sandbox.clock.onChange((offsetMs) => moves.push(offsetMs));
    await sandbox.control('POST', '/clock', { advanceMs: 10 * 3_600_000, gently: true });
    expect(moves).toHaveLength(3);
    expect((await sandbox.control('POST', '/clock', { advanceMs: -1 })).status).toBe(400);
    expect((await sandbox.control('POST', '/clock', {})).status).toBe(400);
  });

  it('refuses faults and webhook settings it does not know', async () => {
    expect((await sandbox.control('PUT', '/faults', [{ kind: 'explode' }])).status).toBe(400);
    expect((await sandbox.control('PUT', '/webhooks', { shuffle: 'yes' })).status).toBe(400);
  });

  it('lists people and owners, the archived ones flagged', async () => {
    const users = (await sandbox.control('GET', '/portals/4242/users')).body;
    expect(users.filter((user: { superAdmin: boolean }) => user.superAdmin)).toMatchObject([
      { firstName: 'Ada', id: 61000003 },
    ]);
    const owners = (await sandbox.control('GET', '/portals/4242/owners')).body;
    expect(owners.filter((owner: { archived: boolean }) => owner.archived)).toMatchObject([
      { firstName: 'Dana' },
    ]);
  });

  it('changes properties of contacts as an admin does', async () => {
    const path = '/portals/4242/properties/contacts';
    const status = (await sandbox.control('GET', path)).body.find(
      (one: { name: string }) => one.name === 'hs_lead_status',
    );
    const options = [...status.options, { label: 'Qualified', value: 'QUALIFIED' }];
    expect((await sandbox.control('PATCH', `${path}/hs_lead_status`, { options })).body.options).toHaveLength(
      9,
    );
    expect((await sandbox.control('PATCH', `${path}/nothing`, { options })).status).toBe(404);
  });

  it('issues tokens with the scopes asked for', async () => {
    const { body } = await sandbox.control('POST', '/portals/4242/access-token', {
      scopes: ['crm.objects.owners.read'],
    });
    expect((await sandbox.api('GET', '/crm/owners/2026-09', undefined, body.accessToken)).status).toBe(200);
    expect(
      (await sandbox.api('GET', '/crm/objects/2026-09/contacts', undefined, body.accessToken)).status,
    ).toBe(403);
  });
});

describe('the mail routes', () => {
  it('list, open and answer mails', async () => {
    const draft = {
      from: 'c@customer.example',
      to: 'tara@acme.example.com',
      subject: 'Hello',
      text: 'Are you there?',
    };
    const written = await sandbox.control('POST', '/mail', draft);
    expect(written.status).toBe(201);
    const mails = (await sandbox.control('GET', '/mail?mailbox=tara%40acme.example.com')).body;
    expect(mails[0]).toMatchObject({ subject: 'Hello', read: false });
    expect((await sandbox.control('GET', `/mail/${mails[0].id}`)).body).toMatchObject({ subject: 'Hello' });
    expect((await sandbox.control('GET', '/mail?mailbox=tara%40acme.example.com')).body[0].read).toBe(true);
    const reply = await sandbox.control('POST', `/mail/${mails[0].id}/reply`, { text: 'Yes' });
    expect(reply.body.subject).toBe('Re: Hello');
    expect((await sandbox.control('POST', '/mail/9999/reply', { text: 'x' })).status).toBe(404);
    expect((await sandbox.control('GET', '/mail/9999')).status).toBe(404);
    expect((await sandbox.control('POST', `/mail/${mails[0].id}/reply`, {})).status).toBe(400);
  });

  it('set faults of the mail servers', async () => {
    const faults = [{ service: 'smtp', kind: 'defer', times: 2 }];
    expect((await sandbox.control('PUT', '/mail-faults', faults)).body).toMatchObject(faults);
    expect((await sandbox.control('GET', '/mail-faults')).body).toHaveLength(1);
    expect((await sandbox.control('DELETE', '/mail-faults')).status).toBe(204);
    expect((await sandbox.control('PUT', '/mail-faults', [{ service: 'pop3', kind: 'defer' }])).status).toBe(
      400,
    );
  });

  it('are 404 without a mail world', async () => {
    const silent = await startTestSandbox();
    expect((await silent.control('GET', '/mail')).status).toBe(404);
    await silent.stop();
  });
});
