import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestSandbox, testApp, type TestAnswer, type TestSandbox } from '../testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.stop());

const redirectUri = testApp.redirectUrls[0] ?? '';
const [ada, rae] = ['61000003', '61000001'];
const wanted = (extra: Record<string, string> = {}) => ({
  client_id: 'client-id', redirect_uri: redirectUri, scope: testApp.requiredScopes.join(' '), state: 'st4te', ...extra,
}); // prettier-ignore

async function consent(
  fields: Record<string, string> = {},
): Promise<{ status: number; text: string; back: URL | null }> {
  const body = new URLSearchParams({
    ...wanted(),
    decision: 'allow',
    portalId: '4242',
    userId: ada,
    ...fields,
  });
  const response = await fetch(`${sandbox.url}/oauth/authorize`, {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  const location = response.headers.get('location');
  return {
    status: response.status,
    text: await response.text(),
    back: location === null ? null : new URL(location),
  };
}

async function token(
  fields: Record<string, string>,
  suffix = '',
): Promise<Pick<TestAnswer, 'status' | 'body'>> {
  const body = new URLSearchParams({ client_id: 'client-id', client_secret: 'client-secret', ...fields });
  const response = await fetch(`${sandbox.url}/oauth/2026-09/token${suffix}`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
}

const exchange = (code: string, extra: Record<string, string> = {}) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...extra });
const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
const install = async () => (await exchange((await consent()).back?.searchParams.get('code') ?? '')).body;
const probe = async (accessToken: string) =>
  (await sandbox.api('GET', '/account-info/2026-09/details', undefined, accessToken)).status;

describe('the consent page', () => {
  const open = async (query: Record<string, string>) => {
    const response = await fetch(`${sandbox.url}/oauth/authorize?${new URLSearchParams(query).toString()}`);
    return { status: response.status, html: await response.text() };
  };

  it('lists accounts, people, and what the app asks for', async () => {
    const { status, html } = await open(wanted({ optional_scope: 'settings.users.read' }));
    expect(status).toBe(200);
    for (const text of [
      'Test app',
      'Acme (local)',
      'Ada Admin',
      'crm.objects.contacts.write',
      'settings.users.read',
      'Allow',
    ])
      expect(html).toContain(text);
  });

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['a foreign redirect URL', { redirect_uri: 'https://evil.example/cb' }],
    ['missing required scopes', { scope: 'oauth' }],
    ['scopes the app does not have', { scope: `${testApp.requiredScopes.join(' ')} timeline` }],
    ['optional scopes the app does not have', { optional_scope: 'automation' }],
    ['plain PKCE', { code_challenge: 'x', code_challenge_method: 'plain' }],
  ])('blocks %s', async (_what, change) => {
    const { status, html } = await open(wanted(change));
    expect([status, html]).toEqual([400, expect.stringContaining('cannot be installed')]);
    expect((await consent(change)).back).toBeNull();
  });

  it('escapes what the link carries', async () => {
    const { html } = await open(wanted({ state: '"><script>' }));
    expect(html).not.toContain('<script>');
  });

  it('brings code and state back, or access_denied', async () => {
    const allowed = await consent();
    expect(allowed.back?.searchParams.get('state')).toBe('st4te');
    expect(allowed.back?.searchParams.get('code')).toBeTruthy();
    expect((await consent({ decision: 'cancel' })).back?.searchParams.get('error')).toBe('access_denied');
  });

  it('needs a super admin', async () => {
    expect(await consent({ userId: rae })).toMatchObject({
      status: 403,
      back: null,
      text: expect.stringContaining('super admin'),
    });
  });
});

