import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import { portalId } from '../../ground/identifiers.ts';
import { createHubSpotClient } from './client.ts';
import type { CallReport } from './client.ts';
import type { HubSpotCall } from './client-types.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from '../test-hubspot.ts';
import type { FakeAnswer, FakeHubSpot, FakeRequest } from '../test-hubspot.ts';
import { createTransport } from './transport.ts';

const PORTAL = portalId(4242);
const PATH = '/crm/objects/2026-09/contacts/123?properties=email';
const read: HubSpotCall<{ id: string }> = {
  method: 'GET',
  path: PATH,
  lane: 'interactive',
  answer: z.object({ id: z.string() }),
  repeatable: true,
};
const create: HubSpotCall<{ id: string }> = {
  ...read,
  method: 'POST',
  path: '/crm/objects/2026-09/notes',
  body: { a: 1 },
  repeatable: false,
};

let fake: FakeHubSpot | undefined;
afterEach(() => fake?.close());

/** The client against a server that answers as told, one answer after the other, the last one for ever. */
async function clientWith(
  answers: FakeAnswer[] | ((request: FakeRequest) => FakeAnswer),
  options: {
    timeoutMs?: number;
    renew?: () => Promise<string>;
    clock?: ReturnType<typeof standingClock>;
  } = {},
) {
  const queue = Array.isArray(answers) ? [...answers] : [];
  fake = await startFakeHubSpot((request) =>
    typeof answers === 'function' ? answers(request) : ((queue.length > 1 ? queue.shift() : queue[0]) ?? {}),
  );
  const acquired: unknown[][] = [];
  const pauses: { portal: string; until: number }[] = [];
  const reports: CallReport[] = [];
  const clock = options.clock ?? standingClock();
  const client = createHubSpotClient({
    clock,
    logger: collectingLogger().logger,
    limiter: {
      acquire: async (...args) => void acquired.push(args),
      pause: async (portal, until) => void pauses.push({ portal, until }),
    },
    tokens: { accessToken: async () => 'token-1', renew: options.renew ?? (async () => 'token-2') },
    transport: createTransport({ apiUrl: fake.url, timeoutMs: options.timeoutMs }),
    onCall: (report) => reports.push(report),
  });
  return { client, fake, acquired, pauses, reports, clock };
}

async function failure(promise: Promise<unknown>): Promise<BatonError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof BatonError)) throw error;
  return error;
}

describe('a call that succeeds', () => {
  it('spends the budget, sends the token and checks the answer', async () => {
    const { client, fake, acquired, reports } = await clientWith([{ json: { id: '123', more: true } }]);
    expect(await client.call(PORTAL, read)).toEqual({ id: '123' });
    expect(acquired).toEqual([[PORTAL, 'interactive', 'general', 'other']]);
    expect(fake.requests).toMatchObject([
      { method: 'GET', path: PATH, headers: { authorization: 'Bearer token-1' }, body: '' },
    ]);
    expect(reports).toEqual([
      { portalId: PORTAL, method: 'GET', path: '/crm/objects/2026-09/contacts/{id}', status: 200, ms: 0 },
    ]);
  });

  it('sends bodies as JSON, arrays too, and takes 207 and 204 as answers', async () => {
    const { client, fake } = await clientWith([{ status: 207, json: { id: 'x' } }, { status: 204 }]);
    await client.call(PORTAL, { ...create, body: ['1'] });
    await client.call(PORTAL, { ...create, answer: z.undefined() });
    expect(fake.requests.map((request) => [request.body, request.headers['content-type']])).toEqual([
      ['["1"]', 'application/json'],
      ['{"a":1}', 'application/json'],
    ]);
  });

  it('takes searches from their own budget', async () => {
    const { client, acquired } = await clientWith([{ json: { id: '1' } }]);
    await client.call(PORTAL, { ...read, search: true, lane: 'bulk' });
    expect(acquired).toEqual([[PORTAL, 'bulk', 'search', 'other']]);
  });
});

