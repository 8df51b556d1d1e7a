import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, testApp, type TestSandbox } from '../testing.ts';

const [olga, lena, theo, nadia] = [61_000_006, 61_000_007, 61_000_008, 61_000_009];
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const seenBy = async (userId: number): Promise<{ total: number; owners: (string | undefined)[] }> => {
  const { body } = await sandbox.control('GET', `/portals/4242/contacts?limit=1000&userId=${userId}`);
  const owners = body.results.map(
    (one: { properties: { hubspot_owner_id?: string } }) => one.properties.hubspot_owner_id,
  );
  return { total: body.total, owners: [...new Set<string | undefined>(owners)] };
};

describe('what a user sees on HubSpot’s pages', () => {
  it('is all, the own contacts, those of the team, or none', async () => {
    expect(await seenBy(olga)).toMatchObject({ total: 200 });
    expect(await seenBy(lena)).toEqual({ total: 5, owners: ['41600007'] });
    const { body } = await sandbox.control('GET', '/portals/4242/contacts?ownerId=41600001&limit=1');
    const [raes] = body.results;
    await sandbox.control('PATCH', `/portals/4242/contacts/${raes.id}`, {
      properties: { hubspot_owner_id: '41600008' },
    });
    expect(await seenBy(theo)).toEqual({ total: 6, owners: ['41600008', '41600007'] });
    expect(await seenBy(lena)).toMatchObject({ total: 5 });
    expect(await seenBy(nadia)).toEqual({ total: 0, owners: [] });
    const open = async (userId: number) =>
      (await sandbox.control('GET', `/portals/4242/contacts/${raes.id}?userId=${userId}`)).status;
    expect([await open(theo), await open(lena), await open(nadia)]).toEqual([200, 403, 403]);
  });

  it('is told to an app by the role and the teams only', async () => {
    const token = sandbox.issueAccessToken(4242, [
      'settings.users.read',
      'settings.users.teams.read',
      'crm.objects.owners.read',
    ]);
    const api = async (path: string) => (await sandbox.api('GET', path, undefined, token)).body;
    const user = await api(`/settings/users/2026-09/${lena}`);
    expect(user).toEqual({
      id: String(lena),
      email: 'lena@acme.example.com',
      firstName: 'Lena',
      lastName: 'Limited',
      roleId: '3',
      roleIds: ['3'],
      primaryTeamId: '880001',
      secondaryTeamIds: [],
      superAdmin: false,
    });
    const { results: roles } = await api('/settings/users/2026-09/roles');
    expect(roles.find((role: { id: string }) => role.id === user.roleId).name).toBe('Sales, own contacts');
    expect((await api('/settings/users/2026-09/teams')).results).toEqual([
      { id: '880001', name: 'Mid-market', userIds: [String(lena), String(theo)], secondaryUserIds: [] },
    ]);
    expect((await api('/crm/owners/2026-09/41600007')).teams).toEqual([
      { id: '880001', name: 'Mid-market', primary: true },
    ]);
    const poor = sandbox.issueAccessToken(4242, ['settings.users.read']);
    expect((await sandbox.api('GET', '/settings/users/2026-09/teams', undefined, poor)).status).toBe(403);
  });
});

describe('users with permissions of their own', () => {
  it('install apps without being super admins, or do not', async () => {
    const install = async (userId: number) => {
      const form = new URLSearchParams({
        client_id: testApp.clientId,
        redirect_uri: testApp.redirectUrls[0] ?? '',
        scope: testApp.requiredScopes.join(' '),
        decision: 'allow',
        portalId: '4242',
        userId: String(userId),
      });
      return (
        await fetch(`${sandbox.url}/oauth/authorize`, { method: 'POST', body: form, redirect: 'manual' })
      ).status;
    };
    expect([await install(olga), await install(lena), await install(61_000_003)]).toEqual([302, 403, 302]);
  });

  it('are added for a test, with what a card learns of them', async () => {
    const made = await sandbox.control('POST', '/portals/4242/users', {
      email: 'Uma@acme.example.com',
      firstName: 'Uma',
      access: { installsApps: false, contacts: 'own' },
      primaryTeamId: '880001',
    });
    expect(made.body).toMatchObject({
      email: 'uma@acme.example.com',
      access: { contacts: 'own' },
      teams: [{ id: 880_001, name: 'Mid-market', teammates: [lena, theo, made.body.id] }],
    });
    expect((await seenBy(made.body.id)).total).toBe(0);
    expect(
      (await sandbox.api('GET', '/crm/owners/2026-09?email=uma@acme.example.com')).body.results,
    ).toHaveLength(1);
  });
});
