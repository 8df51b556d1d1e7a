import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../ground/clock.ts';
import { requiredScopes } from '../portals/scopes.ts';
import { install, PORTAL, stateOf, token, world } from './test-install.ts';

const RETURN = 'https://app-eu1.hubspot.com/app-install/4242?app=baton';
const back = `returnUrl=${encodeURIComponent(RETURN)}`;

describe('an install from the Marketplace', () => {
  it('without sign-in: takes the code, connects the account and goes back', async () => {
    const { get, portals, fake, enqueued } = await world();
    expect(await get(`/oauth/install?code=c0de&${back}`)).toMatchObject({ status: 303, location: RETURN });
    expect(await portals.get(PORTAL)).toMatchObject({
      status: 'connected',
      connectedByEmail: 'ada@acme.example',
    });
    expect(enqueued).toHaveLength(1);
    const form = new URLSearchParams(fake.requests[0]?.body);
    expect(form.get('redirect_uri')).toBe('https://baton.example.com/oauth/install');
    expect(form.has('code_verifier')).toBe(false);
  });

  it('with sign-in: goes back with a state, takes the code that comes with it, and goes back again', async () => {
    const { get, visitor, portals } = await world();
    const authorized = await get(`/oauth/install?step=authorize&${back}`);
    expect(authorized.status).toBe(303);
    const there = new URL(authorized.location);
    expect(there.searchParams.get('app')).toBe('baton');
    const state = encodeURIComponent(stateOf(authorized.location));
    // HubSpot may open the last step in a frame, where the cookies of the first one are not sent.
    const finalized = await visitor()(`/oauth/install?step=finalize&code=c0de&state=${state}&${back}`);
    expect(finalized).toMatchObject({ status: 303, location: RETURN });
    expect(await portals.connected()).toHaveLength(1);
  });

  it.each([
    ['no state', ''],
    ['a forged state', '&state=forged'],
    ['two states', '&state=a&state=b'],
  ])('with sign-in and %s: connects nothing and asks HubSpot nothing', async (_name, state) => {
    const { get, fake } = await world();
    const page = await get(`/oauth/install?step=finalize&code=c0de${state}&${back}`);
    expect(page).toMatchObject({ status: 403, location: '' });
    expect(fake.requests).toEqual([]);
  });

  it('with a state that is too old: connects nothing', async () => {
    const { get, clock, portals } = await world();
    const { location } = await get(`/oauth/install?step=authorize&${back}`);
    clock.advance(16 * MINUTE);
    const state = encodeURIComponent(stateOf(location));
    expect((await get(`/oauth/install?step=finalize&code=c&state=${state}&${back}`)).status).toBe(403);
    expect(await portals.connected()).toEqual([]);
  });

  it.each(['step=authorize', 'code=c0de', 'step=finalize&code=c0de&state=s'])(
    'is no open redirect: %s to another host or to none is refused before HubSpot is asked',
    async (query) => {
      const { get, fake } = await world();
      for (const address of [
        'https://evil.example/',
        'https://evil-hubspot.com/',
        'javascript:alert(1)',
        '',
      ]) {
        const page = await get(`/oauth/install?${query}&returnUrl=${encodeURIComponent(address)}`);
        expect(page).toMatchObject({ status: 400, location: '' });
      }
      expect(fake.requests).toEqual([]);
    },
  );

  it('that HubSpot cannot finish shows why instead of going back as if all were well', async () => {
    const { get, portals } = await world({
      overrides: {
        '/oauth/2026-09/token': { status: 400, json: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' } },
      },
    });
    const page = await get(`/oauth/install?code=used&${back}`);
    expect(page).toMatchObject({ status: 403, location: '' });
    expect(page.html).not.toContain('used');
    expect(await portals.connected()).toEqual([]);
    expect((await get(`/oauth/install?step=dance&${back}`)).status).toBe(400);
    expect((await get(`/oauth/install?step=finalize&state=x&${back}`)).status).toBe(403);
  });
});

describe('installing again', () => {
  it('with other permissions: those of the newest grant count, and what waits for one may go on', async () => {
    let scopes = [...requiredScopes, 'settings.users.write'];
    const { get, portals } = await world({
      overrides: { '/oauth/2026-09/token': () => ({ json: { ...token, scopes } }) },
    });
    const connected: string[] = [];
    portals.onConnected(async (_tx, id) => void connected.push(id));
    await install(get);
    expect((await portals.get(PORTAL)).scopes).toContain('settings.users.write');
    scopes = [...requiredScopes];
    await install(get);
    expect((await portals.get(PORTAL)).scopes).toEqual(requiredScopes);
    expect(connected).toEqual([PORTAL, PORTAL]);
    expect((await portals.row(PORTAL))?.grantNumber).toBe(2);
  });

  it('without a required permission leaves the connection that works as it is', async () => {
    let scopes = [...requiredScopes];
    const { get, portals } = await world({
      overrides: { '/oauth/2026-09/token': () => ({ json: { ...token, scopes } }) },
    });
    await install(get);
    const before = await portals.row(PORTAL);
    scopes = requiredScopes.filter((name) => name !== 'crm.objects.contacts.write');
    const page = await install(get);
    expect(page.status).toBe(403);
    expect(page.html).toContain('crm.objects.contacts.write');
    expect(await portals.row(PORTAL)).toEqual(before);
  });
});
