import { beforeEach, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import { createHubSpotTime } from './hubspot-time.ts';
import type { HubSpotTime } from './hubspot-time.ts';
import { collectingLogger } from '../test-hubspot.ts';
import { TransportFailure } from './transport.ts';

const START = Date.UTC(2026, 10, 21, 10);

let theirs: number | 'away' | 'silent';
let ours: number;
let steady: number;
let asked: number;
let lines: { level: string; fields: unknown }[];
let time: HubSpotTime;

beforeEach(() => {
  [theirs, ours, steady, asked] = [START, START, 0, 0];
  const collected = collectingLogger();
  lines = collected.lines;
  time = createHubSpotTime({
    clock: { now: () => ours, steady: () => steady },
    logger: collected.logger,
    transport: {
      async send() {
        asked += 1;
        if (theirs === 'away') throw new TransportFailure('away', false);
        const headers = new Headers(theirs === 'silent' ? {} : { date: new Date(theirs).toUTCString() });
        return { status: 404, headers, body: undefined, garbled: true };
      },
    },
  });
});

const pass = (ms: number): void => {
  ours += ms;
  steady += ms;
  if (typeof theirs === 'number') theirs += ms;
};

it('is asked for once a minute, and goes on in between', async () => {
  ours -= HOUR;
  expect(await Promise.all([time.now(), time.now()])).toEqual([START, START]);
  pass(30 * SECOND);
  expect(await time.now()).toBe(START + 30 * SECOND);
  expect(asked).toBe(1);
  pass(30 * SECOND);
  expect(await time.now()).toBe(START + MINUTE);
  expect(asked).toBe(2);
});

it('is asked for again when our clock was set, or the machine slept', async () => {
  await time.now();
  ours += HOUR;
  expect(await time.now()).toBe(START);
  expect(asked).toBe(2);
  [ours, theirs] = [ours + HOUR, START + HOUR];
  expect(await time.now()).toBe(START + HOUR);
  expect(asked).toBe(3);
});

it('tells the operator when ours is wrong, with how much', async () => {
  ours += 50 * SECOND;
  await time.now();
  expect(lines).toEqual([]);
  pass(MINUTE);
  ours += HOUR;
  await time.now();
  expect(lines).toMatchObject([{ level: 'error', fields: { code: 'CLOCK_WRONG', aheadSeconds: 3_650 } }]);
});

it.each(['away', 'silent'] as const)(
  'is not known while HubSpot is %s, and asked for again later',
  async (how) => {
    theirs = how;
    expect(await time.now()).toBeNull();
    expect(await time.now()).toBeNull();
    expect(asked).toBe(1);
    theirs = START;
    pass(MINUTE);
    expect(await time.now()).toBe(START + MINUTE);
  },
);
