import type { FetchCrmSearchRequest } from '@hubspot/ui-extensions';
import { retain, release } from '@remote-ui/rpc';
import { request } from '../api/client.ts';
import { associationsSchema, contactListSchema, fetchAnswerSchema } from '../api/types.ts';
import { formatProperties } from './format-properties.ts';
import type { FormatWorld } from './format-properties.ts';
import type { CardFeed } from './properties-feed.ts';
import type { FetchRequest, HostFunctions, LogLevel } from './protocol.ts';

export interface HostEnvironment {
  portalId: string;
  userId: string;
  contactId: string | null;
  feed: CardFeed;
  /** Read at each call: definitions, owners and the clock change while the card lives. */
  world: () => FormatWorld;
  onCrash: (message: string) => void;
}

/** hubspot.fetch: through the stand-in's proxy, unwrapped as HubSpot's front end does. */
async function cardFetch(environment: HostEnvironment, url: string, options: FetchRequest) {
  const { portalId, userId } = environment;
  const answer = await request('/sandbox/api/hubspot-fetch', fetchAnswerSchema, {
    method: 'POST',
    body: { portalId, userId, requestUri: url, ...options },
    acceptErrors: true,
  });
  const appStatus = Number(answer.data.context?.appServerStatusCode?.[0]);
  if (appStatus) return { status: appStatus, body: answer.data.responseBody };
  return { status: answer.status, body: answer.data.responseBody ?? answer.data };
}

function writeLog(level: LogLevel, message: string): void {
  console[level](`[card] ${message}`);
}

async function search(environment: HostEnvironment, wanted: FetchCrmSearchRequest) {
  if (
    !['contacts', 'contact', '0-1'].includes(wanted.objectType.toLowerCase()) ||
    wanted.filterGroups?.length
  )
    throw new Error('The stand-in searches contacts by text only');
  const query = new URLSearchParams({ query: wanted.query ?? '', limit: String(wanted.pageLength ?? 10) });
  if (wanted.after) query.set('after', wanted.after);
  const found = await request(
    `/sandbox/api/portals/${environment.portalId}/contacts?${query}`,
    contactListSchema,
  );
  const results = found.data.results.map((row) => ({
    objectId: Number(row.id),
    properties: Object.fromEntries((wanted.properties ?? []).map((n) => [n, row.properties[n] ?? null])),
  }));
  const after = found.data.next ?? undefined;
  return { results, total: found.data.total, hasMore: after !== undefined, ...(after ? { after } : {}) };
}

/** The functions a card's worker calls in the page, for one card on one record. */
export function createHostFunctions(environment: HostEnvironment): HostFunctions {
  const { feed, portalId, contactId } = environment;
  return {
    log: writeLog,
    crashed: environment.onCrash,
    fetch: (url, options) => cardFetch(environment, url, options),
    async crmProperties(names, onUpdate, options) {
      if (contactId === null) throw new Error('CRM properties exist only on a record');
      retain(onUpdate);
      const formatted = (values: ReturnType<CardFeed['read']>) =>
        formatProperties(values, options, environment.world());
      const end = feed.subscribe(names, (values) => onUpdate(formatted(values)));
      const cleanup = () => {
        end();
        release(onUpdate);
      };
      return { data: formatted(feed.read(names)), cleanup };
    },
    async associations(wanted) {
      const query = new URLSearchParams({
        toObjectType: wanted.toObjectType,
        properties: (wanted.properties ?? []).join(','),
        limit: String(wanted.pageLength ?? 10),
        offset: String(wanted.offset ?? 0),
      });
      const path = `/sandbox/api/portals/${portalId}/contacts/${contactId}/associations?${query}`;
      return (await request(path, associationsSchema)).data;
    },
    crmSearch: (wanted) => search(environment, wanted),
    formatProperties: async ({ propertiesList, formattingOptions }) =>
      propertiesList.map((values) =>
        formatProperties(
          values,
          { propertiesToFormat: 'all', ...(formattingOptions ? { formattingOptions } : {}) },
          environment.world(),
        ),
      ),
  };
}
