import { createHash, createHmac } from 'node:crypto';
import { portalId } from '../../src/backend/ground/identifiers.ts';
import { LeadEntity } from '../../src/backend/leads/lead/lead-entity.ts';
import { INBOUND_SECRET, SECRET } from '../world/local-baton.ts';
import { campaignAttempts } from './campaign-attempts.ts';
import type { Sent } from './campaign-attempts.ts';
import { settingsAttempts } from './settings-attempts.ts';
import { SECRETS_OF_B, sequenceOf, startTwoAccounts, uploadPath } from './two-accounts.ts';
import { askedByReps } from './asked-by-reps.ts';
import type { Row, TwoAccounts } from './two-accounts.ts';

export let world: TwoAccounts;
/** What there was of B before anybody tried. */
export let before: { state: Record<string, Row[]>; contact: unknown; calls: number };

export async function begin(): Promise<void> {
  world = await startTwoAccounts();
  before = await everythingOfB();
}

export const everythingOfB = async () => ({
  state: await world.stateOf(world.b),
  contact: await world.contactIn(world.b),
  calls: await world.callsFor(world.b),
});

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

export async function plain(method: string, path: string, init: RequestInit = {}): Promise<Sent> {
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
const known = { title: 'Mine', text: 'Mine.', assistantId: null, expiresOn: null, version: 1 };

const on =
  (base: string) =>
  async (method: string, path: string, body?: object): Promise<Sent[]> => [
    await asA(method, base + path, body),
    await asA(method, base + path, body, 'rep'),
    await asA(method, `${base}${path}${path.includes('?') ? '&' : '?'}portalId=${world.b.portalId}`, body),
  ];
const [onPhrases, onKnowledge] = [on('/api/phrases'), on('/api/knowledge')];
const [onExclusions, onReviews] = [on('/api/exclusions'), on('/api/pages/reviews')];
const [onSequences, onTrial] = [on('/api/sequences'), on('/api/model-trial')];
const onParts = settingsAttempts(on('/api/fields'), on('/api/settings'), () => world.b.contact.id);
const onCampaigns = campaignAttempts(on, plain, () => world.b);
const decision = { version: 1 };
const words = { subject: 'Mine', letter: 'Mine.' };
const draftSeen = () => ({ id: world.b.review, ...decision });
const draft = sequenceOf('Mine');
const ofB = () => ({ assistantId: world.b.assistant.id, contactId: world.b.contact.id });
const preview = () => ({ ...ofB(), draft, language: 'en' });

const contact = '/api/contacts/{contactId}';
const assistant = '/api/assistants/{assistantId}';

/** How account A could try to reach account B, for each route. */
export const attempts: Record<string, () => Promise<Sent[]>> = {
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
  ...Object.fromEntries(
    Object.entries(askedByReps).map(([action, body]) => [
      `POST ${contact}/${action}`,
      onContact('POST', `${contact}/${action}`, body),
    ]),
  ),
  [`GET ${contact}/letter`]: onContact('GET', `${contact}/letter`),
  [`GET ${contact}/sequences`]: onContact('GET', `${contact}/sequences`),
  [`POST ${contact}/letter/check`]: onContact('POST', `${contact}/letter/check`, () => ({
    purpose: 'reply',
    ...words,
  })),
  [`POST ${contact}/suggestion/again`]: onContact('POST', `${contact}/suggestion/again`, () => ({})),
  [`POST ${contact}/suggestion/dismiss`]: onContact('POST', `${contact}/suggestion/dismiss`, () => ({})),
  [`POST ${contact}/lift-legal`]: onContact('POST', `${contact}/lift-legal`, () => ({})),
  [`POST ${contact}/draft/approve`]: onContact('POST', `${contact}/draft/approve`, draftSeen),
  [`POST ${contact}/draft/skip`]: onContact('POST', `${contact}/draft/skip`, draftSeen),
  [`POST ${contact}/draft/write-again`]: onContact('POST', `${contact}/draft/write-again`, draftSeen),
  [`POST ${contact}/draft/check`]: onContact('POST', `${contact}/draft/check`, () => ({
    id: world.b.review,
    ...words,
  })),
  [`POST ${contact}/substitute`]: onContact('POST', `${contact}/substitute`, () => ({
    person: createHash('sha256').update(world.b.contact.email).digest('hex'),
    say: 'now',
  })),
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
  'PUT /api/settings/context-labels': async () => [
    await asA('PUT', `/api/settings/context-labels?portalId=${world.b.portalId}`, {
      labels: [{ word: 'Hook', label: 'why' }],
      portalId: world.b.portalId,
    }),
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
  [`GET ${assistant}/domain`]: onAssistant('GET', `${assistant}/domain`, undefined),
  [`POST ${assistant}/resume-mailbox`]: onAssistant('POST', `${assistant}/resume-mailbox`, {}),
  [`DELETE ${assistant}`]: async () => {
    // An assistant that works on contacts is not removed: A's twin is free.
    await world.database.manager.delete(LeadEntity, { portalId: portalId(world.a.portalId) });
    return onAssistant('DELETE', assistant, undefined)();
  },
  'GET /api/exclusions': () => onExclusions('GET', '?search=blasebalg'),
  'POST /api/exclusions': () => onExclusions('POST', '', { text: 'other.example.com' }),
  'POST /api/exclusions/remove': () => onExclusions('POST', '/remove', { pattern: SECRETS_OF_B.excluded }),
  'GET /api/phrases': async () => onPhrases('GET', ''),
  'POST /api/phrases': async () => onPhrases('POST', '', phrase),
  'PUT /api/phrases/{phraseId}': async () => onPhrases('PUT', `/${world.b.phrase}`, phrase),
  'DELETE /api/phrases/{phraseId}': async () => onPhrases('DELETE', `/${world.b.phrase}`),
  'GET /api/phrases/asked': async () => onPhrases('GET', '/asked'),
  'POST /api/phrases/test-past': async () => onPhrases('POST', '/test-past', { phrase, id: world.b.phrase }),
  'POST /api/phrases/test-text': async () =>
    onPhrases('POST', '/test-text', { phrase, id: world.b.phrase, text: 'Bring the bellows' }),
  'GET /api/knowledge': async () => onKnowledge('GET', ''),
  'GET /api/knowledge/search': async () =>
    onKnowledge('GET', `/search?words=zeppelinpreisliste&assistant=${world.b.assistant.id}`),
  'POST /api/knowledge/items': async () =>
    onKnowledge('POST', '/items', { ...known, kind: 'text', assistantId: world.b.assistant.id }),
  'POST /api/knowledge/upload-link': () => onKnowledge('POST', '/upload-link', {}),
  'GET /api/knowledge/items/{itemId}': async () => onKnowledge('GET', `/items/${world.b.knowledge}`),
  'PUT /api/knowledge/items/{itemId}': async () => onKnowledge('PUT', `/items/${world.b.knowledge}`, known),
  'DELETE /api/knowledge/items/{itemId}': () => onKnowledge('DELETE', `/items/${world.b.knowledge}`),
  'POST /api/knowledge/items/{itemId}/read': () =>
    onKnowledge('POST', `/items/${world.b.knowledge}/read`, {}),
  // The id of B's email tells A what B's contact did only if Baton said so.
  'GET /t/open/{token}': async () => [await plain('GET', `/t/open/${world.b.portalId}.${'x'.repeat(22)}`)],
  'GET /t/click/{token}/{link}': async () => [
    await plain('GET', `/t/click/${world.b.portalId}.${'x'.repeat(22)}/1`),
  ],
  'GET /t/knowledge/{token}': async () => [await plain('GET', await uploadPath(world))],
  'POST /t/knowledge/{token}': async () => {
    const body = new FormData();
    body.append('file', new Blob(['Mine.']), 'mine.txt');
    return [await plain('POST', await uploadPath(world), { body })];
  },
  ...onCampaigns,
  ...onParts,
  'GET /api/sequences': () => onSequences('GET', ''),
  'POST /api/sequences': () => onSequences('POST', '', draft),
  'GET /api/sequences/{sequenceId}': () => onSequences('GET', `/${world.b.sequence}`),
  'PUT /api/sequences/{sequenceId}': () =>
    onSequences('PUT', `/${world.b.sequence}`, { draft, from: 1, appliesTo: 'unsent' }),
  'DELETE /api/sequences/{sequenceId}': () => onSequences('DELETE', `/${world.b.sequence}`),
  'GET /api/sequences/{sequenceId}/versions': () => onSequences('GET', `/${world.b.sequence}/versions`),
  'POST /api/sequences/check': () => onSequences('POST', '/check', { draft }),
  'POST /api/sequences/preview': () => onSequences('POST', '/preview', preview()),
  'POST /api/sequences/test-mail': () => onSequences('POST', '/test-mail', { ...preview(), email: 0 }),
  'GET /api/model-trial': () => onTrial('GET', ''),
  'POST /api/model-trial': () => onTrial('POST', '', { count: 1, model: null, after: null }),
  'POST /api/model-trial/plan': () => onTrial('POST', '/plan', { count: 1, model: null }),
  'POST /api/model-trial/cancel': () => onTrial('POST', '/cancel', { id: 'of-b' }),
  'POST /api/model-trial/go-on': () => onTrial('POST', '/go-on', { id: 'of-b' }),
  'GET /api/pages/reviews': () => onReviews('GET', ''),
  'GET /api/pages/reviews/count': () => onReviews('GET', '/count'),
  'GET /api/pages/reviews/{id}': () => onReviews('GET', `/${world.b.review}`),
  ...Object.fromEntries(
    Object.entries({
      take: {},
      approve: decision,
      skip: decision,
      'write-again': decision,
      'suggest-again': {},
      'take-over': decision,
      check: words,
      reply: { ...words, ...decision },
      forward: decision,
      finish: { ...decision, outcome: 'AgreedToMeet' },
    }).map(([what, body]) => [
      `POST /api/pages/reviews/{id}/${what}`,
      () => onReviews('POST', `/${world.b.review}/${what}`, body),
    ]),
  ),
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
