import { createHmac } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { portalId } from '../../src/backend/ground/identifiers.ts';
import { LeadEntity } from '../../src/backend/leads/lead/lead-entity.ts';
import { INBOUND_SECRET, SECRET } from '../world/local-baton.ts';
import { SECRETS_OF_B, startTwoAccounts, tablesOfPortals } from './two-accounts.ts';
import type { Row, TwoAccounts } from './two-accounts.ts';

let world: TwoAccounts;
let before: { state: Record<string, Row[]>; contact: unknown; calls: number };

beforeAll(async () => {
  world = await startTwoAccounts();
  before = await everythingOfB();
}, 120_000);
beforeEach(() => giveTwins(world, before.state));

const everythingOfB = async () => ({
  state: await world.stateOf(world.b),
  contact: await world.contactIn(world.b),
  calls: await world.callsFor(world.b),
});

/**
 * Gives account A rows with the very ids of account B's: whatever asks for an id without the account finds the wrong
 * one of the two. It also shows that every key holds the account.
 */
async function giveTwins({ a, b, database }: TwoAccounts, state: Record<string, Row[]>): Promise<void> {
  for (const entity of tablesOfPortals()) {
    const table = entity.options.tableName ?? '';
    if (['portals', 'portal_settings'].includes(table)) continue;
    const account = { portalId: String(a.portalId) };
    const ids = 'contactId' in entity.options.columns ? { contactId: b.contact.id } : {};
    if (table === 'assistant') Object.assign(ids, { assistantId: b.assistant.id });
    if (Object.keys(ids).length > 0) await database.manager.delete(entity, { ...account, ...ids });
    const twins = (state[table] ?? []).map((row) => ({
      ...without([...WORDS_OF_B, b.contact.email], row),
      ...account,
      ...(table === 'assistant' ? TWIN : {}),
    }));
    await database.manager.createQueryBuilder().insert().into(entity).values(twins).orIgnore().execute();
  }
}

/** The twin has B's ids, and none of B's words. */
function without(words: readonly string[], row: Row): Row {
  const text = words.reduce((json, word) => json.replaceAll(word, 'Twin'), JSON.stringify(row));
  return JSON.parse(text) as Row;
}

const WORDS_OF_B = Object.values(SECRETS_OF_B);

const TWIN = {
  email: 'twin@acme.example.com',
  name: 'Twin',
  companyDescription: '',
  defaultContext: '',
  sealedMailbox: null,
};

interface Sent {
  status: number;
  text: string;
}

