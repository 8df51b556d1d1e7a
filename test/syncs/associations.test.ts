import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssociationRule, SyncDefinition } from '../../src/backend/syncs/definition/definition.ts';
import { definitionOf, person, PORTAL, rowsFrom, startSyncWorld, syncsOn } from './sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

const OBJECTS = '/crm/objects/2026-09';

const linked = (name: string, rule: Partial<AssociationRule>): Partial<SyncDefinition> => ({
  name,
  associate: [
    { object: 'companies', column: 'company', match: 'domain', create: false, replace: false, ...rule },
  ],
});

describe.each(['sqlite', 'postgres'] as const)('associations of a sync, on %s', (kind) => {
  let world: SyncWorld;
  let companies: Map<string, string>;
  beforeAll(async () => {
    world = await startSyncWorld(kind, { searchLagMs: 0 });
    const { body } = await world.sandbox.api('POST', `${OBJECTS}/companies/batch/create`, {
      inputs: Array.from({ length: 12 }, (_, index) => ({
        properties: { domain: `company-${index + 1}.example`, name: `Company ${index + 1}` },
      })),
    });
    companies = new Map(
      body.results.map((one: { id: string; properties: { domain: string } }) => [
        one.properties.domain,
        one.id,
      ]),
    );
  });
  afterAll(() => world?.close());

  const domain = (number: number): string => `company-${number}.example`;
  /** The domains of the companies that a person is linked to, with the labels. */
  const linksOf = async (number: number): Promise<string[]> => {
    const contact = (await world.contacts()).get(`person-${number}@rows.example`);
    const path = `${OBJECTS}/contacts/${contact?.id}/associations/companies`;
    const { body } = await world.sandbox.api('GET', path);
    return body.results
      .map(({ toObjectId, associationTypes }: Linked) => {
        const labels = associationTypes.flatMap(({ label }) => label ?? []).sort();
        const name = [...companies].find(([, id]) => id === toObjectId)?.[0] ?? toObjectId;
        return [name, ...labels].join(' ');
      })
      .sort();
  };
  interface Linked {
    toObjectId: string;
    associationTypes: { label: string | null }[];
  }

  it('are found by a property, each value once; a missing one hurts only its row', async () => {
    const definition = linked('by domain', {});
    const rows = [
      person(1, { company: domain(1) }),
      person(2, { company: `${domain(1)}, ${domain(2)}` }),
      person(3, { company: [domain(2), domain(3)] }),
      person(4, { company: null }),
      person(5, { company: 'nobody.example' }),
    ];
    const plan = await world.plan(rows, definition);
    expect(plan).toMatchObject({ created: 5, failed: [] });
    const run = await world.run(rows, definition);
    expect(run).toMatchObject({ created: 5, failed: [{ key: '5', code: 'NO_ASSOCIATED_RECORD' }] });
    expect(run.calls).toBeLessThanOrEqual(plan.calls);
    expect(await linksOf(1)).toEqual([domain(1)]);
    expect(await linksOf(2)).toEqual([domain(1), domain(2)]);
    expect(await linksOf(3)).toEqual([domain(2), domain(3)]);
    expect(await linksOf(4)).toEqual([]);
    // The row is written, and linked as soon as the company is there. All others cost nothing.
    const { body } = await world.sandbox.api('POST', `${OBJECTS}/companies`, {
      properties: { domain: 'nobody.example' },
    });
    companies.set('nobody.example', body.id);
    expect(await world.run(rows, definition)).toMatchObject({ unchanged: 4, updated: 1, failed: [] });
    expect(await linksOf(5)).toEqual(['nobody.example']);
    expect(await world.run(rows, definition)).toMatchObject({ unchanged: 5, calls: 0 });
  });

  it('bear labels from the row, several or none', async () => {
    await world.sandbox.api('POST', '/crm/associations/2026-09/contacts/companies/labels', {
      name: 'buyer',
      label: 'Buyer',
    });
    const definition = linked('labels', {});
    const rows = [
      person(11, { company: { value: domain(1), label: 'buyer' } }),
      person(12, {
        company: [
          { value: domain(1), label: null },
          { value: domain(2), label: 'Primary, Buyer' },
        ],
      }),
      person(13, { company: JSON.stringify([{ value: domain(3), label: ['Buyer'] }]) }),
      person(14, { company: { value: domain(1), label: 'Stranger' } }),
    ];
    expect(await world.run(rows, definition)).toMatchObject({
      created: 4,
      failed: [{ key: '14', code: 'NO_LABEL', message: expect.stringContaining('Buyer') }],
    });
    expect(await linksOf(11)).toEqual([`${domain(1)} Buyer`]);
    expect(await linksOf(12)).toEqual([domain(1), `${domain(2)} Buyer Primary`]);
    expect(await linksOf(13)).toEqual([`${domain(3)} Buyer`]);
  });

  it('make the other record where the definition says so, once for all rows that name it', async () => {
    const definition = linked('made', { create: true });
    const rows = [21, 22, 23].map((id) => person(id, { company: 'new-company.example' }));
    expect(await world.run(rows, definition)).toMatchObject({ created: 3, failed: [] });
    const { body } = await world.sandbox.api('POST', `${OBJECTS}/companies/search`, {
      filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'EQ', value: 'new-company.example' }] }],
      limit: 10,
      after: '0',
      sorts: [],
      properties: [],
    });
    expect(body.results).toHaveLength(1);
    companies.set('new-company.example', body.results[0].id);
    expect(await linksOf(23)).toEqual(['new-company.example']);
  });

  it('are replaced where the definition says so: only what the sync itself linked', async () => {
    const definition = linked('replaced', { replace: true });
    await world.run([person(31, { company: domain(1) })], definition);
    const contact = (await world.contacts()).get('person-31@rows.example')?.id;
    const byHand = `${OBJECTS}/contacts/${contact}/associations/default/companies/${companies.get(domain(5))}`;
    await world.sandbox.api('PUT', byHand);
    await world.run([person(31, { company: [domain(2), domain(5)] })], definition);
    expect(await linksOf(31)).toEqual([domain(2), domain(5)]);
    await world.run([person(31, { company: null })], definition);
    expect(await linksOf(31)).toEqual([domain(5)]);
    const kept = linked('replaced', {});
    await world.run([person(31, { company: domain(3) })], kept);
    await world.run([person(31, { company: domain(4) })], kept);
    expect(await linksOf(31)).toEqual([domain(3), domain(4), domain(5)]);
  });

  it('are taken away by an undo, and what was there before stays', async () => {
    const definition = linked('undone', {});
    await world.run([person(41, { company: domain(1) })], definition);
    await world.run([person(41, { company: [domain(1), domain(2)] })], definition);
    const dry = await world.syncs.undo({ portalId: PORTAL, name: 'undone', dry: true });
    expect(dry).toMatchObject({ unlinked: 1 });
    expect(await world.syncs.undo({ portalId: PORTAL, name: 'undone' })).toMatchObject({ unlinked: 1 });
    expect(await linksOf(41)).toEqual([domain(1)]);
    // The next run makes it good again.
    await world.run([person(41, { company: [domain(1), domain(2)] })], definition);
    expect(await linksOf(41)).toEqual([domain(1), domain(2)]);
  });

  it('are made good by the next run when the process dies between the record and its link', async () => {
    const definition = linked('dies', {});
    const rows = [person(51, { company: domain(1) }), person(52, { company: domain(2) })];
    for (const where of ['/batch/upsert', '/labels', '/search', '/batch/read', '/batch/create']) {
      const dies = syncsOn(world.database, {
        async call(portal, call) {
          const answer = await world.client.call(portal, call);
          if (call.path.includes('/associations/') || where === '/batch/upsert' || where === '/search')
            if (call.path.endsWith(where)) throw new Error('the process died');
          return answer;
        },
      });
      const order = { portalId: PORTAL, definition: definitionOf(definition), source: rowsFrom(rows) };
      await expect(dies.run(order))
        .rejects.toThrow('died')
        .catch(() => undefined);
    }
    await world.run(rows, definition);
    expect([await linksOf(51), await linksOf(52)]).toEqual([[domain(1)], [domain(2)]]);
    expect(await world.run(rows, definition)).toMatchObject({ unchanged: 2, calls: 0 });
  });

  it('stand behind inserts too', async () => {
    const given = linked('inserted', {});
    const to = { ...definitionOf().to, mode: 'insert' } as SyncDefinition['to'];
    const rows = [person(61, { company: 'later.example' })];
    expect(await world.run(rows, { ...given, to })).toMatchObject({ created: 1, failed: [{ key: '61' }] });
    const { body } = await world.sandbox.api('POST', `${OBJECTS}/companies`, {
      properties: { domain: 'later.example' },
    });
    companies.set('later.example', body.id);
    expect(await world.run(rows, { ...given, to })).toMatchObject({ created: 0, unchanged: 1, failed: [] });
    expect(await linksOf(61)).toEqual(['later.example']);
    expect(await world.run(rows, { ...given, to })).toMatchObject({ unchanged: 1, calls: 0 });
  });

  it('are refused before any call where the account cannot follow', async () => {
    const run = (rule: Partial<AssociationRule>) => world.run([person(71)], linked('refused', rule));
    const refused = (message: string) => ({
      code: 'SYNC_REFUSED',
      message: expect.stringContaining(message),
    });
    await expect(run({ object: 'planets' })).rejects.toMatchObject(refused('no object “planets”'));
    await expect(run({ match: 'colour' })).rejects.toMatchObject(refused('no property “colour”'));
    await expect(run({ type: 'Stranger' })).rejects.toMatchObject(refused('Stranger'));
    expect((await world.contacts()).has('person-71@rows.example')).toBe(false);
  });
});
