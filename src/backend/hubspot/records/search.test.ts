import { expect, it } from 'vitest';
import { contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { HubSpotCall, HubSpotClient } from '../calls/client-types.ts';
import { createContactSearch } from './search.ts';

interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
  values?: string[];
}
interface Body {
  filterGroups: { filters: Filter[] }[];
  sorts: unknown[];
  limit: number;
  after?: string;
}

/** HubSpot's search over contacts 1 to `count`, all of one owner, which shows only the first `cap` of a query. */
function searching(count: number, cap: number) {
  const bodies: Body[] = [];
  const client: HubSpotClient = {
    async call<Answer>(_portal: unknown, call: HubSpotCall<Answer>) {
      const body = call.body as Body;
      bodies.push(body);
      expect(call).toMatchObject({ lane: 'bulk', search: true, repeatable: true });
      const above = body.filterGroups[0]?.filters.find(({ propertyName }) => propertyName === 'hs_object_id');
      const from = Number(above?.value ?? 0) + 1;
      if (Number(body.after ?? 0) + body.limit > cap) throw new Error('Paging beyond the cap');
      const found = Array.from({ length: Math.max(0, count - from + 1) }, (_, index) => from + index);
      const results = found.slice(0, body.limit).map((id) => ({ id: String(id), properties: {} }));
      const next = found.length > body.limit ? { next: { after: String(body.limit) } } : undefined;
      return call.answer.parse({ total: found.length, results, ...(next ? { paging: next } : {}) });
    },
  };
  return { bodies, search: createContactSearch({ client }) };
}

const query = (after: ContactId | null = null) => ({
  owners: [ownerId(70)],
  modifiedSince: null,
  after,
});

async function all(search: ReturnType<typeof searching>['search']): Promise<ContactId[]> {
  const ids: ContactId[] = [];
  for (let more = true; more;) {
    const page = await search.ownedBy(portalId(1), query(ids.at(-1) ?? null));
    ids.push(...page.ids);
    more = page.more;
  }
  return ids;
}

it.each([0, 1, 200, 201, 10_450])('finds %i contacts, each once, whatever a query shows', async (count) => {
  const { search, bodies } = searching(count, 400);
  expect(await all(search)).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
  expect(bodies.every((body) => body.after === '0')).toBe(true);
  expect(bodies).toHaveLength(Math.max(1, Math.ceil(count / 200)));
});

it('asks for what was modified since, in a body that HubSpot takes', async () => {
  const { search, bodies } = searching(1, 10_000);
  const owners = Array.from({ length: 100 }, (_, index) => ownerId(10_000_000_000 + index));
  await search.ownedBy(portalId(1), {
    owners,
    modifiedSince: 1_790_000_000_000,
    after: contactId('9'.repeat(15)),
  });
  const [body] = bodies;
  expect(body?.filterGroups[0]?.filters).toEqual([
    { propertyName: 'hubspot_owner_id', operator: 'IN', values: owners },
    { propertyName: 'lastmodifieddate', operator: 'GTE', value: '1790000000000' },
    { propertyName: 'hs_object_id', operator: 'GT', value: '9'.repeat(15) },
  ]);
  expect(JSON.stringify(body).length).toBeLessThan(3_000);
});
