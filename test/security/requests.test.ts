import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { SIGNED_LIMITS } from '../../src/backend/http/signed-limits.ts';
import { INBOUND_SECRET, PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { allRoutes, signedRequest } from './signed-request.ts';
import type { Route } from './signed-request.ts';

let baton: LocalBaton;
let routes: Route[];
beforeAll(async () => {
  baton = await startLocalBatonForSuite();
  routes = await allRoutes(baton);
}, 60_000);

/** Not the one that would take the account away from the other tests. */
const writes = () =>
  routes.filter(({ signed, method, path }) => signed && method !== 'GET' && !path.endsWith('/disconnect'));
const get = (path: string) => fetch(`${baton.url}${path}`, { redirect: 'manual' });
const problemOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { code?: string; message?: string }),
});

describe('a captured request', () => {
  it('is refused when it is sent again, on every route that changes something', async () => {
    expect(writes().length).toBeGreaterThan(10);
    for (const { method, path } of writes()) {
      const { url, init } = signedRequest(baton, method, path, {
        body: method === 'DELETE' ? '' : '{"again":1}',
      });
      const first = await fetch(url, init);
      expect([path, first.status]).not.toEqual([path, 401]);
      expect([path, first.status < 500]).toEqual([path, true]);
      expect(await problemOf(await fetch(url, init))).toMatchObject({
        status: 401,
        code: 'SIGNATURE_INVALID',
      });
    }
  });

  it('is no ticket for another route, user, account or body', async () => {
    const { url, init } = signedRequest(baton, 'POST', '/api/contacts/1/pause', { body: '{}' });
    for (const other of [
      url.replace('/pause', '/hand-back'),
      url.replace('/contacts/1/', '/contacts/2/'),
      url.replace(`userId=${baton.people.ada.userId}`, `userId=${baton.people.rae.userId}`),
      url.replace(`portalId=${PORTAL}`, 'portalId=4243'),
      url.replace('&appId=1', ''),
      `${url}&portalId=4243`,
    ])
      expect((await fetch(other, init)).status).toBe(401);
    expect((await fetch(url, { ...init, body: '{ }' })).status).toBe(401);
    expect((await fetch(url, { ...init, method: 'PUT' })).status).toBe(404);
  });

  it('needs a signature on every signed route', async () => {
    for (const { method, path } of routes.filter(({ signed }) => signed)) {
      const answer = await fetch(`${baton.url}${path}?portalId=${PORTAL}&userId=1&userEmail=a%40b.co`, {
        method,
      });
      expect([path, (await problemOf(answer)).code]).toEqual([path, 'SIGNATURE_INVALID']);
    }
  });
});

