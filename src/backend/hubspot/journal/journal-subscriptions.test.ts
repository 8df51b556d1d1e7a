import { beforeEach, describe, expect, it } from 'vitest';
import { portalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Transport, TransportAnswer, TransportRequest } from '../calls/transport.ts';
import { standingClock } from '../test-hubspot.ts';
import { JournalCalls } from './journal-calls.ts';
import { ensureSubscriptions } from './journal-subscriptions.ts';

const PATH = '/webhooks-journal/subscriptions/2026-09';
const [ONE, TWO] = [portalId(1), portalId(2)];

type Subscription = Record<string, unknown> & { id: number };
type Answer = Partial<TransportAnswer> | undefined;

let there: Subscription[];
let sent: TransportRequest[];
/** Answers instead of the journal. */
let instead: (request: TransportRequest) => Answer;
let tokens: number;

beforeEach(() => {
  [there, sent, tokens, instead] = [[], [], 0, () => undefined];
});

/** HubSpot's subscriptions: POST creates, or changes the one to the same, and does not tell `eventTypeId`. */
function journal(request: TransportRequest): Answer {
  if (request.method === 'GET') return { body: { results: there.map(told) } };
  if (request.method === 'DELETE') {
    there = there.filter(({ id }) => request.path !== `${PATH}/${id}`);
    return { status: 204 };
  }
  const wanted = request.json as Record<string, unknown>;
  const same = there.find((one) =>
    ['subscriptionType', 'portalId', 'objectTypeId', 'eventTypeId'].every(
      (name) => one[name] === wanted[name],
    ),
  );
  const made = { ...wanted, id: same?.id ?? 100 + there.length };
  there = [...there.filter((one) => one !== same), made];
  return { body: told(made) };
}
const told = ({ eventTypeId: _untold, ...one }: Record<string, unknown>) => one;

const transport: Transport = {
  async send(request) {
    sent.push(request);
    const answer = instead(request) ?? journal(request);
    return { status: 200, headers: new Headers(), body: undefined, garbled: false, ...answer };
  },
};

function ensure(
  portals: PortalId[] = [ONE],
  properties = ['email', 'hubspot_owner_id'],
  listIds: readonly string[] = [],
) {
  const appToken = async () => ({ accessToken: `app-${(tokens += 1)}`, expiresInMs: 1_800_000 });
  const calls = new JournalCalls({ transport, endpoint: { appToken }, clock: standingClock() });
  const accounts = portals.map((portalId) => ({ portalId, listIds }));
  return ensureSubscriptions(calls, accounts, properties);
}

const posted = () => sent.filter(({ method }) => method === 'POST').map(({ json }) => json);
const about = (type: string, portal?: number) => (request: TransportRequest) => {
  const body = (request.json ?? {}) as Record<string, unknown>;
  return body['subscriptionType'] === type && (portal === undefined || body['portalId'] === portal);
};
const failing = (isMeant: (request: TransportRequest) => boolean, status: number, category = 'SOME') => {
  instead = (request) =>
    isMeant(request) ? { status, body: { category, message: `no, ${status}` } } : undefined;
};

