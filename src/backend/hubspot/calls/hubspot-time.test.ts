import { beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import { createHubSpotTime } from './hubspot-time.ts';
import type { WatchedTime } from './hubspot-time.ts';
import { collectingLogger } from '../test-hubspot.ts';
import { TransportFailure } from './transport.ts';
import type { TransportAnswer } from './transport.ts';

const START = Date.UTC(2026, 10, 21, 10);

let theirs: number;
let ours: number;
let steady: number;
let sent: number;
let lines: { level: string; fields: unknown }[];
let time: WatchedTime;

beforeEach(() => {
  [theirs, ours, steady, sent] = [START, START, 0, 0];
  const collected = collectingLogger();
  lines = collected.lines;
  time = createHubSpotTime({ clock: { now: () => ours, steady: () => steady }, logger: collected.logger });
});

const pass = (ms: number): void => {
  ours += ms;
  steady += ms;
  theirs += ms;
};

/** A call that Baton makes anyway, and what comes back. */
async function call(answer: Partial<TransportAnswer> & { date?: number | null; tookMs?: number } = {}) {
  const { date = theirs, tookMs = 0, headers, ...rest } = answer;
  const transport = time.watch({
    async send() {
      sent += 1;
      pass(tookMs);
      const given = new Headers(headers);
      if (date !== null) given.set('date', new Date(date).toUTCString());
      return { status: 200, headers: given, body: {}, garbled: false, ...rest };
    },
  });
  await transport.send({ method: 'GET', path: '/crm' });
}

it('is read from answers that come anyway, and asks for nothing', async () => {
  expect(await time.now()).toBeNull();
  ours -= HOUR;
  await call();
  pass(6 * HOUR);
  expect(await time.now()).toBe(START + 6 * HOUR);
  expect(sent).toBe(1);
});

it('goes on when our clock is set, either way', async () => {
  await call();
  ours += HOUR;
  expect(await time.now()).toBe(START);
  ours -= 3 * HOUR;
  pass(MINUTE);
  expect(await time.now()).toBe(START + MINUTE);
});

it('is not known any more when nothing came for a day', async () => {
  await call();
  pass(DAY);
  expect(await time.now()).toBeNull();
});

it('after the machine slept, two answers that agree are believed', async () => {
  await call();
  [ours, theirs] = [ours + HOUR, theirs + HOUR];
  await call();
  expect(await time.now()).toBe(START);
  pass(SECOND);
  await call();
  expect(await time.now()).toBe(START + HOUR + SECOND);
});

it.each<[string, Parameters<typeof call>[0]]>([
  ['a page of a proxy', { status: 404, garbled: true, body: undefined }],
  ['a gateway in between', { status: 502 }],
  ['a cache', { headers: new Headers({ age: '3600' }) }],
  ['the cache of the edge', { headers: new Headers({ 'cf-cache-status': 'HIT' }) }],
  ['an answer that took long', { tookMs: 20 * SECOND }],
])('is not read from %s', async (_what, answer) => {
  await call({ ...answer, date: START + HOUR });
  expect(await time.now()).toBeNull();
});

it('is read from refusals that are HubSpot’s, and not without a date', async () => {
  await call({ date: null });
  expect(await time.now()).toBeNull();
  await call({ status: 404, body: { category: 'OBJECT_NOT_FOUND' } });
  expect(await time.now()).toBe(START);
});

it('one answer with a date of its own changes nothing', async () => {
  await call();
  await call({ date: START - HOUR });
  await call();
  await call({ date: START + HOUR });
  expect(await time.now()).toBe(START);
});

it('is heard from signed requests where no calls are made, later ones only', async () => {
  time.heard(START - 2 * SECOND);
  pass(SECOND);
  time.heard(START + SECOND);
  time.heard(START - MINUTE);
  expect(await time.now()).toBe(START + SECOND);
});

it('tells the operator when ours is wrong, with how much, once a minute', async () => {
  ours += 50 * SECOND;
  await call();
  expect(lines).toEqual([]);
  ours += HOUR;
  await call();
  await call();
  expect(lines).toMatchObject([{ level: 'error', fields: { code: 'CLOCK_WRONG', aheadSeconds: 3_650 } }]);
  pass(MINUTE);
  await call();
  expect(lines).toHaveLength(2);
});

it('lets failures through', async () => {
  const away = time.watch({ send: () => Promise.reject(new TransportFailure('away', false)) });
  await expect(away.send({ method: 'GET', path: '/' })).rejects.toThrow('away');
  expect(await time.now()).toBeNull();
});
