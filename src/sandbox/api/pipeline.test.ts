import { afterEach, describe, expect, it, vi } from 'vitest';
import { CONTACT } from '../records/object-types.ts';
import { manualTime, startTestSandbox, type TestSandbox } from '../testing.ts';

const contacts = '/crm/objects/2026-09/contacts';
const START = Date.parse('2026-11-21T10:00:00Z');
let sandbox: TestSandbox;
afterEach(() => sandbox.stop());

describe('requests', () => {
  it('without a known token are 401', async () => {
    sandbox = await startTestSandbox();
    for (const token of ['', 'nobody']) {
      const { status, body } = await sandbox.api('GET', contacts, undefined, token);
      expect([status, body.category, body.correlationId]).toEqual([
        401,
        'INVALID_AUTHENTICATION',
        expect.any(String),
      ]);
    }
  });

  it('without the scopes are 403 and name them', async () => {
    sandbox = await startTestSandbox();
    const token = sandbox.issueAccessToken(4242, ['crm.objects.contacts.read']);
    expect((await sandbox.api('GET', contacts, undefined, token)).status).toBe(200);
    const { status, body } = await sandbox.api('POST', contacts, { properties: {} }, token);
    expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
    expect(body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.contacts.write']);
  });

  it('to legacy or unknown paths are 404', async () => {
    sandbox = await startTestSandbox();
    for (const path of [
      '/crm/v3/objects/contacts',
      '/oauth/v1/token',
      '/nothing',
      '/crm/objects/2026-09/unicorns',
    ]) {
      expect((await sandbox.api('GET', path)).status).toBe(404);
    }
  });

  it('with a long URL are 414, large ones 413, not JSON 415 or 400', async () => {
    sandbox = await startTestSandbox();
    expect((await sandbox.api('GET', `${contacts}?properties=${'p,'.repeat(4_000)}`)).status).toBe(414);
    expect(
      (await sandbox.api('POST', contacts, { properties: { message: 'x'.repeat(11_000_000) } })).status,
    ).toBe(413);
    const post = async (type: string, body: string) => {
      const headers = { Authorization: `Bearer ${sandbox.token}`, 'Content-Type': type };
      return (await fetch(`${sandbox.url}${contacts}`, { method: 'POST', headers, body })).status;
    };
    expect(await post('text/plain', 'hello')).toBe(415);
    expect(await post('application/json', '{"properties":')).toBe(400);
  });

  it('see only their own portal', async () => {
    sandbox = await startTestSandbox();
    const { body } = await sandbox.control('POST', '/portals', { name: 'Globex', contacts: 3 });
    const token = sandbox.issueAccessToken(body.portalId);
    const foreign = (await sandbox.api('GET', `${contacts}?limit=1`)).body.results[0].id;
    expect((await sandbox.api('GET', contacts, undefined, token)).body.results).toHaveLength(3);
    expect((await sandbox.api('GET', `${contacts}/${foreign}`, undefined, token)).status).toBe(404);
    expect((await sandbox.api('GET', '/account-info/2026-09/details', undefined, token)).body.portalId).toBe(
      body.portalId,
    );
    expect((await sandbox.api('GET', '/crm/owners/2026-09', undefined, token)).body.results[0].email).toBe(
      'rae@globex.example.com',
    );
  });
});

describe('rate limits', () => {
  const limits = { perTenSeconds: 110, searchPerSecond: 5, associationsPerTenSeconds: 150 };
  const owners = '/crm/owners/2026-09';

  it('allow 110 requests per rolling 10 seconds and portal', async () => {
    const time = manualTime(START);
    sandbox = await startTestSandbox({ time, limits });
    const other = (await sandbox.control('POST', '/portals', { name: 'Globex' })).body.portalId;
    for (let sent = 0; sent < 110; sent++) {
      const { status, headers } = await sandbox.api('GET', owners);
      expect([status, headers.get('x-hubspot-ratelimit-remaining')]).toEqual([200, String(109 - sent)]);
      if (sent === 54) time.pass(5_000);
    }
    const { status, body, headers } = await sandbox.api('GET', owners);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      status: 'error',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
    });
    expect([
      headers.get('x-hubspot-ratelimit-max'),
      headers.get('x-hubspot-ratelimit-interval-milliseconds'),
    ]).toEqual(['110', '10000']);
    expect((await sandbox.api('GET', owners, undefined, sandbox.issueAccessToken(other))).status).toBe(200);
    time.pass(5_000);
    expect((await sandbox.api('GET', owners)).headers.get('x-hubspot-ratelimit-remaining')).toBe('54');
  });

  it('count search and associations apart, search without headers', async () => {
    const time = manualTime(START);
    sandbox = await startTestSandbox({ time, limits });
    const body = { filterGroups: [], sorts: [], properties: [], limit: 1, after: '0' };
    const search = () => sandbox.api('POST', `${contacts}/search`, body);
    for (let sent = 0; sent < 5; sent++)
      expect((await search()).headers.get('x-hubspot-ratelimit-max')).toBeNull();
    const refused = await search();
    expect([refused.status, refused.body.policyName]).toEqual([429, 'SECONDLY']);
    time.pass(1_000);
    expect((await search()).status).toBe(200);
    const associations = await sandbox.api('GET', '/crm/associations/2026-09/contacts/notes/labels');
    expect(associations.headers.get('x-hubspot-ratelimit-max')).toBe('150');
    expect((await sandbox.api('GET', owners)).headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
  });
});

