import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignReview } from '../../src/cards/campaigns/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { connect } from '../../src/sandbox/local/first-run.ts';
import { PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { allRoutes } from './signed-request.ts';
import { campaignOf } from './two-accounts.ts';

/**
 * Who stands in front of Baton: a super admin; whoever may change an app's settings without being one, and so connected
 * the account; whose contact it is; and a colleague whom HubSpot does not show it.
 */
const roles = ['super admin', 'app settings', 'owner of the contact', 'no access to the contact'] as const;
type Role = (typeof roles)[number];

/** May change an app's settings in the stand-in's account, and is no super admin. */
const OLGA = 61_000_006;
const areas = /^\/api\/(campaigns|campaign-rules|fields|settings\/(api-|data-sync|email-activity|set-up))/;
const FOR_ALL = new Set([
  'GET /api/campaigns',
  'GET /api/campaigns/choices',
  'GET /api/campaigns/lists',
  'GET /api/campaigns/{campaignId}',
  'GET /api/campaigns/{campaignId}/members',
  'GET /api/campaigns/{campaignId}/report',
  'GET /api/campaigns/{campaignId}/versions',
  'POST /api/campaigns/{campaignId}/csv',
]);

let baton: LocalBaton;
let campaign: string;
let contact: { id: string; email: string };
let routes: string[];
let users: Readonly<Record<Role, number>>;

const ask = (role: Role, method: string, path: string, body?: object) =>
  baton.client.fetchAs(users[role], `${baton.url}${path}`, { method, ...(body ? { body } : {}) });
const named = (path: string): string => path.replace('{campaignId}', campaign).replace(/\{\w+\}/g, 'nobody');

beforeAll(async () => {
  baton = await startLocalBatonForSuite();
  const { ada, rae, sam } = baton.people;
  users = {
    'super admin': ada.userId,
    'app settings': OLGA,
    'owner of the contact': rae.userId,
    'no access to the contact': sam.userId,
  };
  await connect({ client: baton.client, batonUrl: baton.url, portalId: PORTAL, adminUserId: OLGA });
  routes = (await allRoutes(baton)).flatMap(({ method, template }) =>
    areas.test(template) ? [`${method} ${template}`] : [],
  );
  contact = await baton.newContact();
  const { assistants } = (await ask('super admin', 'GET', '/api/campaigns/choices')).body as {
    assistants: { value: string }[];
  };
  const token = baton.sandbox.issueAccessToken(PORTAL, ['crm.lists.read', 'crm.lists.write']);
  const lists = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${baton.sandbox.url}/crm/lists/2026-09${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.json() as Promise<{ list: { listId: string } }>;
  };
  const { list } = await lists('POST', '', { name: 'Roles', objectTypeId: '0-1', processingType: 'MANUAL' });
  await lists('PUT', `/${list.listId}/memberships/add`, [contact.id]);
  const draft = {
    ...campaignOf('Roles'),
    assistantId: assistants[0]?.value ?? '',
    list: { id: list.listId, name: 'Roles' },
  };
  const made = await ask('super admin', 'POST', '/api/campaigns', { draft, requestId: 'roles' });
  campaign = (made.body as { id: string }).id;
  await ask('super admin', 'POST', `/api/campaigns/${campaign}/review`, { requestId: 'look' });
  await until('the review', async () => {
    const { body } = await ask('super admin', 'GET', `/api/campaigns/${campaign}/review`);
    return (body as CampaignReview).state === 'done';
  });
  const tried = { requestId: 'one', contactId: contact.id };
  await ask('super admin', 'POST', `/api/campaigns/${campaign}/test`, tried);
  await until('the contact is enrolled', async () =>
    JSON.stringify((await ask('super admin', 'GET', `/api/campaigns/${campaign}/members`)).body).includes(
      contact.id,
    ),
  );
}, 180_000);

describe('campaigns, rules, fields and budgets', () => {
  it('are all looked at here', () => {
    expect(routes.length).toBeGreaterThan(35);
    for (const route of FOR_ALL) expect(routes).toContain(route);
  });

  it.each(roles)('each route, asked by: %s', { timeout: 120_000 }, async (role) => {
    const configures = role === 'super admin' || role === 'app settings';
    for (const route of routes) {
      const [method = '', template = ''] = route.split(' ');
      const body = route.endsWith('/csv') ? { what: 'members' } : {};
      const { status } = await ask(role, method, named(template), method === 'GET' ? undefined : body);
      const allowed = configures || FOR_ALL.has(route);
      expect([role, route, status === 403], `${status}`).toEqual([role, route, !allowed]);
      expect([role, route, status < 500]).toEqual([role, route, true]);
    }
  });

  it('say nothing of a contact to whom HubSpot does not show it, and all to whose it is', async () => {
    const seen = async (role: Role) => {
      const said: string[] = [];
      for (const route of FOR_ALL) {
        const [method = '', template = ''] = route.split(' ');
        const body = method === 'GET' ? undefined : { what: 'members' };
        const answer = await ask(role, method, named(template), body);
        said.push(JSON.stringify(answer.body));
        const { url } = answer.body as { url?: string };
        if (url !== undefined) said.push(await (await fetch(url)).text());
      }
      return said.join('\n');
    };
    const [all, none] = [await seen('owner of the contact'), await seen('no access to the contact')];
    expect(all).toContain(contact.email);
    for (const word of [contact.email, `"${contact.id}"`, contact.id]) expect(none).not.toContain(word);
  });
});
