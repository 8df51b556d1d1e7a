import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncDefinition } from '../../src/backend/syncs/definition/definition.ts';
import type { SourceRow } from '../../src/backend/sources/source.ts';
import { definitionOf, person, PORTAL, rowsFrom, startSyncWorld, syncsOn } from './sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

const CUSTOM = '/events/custom/2026-09';

type ToEvent = Extract<SyncDefinition['to'], { kind: 'event' }>['event'];

const orders = (name: string, event: Partial<ToEvent> = {}): Partial<SyncDefinition> => ({
  name,
  map: { total: { column: 'total' }, shop_key: { column: 'shop_key' } },
  to: {
    kind: 'event',
    event: {
      name: 'pe4242_ordered',
      by: 'email',
      of: 'email',
      at: 'at',
      object: 'contacts',
      ...event,
    } as ToEvent,
  },
});

const order = (id: number, more: SourceRow = {}): SourceRow => ({
  ...person(id),
  total: String(id * 10),
  at: `2026-11-0${(id % 9) + 1}T10:00:00Z`,
  ...more,
});
const all = (count: number): SourceRow[] => Array.from({ length: count }, (_, index) => order(index + 1));

describe.each(['sqlite', 'postgres'] as const)('a sync to events, on %s', (kind) => {
  let world: SyncWorld;
  beforeAll(async () => {
    world = await startSyncWorld(kind);
    const { api } = world.sandbox;
    await api('POST', '/crm/objects/2026-09/contacts/batch/create', {
      inputs: Array.from({ length: 30 }, (_, index) => ({
        properties: { email: `person-${index + 1}@rows.example` },
      })),
    });
    for (const name of ['ordered', 'returned'])
      await api('POST', `${CUSTOM}/event-definitions`, {
        label: name,
        name,
        propertyDefinitions: [
          { name: 'total', label: 'Total', type: 'number' },
          { name: 'shop_key', label: 'Key', type: 'string' },
        ],
      });
  });
  afterAll(() => world?.close());
  const shown = async (event = 'pe4242_ordered') => {
    const path = `/events/event-occurrences/2026-09?eventType=${event}&limit=100`;
    return (await world.sandbox.api('GET', path)).body.results as {
      id: string;
      occurredAt: string;
      properties: Record<string, string>;
    }[];
  };
  const sends = () => world.calls().filter((call) => call.includes('/send')).length;

  it('sends each row once, says that it was accepted, and finds out whether it was kept', async () => {
    const rows = [...all(20), order(25, { total: 'a lot' }), order(26, { shop_key: 'x'.repeat(257) })];
    const plan = await world.plan(rows, orders('orders'));
    expect(plan).toMatchObject({
      created: 20,
      reasons: { INVALID_NUMBER: 1, EVENT_VALUE_TOO_LONG: 1 },
      calls: 2,
    });
    expect(sends()).toBe(0);
    const run = await world.run(rows, orders('orders'));
    expect(run).toMatchObject({ created: 20, calls: 2 });
    expect(run.warnings.join()).toContain('accepted 20 events');
    expect(await shown()).toHaveLength(20);
    expect((await shown()).find(({ properties }) => properties['total'] === '30')?.occurredAt).toBe(
      '2026-11-04T10:00:00.000Z',
    );
    expect(await world.syncs.verify(PORTAL, 'orders')).toEqual({ looked: 20, kept: 20 });
    // Another time, and with one row changed: what was sent stays as it was.
    expect(await world.run(rows, orders('orders'))).toMatchObject({ created: 0, unchanged: 20 });
    expect(await world.run([order(1, { total: '11' })], orders('orders'))).toMatchObject({
      created: 0,
      skipped: 1,
      reasons: { ALREADY_SENT: 1 },
    });
    expect(await shown()).toHaveLength(20);
    await expect(world.syncs.undo({ portalId: PORTAL, name: 'orders' })).rejects.toMatchObject({
      code: 'SYNC_REFUSED',
    });
  });

  it('sends none twice although answers are lost and the process dies before it knows', async () => {
    const before = (await shown()).length;
    let lost = 0;
    const dies = syncsOn(world.database, {
      async call(portal, call) {
        const answer = await world.client.call(portal, call);
        if (!call.path.endsWith('/send/batch')) return answer;
        lost += 1;
        throw new Error('the process died');
      },
    });
    const given = orders('lost', { at: undefined });
    const rows = Array.from({ length: 8 }, (_, index) => order(index + 1));
    const doIt = { portalId: PORTAL, definition: definitionOf(given), source: rowsFrom(rows) };
    await expect(dies.run(doIt)).rejects.toThrow('died');
    await expect(dies.run({ ...doIt, source: rowsFrom(rows) })).rejects.toThrow('died');
    expect(lost).toBe(2);
    expect(await world.run(rows, given)).toMatchObject({ created: 8 });
    expect(await shown()).toHaveLength(before + 8);
  });

  it('takes the name of the event from a column, and one unknown name hurts only its row', async () => {
    const byColumn = {
      ...orders('by column'),
      to: { kind: 'event', event: { column: 'event', by: 'email', of: 'email', object: 'contacts' } },
    } as Partial<SyncDefinition>;
    const rows = [
      order(1, { event: 'pe4242_returned' }),
      order(2, { event: 'pe4242_unknown' }),
      order(3, { event: null }),
      order(4, { event: 'pe4242_returned', email: 'nobody' }),
    ];
    expect(await world.run(rows, byColumn)).toMatchObject({
      created: 1,
      reasons: { NO_EVENT: 2, INVALID_EMAIL: 1 },
    });
    expect(await shown('pe4242_returned')).toHaveLength(1);
  });

  it('refuses before any call what HubSpot would drop without a word', async () => {
    const refused = (message: string) => ({
      code: 'SYNC_REFUSED',
      message: expect.stringContaining(message),
    });
    sends();
    const run = (given: Partial<SyncDefinition>) => world.run(all(1), given);
    await expect(run(orders('a', { name: 'pe4242_nothing' }))).rejects.toMatchObject(refused('no event'));
    await expect(run({ ...orders('b'), map: { colour: { value: 'red' } } })).rejects.toMatchObject(
      refused('no property “colour”'),
    );
    await expect(run(orders('c', { object: 'companies' }))).rejects.toMatchObject(refused('by: objectId'));
    expect(sends()).toBe(0);
  });
});
