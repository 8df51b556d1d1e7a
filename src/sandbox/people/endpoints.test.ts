import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Invitation } from '../options.ts';
import { manualTime, startTestSandbox, type TestSandbox } from '../testing.ts';

const owners = '/crm/owners/2026-09';
const users = '/settings/users/2026-09';
let sandbox: TestSandbox;
afterEach(() => sandbox.stop());

describe('owners', () => {
  it('are listed page by page, found by email, and distinct from users', async () => {
    sandbox = await startTestSandbox();
    const { body } = await sandbox.api('GET', `${owners}?limit=3`);
    expect(body.results[0]).toMatchObject({
      id: '41600001',
      userId: 61000001,
      userIdIncludingInactive: 61000001,
      type: 'PERSON',
      archived: false,
    });
    const next = await sandbox.api('GET', `${owners}?limit=10&after=${body.paging.next.after}`);
    expect(next.body.results).toHaveLength(5);
    const tara = await sandbox.api('GET', `${owners}?email=Tara%40acme.example.com`);
    expect(tara.body.results.map((one: { id: string }) => one.id)).toEqual(['41600004']);
  });

  it('are read by owner id or user id', async () => {
    sandbox = await startTestSandbox();
    expect((await sandbox.api('GET', `${owners}/41600002`)).body.email).toBe('sam@acme.example.com');
    expect((await sandbox.api('GET', `${owners}/61000002?idProperty=userId`)).body.id).toBe('41600002');
    expect((await sandbox.api('GET', `${owners}/61000002`)).status).toBe(404);
  });

  it('that are archived have no userId and show only when asked for', async () => {
    sandbox = await startTestSandbox();
    await sandbox.control('POST', '/portals/4242/owners/41600002/archive', { archived: true });
    expect((await sandbox.api('GET', `${owners}/41600002`)).status).toBe(404);
    const { body } = await sandbox.api('GET', `${owners}/41600002?archived=true`);
    expect(body).toMatchObject({ archived: true, userId: null, userIdIncludingInactive: 61000002 });
    const archived = (await sandbox.api('GET', `${owners}?archived=true`)).body.results;
    expect(archived.map((one: { id: string }) => one.id)).toEqual(['41600002', '41600005']);
    await sandbox.control('POST', '/portals/4242/owners/41600002/archive', { archived: false });
    expect((await sandbox.api('GET', `${owners}/41600002`)).body.userId).toBe(61000002);
  });

  it('stay on their records after they leave', async () => {
    sandbox = await startTestSandbox();
    const contact = await sandbox.api('POST', '/crm/objects/2026-09/contacts', {
      properties: { hubspot_owner_id: '41600002' },
    });
    await sandbox.control('POST', '/portals/4242/owners/41600002/archive');
    const { body } = await sandbox.api(
      'GET',
      `/crm/objects/2026-09/contacts/${contact.body.id}?properties=hubspot_owner_id`,
    );
    expect(body.properties.hubspot_owner_id).toBe('41600002');
  });
});

describe('users', () => {
  const nina = { email: 'nina@acme.example.com', firstName: 'Nina', lastName: 'New', sendWelcomeEmail: true };

  it('get an invitation at once and an owner later', async () => {
    const time = manualTime(Date.parse('2026-11-21T10:00:00Z'));
    const onInvitation = vi.fn<(invitation: Invitation) => void>();
    sandbox = await startTestSandbox({ time, ownerLagMs: 2_000, onInvitation });
    const { status, body } = await sandbox.api('POST', users, nina);
    expect([status, body.email]).toEqual([201, 'nina@acme.example.com']);
    expect(onInvitation).toHaveBeenCalledWith(
      expect.objectContaining({
        portalId: 4242,
        email: 'nina@acme.example.com',
        accountName: 'Acme (local)',
      }),
    );
    const byEmail = async () =>
      (await sandbox.api('GET', `${owners}?email=nina@acme.example.com`)).body.results;
    expect(await byEmail()).toEqual([]);
    time.pass(2_000);
    expect((await byEmail())[0].userId).toBe(Number(body.id));
    expect(await (await fetch(onInvitation.mock.calls[0]?.[0].acceptUrl ?? '')).text()).toMatch(/accepted/);
  });

  it('get no invitation unless it is asked for', async () => {
    const onInvitation = vi.fn();
    sandbox = await startTestSandbox({ onInvitation });
    await sandbox.api('POST', users, { ...nina, sendWelcomeEmail: false });
    expect(onInvitation).not.toHaveBeenCalled();
  });

  it('are invited through the mail world when there is one', async () => {
    sandbox = await startTestSandbox({ mail: { smtpPort: 0, imapPort: 0, dataFile: null } });
    await sandbox.api('POST', users, nina);
    await vi.waitFor(() =>
      expect(sandbox.mail?.list({ mailbox: 'nina@acme.example.com' })[0]?.subject).toMatch(
        /invited you to join Acme/,
      ),
    );
  });

  it('exist once, are changed, found by email, and take their owner with them', async () => {
    sandbox = await startTestSandbox();
    const { body } = await sandbox.api('POST', users, nina);
    expect((await sandbox.api('POST', users, nina)).status).toBe(409);
    expect(body).not.toHaveProperty('roleId');
    const invited = { email: 'nobody@acme.example.com', sendWelcomeEmail: false };
    for (const wrong of [
      { ...invited, email: 'nobody' },
      { ...invited, roleId: null },
      { email: invited.email },
    ])
      expect((await sandbox.api('POST', users, wrong)).status).toBe(400);
    expect((await sandbox.api('PUT', `${users}/${body.id}`, { firstName: 'Nia' })).body.firstName).toBe(
      'Nia',
    );
    expect((await sandbox.api('GET', `${users}/nina@acme.example.com?idProperty=EMAIL`)).body.id).toBe(
      body.id,
    );
    await vi.waitFor(async () =>
      expect((await sandbox.api('GET', `${owners}?email=nina@acme.example.com`)).body.results).toHaveLength(
        1,
      ),
    );
    expect((await sandbox.api('DELETE', `${users}/${body.id}`)).status).toBe(204);
    expect((await sandbox.api('GET', `${users}/${body.id}`)).status).toBe(404);
    expect((await sandbox.api('GET', `${owners}?email=nina@acme.example.com`)).body.results).toEqual([]);
  });

  it('need the optional scopes', async () => {
    sandbox = await startTestSandbox();
    const poor = sandbox.issueAccessToken(4242, ['settings.users.read']);
    expect((await sandbox.api('GET', users, undefined, poor)).body.results).toHaveLength(8);
    const { status, body } = await sandbox.api('POST', users, nina, poor);
    expect([status, body.errors[0].context.requiredGranularScopes]).toEqual([403, ['settings.users.write']]);
  });
});
