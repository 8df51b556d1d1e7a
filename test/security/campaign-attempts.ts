import { campaignOf } from './two-accounts.ts';
import type { Account } from './two-accounts.ts';

export interface Sent {
  status: number;
  text: string;
}

export type Attempt = (method: string, path: string, body?: object) => Promise<Sent[]>;

const click = { requestId: 'mine' };
const campaign = campaignOf('Mine');
const rules = {
  review: [],
  properties: [],
  meetingEndsCompany: true,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

/** What account A tries on campaigns of account B. */
export const campaignAttempts = (
  on: (base: string) => Attempt,
  plain: (method: string, path: string) => Promise<Sent>,
  b: () => Account,
): Record<string, () => Promise<Sent[]>> => {
  const [onAll, onRules] = [on('/api/campaigns'), on('/api/campaign-rules')];
  const onOne: Attempt = (method, path, body) => onAll(method, `/${b().campaign}${path}`, body);
  return {
    'POST /api/campaign-rules/trial': () => onRules('POST', '/trial', { rules, campaignId: b().campaign }),
    'GET /api/campaign-rules/{campaignId}/firings': () => onRules('GET', `/${b().campaign}/firings`),
    'GET /api/campaign-rules/properties': () => onRules('GET', '/properties?search=e'),
    'GET /api/campaigns': () => onAll('GET', ''),
    'POST /api/campaigns': () => onAll('POST', '', { draft: campaign, ...click }),
    'GET /api/campaigns/choices': () => onAll('GET', '/choices'),
    'GET /api/campaigns/lists': () => onAll('GET', '/lists'),
    'GET /api/campaigns/{campaignId}': () => onOne('GET', ''),
    'PUT /api/campaigns/{campaignId}': () => onOne('PUT', '', { draft: campaign, from: 1 }),
    'POST /api/campaigns/{campaignId}/edit-review': () => onOne('POST', '/edit-review', { draft: campaign }),
    'GET /api/campaigns/{campaignId}/review': () => onOne('GET', '/review'),
    'GET /api/campaigns/{campaignId}/review/left-out': () => onOne('GET', '/review/left-out'),
    'POST /api/campaigns/{campaignId}/review': () => onOne('POST', '/review', click),
    'POST /api/campaigns/{campaignId}/review/cancel': () => onOne('POST', '/review/cancel', {}),
    'GET /api/campaigns/{campaignId}/members': () => onOne('GET', '/members'),
    'GET /api/campaigns/{campaignId}/report': () => onOne('GET', '/report'),
    'GET /api/campaigns/{campaignId}/versions': () => onOne('GET', '/versions'),
    'POST /api/campaigns/{campaignId}/csv': () => onOne('POST', '/csv', { what: 'members' }),
    'GET /t/campaign-csv/{token}': async () => [await plain('GET', `/t/campaign-csv/${b().portalId}.bWluZQ`)],
    'POST /api/campaigns/{campaignId}/start': () => onOne('POST', '/start', { ...click, first: 'all' }),
    'POST /api/campaigns/{campaignId}/test': () =>
      onOne('POST', '/test', { ...click, contactId: b().contact.id }),
    'POST /api/campaigns/{campaignId}/clone': () => onOne('POST', '/clone', { ...click, name: 'Mine' }),
    'POST /api/campaigns/{campaignId}/move': () =>
      onOne('POST', '/move', { ...click, on: { contactIds: [b().contact.id] }, to: b().campaign }),
    'POST /api/campaigns/{campaignId}/again': () => onOne('POST', '/again', { ...click, on: { filter: {} } }),
    'POST /api/campaigns/{campaignId}/runs/{run}/cancel': () => onOne('POST', '/runs/any/cancel', {}),
    'POST /api/campaigns/{campaignId}/enroll': () => onOne('POST', '/enroll', click),
    'POST /api/campaigns/{campaignId}/pause': () => onOne('POST', '/pause', click),
    'POST /api/campaigns/{campaignId}/resume': () => onOne('POST', '/resume', click),
    'POST /api/campaigns/{campaignId}/stop': () => onOne('POST', '/stop', click),
    'POST /api/campaigns/{campaignId}/complete': () => onOne('POST', '/complete', click),
    'POST /api/campaigns/{campaignId}/archive': () => onOne('POST', '/archive', click),
    'POST /api/campaigns/{campaignId}/undo': () => onOne('POST', '/undo', click),
  };
};
