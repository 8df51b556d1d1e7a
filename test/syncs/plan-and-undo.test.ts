import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitionOf, PORTAL, people, person, rowsFrom, startSyncWorld } from './sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

describe.each(['sqlite', 'postgres'] as const)('before and after a run, on %s', (kind) => {
  let world: SyncWorld;
  beforeAll(async () => {
    world = await startSyncWorld(kind);
  });
  afterAll(() => world?.close());
  const writes = () => world.calls().filter((call) => /upsert|update|create|archive/.test(call));

  it('a plan writes nothing and says what the run then does', async () => {
    await world.run(people(5), { name: 'first' });
    world.calls();
    const rows = [...people(105), person(106, { email: 'nobody' })];
    const plan = await world.plan(rows, { name: 'plan' });
    expect(writes()).toEqual([]);
    expect(plan).toMatchObject({
      run: null,
      created: 100,
      updated: 5,
      failed: [{ code: 'INVALID_EMAIL' }],
      calls: 3,
    });
    expect(plan.samples).toContainEqual({
      key: '1',
      record: expect.stringMatching(/^\d+$/),
      before: { firstname: 'First 1', lastname: 'Last 1' },
      after: { firstname: 'First 1', lastname: 'Last 1' },
    });
    const { run, calls, created, updated, failed } = await world.run(rows, { name: 'plan' });
    expect({ calls, created, updated, failed: failed.length }).toEqual({
      calls: 3,
      created: 100,
      updated: 5,
      failed: 1,
    });
    expect(await world.plan(people(105), { name: 'plan' })).toMatchObject({ unchanged: 105, calls: 0 });
    expect((await world.syncs.status(PORTAL, 'plan'))?.[0]).toMatchObject({
      runId: run,
      state: 'done',
      created: 100,
    });
    expect(await world.syncs.status(PORTAL, 'unknown')).toBeNull();
  });

  it('rows that have gone are cleared or deleted, behind the brake, and only what Baton wrote', async () => {
    const gone = { name: 'gone', gone: 'delete', brake: { share: 0.1 } } as const;
    await world.run(people(20, 1_001), gone);
    await expect(world.run(people(17, 1_001), gone)).rejects.toMatchObject({ code: 'SYNC_BRAKE' });
    expect((await world.contacts()).has('person-1020@rows.example')).toBe(true);
    expect(await world.plan(people(18, 1_001), gone)).toMatchObject({ removed: 2, unchanged: 18, calls: 2 });
    expect(await world.run(people(18, 1_001), gone)).toMatchObject({ removed: 2, unchanged: 18, calls: 2 });
    expect((await world.contacts()).has('person-1020@rows.example')).toBe(false);
    const clear = { name: 'gone', gone: 'clear', brake: { rows: 1 } } as const;
    expect(await world.run(people(17, 1_001), clear)).toMatchObject({ removed: 1, unchanged: 17 });
    const cleared = (await world.contacts()).get('person-1018@rows.example')?.properties;
    expect([cleared?.['firstname'] || '', cleared?.['lastname'] || '']).toEqual(['', '']);
    // It comes back, as does one that was deleted.
    expect(await world.run([...people(18, 1_001), person(1_020)], clear)).toMatchObject({
      created: 1,
      updated: 1,
    });
    expect(await world.run([...people(18, 1_001), person(1_020)], clear)).toMatchObject({
      unchanged: 19,
      calls: 0,
    });
  });

  it('an undo restores what nobody changed since, and takes away what the run made', async () => {
    const name = 'undone';
    await world.run(people(4, 2_001), { name });
    const before = await world.contacts();
    const changed = people(6, 2_001).map((row) => ({ ...row, first: 'Wrong', last: row['last'] ?? null }));
    const { run } = await world.run(changed, { name });
    const byHand = before.get('person-2002@rows.example')?.id ?? '';
    await world.sandbox.api('PATCH', `/crm/objects/2026-09/contacts/${byHand}`, {
      properties: { firstname: 'By hand' },
    });
    world.calls();
    const dry = await world.syncs.undo({ portalId: PORTAL, name, dry: true });
    expect(writes()).toEqual([]);
    expect(dry).toMatchObject({ undone: run, updated: 3, removed: 2, restored: 3, kept: 1 });
    const undone = await world.syncs.undo({ portalId: PORTAL, name });
    expect(undone).toMatchObject({ undone: run, updated: 3, removed: 2, restored: 3, kept: 1, failed: [] });
    const after = await world.contacts();
    const firsts = [1, 2, 3, 4].map(
      (id) => after.get(`person-200${id}@rows.example`)?.properties['firstname'],
    );
    expect(firsts).toEqual(['First 2001', 'By hand', 'First 2003', 'First 2004']);
    expect(after.has('person-2005@rows.example')).toBe(false);
    await expect(world.syncs.undo({ portalId: PORTAL, name, runId: run ?? '' })).rejects.toMatchObject({
      code: 'SYNC_REFUSED',
    });
    // The next run writes again what was taken back; what a person wrote stays until the row changes.
    expect(await world.run(changed, { name })).toMatchObject({ updated: 3, created: 2, unchanged: 1 });
  });

  it('an address that moved is written although a plan has seen it, and once more after an undo', async () => {
    const name = 'moved';
    await world.run(people(2, 6_001), { name });
    const moved = [person(6_001, { email: 'moved-6001@rows.example' }), person(6_002)];
    expect(await world.plan(moved, { name })).toMatchObject({ updated: 1, unchanged: 1 });
    for (const had of ['person-6001@rows.example', null]) {
      expect(await world.run(moved, { name })).toMatchObject({ updated: 1, failed: [] });
      expect((await world.contacts()).has('moved-6001@rows.example')).toBe(true);
      if (had === null) break;
      await world.syncs.undo({ portalId: PORTAL, name });
      expect((await world.contacts()).has(had)).toBe(true);
    }
    expect(await world.run(moved, { name })).toMatchObject({ unchanged: 2, calls: 0 });
  });

  it('an undo keeps a record that it made and a person has worked on', async () => {
    const name = 'made';
    await world.run(people(2, 7_001), { name });
    const { id } = (await world.contacts()).get('person-7001@rows.example') ?? { id: '' };
    await world.sandbox.api('PATCH', `/crm/objects/2026-09/contacts/${id}`, {
      properties: { lastname: 'By hand' },
    });
    expect(await world.syncs.undo({ portalId: PORTAL, name })).toMatchObject({ removed: 1, kept: 1 });
    const contacts = await world.contacts();
    expect([contacts.has('person-7001@rows.example'), contacts.has('person-7002@rows.example')]).toEqual([
      true,
      false,
    ]);
  });

  it('an undo that breaks off is undone further the next time; one of no sync makes none', async () => {
    const name = 'broken';
    await world.run(people(3, 8_001), { name });
    const canceled = new AbortController();
    canceled.abort();
    const first = await world.syncs.undo({ portalId: PORTAL, name, signal: canceled.signal });
    expect(first).toMatchObject({ removed: 0, stopped: expect.anything() });
    expect(await world.syncs.undo({ portalId: PORTAL, name })).toMatchObject({ removed: 3 });
    const unknown = world.syncs.undo({ portalId: PORTAL, name: 'nobody knows' });
    await expect(unknown).rejects.toMatchObject({ code: 'SYNC_REFUSED' });
    expect(await world.syncs.status(PORTAL, 'nobody knows')).toBeNull();
  });

  it('nothing is taken away while a line is illegible or has no key', async () => {
    const gone = { name: 'illegible', gone: 'delete', brake: { share: 1 } } as const;
    await world.run(people(3, 9_001), gone);
    const illegible = rowsFrom(people(2, 9_001));
    const read = illegible.read.bind(illegible);
    illegible.read = (options) => {
      options?.onRefused?.({ line: 4, reason: 'It ends within quotes.', text: '9003,"' });
      return read(options);
    };
    const order = { portalId: PORTAL, definition: definitionOf(gone), source: illegible };
    const report = await world.syncs.run(order);
    expect(report).toMatchObject({ removed: 0, unchanged: 2, failed: [{ code: 'LINE_REFUSED' }] });
    expect(report.failed[0]?.message).toContain('Line 4');
    expect(report.warnings.join()).toContain('Nothing was taken away');
    await world.run([...people(2, 9_001), person(9_003, { id: null })], gone);
    expect((await world.contacts()).has('person-9003@rows.example')).toBe(true);
    expect(await world.run(people(2, 9_001), gone)).toMatchObject({ removed: 1 });
  });

  it('nothing is lost or doubled when HubSpot does not answer, refuses for a while, or breaks off', async () => {
    const path = '^/crm/objects/[^/]+/contacts/batch/';
    const faults = [
      { kind: 'drop-after', match: { path }, times: 2 },
      { kind: 'drop-before', match: { path }, times: 1 },
      { kind: 'status', status: 502, afterWork: true, match: { path }, times: 2 },
      {
        kind: 'status',
        status: 429,
        body: { policyName: 'TEN_SECONDLY_ROLLING' },
        match: { path },
        times: 1,
      },
      { kind: 'status', status: 423, match: { path }, times: 1 },
      { kind: 'garbage', match: { path }, times: 1 },
      { kind: 'cut', match: { path }, times: 1 },
    ];
    const email = { property: 'email', column: 'email' };
    for (const [mode, from] of [
      ['upsert', 3_001],
      ['insert', 4_001],
    ] as const) {
      await world.sandbox.control('PUT', '/faults', faults);
      const to = { kind: 'object', object: 'contacts', mode, match: email } as const;
      const report = await world.run(people(800, from), { name: mode, to });
      expect(report.created + report.updated).toBe(800);
      expect(report.failed).toEqual([]);
      await world.sandbox.control('PUT', '/faults', []);
      expect(await world.run(people(800, from), { name: mode, to })).toMatchObject({
        unchanged: 800,
        calls: 0,
      });
      const contacts = await world.contacts();
      expect(people(800, from).every((row) => contacts.has(row['email'] as string))).toBe(true);
    }
  });

  it('two runs of one sync never happen at once', async () => {
    const both = await Promise.allSettled([
      world.run(people(300, 5_001), { name: 'once' }),
      world.run(people(300, 5_001), { name: 'once' }),
    ]);
    const created = both.map((one) => (one.status === 'fulfilled' ? one.value.created : 0));
    expect(created.toSorted((a, b) => a - b)).toEqual([0, 300]);
  });
});