describe('exchanging a code', () => {
  it('installs the app and gives tokens that work', async () => {
    const body = await install();
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 1800,
      hub_id: 4242,
      user_id: Number(ada),
      scopes: testApp.requiredScopes,
    });
    expect(body.access_token.length).toBeLessThanOrEqual(512);
    expect(await probe(body.access_token)).toBe(200);
    expect((await sandbox.control('GET', '/portals')).body[0].installed).toBe(true);
  });

  it('works once', async () => {
    const code = (await consent()).back?.searchParams.get('code') ?? '';
    await exchange(code);
    expect((await exchange(code)).body).toMatchObject({ error: 'invalid_grant', status: 'BAD_AUTH_CODE' });
  });

  it('refuses an old code and another redirect URL', async () => {
    const first = (await consent()).back?.searchParams.get('code') ?? '';
    expect((await exchange(first, { redirect_uri: 'http://localhost:3000/else' })).body.status).toBe(
      'BAD_REDIRECT_URI',
    );
    const second = (await consent()).back?.searchParams.get('code') ?? '';
    sandbox.clock.advance(11 * 60_000);
    expect((await exchange(second)).body.status).toBe('BAD_AUTH_CODE');
  });

  it('checks the PKCE verifier', async () => {
    const challenge = createHash('sha256').update('verifier').digest('base64url');
    const withChallenge = async () =>
      (await consent({ code_challenge: challenge, code_challenge_method: 'S256' })).back?.searchParams.get(
        'code',
      ) ?? '';
    expect((await exchange(await withChallenge(), { code_verifier: 'wrong' })).status).toBe(400);
    expect((await exchange(await withChallenge())).status).toBe(400);
    expect((await exchange(await withChallenge(), { code_verifier: 'verifier' })).status).toBe(200);
  });

  it('tells a wrong configuration from a lost installation', async () => {
    const wrong = (fields: Record<string, string>) =>
      token({ grant_type: 'refresh_token', refresh_token: 'x', ...fields });
    expect((await wrong({ client_id: 'nobody' })).body).toMatchObject({
      error: 'invalid_client',
      status: 'BAD_CLIENT_ID',
    });
    expect((await wrong({ client_secret: 'wrong' })).body).toMatchObject({
      error: 'invalid_client',
      status: 'BAD_CLIENT_SECRET',
    });
    expect((await wrong({})).body).toMatchObject({ error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' });
    expect((await token({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
  });

  it('takes forms, not JSON', async () => {
    const response = await fetch(`${sandbox.url}/oauth/2026-09/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token' }),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_request' }),
    ]);
  });
});

describe('tokens', () => {
  it('expire after 30 minutes of sandbox time and are refreshed', async () => {
    const { access_token: access, refresh_token: old } = await install();
    sandbox.clock.advance(1_800_000);
    const expired = await sandbox.api('GET', '/account-info/2026-09/details', undefined, access);
    expect([expired.status, expired.body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
    const { status, body } = await refresh(old);
    expect([status, await probe(body.access_token)]).toEqual([200, 200]);
  });

  it('rotate: the old refresh token works until the new one is used', async () => {
    const { refresh_token: first } = await install();
    const second = (await refresh(first)).body.refresh_token;
    expect(second).not.toBe(first);
    expect((await refresh(first)).status).toBe(200);
    expect((await refresh(second)).status).toBe(200);
    expect((await refresh(first)).body.status).toBe('BAD_REFRESH_TOKEN');
  });

  it('are described by introspection', async () => {
    const { access_token: access, refresh_token: refreshToken } = await install();
    const described = await token({ token: access, token_type_hint: 'access_token' }, '/introspect');
    expect(described.body).toMatchObject({
      active: true,
      hub_id: 4242,
      user: 'ada@acme.example.com',
      user_id: Number(ada),
      app_id: 7001,
      expires_in: expect.any(Number),
    });
    expect((await token({ token: refreshToken }, '/introspect')).body.active).toBe(true);
    expect((await token({ token: 'nothing' }, '/introspect')).body).toEqual({ active: false });
  });

  it('stay valid until they expire when the refresh token is revoked', async () => {
    const { access_token: access, refresh_token: refreshToken } = await install();
    expect((await token({ token: refreshToken }, '/revoke')).status).toBe(200);
    expect((await refresh(refreshToken)).body.status).toBe('BAD_REFRESH_TOKEN');
    expect(await probe(access)).toBe(200);
  });
});

describe('uninstalling', () => {
  it('by the app takes all tokens away', async () => {
    const { access_token: access, refresh_token: refreshToken } = await install();
    expect(
      (await sandbox.api('DELETE', '/appinstalls/2026-09/external-install', undefined, access)).status,
    ).toBe(204);
    expect(await probe(access)).toBe(401);
    expect((await refresh(refreshToken)).body.status).toBe('BAD_REFRESH_TOKEN');
    expect((await sandbox.control('GET', '/portals')).body[0].installed).toBe(false);
  });

  it('by the customer tells the app nothing but BAD_REFRESH_TOKEN', async () => {
    const { refresh_token: refreshToken } = await install();
    await sandbox.control('DELETE', '/portals/4242/installation');
    expect((await refresh(refreshToken)).body.status).toBe('BAD_REFRESH_TOKEN');
  });
});