/** A request as HubSpot sends it for a card of account A. */
async function asA(
  method: string,
  path: string,
  body?: unknown,
  user: 'admin' | 'rep' = 'admin',
): Promise<Sent> {
  const { client, [user]: person } = world.a;
  const answer = await client.fetchAs(person.userId, `${world.baton.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, text: JSON.stringify(answer.body) };
}

async function plain(method: string, path: string, init: RequestInit = {}): Promise<Sent> {
  const response = await fetch(`${world.baton.url}${path}`, { method, redirect: 'manual', ...init });
  return {
    status: response.status,
    text: `${response.headers.get('location') ?? ''} ${await response.text()}`,
  };
}

/** Events that HubSpot signs for account A, about records whose ids exist in account B. */
async function events(...changes: object[]): Promise<Sent> {
  const { a, b, baton } = world;
  const now = baton.sandbox.clock.now();
  const body = JSON.stringify(
    changes.map((change, index) => ({
      eventId: now + index,
      subscriptionId: 1,
      appId: 7_000_001,
      occurredAt: now,
      attemptNumber: 0,
      portalId: a.portalId,
      objectId: Number(b.contact.id),
      changeSource: 'CRM_UI',
      sourceId: 'userId:1',
      ...change,
    })),
  );
  const signature = createHmac('sha256', SECRET)
    .update(`POST${baton.url}/webhooks/hubspot${body}${now}`)
    .digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(now) };
  return plain('POST', '/webhooks/hubspot', { body, headers });
}

const profile = {
  name: 'Mallory',
  email: 'mallory@acme.example.com',
  role: 'r',
  signature: '',
  companyDescription: '',
  defaultContext: '',
  sequenceId: 'recommended',
  brochureUrl: null,
  calendarUrl: null,
  mailbox: null,
};

/** A card route with the contact of B, as an admin and as a rep, with B's id smuggled in, and for each its own body. */
const onContact =
  (method: string, path: string, body?: (w: TwoAccounts) => object) => async (): Promise<Sent[]> => {
    const { b } = world;
    const route = path.replace('{contactId}', b.contact.id);
    const extra = { portalId: b.portalId, userId: b.admin.userId };
    const sent = body ? { ...body(world), ...extra } : undefined;
    return [
      await asA(method, route, sent, 'admin'),
      await asA(method, route, sent, 'rep'),
      await asA(method, `${route}?portalId=${b.portalId}&userId=${b.admin.userId}`, sent),
    ];
  };

const onAssistant = (method: string, path: string, body: object | undefined) => async (): Promise<Sent[]> => {
  const { a, b } = world;
  const route = path.replace('{assistantId}', b.assistant.id);
  return [
    await asA(method, route, body),
    await asA(method, `${route}?portalId=${b.portalId}`, body),
    await asA(method, route, body && { ...body, portalId: a.portalId }, 'rep'),
  ];
};

const onPage = async (method: string, path: string, body?: object): Promise<Sent[]> => [
  await asA(method, `/api/pages/${path}`, body),
  await asA(method, `/api/pages/${path}`, body, 'rep'),
  await asA(method, `/api/pages/${path}?portalId=${world.b.portalId}&userId=${world.b.admin.userId}`, body),
];

const phrase = { example: 'Bring the bellows to the table', class: 'Other', mode: 'always' };

const onPhrases = async (method: string, path: string, body?: object): Promise<Sent[]> => [
  await asA(method, `/api/phrases${path}`, body),
  await asA(method, `/api/phrases${path}`, body, 'rep'),
  await asA(method, `/api/phrases${path}?portalId=${world.b.portalId}`, body),
];

const contact = '/api/contacts/{contactId}';
const assistant = '/api/assistants/{assistantId}';

/** How account A could try to reach account B, for each route. */
const attempts: Record<string, () => Promise<Sent[]>> = {
  'GET /healthz': async () => [await plain('GET', '/healthz')],
  'GET /readyz': async () => [await plain('GET', '/readyz')],
  'GET /metrics': async () => [await plain('GET', '/metrics')],
  'GET /api/openapi.json': async () => [await plain('GET', '/api/openapi.json')],
  'GET /oauth/install': async () => [
    await plain('GET', `/oauth/install?portalId=${world.b.portalId}`),
    await plain('GET', `/oauth/install?code=forged&returnUrl=${encodeURIComponent(world.baton.sandbox.url)}`),
  ],
  'GET /oauth/callback': async () => [
    await plain('GET', `/oauth/callback?code=forged&state=forged&portalId=${world.b.portalId}`),
  ],
  'POST /webhooks/hubspot': async () => [
    await events(
      { subscriptionType: 'contact.propertyChange', propertyName: 'hubspot_owner_id', propertyValue: '' },
      { subscriptionType: 'contact.propertyChange', propertyName: 'baton_context', propertyValue: 'changed' },
      { subscriptionType: 'contact.restore' },
      {
        subscriptionType: 'contact.merge',
        primaryObjectId: 1,
        mergedObjectIds: [Number(world.b.contact.id)],
        newObjectId: 2,
      },
      { subscriptionType: 'contact.deletion' },
      { subscriptionType: 'contact.privacyDeletion' },
    ),
  ],
  'POST /mail/inbound': async () => {
    const mail = [
      `From: ${world.b.contact.email}`,
      `To: ${world.a.assistant.email}`,
      ...(before.state['mail'] ?? []).flatMap(({ messageId }) => [
        `In-Reply-To: ${String(messageId)}`,
        `References: ${String(messageId)}`,
      ]),
      'Subject: Re: hello',
      '',
      'Please remove me from your list.',
    ].join('\r\n');
    const headers = { authorization: `Bearer ${INBOUND_SECRET}` };
    return [await plain('POST', '/mail/inbound', { body: mail, headers })];
  },
  'GET /t/unsubscribe/{token}': async () => [await plain('GET', `/t/unsubscribe/${relabelled()}`)],
  'POST /t/unsubscribe/{token}': async () => [await plain('POST', `/t/unsubscribe/${relabelled()}`)],
  [`GET ${contact}/card`]: onContact('GET', `${contact}/card`),
  [`PUT ${contact}/context`]: onContact('PUT', `${contact}/context`, () => ({
    context: 'changed',
    base: SECRETS_OF_B.context,
  })),
  [`GET ${contact}/next-email`]: onContact('GET', `${contact}/next-email`),
  [`POST ${contact}/next-email`]: onContact('POST', `${contact}/next-email`, () => ({ context: 'another' })),
  [`POST ${contact}/hand-over`]: onContact('POST', `${contact}/hand-over`, ({ b }) => ({
    assistantId: b.assistant.id,
  })),
  [`POST ${contact}/pause`]: onContact('POST', `${contact}/pause`, () => ({})),
  [`POST ${contact}/resume`]: onContact('POST', `${contact}/resume`, () => ({})),
  [`POST ${contact}/hand-back`]: onContact('POST', `${contact}/hand-back`, () => ({})),
  [`POST ${contact}/lift-legal`]: onContact('POST', `${contact}/lift-legal`, () => ({})),
  'GET /api/settings': async () => [
    await asA('GET', '/api/settings'),
    await asA('GET', `/api/settings?portalId=${world.b.portalId}`),
  ],
  'PUT /api/settings': async () => [
    await asA('PUT', '/api/settings', {
      portalId: world.b.portalId,
      fallbackOwnerId: world.b.rep.id,
      firstEmailDelayMinutes: 1,
    }),
    await asA('PUT', `/api/settings?portalId=${world.b.portalId}`, { firstEmailDelayMinutes: 2 }),
  ],
  'POST /api/settings/add-lead-status-option': async () => [
    await asA('POST', '/api/settings/add-lead-status-option', { portalId: world.b.portalId }),
  ],
  'PUT /api/settings/language-model': async () => [
    await asA('PUT', '/api/settings/language-model', {
      portalId: world.b.portalId,
      enabled: true,
      model: 'tiny-1',
      apiKey: 'sk-mallory',
    }),
  ],
  // A's twin of what B has set would open with B's key, if seals were not bound to the account.
  'POST /api/settings/language-model/test': async () => [
    await asA('POST', '/api/settings/language-model/test', { portalId: world.b.portalId }),
  ],
  'POST /api/assistants': async () => [
    await asA('POST', '/api/assistants', {
      ...profile,
      portalId: world.b.portalId,
      assistantId: world.b.assistant.id,
    }),
    // The address of B's assistant, to get its answers.
    await asA('POST', '/api/assistants', { ...profile, name: 'Impostor', email: world.b.assistant.email }),
  ],
  [`PUT ${assistant}`]: onAssistant('PUT', assistant, profile),
  [`POST ${assistant}/refresh`]: onAssistant('POST', `${assistant}/refresh`, {}),
  [`POST ${assistant}/invite`]: onAssistant('POST', `${assistant}/invite`, {}),
  [`POST ${assistant}/test-mail`]: onAssistant('POST', `${assistant}/test-mail`, {
    to: 'mallory@acme.example.com',
  }),
  [`DELETE ${assistant}`]: async () => {
    // An assistant that works on contacts is not removed: A's twin is free.
    await world.database.manager.delete(LeadEntity, { portalId: portalId(world.a.portalId) });
    return onAssistant('DELETE', assistant, undefined)();
  },
  'GET /api/phrases': async () => onPhrases('GET', ''),
  'POST /api/phrases': async () => onPhrases('POST', '', phrase),
  'PUT /api/phrases/{phraseId}': async () => onPhrases('PUT', `/${world.b.phrase}`, phrase),
  'DELETE /api/phrases/{phraseId}': async () => onPhrases('DELETE', `/${world.b.phrase}`),
  'GET /api/phrases/asked': async () => onPhrases('GET', '/asked'),
  'POST /api/phrases/test-past': async () => onPhrases('POST', '/test-past', { phrase, id: world.b.phrase }),
  'POST /api/phrases/test-text': async () =>
    onPhrases('POST', '/test-text', { phrase, id: world.b.phrase, text: 'Bring the bellows' }),
  'GET /api/pages/viewer': async () => onPage('GET', 'viewer'),
  'GET /api/pages/overview': async () => onPage('GET', 'overview'),
  'GET /api/pages/leads': async () => [
    ...(await onPage('GET', 'leads')),
    await asA('GET', `/api/pages/leads?search=${SECRETS_OF_B.contact}`),
  ],
  'GET /api/pages/activity': async () => [
    ...(await onPage('GET', 'activity')),
    await asA('GET', `/api/pages/activity?contact=${world.b.contact.id}`),
  ],
  'POST /api/pages/leads/csv': async () => {
    const answers = await onPage('POST', 'leads/csv', { filter: {}, portalId: world.b.portalId });
    const { url } = JSON.parse(answers[0]?.text ?? '{}') as { url: string };
    return [...answers, await plain('GET', url.slice(world.baton.url.length))];
  },
  'GET /t/leads-csv/{token}': async () => {
    const { a, b, baton } = world;
    const path = `${baton.url}/api/pages/leads/csv`;
    const sent = { method: 'POST', body: { filter: {} } };
    const { url } = (await b.client.fetchAs(b.admin.userId, path, sent)).body as { url: string };
    return [await plain('GET', url.slice(baton.url.length).replace(`${b.portalId}.`, `${a.portalId}.`))];
  },
  'POST /api/pages/bulk/plan': async () =>
    onPage('POST', 'bulk/plan', { action: { kind: 'pause' }, on: { contactIds: [world.b.contact.id] } }),
  'POST /api/pages/bulk': async () =>
    onPage('POST', 'bulk', {
      action: { kind: 'pause' },
      on: { contactIds: [world.b.contact.id] },
      requestId: 'of-a',
      portalId: world.b.portalId,
    }),
  'GET /api/pages/bulk': async () => onPage('GET', 'bulk'),
  'GET /api/pages/bulk/{id}': async () => onPage('GET', `bulk/${world.b.bulk}`),
  'GET /api/pages/bulk/{id}/refused': async () => onPage('GET', `bulk/${world.b.bulk}/refused`),
  'POST /api/pages/bulk/{id}/cancel': async () => onPage('POST', `bulk/${world.b.bulk}/cancel`, {}),
  'POST /api/settings/disconnect': async () => [
    await asA('POST', `/api/settings/disconnect?portalId=${world.b.portalId}`, {}),
    await asA('POST', '/api/settings/disconnect', { portalId: world.b.portalId }),
  ],
};

/** B's unsubscribe link, said to be of A. */
const relabelled = (): string => {
  const [, sealed = ''] = world.unsubscribeToken(world.b).split('.');
  return `${world.a.portalId}.${sealed}`;
};

describe('account A cannot read or change account B', () => {
  it('has a case for every route', async () => {
    const { text } = await plain('GET', '/api/openapi.json');
    const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(attempts).sort()).toEqual(routes.sort());
  });

  it('has data of B to look for', () => {
    const state = JSON.stringify(before.state);
    for (const word of Object.values(SECRETS_OF_B)) expect(state).toContain(word);
    expect((before.state['mail'] ?? []).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(attempts))('%s', { timeout: 60_000 }, async (_route, attempt) => {
    const answers = await attempt();
    expect(answers.length).toBeGreaterThan(0);
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThan(0);
      for (const word of [...WORDS_OF_B, world.b.contact.email, `"${world.b.portalId}"`])
        expect(text).not.toContain(word);
    }
    const after = await everythingOfB();
    expect(after.state).toEqual(before.state);
    expect(after.contact).toEqual(before.contact);
    expect(after.calls).toBe(before.calls);
  });
});

describe('B itself', () => {
  it('still works: it was not only out of reach because nothing was', async () => {
    const { b, baton } = world;
    const path = `/api/contacts/${b.contact.id}`;
    const card = await b.client.fetchAs(b.rep.userId, `${baton.url}${path}/card`);
    expect(JSON.stringify(card.body)).toContain(SECRETS_OF_B.assistant);
    const page = await plain('GET', `/t/unsubscribe/${world.unsubscribeToken(b)}`);
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining(b.contact.email) });
    await plain('POST', `/t/unsubscribe/${world.unsubscribeToken(b)}`);
    expect((await world.stateOf(b))['suppression']).toHaveLength(1);
  });
});