describe('an expired token', () => {
  const byToken = ({ headers }: FakeRequest): FakeAnswer =>
    headers.authorization === 'Bearer token-2'
      ? { json: { id: '1' } }
      : { status: 401, json: { category: 'EXPIRED_AUTHENTICATION' } };

  it('is renewed once and the call repeated, a create too: HubSpot refused it', async () => {
    const { client, fake, acquired } = await clientWith(byToken);
    expect(await client.call(PORTAL, create)).toEqual({ id: '1' });
    expect(fake.requests).toHaveLength(2);
    expect(acquired).toHaveLength(2);
  });

  it('that stays refused after renewal is a fault of HubSpot, not a disconnection: the account waits', async () => {
    const { client, fake, pauses, clock } = await clientWith([{ status: 401, json: {} }]);
    expect(await failure(client.call(PORTAL, read))).toMatchObject({
      code: 'HUBSPOT_REFUSED',
      retry: 'after',
      retryAfterMs: 10_000,
    });
    expect(fake.requests).toHaveLength(2);
    expect(pauses).toEqual([{ portal: PORTAL, until: clock.now() + 10_000 }]);
  });

  it('is renewed on a 488 as well: the account may have moved to another hub', async () => {
    const moved = ({ headers }: FakeRequest): FakeAnswer =>
      headers.authorization === 'Bearer token-2' ? { json: { id: '1' } } : { status: 488 };
    const { client, fake } = await clientWith(moved);
    expect(await client.call(PORTAL, create)).toEqual({ id: '1' });
    expect(fake.requests).toHaveLength(2);
  });

  it('is not replaced for a write that has become too late meanwhile', async () => {
    const late = standingClock();
    const renew = async () => (late.advance(2_000), 'token-2');
    const { client, fake, clock } = await clientWith(byToken, { renew, clock: late });
    const error = await failure(client.call(PORTAL, { ...read, notAfter: clock.now() + 1_000 }));
    expect(error).toMatchObject({ code: 'HUBSPOT_CALL_EXPIRED', retry: 'backoff' });
    expect(fake.requests).toHaveLength(1);
  });

  it('that cannot be renewed gives the reason', async () => {
    const renew = () => Promise.reject(new BatonError('PORTAL_DISCONNECTED'));
    const { client } = await clientWith([{ status: 401 }], { renew });
    expect(await failure(client.call(PORTAL, read))).toMatchObject({ code: 'PORTAL_DISCONNECTED' });
  });
});

describe('HubSpot asks to wait', () => {
  const tenSeconds = {
    policyName: 'TEN_SECONDLY_ROLLING',
    message: 'You have reached your ten_secondly_rolling limit.',
  };
  it.each<[string, FakeAnswer, string, number]>([
    ['429 in the ten-second window', { status: 429, json: tenSeconds }, 'HUBSPOT_RATE_LIMITED', 10_000],
    [
      '429 with the window in a header',
      { status: 429, json: tenSeconds, headers: { 'x-hubspot-ratelimit-interval-milliseconds': '5000' } },
      'HUBSPOT_RATE_LIMITED',
      5_000,
    ],
    [
      '429 of a search',
      { status: 429, json: { message: 'You have reached your secondly limit.' } },
      'HUBSPOT_RATE_LIMITED',
      1_000,
    ],
    ['429 of the day', { status: 429, json: { policyName: 'DAILY' } }, 'HUBSPOT_RATE_LIMITED', 900_000],
    ['429 without a body', { status: 429 }, 'HUBSPOT_RATE_LIMITED', 10_000],
    ['429 with a page of a proxy', { status: 429, text: '<html>' }, 'HUBSPOT_RATE_LIMITED', 10_000],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '3' } }, 'HUBSPOT_RATE_LIMITED', 3_000],
    [
      '429 with a part of a second',
      { status: 429, headers: { 'retry-after': '1.2345' } },
      'HUBSPOT_RATE_LIMITED',
      1_235,
    ],
    ['423 lock', { status: 423, json: {} }, 'HUBSPOT_LOCKED', 2_000],
    ['477 migration', { status: 477, headers: { 'retry-after': '7200' } }, 'HUBSPOT_MIGRATING', 7_200_000],
    [
      '477 with nonsense',
      { status: 477, headers: { 'retry-after': 'soon' } },
      'HUBSPOT_MIGRATING',
      3_600_000,
    ],
    [
      '477 with a date',
      { status: 477, headers: { 'retry-after': new Date(1_790_000_060_000).toUTCString() } },
      'HUBSPOT_MIGRATING',
      60_000,
    ],
  ])('%s', async (_name, answer, code, ms) => {
    const { client, pauses, clock } = await clientWith([answer]);
    const error = await failure(client.call(PORTAL, create));
    expect(error).toMatchObject({ code, retry: 'after', retryAfterMs: ms });
    expect(pauses).toEqual([{ portal: PORTAL, until: clock.now() + ms }]);
  });
});

