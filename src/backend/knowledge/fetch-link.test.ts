import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../http/guarded-fetch.ts';
import { fetchLink, MOST_BYTES } from './fetch-link.ts';

const pages: Record<string, RequestListener> = {
  '/page': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset="Shift_JIS"' }).end('<p>Hello</p>'),
  '/text': (_, response) => response.writeHead(200, { 'content-type': 'text/markdown' }).end('# Hello'),
  '/moved': (_, response) => response.writeHead(301, { location: '/page' }).end(),
  '/circle': (_, response) => response.writeHead(302, { location: '/circle' }).end(),
  '/inside': (_, response) =>
    response.writeHead(302, { location: 'https://169.254.169.254/latest/meta-data' }).end(),
  '/gone': (_, response) => response.writeHead(410).end(),
  '/locked': (_, response) => response.writeHead(403).end(),
  '/busy': (_, response) => response.writeHead(503).end(),
  '/large': (_, response) => response.writeHead(200).end(Buffer.alloc(MOST_BYTES + 1, 'x')),
  '/packed': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(MOST_BYTES * 3, 'x'))),
  '/silent': () => undefined,
  '/drops': (_, response) => void response.writeHead(200).write('x', () => response.destroy()),
};
const server = createServer((request, response) => pages[request.url ?? '']?.(request, response));
// It listens on TCP.
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
let guarded: ReturnType<typeof createGuardedFetch>;
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  guarded = createGuardedFetch([origin()], MOST_BYTES);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await guarded.close();
});
const get = (path: string) =>
  fetchLink(guarded.fetch, `${origin()}${path}`, path === '/silent' ? 300 : undefined);

describe('what a link leads to', () => {
  it('is taken as what its server says it is, also after it moved', async () => {
    const page = { task: { what: 'page', charset: 'Shift_JIS' } };
    expect(await get('/page')).toMatchObject(page);
    expect(await get('/moved')).toMatchObject(page);
    expect(await get('/text')).toMatchObject({ task: { what: 'text' } });
  });

  it.each([
    ['/gone', 'no such page', true],
    ['/locked', 'wants a sign-in', true],
    ['/busy', 'answered with 503', false],
    ['/circle', 'without end', true],
    ['/inside', 'only reads public pages', true],
    ['/large', 'larger than 10 MB', true],
    ['/packed', 'larger than 10 MB', true],
    ['/silent', 'did not answer within 0.3 s', false],
    ['/drops', 'could not be reached', false],
  ])('%s: %s', async (path, problem, lasts) => {
    expect(await get(path)).toEqual({ problem: expect.stringContaining(problem), lasts });
  });

  it.each(['http://example.com', 'https://10.0.0.1', 'https://localhost', 'https://[::1]'])(
    '%s is not asked',
    async (address) => {
      expect(await fetchLink(guarded.fetch, address)).toMatchObject({
        problem: expect.stringContaining('public'),
      });
    },
  );
});