describe('headers', () => {
  it('every answer asks for HTTPS, forbids guessing of types, and hides what runs here', async () => {
    for (const { method, path } of routes.filter((route) => !route.path.startsWith('/oauth'))) {
      const { headers } = await fetch(`${baton.url}${path}`, { method });
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('nothing under /api is kept in a cache, failures included', async () => {
    const card = signedRequest(baton, 'GET', '/api/contacts/104242001/card');
    const answers = [await fetch(card.url, card.init), await get('/api/settings'), await get('/api/nowhere')];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404]);
    for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('every page allows only itself, in no frame and in no cache', async () => {
    const contact = await baton.newContact();
    await baton.client.update(contact.id, baton.people.rae.userId, {
      hubspot_owner_id: baton.people.tara.id,
    });
    const mail = await baton.passTime('the first mail', async () => (await baton.mailsTo(contact.email))[0]);
    const full = JSON.stringify(await baton.client.call('GET', `/mail/${encodeURIComponent(mail.id)}`));
    const link = /\/t\/unsubscribe\/[\w.-]+/.exec(full)?.[0] ?? '';
    const pages = [
      await get(link),
      await fetch(`${baton.url}${link}`, { method: 'POST' }),
      await get('/oauth/install?returnUrl=https%3A%2F%2Fevil.example'),
      await get('/oauth/install?step=finalize&returnUrl=https%3A%2F%2Fapp.hubspot.com%2F'),
      await get('/oauth/callback?code=c&state=s'),
      await get('/oauth/callback?error=access_denied'),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 400, 403, 403, 403]);
    for (const { headers } of pages) {
      expect(headers.get('content-type')).toContain('text/html');
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", 'form-action'])
        expect(policy).toContain(part);
      expect(policy).not.toMatch(/script-src|unsafe-eval|https?:/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('strict-transport-security')).toContain('max-age');
    }
  });

  it('the install cookie is out of reach for scripts and other sites, and signed', async () => {
    const cookies = (await get('/oauth/install')).headers.getSetCookie();
    expect(cookies.map((line) => line.split('=')[0])).toEqual(['baton_install', 'baton_install.sig']);
    for (const line of cookies) expect(line).toMatch(/; path=\/oauth; .*samesite=lax; httponly/i);
  });
});

describe('size', () => {
  const big = JSON.stringify({ context: 'x'.repeat(1_100_000), base: '' });

  it('more than 1 MB is refused on every signed route', async () => {
    for (const { method, path } of [...writes(), { method: 'POST', path: '/api/settings/disconnect' }]) {
      const { url, init } = signedRequest(baton, method, path, { body: big });
      expect([path, (await problemOf(await fetch(url, init))).code]).toEqual([path, 'REQUEST_TOO_LARGE']);
    }
  });

  it('what is small only while it is packed is refused as well', async () => {
    const { url, init } = signedRequest(baton, 'POST', '/webhooks/hubspot', { body: big });
    const packed = gzipSync(Buffer.alloc(50_000_000, 32));
    const headers = new Headers(init.headers);
    headers.set('content-encoding', 'gzip');
    expect(await problemOf(await fetch(url, { ...init, headers, body: packed }))).toMatchObject({
      status: 413,
    });
  });

  it('mails may have any size, for those who know the secret', async () => {
    const send = (size: number, secret: string) =>
      fetch(`${baton.url}/mail/inbound`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
        body: Buffer.alloc(size, 'x'),
      });
    expect((await send(2_000_000, INBOUND_SECRET)).status).toBe(202);
    expect((await send(50_000_000, INBOUND_SECRET)).status).toBe(202);
    expect((await send(1_000, 'guess')).status).toBe(401);
  });

  it('text that HubSpot could not take is refused with a sentence', async () => {
    const body = JSON.stringify({ context: 'x'.repeat(65_537), base: '' });
    const { url, init } = signedRequest(baton, 'PUT', '/api/contacts/104242001/context', { body });
    expect(await problemOf(await fetch(url, init))).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });
});

describe('rate', () => {
  const NOT_CONNECTED = 4999;
  const ask = async (portalId: number): Promise<Response> => {
    const { url, init } = signedRequest(baton, 'GET', '/api/contacts/1/card', { portalId });
    return fetch(url, init);
  };

  it('of one person is limited; other people, looks, webhooks and unsigned requests do not count', async () => {
    let contact = 0;
    const act = async (portalId: number, userId?: number): Promise<Response> => {
      const of = { portalId, body: '{}', ...(userId === undefined ? {} : { userId }) };
      // Each about another contact: the same request twice counts as a replay.
      contact += 1;
      const { url, init } = signedRequest(baton, 'POST', `/api/contacts/${contact}/pause`, of);
      return fetch(url, init);
    };
    const unsigned = await Promise.all(
      Array.from({ length: 50 }, () =>
        get(`/api/contacts/1/card?portalId=${NOT_CONNECTED}&userId=1&userEmail=a%40b.co`),
      ),
    );
    expect(new Set(unsigned.map(({ status }) => status))).toEqual(new Set([401]));
    const answers = await Promise.all(
      Array.from({ length: SIGNED_LIMITS.actions.person }, () => act(NOT_CONNECTED)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([409]));
    const over = await act(NOT_CONNECTED);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(over)).toMatchObject({
      status: 429,
      code: 'TOO_MANY_REQUESTS',
      message: expect.stringContaining('Wait a minute'),
      retryAfterMs: expect.any(Number),
    });
    expect((await act(4998)).status).toBe(409);
    expect((await act(NOT_CONNECTED, baton.people.rae.userId)).status).toBe(409);
    expect((await ask(NOT_CONNECTED)).status).toBe(200);
    const events = signedRequest(baton, 'POST', '/webhooks/hubspot', { body: '[]' });
    expect((await fetch(events.url, events.init)).status).toBe(200);
  });

  it('of guesses is limited by address; true links and secrets are not', async () => {
    const guess = () => get('/t/unsubscribe/4242.forged');
    const inbound = () =>
      fetch(`${baton.url}/mail/inbound`, {
        method: 'POST',
        headers: { authorization: `Bearer ${INBOUND_SECRET}` },
        body: 'x: y',
      });
    for (let mail = 0; mail < 8; mail += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, inbound));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    }
    let refused: Response | undefined;
    for (let tries = 0; !refused && tries < 400; tries += 1) {
      const answer = await guess();
      if (answer.status !== 404) refused = answer;
    }
    expect(refused && (await problemOf(refused))).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  });
});
