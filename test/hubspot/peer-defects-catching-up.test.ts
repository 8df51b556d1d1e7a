import type { EntitySchema } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnother, createTestDatabase } from '../../src/backend/database/test-database.ts';
import { BatonError } from '../../src/backend/ground/errors.ts';
import { createContactSearch } from '../../src/backend/hubspot/records/search.ts';
import { ownerId } from '../../src/backend/ground/identifiers.ts';
import type { ContactId } from '../../src/backend/ground/identifiers.ts';
import { InboxEntity } from '../../src/backend/webhooks/inbox-entity.ts';
import { createReconcile } from '../../src/backend/reconcile/reconcile.ts';
import { ReconcileEntity } from '../../src/backend/reconcile/reconcile-entity.ts';
import { openHubSpotWorld, PORTAL_ID } from '../world/hubspot-world.ts';
import type { HubSpotWorld } from '../world/hubspot-world.ts';

const LONG = { timeout: 60_000 };
const CONTACTS = '/crm/objects/2026-09/contacts';

describe('catching up', () => {
  let world: HubSpotWorld;
  beforeAll(async () => {
    world = await openHubSpotWorld();
  });
  afterAll(() => world.stop());

  it('goes on after a 429 where it was, not from the beginning (Pipedream)', LONG, async () => {
    // TypeORM's entity type is invariant in its rows.
    const rows = [ReconcileEntity, InboxEntity] as unknown as EntitySchema<never>[];
    const created = await createTestDatabase('sqlite');
    const database = await openAnother(created.url, rows);
    await database.dataSource.synchronize();
    const { body } = await world.sandbox.api('GET', '/crm/owners/2026-09');
    const tara = ownerId((body.results as { id: string }[])[0]?.id ?? '');
    const ids = (await world.people(700)).map(String);
    for (let start = 0; start < ids.length; start += 100)
      await world.sandbox.api('POST', `${CONTACTS}/batch/update`, {
        inputs: ids.slice(start, start + 100).map((id) => ({ id, properties: { hubspot_owner_id: tara } })),
      });
    world.clear();
    const found: string[] = [];
    const reconcile = createReconcile({
      database,
      clock: world.clock,
      appId: null,
      hubspotTime: { now: async () => null },
      announced: async () => new Set(),
      jobs: { enqueue: async () => undefined },
      logger: { info: () => undefined },
      hubspot: {
        portals: { find: async () => ({ status: 'connected' }) },
        search: createContactSearch({ client: world.client }),
      },
      assistants: { list: async () => [{ ownerId: tara }] },
      settings: { get: async () => ({ reconcileMinutes: 5, dataSync: { on: true, since: null } }) },
      leads: {
        open: async () => new Map(),
        countOpen: async () => 0,
        oldestReadings: async () => [],
        pickUp: async (_portal: unknown, triggers: Map<ContactId, string>) =>
          void found.push(...triggers.keys()),
      },
    } as never);
    // HubSpot takes two searches, then no more for a while.
    let searches = 0;
    world.tamper = (_request, answer) => {
      searches += 1;
      if (searches !== 3) return answer;
      const headers = new Headers({ 'retry-after': '1' });
      return { ...answer, status: 429, headers, body: { message: 'limit', policyName: 'SECONDLY' } };
    };
    await expect(reconcile.run(PORTAL_ID)).rejects.toBeInstanceOf(BatonError);
    const before = world.exchanges.length;
    await reconcile.run(PORTAL_ID);
    const afterwards = world.exchanges.slice(before).map(({ request }) => JSON.stringify(request.json));
    // The first two pages were not asked for again.
    expect(afterwards.every((text) => text.includes('"GT"'))).toBe(true);
    expect(afterwards.length).toBeLessThanOrEqual(2 + 1);
    expect(ids.filter((id) => !found.includes(id))).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
    await database.close();
    await created.remove();
  });
});
