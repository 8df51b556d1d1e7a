import { expect, it } from 'vitest';
import { portalId } from '../../ground/identifiers.ts';
import type { HubSpotCall } from '../calls/client-types.ts';
import { createLists } from './lists.ts';

const PORTAL = portalId(4242);

/** As HubSpot's search for lists answers: all additional properties are texts, and those that are empty are left out. */
const found = (
  listId: string,
  additionalProperties: Record<string, string>,
  updatedAt = '2026-11-01T09:00:00Z',
) => ({
  listId,
  name: `List ${listId}`,
  objectTypeId: '0-1',
  processingType: 'DYNAMIC',
  updatedAt,
  additionalProperties,
});

async function signsOf(lists: readonly ReturnType<typeof found>[], ids: readonly string[]) {
  const bodies: unknown[] = [];
  const call = async <Answer>(_portal: unknown, { body, answer }: HubSpotCall<Answer>): Promise<Answer> => {
    bodies.push(body);
    return answer.parse({ lists, offset: lists.length, hasMore: false, total: lists.length });
  };
  return { bodies, signs: await createLists({ client: { call } }).signs(PORTAL, ids) };
}

const one = async (properties: Record<string, string>, updatedAt?: string) =>
  (await signsOf([found('7', properties, updatedAt)], ['7'])).signs.get('7');

const size = { hs_list_size: '3', hs_last_record_added_at: '1764000000000' };

it('the sign of a list changes with its size, with who joins and leaves, and with the list', async () => {
  const signs = [
    await one(size),
    await one({ ...size, hs_list_size: '4' }),
    await one({ ...size, hs_last_record_added_at: '1764000000001' }),
    await one({ ...size, hs_last_record_removed_at: '1764000000000' }),
    await one(size, '2026-11-02T09:00:00Z'),
  ];
  expect(new Set(signs).size).toBe(signs.length);
  expect(await one(size)).toBe(signs[0]);
});

it('a list of which HubSpot tells the size alone has no sign, unless nobody was ever in it', async () => {
  expect(await one({ hs_list_size: '3' })).toBeNull();
  expect(await one({})).toBeNull();
  expect(await one({ hs_list_size: '0' })).not.toBeNull();
});

it('one call asks about 500 lists; those that HubSpot does not have are absent', async () => {
  const ids = Array.from({ length: 501 }, (_, index) => String(index));
  const { bodies, signs } = await signsOf([found('7', size)], ids);
  expect(bodies).toEqual([
    { listIds: ids.slice(0, 500), count: 500 },
    { listIds: ['500'], count: 500 },
  ]);
  expect([...signs.keys()]).toEqual(['7']);
});
