import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { PORTAL, SECRET, startLocalBatonForSuite } from '../world/local-baton.ts';
import { until } from '../../src/sandbox/local/client.ts';
import type { LocalBaton } from '../world/local-baton.ts';

let baton: LocalBaton;
beforeAll(async () => {
  baton = await startLocalBatonForSuite();
}, 60_000);

const now = () => String(baton.sandbox.clock.now());
const sign = (method: string, uri: string, body: string, timestamp: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(`${method}${uri}${body}${timestamp}`).digest('base64');

interface Sent {
  body?: string;
  headers?: Record<string, string>;
  path?: string;
  method?: string;
}

const send = async ({ body = '', headers = {}, path = '/webhooks/hubspot', method = 'POST' }: Sent) => {
  const response = await fetch(`${baton.url}${path}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: response.status, body: (await response.json()) as { code?: string; message?: string } };
};

const signed = (body: string, timestamp = now(), path = '/webhooks/hubspot', method = 'POST') => ({
  'x-hubspot-signature-v3': sign(method, `${baton.url}${path}`, body, timestamp),
  'x-hubspot-request-timestamp': timestamp,
});

let occurred = 1_790_000_000_000;
const event = (change: object = {}) => ({
  eventId: (occurred += 1),
  subscriptionId: 1,
  portalId: PORTAL,
  appId: 7_000_001,
  occurredAt: occurred,
  subscriptionType: 'contact.propertyChange',
  attemptNumber: 0,
  objectId: 104_242_001,
  propertyName: 'hubspot_owner_id',
  propertyValue: '41600001',
  changeSource: 'CRM_UI',
  sourceId: 'userId:1',
  ...change,
});

const counted = async (result: string): Promise<number> => {
  const text = await (await fetch(`${baton.url}/metrics`)).text();
  return Number(new RegExp(`baton_webhook_events_total{result="${result}"} (\\d+)`).exec(text)?.[1] ?? 0);
};

describe('POST /webhooks/hubspot', () => {
  it('stores a signed batch, in both forms of subscription, and answers 200', async () => {
    const before = await counted('stored');
    const generic = event({ subscriptionType: 'object.propertyChange', objectTypeId: '0-1' });
    const body = JSON.stringify([event(), generic]);
    expect((await send({ body, headers: signed(body) })).status).toBe(200);
    expect(await counted('stored')).toBe(before + 2);
  });

  it.each<[string, (body: string) => Record<string, string>]>([
    ['no signature', () => ({})],
    [
      'a wrong signature',
      (body) => ({
        ...signed(body),
        'x-hubspot-signature-v3': sign('POST', `${baton.url}/webhooks/hubspot`, body, now(), 'other'),
      }),
    ],
    ['a signature of another body', () => signed('[]')],
    ['a stale timestamp', (body) => signed(body, String(Number(now()) - 301_000))],
    ['a future timestamp', (body) => signed(body, String(Number(now()) + 301_000))],
    ['a timestamp that is no number', (body) => signed(body, 'soon')],
    ['an empty timestamp', (body) => ({ ...signed(body, ''), 'x-hubspot-request-timestamp': '' })],
    [
      'only a v1 signature',
      (body) => ({ 'x-hubspot-signature': sign('POST', '', body, ''), 'x-hubspot-signature-version': 'v1' }),
    ],
  ])('%s: 401 and nothing stored', async (_name, headers) => {
    const before = await counted('stored');
    const body = JSON.stringify([event()]);
    const answer = await send({ body, headers: headers(body) });
    expect(answer).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    expect(await counted('stored')).toBe(before);
  });

  it('a replayed request: 401 and nothing stored', async () => {
    const body = JSON.stringify([event()]);
    const headers = signed(body);
    expect((await send({ body, headers })).status).toBe(200);
    const before = await counted('stored');
    expect((await send({ body, headers })).status).toBe(401);
    expect(await counted('stored')).toBe(before);
  });

  it('the same events signed anew: 200, and stored once', async () => {
    const events = [event(), event(), event()];
    const before = [await counted('stored'), await counted('duplicate')];
    for (const [index, order] of [events, [...events].reverse(), events].entries()) {
      const body = JSON.stringify(order.map((one) => ({ ...one, attemptNumber: index })));
      expect((await send({ body, headers: signed(body) })).status).toBe(200);
    }
    expect([await counted('stored'), await counted('duplicate')]).toEqual([
      (before[0] ?? 0) + 3,
      (before[1] ?? 0) + 6,
    ]);
  });

  it('one bad event does not hurt its batch', async () => {
    const before = [await counted('stored'), await counted('rejected')];
    const body = JSON.stringify([{ nonsense: true }, event(), event({ occurredAt: 'yesterday' }), null]);
    expect((await send({ body, headers: signed(body) })).status).toBe(200);
    expect(await counted('stored')).toBe((before[0] ?? 0) + 1);
    expect(await counted('rejected')).toBeGreaterThan(before[1] ?? 0);
  });

  it('events of an account that is not connected: stored for nobody, 200, counted', async () => {
    const before = await counted('foreign');
    const body = JSON.stringify([event({ portalId: 999 })]);
    expect((await send({ body, headers: signed(body) })).status).toBe(200);
    expect(await counted('foreign')).toBe(before + 1);
  });

  it('many requests at once, one of them with bad events: each is answered, and every good event is stored', async () => {
    const before = [await counted('stored'), await counted('rejected')];
    const bodies = Array.from({ length: 40 }, (_, index) => [
      event(),
      index === 20 ? { nonsense: true } : event(),
    ]);
    const answers = await Promise.all(
      bodies.map((events) => send({ body: JSON.stringify(events), headers: signed(JSON.stringify(events)) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    expect(await counted('stored')).toBe((before[0] ?? 0) + 79);
    expect(await counted('rejected')).toBe((before[1] ?? 0) + 1);
  });

  it('what the database does not take is a 5xx, so that HubSpot sends it again', async () => {
    const database = await openAnother(baton.databaseUrl, []);
    const body = JSON.stringify([event()]);
    try {
      await database.manager.query('ALTER TABLE inbox_event RENAME TO away');
      expect((await send({ body, headers: signed(body) })).status).toBeGreaterThanOrEqual(500);
      await database.manager.query('ALTER TABLE away RENAME TO inbox_event');
    } finally {
      await database.close();
    }
    const before = await counted('stored');
    expect((await send({ body, headers: signed(body, String(Number(now()) + 1)) })).status).toBe(200);
    expect(await counted('stored')).toBe(before + 1);
  });

  it('takes a hundred events whose Contexts fill 8 MB, and none of them twice', async () => {
    const context = (index: number) => `${'Zoë met us ☕ '.repeat(5_000)}${index}`;
    const changes = Array.from({ length: 99 }, (_, index) =>
      event({ propertyName: 'baton_context', propertyValue: context(index) }),
    );
    const body = JSON.stringify([...changes, event({ subscriptionType: 'contact.privacyDeletion' })]);
    expect(Buffer.byteLength(body)).toBeGreaterThan(7_500_000);
    const [stored, duplicates] = [await counted('stored'), await counted('duplicate')];
    expect((await send({ body, headers: signed(body) })).status).toBe(200);
    expect(await counted('stored')).toBe(stored + 100);
    expect((await send({ body, headers: signed(body, String(Number(now()) + 1)) })).status).toBe(200);
    expect(await counted('duplicate')).toBe(duplicates + 100);
    expect((await send({ body, headers: signed(`${body} `) })).status).toBe(401);
  });

  it('waits for no body of a request without a signature', async () => {
    const socket = connect(Number(new URL(baton.url).port), 'localhost');
    socket.write('POST /webhooks/hubspot HTTP/1.1\r\nHost: x\r\nContent-Length: 80000000\r\n\r\n[');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(String(answer)).toContain('HTTP/1.1 401');
  });

  it.each([
    ['not JSON', '{nope', 400, 'REQUEST_INVALID'],
    ['not an array', '{"a":1}', 400, 'REQUEST_INVALID'],
    ['larger than any that HubSpot sends', JSON.stringify(['x'.repeat(1_100_000)]), 413, 'REQUEST_TOO_LARGE'],
  ])('a body that is %s: a clear answer', async (_name, body, status, code) => {
    expect(await send({ body, headers: signed(body) })).toMatchObject({ status, body: { code } });
  });
});

describe('card requests', () => {
  const path = (id = 104_242_001, portalId = PORTAL) =>
    `/api/contacts/${id}/card?userId=61000001&portalId=${portalId}&userEmail=rae%40acme.example.com&appId=1`;

  it('are answered when signed, with the encoded or the decoded address', async () => {
    for (const form of [path(), path().replace('%40', '@')]) {
      const timestamp = now();
      const headers = {
        'x-hubspot-signature-v3': sign('GET', `${baton.url}${form}`, '', timestamp),
        'x-hubspot-request-timestamp': timestamp,
      };
      expect((await send({ method: 'GET', path: path(), headers })).body).toMatchObject({
        kind: 'available',
      });
    }
  });

  it.each([
    'j%C3%BCrgen%40acme.example.com',
    'a%26b%40acme.example.com',
    'a&b@acme.example.com',
    'rae@b%C3%BCcher.example',
    'rae+hubspot@acme.example.com',
    'rae%2Bhubspot%40acme.example.com',
    '%22quoted%20at%22%20%40acme.example.com',
    '50%25off%23now%40acme.example.com',
    '50%off@acme.example.com',
  ])('open card and settings for a user whose address is %s', async (address) => {
    const query = `?userId=${baton.people.ada.userId}&portalId=${PORTAL}&userEmail=${address}&appId=1`;
    for (const [asked, answered] of [
      [`/api/contacts/104242001/card${query}`, { kind: 'available' }],
      [`/api/settings${query}`, { connection: { status: 'connected' } }],
    ] as const) {
      const headers = signed('', now(), asked, 'GET');
      expect((await send({ method: 'GET', path: asked, headers })).body).toMatchObject(answered);
    }
  });

  it('learn that nothing changed, in every process alike and without a call to HubSpot', async () => {
    const { id } = await baton.newContact();
    const ask = async (since: string) => {
      const asked = `${baton.url}/api/contacts/${id}/card${since}`;
      const { body } = await baton.client.fetchAs(baton.people.rae.userId, asked);
      return body as { kind: string; version: string };
    };
    const reads = async (): Promise<number> => {
      const { byPath } = (await baton.client.call('GET', '/calls')) as { byPath: Record<string, number> };
      return Object.entries(byPath).reduce(
        (sum, [path, calls]) => (path.includes('contacts/batch/read') ? sum + calls : sum),
        0,
      );
    };
    const first = await ask('');
    expect(first).toMatchObject({ kind: 'available', version: expect.stringMatching(/^.{22}$/) });
    expect(await reads()).toBeGreaterThan(0);
    // What other tests of this file began may still be read: the look alone has to be without one.
    await until('a look without a reading', async () => {
      const before = await reads();
      expect(await ask(`?since=${first.version}`)).toEqual({ kind: 'unchanged', version: first.version });
      return (await reads()) === before;
    });
    await baton.restart();
    expect(await ask(`?since=${first.version}`)).toEqual({ kind: 'unchanged', version: first.version });
    await baton.client.update(id, baton.people.rae.userId, { baton_context: 'We met.' });
    const changed = await until('the new Context', async () => {
      const answer = await ask(`?since=${first.version}`);
      return answer.kind !== 'unchanged' && answer;
    });
    expect(changed).toMatchObject({ kind: 'available', context: { own: 'We met.' } });
    expect(changed.version).not.toBe(first.version);
    expect(await ask('?since=anything')).toMatchObject({ kind: 'available', version: changed.version });
  });

  it("that name somebody twice are nobody's", async () => {
    const asked = `${path()}&userId=1`;
    const answer = await send({ method: 'GET', path: asked, headers: signed('', now(), asked, 'GET') });
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
  });

  it('are refused unsigned, and with a portal other than the signed one', async () => {
    expect((await send({ method: 'GET', path: path() })).status).toBe(401);
    const headers = signed('', now(), path(), 'GET');
    expect((await send({ method: 'GET', path: path(104_242_001, 4243), headers })).status).toBe(401);
  });

  it('of an account that is not connected show how to connect', async () => {
    const foreign = path(1, 4999);
    const answer = await send({ method: 'GET', path: foreign, headers: signed('', now(), foreign, 'GET') });
    expect(answer.body).toMatchObject({ kind: 'not-connected' });
  });

  it('take portal and user from the address only', async () => {
    const answer = await baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/assistants`, {
      method: 'POST',
      body: { portalId: 4999, userId: baton.people.ada.userId },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('everything else', () => {
  it('is 404 with a code', async () => {
    expect(await send({ path: '/nowhere' })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await send({ method: 'GET', path: '/t/unsubscribe/4242.forged' })).toMatchObject({ status: 404 });
  });

  it('lives, is ready, and describes itself', async () => {
    expect((await send({ method: 'GET', path: '/healthz' })).body).toEqual({ status: 'ok' });
    expect((await send({ method: 'GET', path: '/readyz' })).body).toEqual({ status: 'ready', problems: [] });
    const { paths } = (await send({ method: 'GET', path: '/api/openapi.json' })).body as {
      paths: Record<string, object>;
    };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/webhooks/hubspot',
        '/api/contacts/{contactId}/card',
        '/api/settings',
        '/mail/inbound',
        '/healthz',
        '/oauth/install',
      ]),
    );
  });

  it('sends security headers', async () => {
    const response = await fetch(`${baton.url}/healthz`);
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});

describe('settings', () => {
  const change = (body: object) =>
    baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/settings`, { method: 'PUT', body });

  it('keep what a change does not name', async () => {
    await change({ firstEmailDelayMinutes: 45 });
    const answer = await change({ fallbackOwnerId: baton.people.sam.id });
    expect(answer.body).toMatchObject({ firstEmailDelayMinutes: 45, fallbackOwnerId: baton.people.sam.id });
  });

  it('refuse a wrong value with a sentence that says which', async () => {
    const answer = await change({ firstEmailDelayMinutes: -1 });
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    expect((answer.body as { message: string }).message).toContain('firstEmailDelayMinutes');
  });

  it.each([0, 61, 2.5, '5', null])('refuse %j minutes between checks', async (reconcileMinutes) => {
    const answer = await change({ reconcileMinutes });
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    const { message } = answer.body as { message: string };
    expect(message).toContain('reconcileMinutes');
    expect(message).toContain('whole number of minutes from 1 to 60');
  });

  it('take how often Baton looks itself', async () => {
    expect((await change({ reconcileMinutes: 60 })).body).toMatchObject({ reconcileMinutes: 60 });
  });
});