describe('an answer that is lost', () => {
  it.each<[string, FakeAnswer]>([
    ['500', { status: 500, json: { message: 'internal error', correlationId: 'c' } }],
    ['502 with a page', { status: 502, text: '<html>bad gateway</html>' }],
    ['504', { status: 504 }],
    ['521', { status: 521 }],
    ['a cut connection', 'drop'],
    ['half an answer', 'cut'],
    ['nothing at all', 'hang'],
    ['200 that is not JSON', { text: 'OK, thanks' }],
  ])('%s: reads may be repeated, creates must be looked up', async (_name, answer) => {
    const { client } = await clientWith([answer], { timeoutMs: 150 });
    expect(await failure(client.call(PORTAL, read))).toMatchObject({
      code: 'HUBSPOT_UNAVAILABLE',
      retry: 'backoff',
    });
    expect(await failure(client.call(PORTAL, create))).toMatchObject({
      code: 'HUBSPOT_OUTCOME_UNKNOWN',
      retry: 'backoff',
    });
  });

  it('a create that never left may be repeated', async () => {
    const { client, fake, reports } = await clientWith([{}]);
    await fake.close();
    expect(await failure(client.call(PORTAL, create))).toMatchObject({
      code: 'HUBSPOT_UNAVAILABLE',
      retry: 'backoff',
    });
    expect(reports).toMatchObject([{ status: 0 }]);
  });

  it('a connection that stays open for ever fails in time', async () => {
    const { client } = await clientWith(['hang'], { timeoutMs: 50 });
    const error = await failure(client.call(PORTAL, read));
    expect(String(error.cause)).toContain('did not answer within 50 ms');
  });
});

describe('an answer that is not as documented', () => {
  it('is reported with the place, and looked up after a create', async () => {
    const { client } = await clientWith([{ json: { id: 7 } }]);
    const error = await failure(client.call(PORTAL, read));
    expect(error).toMatchObject({ code: 'HUBSPOT_UNEXPECTED', retry: 'backoff' });
    expect(error.message).toContain('id');
    expect(await failure(client.call(PORTAL, create))).toMatchObject({ code: 'HUBSPOT_OUTCOME_UNKNOWN' });
  });
});

