import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../ground/clock.ts';
import { installConfiguredToken } from './install.ts';
import { askedScopes, optionalScopes, requiredScopes } from '../portals/scopes.ts';
import { install, PORTAL, stateOf, token, world } from './test-install.ts';
import type { FakeAnswer } from '../test-hubspot.ts';

describe('GET /oauth/install', () => {
  it("sends the admin to HubSpot's consent page with scopes, state and PKCE", async () => {
    const { get } = await world();
    const { status, location, setCookie } = await get('/oauth/install');
    expect(status).toBe(302);
    const url = new URL(location);
    expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'client-1',
      redirect_uri: 'https://baton.example.com/oauth/callback',
      response_type: 'code',
      scope: requiredScopes.join(' '),
      optional_scope: askedScopes(false).join(' '),
      code_challenge_method: 'S256',
    });
    expect(location).toContain('scope=oauth%20crm.objects.contacts.read%20');
    expect(location).not.toContain('+');
    expect(stateOf(location).length).toBeGreaterThanOrEqual(24);
    for (const line of setCookie) expect(line).toMatch(/; path=\/oauth;.*; samesite=lax; secure; httponly/i);
  });

  it('asks for the permission to share opt-outs only when it is asked to', async () => {
    const { get } = await world();
    const asked = async (path: string) =>
      new URL((await get(path)).location).searchParams.get('optional_scope');
    expect(await asked('/oauth/install?with=opt-outs')).toBe(optionalScopes.join(' '));
    expect(await asked('/oauth/install')).not.toContain('communication_preferences');
    expect(await asked('/oauth/install?with=everything')).not.toContain('communication_preferences');
  });

  it('uses plain cookies on a laptop', async () => {
    const { get } = await world({ publicUrl: 'http://localhost:3000' });
    const { setCookie } = await get('/oauth/install');
    expect(setCookie.length).toBeGreaterThan(0);
    for (const line of setCookie) expect(line).not.toMatch(/secure/i);
  });
});

