import { createHash, createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { createContactProperties } from '../../src/backend/hubspot/properties/contact-properties.ts';
import { createLeadStatusOptions } from '../../src/backend/hubspot/properties/lead-status.ts';
import { createOwners } from '../../src/backend/hubspot/records/owners.ts';
import { portalEntity } from '../../src/backend/hubspot/portals/portal-entity.ts';
import { contactId } from '../../src/backend/ground/identifiers.ts';
import type { ContactId } from '../../src/backend/ground/identifiers.ts';
import { InboxEntity } from '../../src/backend/webhooks/inbox-entity.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { openHubSpotWorld, PORTAL_ID } from '../world/hubspot-world.ts';
import type { HubSpotWorld } from '../world/hubspot-world.ts';
import { PORTAL, SECRET, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 60_000 };
const CONTACTS = '/crm/objects/2026-09/contacts';
/** HubSpot's id of notes. */
const NOTE = '0-46';

describe('writing', () => {
  let world: HubSpotWorld;
  beforeAll(async () => {
    world = await openHubSpotWorld();
  });
  afterEach(async () => {
    await world.sandbox.control('DELETE', '/faults');
    await world.sandbox.control('PATCH', '/portals/4242', { writeRules: [] });
    world.clear();
  });
  afterAll(() => world.stop());

  /** An admin's rule: a note of this time needs an owner, which the notes here do not have. */
  const REFUSED_AT = Date.UTC(2026, 0, 1);
  const refuseNote = () =>
    world.sandbox.control('PATCH', '/portals/4242', {
      writeRules: [
        {
          kind: 'conditional',
          objectTypeId: NOTE,
          when: { property: 'hs_timestamp', value: new Date(REFUSED_AT).toISOString() },
          required: 'hubspot_owner_id',
        },
      ],
    });
  const change = (id: ContactId, properties: Record<string, string>) =>
    world.database.transaction((tx) =>
      world.outbox.updateContact(tx, { portalId: PORTAL_ID, contactId: id, lane: 'bulk', properties }),
    );
  const writes = (path: string) => world.exchanges.filter(({ request }) => request.path.startsWith(path));
  const inputsOf = (path: string): number[] =>
    writes(path).map(({ request }) => (request.json as { inputs: unknown[] }).inputs.length);
  const firstnames = async (ids: readonly ContactId[]) =>
    [
      ...(await world.contacts.read(PORTAL_ID, ids, { properties: ['firstname'], lane: 'bulk' })).values(),
    ].map(({ properties }) => properties['firstname']);
  const told = (kind: 'created' | 'failed') =>
    world.outcomes.flatMap((outcome) => (outcome.kind === kind ? [outcome.key] : [])).sort();

  it('two rows with one key: each gets its own verdict (RudderStack)', LONG, async () => {
    const [id] = await world.people(1);
    if (!id) throw new Error('nobody');
    // Two changes of one contact travel as one input, two notes of one contact in one call.
    await change(id, { firstname: 'Kim' });
    await change(id, { hs_lead_status: 'NOT_AN_OPTION' });
    await world.note(id, 'good');
    await refuseNote();
    await world.note(id, 'refused', REFUSED_AT);
    await world.settle();
    expect(inputsOf(`${CONTACTS}/batch/update`)[0]).toBe(1);
    expect(await firstnames([id])).toEqual(['Kim']);
    const refused = world.outcomes.filter((outcome) => outcome.kind === 'failed');
    expect(refused.find(({ key }) => key === 'refused')).toBeDefined();
    expect(refused.find(({ properties }) => properties.includes('hs_lead_status'))).toMatchObject({
      properties: ['hs_lead_status'],
    });
    expect(told('created')).toEqual(['good']);
    expect(await world.notesOf(id)).toBe(1);
  });

  it('a 207 whose error names no trace id counts for nobody as a success (RudderStack)', LONG, async () => {
    const ids = await world.people(3);
    await refuseNote();
    world.tamper = (request, answer) =>
      answer.status === 207 && request.path.endsWith('/notes/batch/create')
        ? { ...answer, body: withoutTraces(answer.body) }
        : answer;
    for (const [at, id] of ids.entries()) await world.note(id, `n${at}`, at === 1 ? REFUSED_AT : undefined);
    await world.settle();
    expect(told('created')).toEqual(['n0', 'n2']);
    expect(told('failed')).toEqual(['n1']);
    expect(await Promise.all(ids.map((id) => world.notesOf(id)))).toEqual([1, 0, 1]);
  });

  it(
    'an answer of success with neither results nor errors is believed by nobody (RudderStack)',
    LONG,
    async () => {
      const [id] = await world.people(1);
      if (!id) throw new Error('nobody');
      let hidden = 0;
      world.tamper = (request, answer) => {
        if (!request.path.endsWith('/notes/batch/create') || hidden > 0) return answer;
        hidden += 1;
        return { ...answer, body: { status: 'COMPLETE', results: [] } };
      };
      await world.note(id, 'silent');
      await world.settle();
      expect(told('created')).toEqual(['silent']);
      expect(await world.notesOf(id)).toBe(1);
    },
  );

  it(
    'lists of an account are read once, however many ask and however many batches follow (RudderStack)',
    LONG,
    async () => {
      const properties = createContactProperties(world.client);
      const status = createLeadStatusOptions(properties, world.clock);
      const owners = createOwners({ client: world.client, clock: world.clock });
      await Promise.all(
        Array.from({ length: 40 }, () => [status.list(PORTAL_ID), owners.list(PORTAL_ID)]).flat(),
      );
      expect(writes('/crm/properties/')).toHaveLength(1);
      expect(writes('/crm/owners/')).toHaveLength(1);
      for (const id of await world.people(500)) await change(id, { firstname: 'Kim', hs_lead_status: 'NEW' });
      await world.settle();
      expect(inputsOf(`${CONTACTS}/batch/update`)).toEqual([100, 100, 100, 100, 100]);
      expect(writes('/crm/properties/')).toHaveLength(1);
      expect(writes('/crm/owners/')).toHaveLength(1);
    },
  );

  it('one row of 100 that conflicts: 99 are written (RudderStack)', LONG, async () => {
    const ids = await world.people(100);
    const bad = ids[41];
    // HubSpot refuses the whole batch and names only that something exists.
    world.tamper = (request, answer) => {
      const isIn = JSON.stringify(request.json ?? null).includes(`"${bad}"`);
      if (!isIn || !request.path.endsWith('/batch/update')) return answer;
      const message = 'Contact already exists. Existing ID: 1';
      return { ...answer, status: 409, body: { status: 'error', category: 'CONFLICT', message } };
    };
    for (const id of ids) await change(id, { firstname: 'Lee' });
    await world.settle();
    const failed = world.outcomes.filter((outcome) => outcome.kind === 'failed');
    expect(failed.map(({ contactId: one }) => one)).toEqual([bad]);
    const written = world.outcomes.filter((outcome) => outcome.kind === 'contact-written');
    expect(new Set(written.map(({ contactId: one }) => one)).size).toBe(99);
    // Halved until it is alone, not sent one by one.
    expect(writes(`${CONTACTS}/batch/update`).length).toBeLessThanOrEqual(1 + 2 * 7);
  });

  it(
    'one row of 100 that HubSpot names: 99 are written with one extra call (RudderStack)',
    LONG,
    async () => {
      const ids = await world.people(100);
      for (const [at, id] of ids.entries())
        await change(id, at === 7 ? { hs_lead_status: 'NOT_AN_OPTION' } : { firstname: 'Ana' });
      await world.settle();
      expect((await firstnames(ids)).filter((name) => name === 'Ana')).toHaveLength(99);
      expect(writes(`${CONTACTS}/batch/update`).length).toBeLessThanOrEqual(2);
    },
  );

  it(
    'calls are as large as HubSpot takes them today: 100, and 50 with history (Grouparoo)',
    LONG,
    async () => {
      const ids = await world.people(250);
      world.clear();
      await world.contacts.read(PORTAL_ID, ids, { properties: ['email'], lane: 'bulk' });
      expect(inputsOf(`${CONTACTS}/batch/read`).sort()).toEqual([100, 100, 50]);
      world.clear();
      await world.contacts.read(PORTAL_ID, ids, { properties: ['email'], ownerHistory: true, lane: 'bulk' });
      expect(inputsOf(`${CONTACTS}/batch/read`)).toEqual([50, 50, 50, 50, 50]);
      world.clear();
      for (const id of ids) {
        await change(id, { firstname: 'Kim' });
        await world.note(id, `size:${id}`);
      }
      await world.settle();
      expect(inputsOf(`${CONTACTS}/batch/update`).sort()).toEqual([100, 100, 50]);
      expect(inputsOf('/crm/objects/2026-09/notes/batch/create').sort()).toEqual([100, 100, 50]);
    },
  );

  it('500 rows while HubSpot answers 429 again and again: none fails (n8n)', LONG, async () => {
    const ids = await world.people(500);
    const match = { path: `${CONTACTS}/batch/update` };
    await world.sandbox.control('PUT', '/faults', [
      { match, kind: 'status', status: 429, retryAfter: 1, times: 3 },
    ]);
    for (const id of ids) await change(id, { firstname: 'Ruth' });
    await world.settle();
    expect((await firstnames(ids)).filter((name) => name === 'Ruth')).toHaveLength(500);
    expect(told('failed')).toEqual([]);
    expect(world.exchanges.filter(({ answer }) => answer.status === 429)).toHaveLength(3);
  });
});

/** As HubSpot answers when it does not say which input an error is about. */
function withoutTraces(body: unknown): unknown {
  const { errors = [], ...rest } = body as { errors?: { context?: unknown }[] };
  return { ...rest, errors: errors.map(({ context: _context, ...error }) => error) };
}

describe('receiving', () => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite();
  }, 60_000);

  const event = (more: Record<string, unknown> = {}) => ({
    eventId: 1,
    subscriptionId: 2,
    portalId: PORTAL,
    appId: 3,
    objectId: 777_000_001,
    subscriptionType: 'object.propertyChange',
    objectTypeId: '0-1',
    attemptNumber: 0,
    propertyName: 'email',
    propertyValue: 'a@example.com',
    changeSource: 'CRM_UI',
    sourceId: 'userId:1',
    occurredAt: baton.sandbox.clock.now(),
    ...more,
  });
  const url = () => `${baton.url}/webhooks/hubspot`;
  const v3 = (body: string, at = baton.sandbox.clock.now()) => ({
    'content-type': 'application/json',
    'x-hubspot-request-timestamp': String(at),
    'x-hubspot-signature-v3': createHmac('sha256', SECRET)
      .update(`POST${url()}${body}${at}`)
      .digest('base64'),
  });
  const v1 = (body: string) => createHash('sha256').update(`${SECRET}${body}`).digest('hex');
  const post = async (body: string, headers: Record<string, string>) => {
    const response = await fetch(url(), { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as { code?: string } };
  };
  const stored = async (objectId: number) => {
    const database = await openAnother(baton.databaseUrl, entities);
    try {
      return await database.manager.countBy(InboxEntity, { contactId: contactId(objectId) });
    } finally {
      await database.close();
    }
  };

  it('a request without a signature is refused, and nothing throws (Nango)', LONG, async () => {
    const body = JSON.stringify([event()]);
    const refused = { status: 401, body: { code: 'SIGNATURE_INVALID' } };
    expect(await post(body, {})).toMatchObject(refused);
    expect(await post(body, { 'x-hubspot-request-timestamp': '1' })).toMatchObject(refused);
    expect(await post(body, { 'x-hubspot-signature-v3': '' })).toMatchObject(refused);
    expect(await post('', {})).toMatchObject(refused);
    expect((await fetch(`${baton.url}/healthz`)).status).toBe(200);
  });

  it(
    'a captured request does not work for ever, and other bytes of the same JSON are another body (Nango)',
    LONG,
    async () => {
      const old = JSON.stringify([event({ objectId: 777_000_002 })]);
      const minutes = 60_000;
      expect((await post(old, v3(old, baton.sandbox.clock.now() - 6 * minutes))).status).toBe(401);
      expect((await post(`${old} `, v3(old))).status).toBe(401);
      expect(await stored(777_000_002)).toBe(0);
      // What HubSpot writes is taken as it is, in whatever spelling of JSON.
      const odd = `[ ${JSON.stringify(event({ objectId: 777_000_003, propertyValue: 'ü' })).replace('ü', '\\u00fc')} ]`;
      expect((await post(odd, v3(odd))).status).toBe(200);
      expect(await stored(777_000_003)).toBe(1);
    },
  );

  it.each(['v1', 'v2', 'v3', 'none', ''])(
    'version 3 is checked whatever the version header says: %j (sim)',
    LONG,
    async (version) => {
      const body = JSON.stringify([event({ objectId: 777_000_004 })]);
      const header = { 'x-hubspot-signature-version': version };
      const good = v3(body);
      const forged = { ...good, 'x-hubspot-signature-v3': v3(`${body} `)['x-hubspot-signature-v3'] };
      expect((await post(body, { ...forged, ...header })).status).toBe(401);
      expect((await post(body, { ...header, 'x-hubspot-signature': v1(body) })).status).toBe(401);
      expect((await post(body, { ...forged, ...header, 'x-hubspot-signature': v1(body) })).status).toBe(401);
      expect((await post(body, { ...good, ...header })).status).toBe(200);
    },
  );

  it(
    'an event is known by what is signed, not by headers that anybody can change (Linear receiver, Dub)',
    LONG,
    async () => {
      const one = event({ objectId: 777_000_005 });
      const body = JSON.stringify([one]);
      for (const id of ['a', 'b', 'c'])
        expect((await post(body, { ...v3(body), 'x-request-id': id, 'x-hubspot-event-id': id })).status).toBe(
          200,
        );
      expect(await stored(777_000_005)).toBe(1);
      // eventId is not unique: two events that share it are two, and one event that changes it is one.
      const others = JSON.stringify([
        { ...one, eventId: 99, attemptNumber: 3 },
        { ...one, propertyName: 'baton_context' },
      ]);
      expect((await post(others, v3(others))).status).toBe(200);
      expect(await stored(777_000_005)).toBe(2);
    },
  );

  it('a secret that does not decrypt is refused and never sent as it is (Dub)', LONG, async () => {
    const database = await openAnother(baton.databaseUrl, entities);
    const account = { portalId: String(PORTAL) };
    const before = await database.manager.findOneByOrFail(portalEntity, account);
    const seal = before.sealedAccessToken ?? '';
    const changed = `${seal.slice(0, -4)}AAAA`;
    const otherKey = seal.replace(':test:', ':lost:');
    // The refresh token is sealed for another purpose; the rest is changed, under a lost key, or no seal at all.
    for (const sealed of [before.sealedRefreshToken, changed, otherKey, 'bare-secret', '']) {
      await database.manager.update(portalEntity, account, { sealedAccessToken: sealed });
      const contact = await baton.newContact();
      await baton.client.call('DELETE', '/calls');
      const path = `${baton.url}/api/contacts/${contact.id}/card`;
      const { status, body } = await baton.client.fetchAs(baton.people.rae.userId, path);
      expect([sealed, status, body]).toMatchObject([sealed, 500, { code: 'SECRET_UNREADABLE' }]);
      expect(await baton.client.call('GET', '/calls')).toMatchObject({ total: 0 });
    }
    await database.manager.update(portalEntity, account, { sealedAccessToken: seal });
    await database.close();
    const contact = await baton.newContact();
    await until('works again', async () => {
      const path = `${baton.url}/api/contacts/${contact.id}/card`;
      return (await baton.client.fetchAs(baton.people.rae.userId, path)).status === 200;
    });
  });
});
