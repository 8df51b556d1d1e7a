import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestSandbox, testApp, type TestSandbox } from '../testing.ts';
import { signatureV2, signatureV3 } from '../webhooks/signature.ts';

interface Seen {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

let app: Server;
let seen: Seen[];
let answer: (attempt: number) => { status: number; body: string } | 'hang' | 'drop';
let sandbox: TestSandbox;
let origin: string;

beforeEach(async () => {
  seen = [];
  answer = () => ({ status: 200, body: '{"fine":true}' });
  app = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const reply = answer(seen.length);
    if (reply === 'drop') request.socket.destroy();
    else if (reply !== 'hang')
      response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(reply.body);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  sandbox = await startTestSandbox({ app: { ...testApp, permittedFetchUrls: [`${origin}/api`] } });
});
afterEach(async () => {
  await sandbox.stop();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

const call = (request: Record<string, unknown> = {}) =>
  sandbox.control('POST', '/hubspot-fetch', {
    portalId: '4242',
    userId: '61000001',
    requestUri: `${origin}/api/card?q=a%20b`,
    ...request,
  });

describe('hubspot.fetch', () => {
  it('adds who asks, signs in versions 2 and 3, and wraps the answer', async () => {
    const { status, body } = await call({
      method: 'POST',
      body: { text: 'ü' },
      headers: { Authorization: 'Bearer x' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'success',
      responseBody: { fine: true },
      context: { appServerStatusCode: ['200'] },
    });
    const [request] = seen as [Seen];
    expect(request.url).toBe(
      '/api/card?q=a%20b&userId=61000001&portalId=4242&userEmail=rae%40acme.example.com&appId=7001',
    );
    const signed = { method: 'POST', uri: `${origin}${request.url}`, body: request.body };
    expect(request.body).toBe('{"text":"ü"}');
    expect(request.headers['x-hubspot-signature']).toBe(signatureV2('client-secret', signed));
    expect(request.headers['x-hubspot-signature-v3']).toBe(
      signatureV3('client-secret', signed, Number(request.headers['x-hubspot-request-timestamp'])),
    );
    expect(request.headers.authorization).toBe('Bearer x');
  });

  it('passes the app’s error status on in the wrapper', async () => {
    answer = () => ({ status: 409, body: '{"code":"CONFLICT"}' });
    expect((await call()).body).toMatchObject({
      status: 'error',
      category: 'BAD_GATEWAY',
      responseBody: { code: 'CONFLICT' },
      context: { appServerStatusCode: ['409'] },
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['a 5xx', { status: 503, body: '{}' } as const],
    ['a lost connection', 'drop' as const],
  ])('tries once more after %s', async (_what, first) => {
    answer = (attempt) => (attempt === 1 ? first : { status: 200, body: '{"second":true}' });
    expect((await call()).body.responseBody).toEqual({ second: true });
    answer = () => first;
    seen = [];
    const failed = await call();
    expect(seen).toHaveLength(2);
    expect(failed.body.status).toBe('error');
  });

  it('gives up after the timeout with 504', async () => {
    answer = () => 'hang';
    const { status, body } = await call({ timeout: 50 });
    expect([status, body.category]).toEqual([504, 'GATEWAY_TIMEOUT']);
  });

  it('does not follow redirects', async () => {
    answer = () => ({ status: 302, body: '{}' });
    expect((await call()).body.context.appServerStatusCode).toEqual(['302']);
  });

  it.each([
    ['a URL that is not permitted', { requestUri: 'https://evil.example/api' }],
    ['a path beside the permitted one', { requestUri: 'PLACE/apis' }],
    ['other headers', { headers: { 'X-Other': '1' } }],
    ['a timeout over two minutes', { timeout: 120_001 }],
    ['a user of nowhere', { userId: '5' }],
  ])('refuses %s', async (_what, change) => {
    const request =
      'requestUri' in change ? { requestUri: change.requestUri.replace('PLACE', origin) } : change;
    expect((await call(request)).status).toBe(400);
    expect(seen).toEqual([]);
  });

  it('refuses more than 1 MB either way, and more than 20 at once', async () => {
    expect((await call({ method: 'POST', body: { text: 'x'.repeat(1_100_000) } })).status).toBe(413);
    answer = () => ({ status: 200, body: JSON.stringify('x'.repeat(1_100_000)) });
    expect((await call()).body).toMatchObject({ status: 'error', context: { appServerStatusCode: ['502'] } });
    answer = () => 'hang';
    const statuses = await Promise.all(
      Array.from({ length: 21 }, () => call({ timeout: 3_000 }).then(({ status }) => status)),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});