describe('subscriptions to the journal', () => {
  it('say everything that HubSpot declares as required', async () => {
    expect(await ensure()).toEqual({ refused: new Map(), open: [] });
    expect(posted()).toEqual([
      { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193', properties: [] },
      {
        subscriptionType: 'OBJECT',
        portalId: 1,
        objectTypeId: '0-1',
        actions: ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'],
        properties: ['email', 'hubspot_owner_id'],
        objectIds: [],
      },
      {
        subscriptionType: 'GDPR_PRIVACY_DELETION',
        portalId: 1,
        objectTypeId: '0-1',
        actions: ['GDPR_DELETE'],
      },
    ]);
  });

  it('are left alone when they tell what is wanted; the end of an installation is asked for once more', async () => {
    await ensure();
    sent = [];
    await ensure();
    expect(posted()).toEqual([expect.objectContaining({ subscriptionType: 'APP_LIFECYCLE_EVENT' })]);
    expect(there).toHaveLength(3);
  });

  it('are changed in place when more is wanted, or when they tell of some contacts only', async () => {
    await ensure();
    const before = there.map(({ id }) => id).sort();
    sent = [];
    await ensure([ONE], ['email', 'hubspot_owner_id', 'city']);
    expect(posted()).toHaveLength(2);
    there = there.map((one) => (one['objectIds'] ? { ...one, objectIds: ['7'] } : one));
    sent = [];
    await ensure([ONE], ['city']);
    expect(posted()).toContainEqual(expect.objectContaining({ objectIds: [], properties: ['city'] }));
    expect(there.map(({ id }) => id).sort()).toEqual(before);
  });

  it('of an older Baton are taken back once the new one stands', async () => {
    await ensure();
    there = there.map((one) => (one['objectIds'] ? { ...one, actions: ['CREATE'] } : one));
    const old = there.find((one) => one['objectIds']);
    instead = (request) => (about('OBJECT')(request) ? { body: { id: '999' } } : undefined);
    await ensure();
    expect(sent.at(-1) ?? sent).toBeDefined();
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toContain(`DELETE ${PATH}/${old?.id}`);
  });

  it('are recognised whatever the answer leaves out or writes otherwise', async () => {
    there = [
      {
        id: 5,
        subscriptionType: 'GDPR_PRIVACY_DELETION',
        portalId: '1',
        actions: ['GDPR_DELETE'],
        createdAt: null,
      },
      { id: 6, subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: null, portalId: null, properties: null },
      { id: 7, more: 'of something new' },
    ];
    instead = ({ method }) => (method === 'GET' ? { body: { results: [null, 'x', ...there] } } : undefined);
    await ensure();
    expect(posted().map((body) => (body as { subscriptionType: string }).subscriptionType)).toEqual([
      'APP_LIFECYCLE_EVENT',
      'OBJECT',
    ]);
    expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
  });

  it('may be answered with nothing', async () => {
    instead = ({ method }) => (method === 'POST' ? { status: 204 } : { body: null });
    expect(await ensure()).toEqual({ refused: new Map(), open: [] });
  });

  it.each([400, 403, 404, 409, 500, 503])(
    'go on when the one to the app’s own events meets a %i',
    async (status) => {
      failing(about('APP_LIFECYCLE_EVENT'), status);
      const { refused, open } = await ensure([ONE, TWO]);
      expect(refused.size).toBe(0);
      expect(open.map((one) => one.about.split(' ')[0])).toEqual(
        status === 409 ? [] : ['APP_LIFECYCLE_EVENT'],
      );
      expect(posted()).toHaveLength(5);
    },
  );

  it.each([
    ['VALIDATION_ERROR', 0],
    ['SOMETHING_ELSE', 1],
  ])('of one account that is refused (%s) do not hold up others', async (category, again) => {
    failing(about('OBJECT', 1), 400, category);
    const { refused, open } = await ensure([ONE, TWO]);
    expect([...refused.keys()]).toEqual([ONE]);
    expect(refused.get(ONE)).toContain('no, 400');
    expect(open).toHaveLength(again);
    expect(there.map((one) => one['portalId'])).toEqual([undefined, 1, 2, 2]);
  });

  it('of one account that cannot be settled now are told, and the others made', async () => {
    failing(about('GDPR_PRIVACY_DELETION', 1), 503);
    const { refused, open } = await ensure([ONE, TWO]);
    expect([refused.size, open.length, open[0]?.error.retry]).toEqual([0, 1, 'backoff']);
    expect(there).toHaveLength(4);
  });

  it.each([403, 401])('that HubSpot does not even list (%i) are a refusal of the app', async (status) => {
    failing(({ method }) => method === 'GET', status);
    await expect(ensure()).rejects.toMatchObject({ code: 'HUBSPOT_MISSING_SCOPE' });
    expect(tokens).toBe(status === 401 ? 2 : 1);
    expect(posted()).toEqual([]);
  });

  it('tell of the lists that are asked for, of others once they are, and of none any more', async () => {
    const ofLists = () => there.filter((one) => one['subscriptionType'] === 'LIST_MEMBERSHIP');
    await ensure([ONE], ['email'], ['12', '13']);
    const [first] = ofLists();
    expect(first).toMatchObject({
      portalId: 1,
      listIds: [12, 13],
      actions: ['ADDED_TO_LIST', 'REMOVED_FROM_LIST'],
      objectIds: [],
    });
    sent = [];
    await ensure([ONE], ['email'], ['13', '12']);
    expect(posted()).toHaveLength(1);
    await ensure([ONE], ['email'], ['13']);
    expect(ofLists()).toMatchObject([{ id: first?.id, listIds: [13] }]);
    await ensure([ONE], ['email'], []);
    expect(ofLists()).toEqual([]);
  });

  it('of lists that HubSpot does not take do not make an account one that the journal says nothing of', async () => {
    failing(about('LIST_MEMBERSHIP'), 400, 'VALIDATION_ERROR');
    const { refused, open } = await ensure([ONE], ['email'], ['12']);
    expect([refused.size, open.map((one) => one.about.split(' ')[0])]).toEqual([0, ['LIST_MEMBERSHIP']]);
    expect(there).toHaveLength(3);
  });
});