describe('a refusal', () => {
  it('names the refused property from the text inside the message', async () => {
    const inner = [
      {
        isValid: false,
        message: 'QUALIFIED was not one of the allowed options: [label: "New"]',
        error: 'INVALID_OPTION',
        name: 'hs_lead_status',
      },
    ];
    const json = {
      status: 'error',
      category: 'VALIDATION_ERROR',
      correlationId: 'abc',
      message: `Property values were not valid: ${JSON.stringify(inner)}`,
    };
    const { client } = await clientWith([{ status: 400, json }]);
    const error = await failure(client.call(PORTAL, read));
    expect(error).toMatchObject({
      code: 'HUBSPOT_VALIDATION',
      retry: 'never',
      context: {
        status: 400,
        category: 'VALIDATION_ERROR',
        correlationId: 'abc',
        path: '/crm/objects/2026-09/contacts/{id}',
        properties: [{ name: 'hs_lead_status', error: 'INVALID_OPTION', message: inner[0]?.message }],
      },
    });
    expect(error.message).toContain('hs_lead_status (INVALID_OPTION): QUALIFIED was not one of');
  });

  it.each<[string, number, unknown, string, Record<string, unknown>]>([
    [
      'errors[] with context',
      400,
      {
        errors: [
          {
            message: 'required',
            code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
            context: { propertyName: ['reason'] },
          },
        ],
      },
      'HUBSPOT_VALIDATION',
      {
        properties: [{ name: 'reason', error: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY', message: 'required' }],
      },
    ],
    [
      'errors[] with in',
      400,
      { errors: [{ message: 'no', in: 'email' }] },
      'HUBSPOT_VALIDATION',
      { properties: [{ name: 'email', error: 'INVALID', message: 'no' }] },
    ],
    [
      'missing scope',
      403,
      {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['settings.users.write'] } }],
      },
      'HUBSPOT_MISSING_SCOPE',
      { requiredScopes: ['settings.users.write'] },
    ],
    [
      'gone',
      404,
      { category: 'OBJECT_NOT_FOUND', message: 'resource not found' },
      'HUBSPOT_NOT_FOUND',
      { category: 'OBJECT_NOT_FOUND' },
    ],
    [
      'existing contact',
      409,
      { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 123' },
      'HUBSPOT_CONFLICT',
      { existingId: '123' },
    ],
    [
      'existing property',
      409,
      { category: 'OBJECT_ALREADY_EXISTS', subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' },
      'HUBSPOT_CONFLICT',
      { subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' },
    ],
    [
      'a category and no name',
      400,
      { category: 'VALIDATION_ERROR', message: 'no' },
      'HUBSPOT_VALIDATION',
      { status: 400 },
    ],
  ])('%s', async (_name, status, json, code, context) => {
    const { client, pauses } = await clientWith([{ status, json }]);
    expect(await failure(client.call(PORTAL, create))).toMatchObject({ code, retry: 'never', context });
    expect(pauses).toEqual([]);
  });
});

describe('a 4xx that is not about the data', () => {
  const bodies: [string, FakeAnswer][] = [
    ['JSON', { json: { status: 'error', message: 'This account cannot be served.', correlationId: 'c' } }],
    ['a page', { text: '<html>no</html>' }],
    ['nothing', {}],
  ];
  const statuses = [400, 402, 405, 406, 410, 413, 414, 415, 418, 422, 425, 426, 431, 451, 460, 488, 499];
  const cases = [...statuses, 403, 404, 409].flatMap((status) =>
    bodies
      // HubSpot's words to these are an answer of its own.
      .filter(([kind]) => kind !== 'JSON' || ![404].includes(status))
      .map(([kind, body]) => [status, kind, body] as const),
  );

  it.each(cases)('%s with %s: the account waits, and says so', async (status, _kind, body) => {
    const { client, fake, pauses, clock } = await clientWith([{ ...(body as object), status }]);
    const error = await failure(client.call(PORTAL, create));
    expect(error).toMatchObject({ code: 'HUBSPOT_REFUSED', retry: 'after', retryAfterMs: 10_000 });
    expect(error.message).toContain(String(status));
    expect(pauses).toEqual([{ portal: PORTAL, until: clock.now() + 10_000 }]);
    expect(fake.requests).toHaveLength(status === 488 ? 2 : 1);
  });

  it('waits as long as HubSpot asks, if that is longer', async () => {
    const { client } = await clientWith([{ status: 451, headers: { 'retry-after': '120' } }]);
    expect(await failure(client.call(PORTAL, create))).toMatchObject({ retryAfterMs: 120_000 });
  });
});