describe('GET /oauth/callback', () => {
  it('connects the account, asks for its properties and says what is next', async () => {
    const { get, portals, enqueued, fake, vault } = await world();
    const page = await install(get);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Baton is connected');
    expect(page.html).toContain(
      'https://app-eu1.hubspot.com/integrations-settings/4242/installed/framework/1/general-settings',
    );
    expect(await portals.get(PORTAL)).toMatchObject({
      status: 'connected',
      timeZone: 'US/Eastern',
      uiDomain: 'app-eu1.hubspot.com',
      connectedByEmail: 'ada@acme.example',
      connectedByUserId: '77',
      scopes: requiredScopes,
      provisionedAt: null,
    });
    expect(enqueued).toEqual([{ queue: 'hubspot.provision', key: '4242', data: { portalId: '4242' } }]);
    const row = await portals.row(PORTAL);
    expect(JSON.stringify(row)).not.toMatch(/access-1|refresh-1/);
    expect(vault.open(row?.sealedRefreshToken ?? '', { portalId: PORTAL, purpose: 'refresh-token' })).toBe(
      'refresh-1',
    );
    const form = new URLSearchParams(fake.requests[0]?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'authorization_code',
      code: 'c0de',
      client_id: 'client-1',
      client_secret: 's3cret',
      redirect_uri: 'https://baton.example.com/oauth/callback',
    });
    expect(form.get('code_verifier')?.length).toBeGreaterThan(40);
  });

  it('takes the account from introspection when the grant does not name it, and does without account details', async () => {
    const { hub_id: _hub, scopes: _scopes, ...bare } = token;
    const { get, portals } = await world({
      overrides: {
        '/oauth/2026-09/token': { json: bare },
        '/account-info/2026-09/details': { status: 403, json: { category: 'MISSING_SCOPES' } },
      },
    });
    expect((await install(get)).status).toBe(200);
    expect(await portals.get(PORTAL)).toMatchObject({
      timeZone: 'UTC',
      uiDomain: 'app.hubspot.com',
      scopes: requiredScopes,
    });
  });

  it('takes the account from its details when neither grant nor introspection name it', async () => {
    const { hub_id: _hub, scopes: _scopes, ...bare } = token;
    const introspected = { active: true, user: 'ada@acme.example', user_id: '77', scopes: requiredScopes };
    const { get, portals } = await world({
      overrides: {
        '/oauth/2026-09/token': { json: bare },
        '/oauth/2026-09/token/introspect': { json: introspected },
      },
    });
    expect((await install(get)).status).toBe(200);
    expect(await portals.get(PORTAL)).toMatchObject({ timeZone: 'US/Eastern', scopes: requiredScopes });
  });

  it.each([
    ['https://app-eu1.hubspot.com/marketplace/done?x=1', 'https://app.hubspot.com'],
    ['http://localhost:4000/settings/4242', 'http://localhost:4000'],
  ])('goes back to %s', async (returnUrl, appUrl) => {
    const { get } = await world({ appUrl });
    expect(await install(get, `?returnUrl=${encodeURIComponent(returnUrl)}`)).toMatchObject({
      status: 303,
      location: returnUrl,
    });
  });

  it.each([
    'https://evil.example/',
    'https://evilhubspot.com/',
    'https://app.hubspot.com.evil.example/',
    'http://app.hubspot.com/',
    'https://app.hubspot.com@evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '/relative',
    'https://app.hubspot.com:8443/',
    'https://community.hubspot.com/somebody/put/this/there',
    'https://app.evil.hubspot.com/',
  ])('does not go to %s', async (returnUrl) => {
    const { get } = await world();
    const page = await get(`/oauth/install?returnUrl=${encodeURIComponent(returnUrl)}`);
    expect(page).toMatchObject({ status: 400, location: '' });
  });

  it("links to the configured pages when they are not HubSpot's cloud", async () => {
    const { get } = await world({ appUrl: 'http://localhost:4000', publicUrl: 'http://localhost:3000' });
    expect((await install(get)).html).toContain(
      'href="http://localhost:4000/integrations-settings/4242/installed/framework/1/general-settings"',
    );
  });

  it('refuses a forged, foreign, used or missing state, and asks HubSpot nothing', async () => {
    const { get, visitor, fake, portals } = await world();
    const { location } = await get('/oauth/install');
    const state = stateOf(location);
    const stranger = visitor();
    const attempts = [
      await stranger(`/oauth/callback?code=c&state=${state}`),
      await get('/oauth/callback?code=c&state=forged'),
      await get(`/oauth/callback?code=c&state=${state}`),
      await get('/oauth/callback?code=c'),
      await get('/oauth/callback'),
      await get('/oauth/callback?code=a&code=b'),
    ];
    for (const page of attempts) {
      expect(page.status).toBe(403);
      expect(page.html).toContain('Start the install again');
    }
    expect(fake.requests).toEqual([]);
    expect(await portals.connected()).toEqual([]);
  });

  it('refuses a state that is too old', async () => {
    const { get, clock, portals } = await world();
    const { location } = await get('/oauth/install');
    clock.advance(16 * MINUTE);
    expect((await get(`/oauth/callback?code=c&state=${stateOf(location)}`)).status).toBe(403);
    expect(await portals.connected()).toEqual([]);
  });

  it('explains denied consent and other answers, escaping what came in the address', async () => {
    const { get } = await world();
    const denied = await get(
      '/oauth/callback?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E',
    );
    expect(denied.status).toBe(403);
    expect(denied.html).toContain('not granted');
    const other = await get('/oauth/callback?error=%3Cscript%3Einvalid_scope');
    expect(other.status).toBe(502);
    expect(other.html).toContain('&lt;script&gt;invalid_scope');
    expect(denied.html + other.html).not.toContain('<script');
  });

  it('names the required permissions that were not granted', async () => {
    const scopes = requiredScopes.filter((name) => name !== 'sales-email-read');
    const { get, portals } = await world({
      overrides: { '/oauth/2026-09/token': { json: { ...token, scopes } } },
    });
    const page = await install(get);
    expect(page.status).toBe(403);
    expect(page.html).toContain('sales-email-read');
    expect(page.html).not.toContain('crm.objects');
    expect(await portals.connected()).toEqual([]);
  });

  it.each<[string, string, FakeAnswer, number, string]>([
    [
      'a used code',
      '/oauth/2026-09/token',
      { status: 400, json: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' } },
      403,
      'Start the install again',
    ],
    [
      'wrong app credentials',
      '/oauth/2026-09/token',
      { status: 400, json: { error: 'invalid_client', status: 'BAD_CLIENT_SECRET' } },
      500,
      'HUBSPOT_CLIENT_SECRET',
    ],
    ['HubSpot down', '/oauth/2026-09/token', { status: 503 }, 502, 'HUBSPOT_UNAVAILABLE'],
    ['no answer at all', '/oauth/2026-09/token', 'hang', 502, 'HUBSPOT_UNAVAILABLE'],
    ['nonsense', '/oauth/2026-09/token', { json: { access_token: 7 } }, 502, 'HUBSPOT_UNEXPECTED'],
    ['introspection down', '/oauth/2026-09/token/introspect', 'drop', 502, 'HUBSPOT_UNAVAILABLE'],
    ['account details down', '/account-info/2026-09/details', { status: 500 }, 502, 'HUBSPOT_UNAVAILABLE'],
  ])(
    'shows advice after %s, keeps secrets to itself and connects nothing',
    async (_name, path, answer, status, text) => {
      const { get, portals, enqueued, lines } = await world({ overrides: { [path]: answer } });
      const page = await install(get);
      expect(page.status).toBe(status);
      expect(page.html).toContain(text);
      expect(page.html + JSON.stringify(lines)).not.toMatch(/s3cret|access-1|refresh-1|c0de/);
      expect(await portals.connected()).toEqual([]);
      expect(enqueued).toEqual([]);
    },
  );
});

describe('HUBSPOT_ACCESS_TOKEN', () => {
  it('connects the account it belongs to', async () => {
    const deps = await world({
      accessToken: 'pat-1',
      overrides: { '/oauth/2026-09/token/introspect': { status: 400 } },
    });
    expect(await installConfiguredToken(deps)).toBe(PORTAL);
    expect(await deps.portals.row(PORTAL)).toMatchObject({
      credential: 'access-token',
      sealedAccessToken: null,
      scopes: [...requiredScopes, ...optionalScopes],
      timeZone: 'US/Eastern',
    });
    expect(deps.fake.requests[0]?.headers.authorization).toBe('Bearer pat-1');
    expect(deps.enqueued).toHaveLength(1);
  });

  it("that HubSpot refuses is the operator's to mend; HubSpot being away passes", async () => {
    const refused = await world({
      accessToken: 'pat-1',
      overrides: { '/account-info/2026-09/details': { status: 401 } },
    });
    await expect(installConfiguredToken(refused)).rejects.toMatchObject({
      code: 'HUBSPOT_APP_MISCONFIGURED',
      message: expect.stringContaining('HUBSPOT_ACCESS_TOKEN'),
    });
    const away = await world({
      accessToken: 'pat-1',
      overrides: { '/account-info/2026-09/details': { status: 502 } },
    });
    await expect(installConfiguredToken(away)).rejects.toMatchObject({
      code: 'HUBSPOT_UNAVAILABLE',
      retry: 'backoff',
    });
  });
});
