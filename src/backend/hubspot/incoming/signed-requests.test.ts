import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import { createBodyBudget } from '../../http/body.ts';
import { requireSignature } from './signed-requests.ts';

const START = Date.UTC(2026, 10, 21, 10);
const PUBLIC = 'https://baton.example.com';
const SECRET = 's3cret';

let server: Server;
let url: string;
let ours: number;
let theirs: number | null;
let asked: number;
let refused: string[];

beforeEach(async () => {
  [ours, theirs, asked, refused] = [START, START, 0, []];
  const app = express();
  app.use(
    requireSignature({
      // Nothing else of the configuration is looked at.
      config: {
        publicUrl: PUBLIC,
        hubspot: { clientSecret: SECRET, previousClientSecret: null },
      } as unknown as Config,
      clock: { now: () => ours, steady: () => 0 },
      hubspotTime: {
        heard: () => undefined,
        now: async () => {
          asked += 1;
          return theirs;
        },
      },
      onRefused: (reason) => void refused.push(reason),
      budget: createBodyBudget(),
    }),
  );
  app.use((_request, response) => void response.json({}));
  // Express tells an error handler by its four parameters.
  app.use(
    ((_error, _request, response, _next) => void response.status(401).end()) as express.ErrorRequestHandler,
  );
  server = app.listen(0);
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = async (timestamp: number, secret = SECRET): Promise<number> => {
  const signature = createHmac('sha256', secret)
    .update(`POST${PUBLIC}/webhook[]${timestamp}`)
    .digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(timestamp) };
  return (await fetch(`${url}/webhook`, { method: 'POST', body: '[]', headers })).status;
};

it('asks nobody for the time while the clock is right', async () => {
  expect(await post(START)).toBe(200);
  expect(asked).toBe(0);
});

it.each([HOUR, -HOUR])('takes what HubSpot signs now while our clock is %i ms off', async (off) => {
  ours += off;
  expect(await post(START)).toBe(200);
  expect(await post(START - 6 * MINUTE)).toBe(401);
  expect(refused).toEqual(['stale']);
});

it('refuses what is old by both clocks, and what is old while HubSpot cannot be asked', async () => {
  expect(await post(START - HOUR)).toBe(401);
  ours += HOUR;
  theirs = null;
  expect(await post(START)).toBe(401);
  expect(refused).toEqual(['stale', 'stale']);
});

it('does not ask HubSpot for a stranger', async () => {
  expect(await post(START - HOUR, 'another')).toBe(401);
  expect(asked).toBe(0);
});

it('remembers what it took when the clock leaps', async () => {
  expect(await post(START)).toBe(200);
  ours += HOUR;
  expect(await post(START + 1)).toBe(200);
  expect(await post(START)).toBe(401);
  expect(refused).toEqual(['replayed']);
});
