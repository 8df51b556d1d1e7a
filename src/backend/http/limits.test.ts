import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limitSigned } from './limits.ts';
import { SIGNED_LIMITS } from './signed-limits.ts';
import { answerProblems } from './problems.ts';
import { createLogger } from '../ground/logger.ts';

let server: Server;
let url: string;

beforeEach(async () => {
  const app = express();
  app.use(limitSigned({ looks: { person: 3, account: 5 }, actions: { person: 2, account: 3 } }));
  app.use((_request, response) => void response.json({}));
  app.use(answerProblems(createLogger('silent')));
  server = app.listen(0);
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (userId: number, method = 'GET', portalId = 1): Promise<number> =>
  (await fetch(`${url}/?portalId=${portalId}&userId=${userId}`, { method })).status;
const inTurn = async (count: number, one: () => Promise<number>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push(await one());
  return statuses;
};

it('lets one person use up their own share only, and an account its own', async () => {
  expect(await inTurn(9, () => ask(1))).toEqual([...Array(3).fill(200), ...Array(6).fill(429)]);
  // What was refused to the one person counts for nothing: two looks are left to the others.
  expect(await inTurn(3, () => ask(2))).toEqual([200, 200, 429]);
  expect(await ask(1, 'GET', 2)).toBe(200);
});

it('counts actions apart from looks', async () => {
  await inTurn(9, () => ask(1));
  expect(await inTurn(3, () => ask(1, 'POST'))).toEqual([200, 200, 429]);
  expect(await inTurn(2, () => ask(2, 'DELETE'))).toEqual([200, 429]);
});

it('says how long to wait where a card can read it', async () => {
  await inTurn(2, () => ask(1, 'POST'));
  const answer = await fetch(`${url}/?portalId=1&userId=1`, { method: 'POST' });
  const { code, retryAfterMs } = (await answer.json()) as { code: string; retryAfterMs: number };
  expect(code).toBe('TOO_MANY_REQUESTS');
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});

it('grants one person 500 open cards, five such people an account, and actions beside them', () => {
  const { looks, actions } = SIGNED_LIMITS;
  // What 500 cards ask for at most is counted in src/cards/requests/open-cards.test.ts.
  expect(looks.person).toBe(4_000);
  expect(looks.account).toBeGreaterThanOrEqual(5 * looks.person);
  expect(actions.account).toBeGreaterThanOrEqual(5 * actions.person);
});