describe('faults', () => {
  const create = (email: string) => sandbox.api('POST', contacts, { properties: { email } });
  const exists = async (email: string) =>
    (await sandbox.api('GET', `${contacts}/${email}?idProperty=email`)).status === 200;
  const only = (fault: Record<string, unknown>) =>
    sandbox.control('PUT', '/faults', [{ match: { method: 'POST', path: contacts }, ...fault }]);

  it('answer with a status before the work, as often as asked, with Retry-After', async () => {
    sandbox = await startTestSandbox();
    await only({ kind: 'status', status: 477, retryAfter: 60, times: 1 });
    const { status, headers } = await create('a@fault.example');
    expect([status, headers.get('retry-after'), await exists('a@fault.example')]).toEqual([477, '60', false]);
    expect((await create('a@fault.example')).status).toBe(201);
    expect((await sandbox.control('GET', '/faults')).body).toEqual([]);
  });

  it('answer with a status after the work', async () => {
    sandbox = await startTestSandbox();
    await only({ kind: 'status', status: 502, afterWork: true });
    expect([(await create('b@fault.example')).status, await exists('b@fault.example')]).toEqual([502, true]);
  });

  it.each([
    ['drop-before', false],
    ['drop-after', true],
    ['cut', true],
  ])('%s loses the answer (work done: %s)', async (kind, done) => {
    sandbox = await startTestSandbox();
    await only({ kind });
    await expect(create('c@fault.example')).rejects.toThrow();
    expect(await exists('c@fault.example')).toBe(done);
    expect((await sandbox.control('GET', '/calls')).body.recent[1]).toMatchObject({
      fault: kind,
      method: 'POST',
    });
  });

  it('garbage answers 200 with something that is not JSON', async () => {
    sandbox = await startTestSandbox();
    await only({ kind: 'garbage' });
    const { status, body } = await create('d@fault.example');
    expect([status, body]).toEqual([200, expect.stringContaining('<html>')]);
  });

  it.each([
    [false, false],
    [true, true],
  ])('hang never answers (after the work: %s)', async (afterWork, done) => {
    sandbox = await startTestSandbox();
    await only({ kind: 'hang', afterWork });
    const request = fetch(`${sandbox.url}${contacts}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${sandbox.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ properties: { email: 'e@fault.example' } }),
      signal: AbortSignal.timeout(300),
    });
    await expect(request).rejects.toThrow(/timeout/i);
    expect(await exists('e@fault.example')).toBe(done);
  });

  it('latency waits before the work', async () => {
    const time = manualTime(START);
    sandbox = await startTestSandbox({ time });
    await only({ kind: 'latency', delayMs: 500 });
    const answer = create('f@fault.example');
    await vi.waitFor(() => expect(time.waiting).toBe(1));
    expect(sandbox.portals.get(4242).table(CONTACT).byUnique('email', 'f@fault.example')).toBeUndefined();
    time.pass(500);
    expect((await answer).status).toBe(201);
  });

  it('strike one portal only, or paths by regular expression', async () => {
    sandbox = await startTestSandbox();
    const faults = [
      { match: { portalId: 1 }, kind: 'status' },
      { match: { path: '^/crm/(owners|lists)/' }, kind: 'status', status: 423 },
    ];
    await sandbox.control('PUT', '/faults', faults);
    expect((await sandbox.api('GET', contacts)).status).toBe(200);
    expect((await sandbox.api('GET', '/crm/owners/2026-09')).status).toBe(423);
    await sandbox.control('DELETE', '/faults');
    expect((await sandbox.api('GET', '/crm/owners/2026-09')).status).toBe(200);
  });

  it('strike the token endpoint too', async () => {
    sandbox = await startTestSandbox();
    await sandbox.control('PUT', '/faults', [{ match: { path: '/oauth/' }, kind: 'status', status: 503 }]);
    expect((await fetch(`${sandbox.url}/oauth/2026-09/token`, { method: 'POST' })).status).toBe(503);
  });
});

describe('the call log', () => {
  it('counts calls by path, per portal', async () => {
    sandbox = await startTestSandbox();
    const [first] = (await sandbox.api('GET', `${contacts}?limit=1`)).body.results;
    await sandbox.api('GET', `${contacts}/${first.id}`);
    await sandbox.api('GET', `${contacts}/x@y.example?idProperty=email`);
    const { body } = await sandbox.control('GET', '/calls?portalId=4242');
    expect(body).toMatchObject({
      total: 3,
      byPath: { [`GET ${contacts}`]: 1, [`GET ${contacts}/{id}`]: 1, [`GET ${contacts}/{email}`]: 1 },
      byStatus: { 200: 2, 404: 1 },
    });
    expect(body.recent[0]).toMatchObject({ status: 404, portalId: 4242 });
    expect((await sandbox.control('GET', '/calls?portalId=1')).body.total).toBe(0);
    await sandbox.control('DELETE', '/calls');
    expect((await sandbox.control('GET', '/calls')).body.total).toBe(0);
  });
});
