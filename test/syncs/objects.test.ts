import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubSpotClient } from '../../src/backend/hubspot/calls/client-types.ts';
import type { SourceRow } from '../../src/backend/sources/source.ts';
import { PORTAL, definitionOf, people, person, rowsFrom, startSyncWorld, syncsOn } from './sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

describe.each(['sqlite', 'postgres'] as const)('a sync to objects, on %s', (kind) => {
  let world: SyncWorld;
  beforeAll(async () => {
    world = await startSyncWorld(kind, { seed: true });
  });
  afterAll(() => world?.close());
  const named = (name: string) => ({ name, gone: 'nothing' as const });

  it('creates, leaves alone, updates: ten calls a thousand rows, none for what has not changed', async () => {
    const rows = people(1_000);
    const first = await world.run(rows, named('basic'));
    expect(first).toMatchObject({
      created: 1_000,
      updated: 0,
      unchanged: 0,
      failed: [],
      skipped: 0,
      calls: 11,
    });
    expect(world.calls()).toHaveLength(11);
    expect((await world.contacts()).get('person-7@rows.example')?.properties).toMatchObject({
      firstname: 'First 7',
      lastname: 'Last 7',
    });
    expect(await world.run(rows, named('basic'))).toMatchObject({ unchanged: 1_000, calls: 0 });
    expect(world.calls()).toEqual([]);
    rows[6] = person(7, { first: null });
    rows[7] = person(8, { email: 'Moved-8@rows.example' });
    expect(await world.run(rows, named('basic'))).toMatchObject({ updated: 2, created: 0, unchanged: 998 });
    const contacts = await world.contacts();
    expect(contacts.get('person-7@rows.example')?.properties['firstname'] || '').toBe('');
    expect(contacts.get('moved-8@rows.example')?.properties['firstname']).toBe('First 8');
    expect(contacts.has('person-8@rows.example')).toBe(false);
  });

  it('one bad row in a hundred hurts only itself, is told, and is tried again', async () => {
    const rows = people(100, 2_001).map((row, index) => ({ ...row, status: index === 40 ? 'X' : 'NEW' }));
    const map = { firstname: { column: 'first' }, hs_lead_status: { column: 'status' } };
    const bad = await world.run(rows, { ...named('bad'), map });
    expect(bad).toMatchObject({ created: 99, failed: [{ key: '2041', code: 'INVALID_OPTION' }], calls: 2 });
    expect(bad.failed[0]?.message).toContain('“X”');
    world.sandbox.portals.get(4242).account.writeRules.push({
      objectTypeId: '0-1', kind: 'conditional', when: { property: 'hs_lead_status', value: 'OPEN' }, required: 'city',
    } as never); // prettier-ignore
    const again = rows.map((row, index) => (index < 50 ? { ...row, status: 'OPEN', first: 'Changed' } : row));
    world.calls();
    const refused = await world.run(again, { ...named('bad'), map });
    expect(refused.failed.length).toBe(50);
    expect(refused.failed[0]).toMatchObject({ key: '2001', code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' });
    expect(world.calls().length).toBeLessThanOrEqual(4);
    world.sandbox.portals.get(4242).account.writeRules.splice(0);
    expect(await world.run(again, { ...named('bad'), map })).toMatchObject({
      updated: 49,
      created: 1,
      failed: [],
    });
  });

  it('keys that are empty or double, and two rows for one record, are found before the call', async () => {
    const rows = [
      ...people(3, 3_001),
      person(3_002, { first: 'Twice' }),
      person(3_009, { id: null }),
      person(3_010, { email: ' PERSON-3001@rows.example ' }),
      person(3_011, { email: '' }),
    ];
    const report = await world.run(rows, named('keys'));
    expect(report).toMatchObject({ created: 1 });
    expect(report.failed.map(({ key, code }) => [key, code]).sort()).toEqual([
      ['', 'KEY_MISSING'],
      ['3001', 'MATCH_DUPLICATE'],
      ['3002', 'KEY_DUPLICATE'],
      ['3010', 'MATCH_DUPLICATE'],
      ['3011', 'MATCH_MISSING'],
    ]);
    expect((await world.contacts()).has('person-3001@rows.example')).toBe(false);
    const mended = await world.run(people(3, 3_001), named('keys'));
    expect(mended).toMatchObject({ created: 2, unchanged: 1, failed: [] });
    const double = await world.run([...people(3, 3_001), person(3_003)], named('keys'));
    expect(double).toMatchObject({ unchanged: 2, failed: [{ key: '3003', code: 'KEY_DUPLICATE' }] });
    // One row that was written before, and a new one for the same record.
    const shared = await world.run(
      [...people(3, 3_001), person(3_004, { email: 'person-3001@rows.example' })],
      named('keys'),
    );
    expect(shared.failed).toMatchObject([{ key: '3004', code: 'MATCH_DUPLICATE' }]);
  });

  it('refuses unknown and read-only properties before a call that writes', async () => {
    const map = {
      First_Name: { column: 'first' },
      createdate: { column: 'first' },
      city: { template: '{{ x | nope }}' },
    };
    const refused = await world
      .run(people(1, 4_001), { ...named('wrong'), map })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'SYNC_REFUSED' });
    expect((refused as Error).message).toMatch(/Write “firstname”[\s\S]*read-only[\s\S]*template of “city”/);
    expect(await world.run([], { ...named('wrong'), map })).toMatchObject({ calls: 0 });
  });

  it('brings a row with a further address to its contact, and bears no duplicate', async () => {
    const [one, other] = await Promise.all(
      ['first', 'further'].map(async (name) => {
        const properties = { email: `${name}@merged.example`, firstname: name };
        return (await world.sandbox.api('POST', '/crm/objects/2026-09/contacts', { properties })).body.id;
      }),
    );
    await world.sandbox.api('POST', '/crm/objects/2026-09/contacts/merge', {
      primaryObjectId: one,
      objectIdToMerge: other,
    });
    const row = { id: 1, email: 'further@merged.example', first: 'By further', last: 'Address' };
    expect(await world.run([row], named('further'))).toMatchObject({ created: 0, updated: 1, failed: [] });
    const mine = [...(await world.contacts()).values()].filter(
      ({ properties }) => properties['firstname'] === 'By further',
    );
    expect(mine).toHaveLength(1);
    // HubSpot may also refuse the address and name the contact that has it.
    const { body: contact } = await world.sandbox.api('POST', '/crm/objects/2026-09/contacts', {
      properties: { email: 'refused@rows.example' },
    });
    const refusing: HubSpotClient = {
      call: (portal, call) =>
        call.path.endsWith('/upsert')
          ? Promise.resolve(call.answer.parse(conflictsWith(call.body, contact.id)))
          : world.client.call(portal, call),
    };
    const syncs = syncsOn(world.database, refusing);
    const definition = definitionOf(named('refused'));
    const run = (rows: SourceRow[]) => syncs.run({ portalId: PORTAL, definition, source: rowsFrom(rows) });
    const address = { id: 1, email: 'other-address@rows.example', first: 'By id', last: 'x' };
    expect(await run([address])).toMatchObject({ created: 0, updated: 1, failed: [], calls: 3 });
    expect((await world.contacts()).get('refused@rows.example')?.properties['firstname']).toBe('By id');
    const both = await run([address, { ...address, id: 2, email: 'third-address@rows.example' }]);
    expect(both.failed).toMatchObject([{ key: '2', code: 'MATCH_DUPLICATE' }]);
  });

  it('update finds what is there, insert makes what is not and names what is', async () => {
    const email = { property: 'email', column: 'email' };
    const update = { kind: 'object', object: 'contacts', mode: 'update', match: email } as const;
    const rows = [...people(3), person(5_001)];
    const changed = rows.map((row) => ({ ...row, last: 'Updated' }));
    const updated = await world.run(changed, { ...named('update'), to: update });
    expect(updated).toMatchObject({ updated: 3, skipped: 1, failed: [], reasons: { NO_RECORD: 1 } });
    const contact = (await world.contacts()).get('person-1@rows.example');
    const byId = { ...update, match: { property: 'hs_object_id', column: 'record' } };
    const asId = [
      { ...person(1), record: contact?.id ?? '' },
      { ...person(2), record: '999999999' },
    ];
    expect(await world.run(asId, { ...named('by-id'), to: byId })).toMatchObject({
      updated: 1,
      failed: [{ key: '2', code: 'OBJECT_NOT_FOUND' }],
    });
    world.calls();
    const insert = { ...update, mode: 'insert' } as const;
    const inserted = await world.run([...people(98, 6_001), ...people(2)], {
      ...named('insert'),
      to: insert,
    });
    expect(inserted).toMatchObject({ created: 98 });
    expect(inserted.failed).toMatchObject([{ code: 'CONFLICT' }, { code: 'CONFLICT' }]);
    expect(inserted.failed[0]?.message).toContain(`Existing ID: ${contact?.id}`);
    expect(world.calls().length).toBeLessThanOrEqual(5);
  });

  it('matches by a property that is not unique after a warning, and sets aside what several have', async () => {
    for (const city of ['Ulm', 'Ulm', 'Bonn'])
      await world.sandbox.api('POST', '/crm/objects/2026-09/contacts', {
        properties: { city },
      });
    const to = {
      kind: 'object',
      object: 'contacts',
      mode: 'upsert',
      match: { property: 'city', column: 'city' },
    } as const;
    const rows = ['Ulm', 'Bonn', 'Kiel'].map((city, id) => ({ id, city, last: `In ${city}` }));
    const report = await world.run(rows, { ...named('city'), to, map: { lastname: { column: 'last' } } });
    expect(report).toMatchObject({ created: 1, updated: 1, failed: [{ key: '0', code: 'MATCH_AMBIGUOUS' }] });
    expect(report.warnings[0]).toContain('not unique');
  });
});

/** A 207 in which HubSpot says of every input that this contact has its address. */
const conflictsWith = (body: unknown, id: string) => ({
  results: [],
  errors: (body as { inputs: { objectWriteTraceId: string }[] }).inputs.map(({ objectWriteTraceId }) => ({
    category: 'CONFLICT',
    message: `Contact already exists. Existing ID: ${id}`,
    context: { objectWriteTraceId: [objectWriteTraceId] },
  })),
});
