import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuardedFetch, PrivateAddress } from './guarded-fetch.ts';

let reached = 0;
const server = createServer((request, response) => {
  reached += 1;
  if (request.url === '/away') response.writeHead(302, { location: '/' }).end();
  else if (request.url === '/endless') response.end('x'.repeat(1_200_000));
  else response.end('here');
});
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on TCP.
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const guarded = createGuardedFetch([]);
afterAll(() => guarded.close());
const causeOf = (url: string): Promise<unknown> =>
  guarded.fetch(url).then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.cause : error),
  );

describe('an address that an admin names', () => {
  it.each([
    'https://127.0.0.1/v1',
    'https://[::1]/v1',
    'https://[::ffff:10.0.0.1]/v1',
    'https://10.1.2.3/v1',
    'https://172.20.0.1/v1',
    'https://192.168.1.1/v1',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/v1',
    'https://0.0.0.0/v1',
    'https://2130706433/v1',
    'https://[fd00::1]/v1',
    'https://[fe80::1]/v1',
    'https://localhost/v1',
    'http://example.com/v1',
  ])('%s is not asked', async (url) => {
    expect(await causeOf(url)).toBeInstanceOf(PrivateAddress);
  });

  it('is asked where whoever runs Baton allows it, without redirects and endless answers', async () => {
    expect(await causeOf(origin())).toBeInstanceOf(PrivateAddress);
    expect(reached).toBe(0);
    const allowing = createGuardedFetch([origin()]);
    expect(await (await allowing.fetch(origin())).text()).toBe('here');
    await expect(allowing.fetch(`${origin()}/away`)).rejects.toThrow();
    await expect(allowing.fetch(`${origin()}/endless`).then((answer) => answer.text())).rejects.toThrow();
    await allowing.close();
  });
});
