import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { portalId } from '../../ground/identifiers.ts';
import { asPerson } from '../../http/test-patience.ts';
import type { AccountLimits } from '../limiter/account-limits.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from '../test-hubspot.ts';
import type { FakeAnswer, FakeHubSpot } from '../test-hubspot.ts';
import { createHubSpotClient } from './client.ts';
import { forPurpose } from './purpose.ts';
import { createTransport } from './transport.ts';

const PORTAL = portalId(4242);
const read = {
  method: 'GET',
  path: '/crm/objects/2026-09/contacts/123',
  lane: 'interactive',
  answer: z.object({ id: z.string() }),
  repeatable: true,
} as const;

let fake: FakeHubSpot | undefined;
afterEach(() => fake?.close());

/** The client against a server that answers as told, one answer after the other, the last one for ever. */
async function clientWith(answers: FakeAnswer[]) {
  const hubspot = await startFakeHubSpot(() => (answers.length > 1 ? answers.shift() : answers[0]) ?? {});
  fake = hubspot;
  const purposes: unknown[] = [];
  const ofDay: string[] = [];
  const kindsPaused: unknown[] = [];
  const heard: (string | null)[] = [];
  const clock = standingClock();
  const client = createHubSpotClient({
    clock,
    logger: collectingLogger().logger,
    limiter: {
      acquire: async (_portal, _lane, _kind, purpose) => void purposes.push(purpose),
      pause: async (_portal, _until, kinds) => void kindsPaused.push(kinds),
      limits: {
        ...({} as AccountLimits), // The client asks for nothing else.
        spent: async () => void ofDay.push('spent'),
        taken: async (_portal, leftAt) => void ofDay.push(`taken ${leftAt}`),
      },
    },
    tokens: { accessToken: async () => 'token', renew: async () => 'token' },
    transport: createTransport({ apiUrl: hubspot.url }),
    hear: (_portal, headers) => void heard.push(headers.get('x-hubspot-ratelimit-max')),
  });
  const refused = (call: Promise<unknown>) =>
    expect(call).rejects.toMatchObject({ code: 'HUBSPOT_RATE_LIMITED', retry: 'after' });
  return { client, purposes, ofDay, kindsPaused, heard, clock, refused };
}

it('a call is counted for what is being done, unless it says for what', async () => {
  const { client, purposes } = await clientWith([{ json: { id: '1' } }]);
  await forPurpose('check', () => client.call(PORTAL, read));
  await forPurpose('check', () => client.call(PORTAL, { ...read, purpose: 'opt-out' }));
  await asPerson(() => client.call(PORTAL, read));
  await client.call(PORTAL, read);
  expect(purposes).toEqual(['check', 'opt-out', 'card', 'other']);
});

it('429 of the day holds back what can wait, until a later call passes', async () => {
  const { client, ofDay, clock, refused } = await clientWith([
    { status: 429, json: { policyName: 'DAILY' } },
    { json: { id: '1' } },
  ]);
  await refused(client.call(PORTAL, read));
  clock.advance(1_000);
  await client.call(PORTAL, read);
  expect(ofDay).toEqual(['spent', `taken ${clock.now()}`]);
});

it('429 of a search holds searches alone, any other 429 all calls', async () => {
  const secondly = { status: 429, json: { message: 'You have reached your secondly limit.' } };
  const rolling = { status: 429, json: { policyName: 'TEN_SECONDLY_ROLLING' } };
  const { client, kindsPaused, ofDay, refused } = await clientWith([secondly, rolling]);
  await refused(client.call(PORTAL, { ...read, search: true }));
  await refused(client.call(PORTAL, { ...read, search: true }));
  expect(kindsPaused).toEqual([['search'], undefined]);
  expect(ofDay).toEqual([]);
});

it('what HubSpot says of its limit is heard from every answer', async () => {
  const headers = { 'x-hubspot-ratelimit-max': '110' };
  const { client, heard, refused } = await clientWith([
    { json: { id: '1' }, headers },
    { status: 429, headers },
  ]);
  await client.call(PORTAL, read);
  await refused(client.call(PORTAL, read));
  expect(heard).toEqual(['110', '110']);
});
