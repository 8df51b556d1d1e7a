import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncDefinition } from '../../src/backend/syncs/definition/definition.ts';
import { person, PORTAL, startSyncWorld } from './sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

const LISTS = '/crm/lists/2026-09';

const into = (
  name: string,
  mode: 'add' | 'remove' | 'mirror',
  property: 'email' | 'hs_object_id' = 'email',
): Partial<SyncDefinition> => ({
  name,
  map: {},
  to: {
    kind: 'list',
    mode,
    list: { name },
    match: { property, column: property === 'email' ? 'email' : 'contact' },
  },
});

describe.each(['sqlite', 'postgres'] as const)('a sync to a list, on %s', (kind) => {
  let world: SyncWorld;
  let ids: string[];
  beforeAll(async () => {
    world = await startSyncWorld(kind);
    const { body } = await world.sandbox.api('POST', '/crm/objects/2026-09/contacts/batch/create', {
      inputs: Array.from({ length: 60 }, (_, index) => ({
        properties: { email: `person-${index + 1}@rows.example` },
      })),
    });
    ids = body.results
      .toSorted((a: Found, b: Found) => numberOf(a) - numberOf(b))
      .map((one: { id: string }) => one.id);
  });
  afterAll(() => world?.close());

  interface Found {
    properties: { email: string };
  }
  const numberOf = ({ properties }: Found): number => Number(/\d+/.exec(properties.email)?.[0]);
  const id = (number: number): string => ids[number - 1] ?? '';
  const rows = (...numbers: number[]) => numbers.map((number) => person(number, { contact: id(number) }));
  const listOf = async (name: string): Promise<string> =>
    (await world.sandbox.api('GET', `${LISTS}/object-type-id/0-1/name/${name}`)).body.list.listId;
  const members = async (name: string): Promise<number[]> => {
    const { body } = await world.sandbox.api('GET', `${LISTS}/${await listOf(name)}/memberships?limit=250`);
    return body.results.map((one: { recordId: string }) => ids.indexOf(one.recordId) + 1).sort(byNumber);
  };
  const byHand = async (name: string, how: 'add' | 'remove', ...numbers: number[]): Promise<void> => {
    await world.sandbox.api('PUT', `${LISTS}/${await listOf(name)}/memberships/${how}`, numbers.map(id));
  };
  const byNumber = (a: number, b: number): number => a - b;
  const writes = () => world.calls().filter((call) => /^PUT|POST \/crm\/lists$/.test(call));

  it('makes the list, adds whom HubSpot has, and one bad address hurts nobody else', async () => {
    const given = [...rows(1, 2, 3), person(900), person(901, { email: 'nobody@nowhere.invalid-tld' })];
    const plan = await world.plan(given, into('adds', 'add'));
    expect(plan).toMatchObject({ created: 3, skipped: 1, failed: [{ key: '901', code: 'INVALID_EMAIL' }] });
    expect(writes()).toEqual([]);
    const run = await world.run(given, into('adds', 'add'));
    expect(run).toMatchObject({ created: 3, skipped: 1, reasons: { NO_RECORD: 1, INVALID_EMAIL: 1 } });
    expect(run.calls).toBe(plan.calls);
    expect(await members('adds')).toEqual([1, 2, 3]);
    world.calls();
    expect(await world.run(rows(1, 2, 3), into('adds', 'add'))).toMatchObject({ unchanged: 3, calls: 1 });
    // Somebody took one out: in the mode add that stands.
    await byHand('adds', 'remove', 2);
    await byHand('adds', 'add', 5);
    const more = await world.plan(rows(1, 2, 3, 4, 5), into('adds', 'add'));
    expect(more).toMatchObject({ created: 1, unchanged: 4, samples: [{ key: '4', record: id(4) }] });
    expect(await world.run(rows(1, 2, 3, 4, 5), into('adds', 'add'))).toMatchObject({
      created: 1,
      unchanged: 4,
      calls: more.calls,
    });
    expect(await members('adds')).toEqual([1, 3, 4, 5]);
  });

  it('a mirror holds exactly whom the source has, behind the brake, whoever changed it meanwhile', async () => {
    const mirror = { ...into('mirrored', 'mirror'), brake: { share: 0.5 } };
    expect(await world.run(rows(1, 2, 3, 4, 5), mirror)).toMatchObject({ created: 5 });
    await byHand('mirrored', 'add', 20, 21);
    await byHand('mirrored', 'remove', 1, 2);
    writes();
    // 3 goes, 6 comes, 4 is another contact now.
    const given = [...rows(1, 2, 5, 6), person(4, { email: 'person-7@rows.example' })];
    const plan = await world.plan(given, mirror).catch((error: unknown) => error);
    expect(plan).toMatchObject({ code: 'SYNC_BRAKE' });
    const wide = { ...mirror, brake: { share: 0.8 } };
    expect(await world.plan(given, wide)).toMatchObject({ created: 4, removed: 4, unchanged: 1 });
    expect(writes()).toEqual([]);
    expect(await world.run(given, wide)).toMatchObject({ created: 4, removed: 4, unchanged: 1 });
    expect(await members('mirrored')).toEqual([1, 2, 5, 6, 7]);
    // A source with an illegible key takes nobody out.
    const broken = await world.run([...rows(1, 2), person(9, { id: null })], wide);
    expect(broken.warnings.join()).toContain('Nothing was taken away');
    expect(await members('mirrored')).toEqual([1, 2, 5, 6, 7]);
    // A contact that two rows are for stays until both are gone.
    const twins = [...rows(1, 2, 5, 6), person(50, { email: 'person-7@rows.example' })];
    await world.run([...twins, person(51, { email: 'person-7@rows.example' })], wide);
    await world.run(twins, wide);
    expect(await members('mirrored')).toEqual([1, 2, 5, 6, 7]);
    expect(await world.run(rows(1, 2, 5, 6), wide)).toMatchObject({ removed: 1, unchanged: 4 });
    expect(await members('mirrored')).toEqual([1, 2, 5, 6]);
    expect(await world.run(rows(1, 2, 5, 6), wide)).toMatchObject({ unchanged: 4, removed: 0, created: 0 });
  });

  it('takes out by id, and an undo puts back whom the run took out, and no others', async () => {
    await world.run(rows(1, 2, 3, 4), into('parts', 'add'));
    const remove = {
      ...into('taking out', 'remove', 'hs_object_id'),
      to: { ...into('parts', 'remove', 'hs_object_id').to },
    } as Partial<SyncDefinition>;
    const given = [...rows(2, 3, 9), person(70, { contact: 'x' })];
    const plan = await world.plan(given, remove);
    expect(plan).toMatchObject({ removed: 2, unchanged: 1, failed: [{ code: 'NO_RECORD' }] });
    expect(await world.run(given, remove)).toMatchObject({ removed: 2, unchanged: 1, calls: plan.calls });
    expect(await members('parts')).toEqual([1, 4]);
    const undo = await world.syncs.undo({ portalId: PORTAL, name: 'taking out' });
    expect(undo).toMatchObject({ created: 2, restored: 2 });
    expect(await members('parts')).toEqual([1, 2, 3, 4]);
    // An undo is undone.
    const { run } = undo;
    await world.syncs.undo({ portalId: PORTAL, name: 'taking out', runId: run ?? '' });
    expect(await members('parts')).toEqual([1, 4]);
  });

  it('an undo takes out whom the run put in; who was there before stays', async () => {
    await world.run(rows(1), into('undone', 'mirror'));
    await byHand('undone', 'add', 2, 3, 4, 5);
    const wide = { ...into('undone', 'mirror'), brake: { rows: 10 } };
    await world.run(rows(1, 2, 3, 6), wide);
    expect(await members('undone')).toEqual([1, 2, 3, 6]);
    const dry = await world.syncs.undo({ portalId: PORTAL, name: 'undone', dry: true });
    expect(dry).toMatchObject({ removed: 1, created: 2 });
    await world.syncs.undo({ portalId: PORTAL, name: 'undone' });
    expect(await members('undone')).toEqual([1, 2, 3, 4, 5]);
    expect(await world.run(rows(1, 2, 3, 6), wide)).toMatchObject({ created: 1, removed: 2 });
    expect(await members('undone')).toEqual([1, 2, 3, 6]);
  });

  it('fills a list anew that was deleted, or that the definition names now', async () => {
    await world.run(rows(1, 2), into('deleted', 'add'));
    await world.sandbox.api('DELETE', `${LISTS}/${await listOf('deleted')}`);
    expect(await world.plan(rows(1, 2), into('deleted', 'add'))).toMatchObject({ created: 2, unchanged: 0 });
    expect(await world.run(rows(1, 2), into('deleted', 'add'))).toMatchObject({ created: 2, unchanged: 0 });
    expect(await members('deleted')).toEqual([1, 2]);
    const elsewhere = { ...into('other', 'add'), name: 'deleted' };
    expect(await world.run(rows(1, 2), elsewhere)).toMatchObject({ created: 2 });
    expect(await members('other')).toEqual([1, 2]);
    expect(await world.run(rows(1, 2), elsewhere)).toMatchObject({ unchanged: 2, calls: 1 });
  });

  it('follows a contact that was merged into another', async () => {
    await world.run(rows(30, 31), into('merged', 'mirror'));
    await world.sandbox.api('POST', '/crm/objects/2026-09/contacts/merge', {
      primaryObjectId: id(32),
      objectIdToMerge: id(31),
    });
    const again = await world.run(rows(30, 31), { ...into('merged', 'mirror'), brake: { rows: 5 } });
    expect(again).toMatchObject({ removed: 0, failed: [] });
    const { body } = await world.sandbox.api('GET', `${LISTS}/${await listOf('merged')}/memberships`);
    const found = body.results.map((one: { recordId: string }) => one.recordId);
    expect(found).toHaveLength(2);
    const merged = found.find((one: string) => one !== id(30));
    const contact = `/crm/objects/2026-09/contacts/${merged}?properties=email,hs_additional_emails`;
    const { properties } = (await world.sandbox.api('GET', contact)).body;
    expect(`${properties.email};${properties.hs_additional_emails}`).toContain('person-31@rows.example');
  });

  it('refuses lists that nobody can fill, with what to do', async () => {
    await world.sandbox.api('POST', LISTS, {
      name: 'dynamic',
      objectTypeId: '0-1',
      processingType: 'DYNAMIC',
      filterBranch: {
        filterBranchType: 'OR',
        filterBranches: [
          {
            filterBranchType: 'AND',
            filterBranches: [],
            filters: [
              {
                filterType: 'PROPERTY',
                property: 'email',
                operation: {
                  operationType: 'ALL_PROPERTY',
                  operator: 'IS_KNOWN',
                  includeObjectsWithNoValueSet: false,
                },
              },
            ],
          },
        ],
        filters: [],
      },
    });
    const refused = (message: string) => ({
      code: 'SYNC_REFUSED',
      message: expect.stringContaining(message),
    });
    await expect(world.run(rows(1), into('dynamic', 'add'))).rejects.toMatchObject(refused('own filters'));
    const byId = into('by id', 'add');
    const to = { ...byId.to, list: { id: '987654' } } as SyncDefinition['to'];
    await expect(world.run(rows(1), { ...byId, to })).rejects.toMatchObject(refused('no list 987654'));
    // A run that was refused before it wrote anything holds the name for no destination.
    const wrong = {
      kind: 'object',
      object: 'contract',
      mode: 'upsert',
      match: { property: 'email', column: 'email' },
    };
    await expect(
      world.run(rows(1), { name: 'was a list', to: wrong as SyncDefinition['to'] }),
    ).rejects.toMatchObject(refused('no object “contract”'));
    await world.run(rows(1), into('was a list', 'add'));
    await expect(world.run(rows(1), { name: 'was a list' })).rejects.toMatchObject(
      refused('a name of its own'),
    );
  });
});
