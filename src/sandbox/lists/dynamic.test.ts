import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { manualTime, startTestSandbox, type TestSandbox } from '../testing.ts';

const lists = '/crm/lists/2026-09';
const contacts = '/crm/objects/2026-09/contacts';
let sandbox: TestSandbox;
afterEach(() => sandbox.stop());

const start = async (options: Partial<SandboxOptions> = {}) => {
  sandbox = await startTestSandbox({
    time: manualTime(Date.parse('2026-11-23T10:00:00Z')),
    lists: { lagMs: 3_000, fillMs: 6_000 },
    ...options,
  });
};
const inCity = (city: string) => ({
  filterBranchType: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'city',
          operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: [city] },
        },
      ],
    },
  ],
});
const newList = async (name: string, extra: Record<string, unknown> = {}) => {
  const body = {
    name,
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: inCity('Atlantis'),
    ...extra,
  };
  return (await sandbox.api('POST', lists, body)).body.list;
};
const list = async (id: string) => (await sandbox.api('GET', `${lists}/${id}`)).body.list;
const joined = async (id: string): Promise<[string, string][]> =>
  (await sandbox.api('GET', `${lists}/${id}/memberships/join-order?limit=250`)).body.results.map(
    (one: { recordId: string; membershipTimestamp: string }) => [one.recordId, one.membershipTimestamp],
  );
const newContact = async (city: string): Promise<string> =>
  (await sandbox.api('POST', contacts, { properties: { city } })).body.id;
const move = (id: string, city: string) =>
  sandbox.api('PATCH', `${contacts}/${id}`, { properties: { city } });

describe('a DYNAMIC list', () => {
  it('takes in its first members little by little', async () => {
    await start();
    const ids = [await newContact('Atlantis'), await newContact('Atlantis'), await newContact('Atlantis')];
    const made = await newList('Atlantis');
    expect(made).toMatchObject({
      processingStatus: 'PROCESSING',
      size: 0,
      additionalProperties: { hs_list_size: '0' },
    });
    sandbox.clock.advance(4_000);
    expect(await list(made.listId)).toMatchObject({ processingStatus: 'PROCESSING', size: 2 });
    sandbox.clock.advance(2_000);
    expect(await list(made.listId)).toMatchObject({
      processingStatus: 'COMPLETE',
      additionalProperties: { hs_list_size: '3' },
    });
    expect(await joined(made.listId)).toEqual([
      [ids[0], '2026-11-23T10:00:02.000Z'],
      [ids[1], '2026-11-23T10:00:04.000Z'],
      [ids[2], '2026-11-23T10:00:06.000Z'],
    ]);
  });

  it('follows a change some seconds later, both ways', async () => {
    await start();
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    const id = await newContact('Atlantis');
    expect(await joined(listId)).toEqual([]);
    sandbox.clock.advance(60_000);
    // It joined when it was due, not when somebody looked.
    expect(await joined(listId)).toEqual([[id, '2026-11-23T10:00:09.000Z']]);
    await move(id, 'Lemuria');
    expect(await joined(listId)).toHaveLength(1);
    sandbox.clock.advance(3_000);
    expect(await joined(listId)).toEqual([]);
  });

  it('grows while it is read by a cursor, and nobody is told twice or left out', async () => {
    await start();
    for (let count = 0; count < 4; count++) await newContact('Atlantis');
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { body } = await sandbox.api('GET', `${lists}/${listId}/memberships?limit=2${after}`);
      seen.push(...body.results.map((one: { recordId: string }) => one.recordId));
      if (!body.paging?.next) break;
      after = `&after=${body.paging.next.after}`;
      if (seen.length === 2) {
        await newContact('Atlantis');
        sandbox.clock.advance(3_000);
      }
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it('loses who is deleted at once, and takes back who is restored', async () => {
    await start();
    const id = await newContact('Atlantis');
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    await sandbox.api('DELETE', `${contacts}/${id}`);
    expect(await joined(listId)).toEqual([]);
    await sandbox.control('POST', `/portals/4242/contacts/${id}/restore`);
    sandbox.clock.advance(3_000);
    expect(await joined(listId)).toHaveLength(1);
  });

  it('has the survivor of a merge under its new id', async () => {
    await start();
    await sandbox.control('PATCH', '/portals/4242', { mergeCreatesNewId: true });
    const [primaryObjectId, objectIdToMerge] = [await newContact('Atlantis'), await newContact('Atlantis')];
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    const { body } = await sandbox.api('POST', `${contacts}/merge`, { primaryObjectId, objectIdToMerge });
    expect(await joined(listId)).toEqual([]);
    sandbox.clock.advance(3_000);
    expect((await joined(listId)).map(([id]) => id)).toEqual([body.id]);
  });

  it('changes with its filters, and only a DYNAMIC one has some that change', async () => {
    await start();
    const [here, there] = [await newContact('Atlantis'), await newContact('Lemuria')];
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    const change = (id: string) =>
      sandbox.api('PUT', `${lists}/${id}/update-list-filters`, { filterBranch: inCity('Lemuria') });
    const { body } = await change(listId);
    expect(body.updatedList).toMatchObject({ listVersion: 2, processingStatus: 'PROCESSING', size: 0 });
    sandbox.clock.advance(6_000);
    expect((await joined(listId)).map(([id]) => id)).toEqual([there]);
    const snapshot = await newList('Then', { processingType: 'SNAPSHOT' });
    expect((await joined(snapshot.listId)).map(([id]) => id)).toEqual([here]);
    expect((await change(snapshot.listId)).body.subCategory).toBe('ILS.INVALID_LIST_PROCESSING_TYPE');
  });

  it('comes back after a restart with the same members, and with what changed meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lists-'));
    const dataFile = join(folder, 'sandbox.db');
    await start({ dataFile });
    const id = await newContact('Atlantis');
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    const before = await joined(listId);
    const late = await newContact('Atlantis');
    await sandbox.stop();
    await start({ dataFile });
    expect((await joined(listId))[0]).toEqual(before[0]);
    expect((await joined(listId)).map(([recordId]) => recordId)).toEqual([id, late]);
    rmSync(folder, { recursive: true });
  });

  it('that asks for the last days lets go by and by, without any change of a record', async () => {
    await start();
    const timePoint = {
      timeType: 'INDEXED',
      zoneId: 'UTC',
      indexReference: { referenceType: 'NOW' },
      offset: { days: -1 },
    };
    const filter = {
      property: 'createdate',
      operation: { operationType: 'TIME_POINT', operator: 'IS_AFTER', timePoint },
    };
    const filters = [{ filterType: 'PROPERTY', ...filter }];
    const filterBranch = { filterBranchType: 'OR', filterBranches: [{ filterBranchType: 'AND', filters }] };
    const id = await newContact('Anywhere');
    const { listId } = await newList('New ones', { filterBranch });
    sandbox.clock.advance(6_000);
    expect((await joined(listId)).map(([recordId]) => recordId)).toEqual([id]);
    sandbox.clock.advance(23 * 3_600_000);
    expect(await joined(listId)).toHaveLength(1);
    sandbox.clock.advance(2 * 3_600_000);
    expect(await joined(listId)).toEqual([]);
  });

  it('of companies follows companies', async () => {
    await start();
    const { listId } = await newList('Companies', { objectTypeId: '0-2' });
    const company = await sandbox.api('POST', '/crm/objects/2026-09/companies', {
      properties: { name: 'Sunken', city: 'Atlantis' },
    });
    await newContact('Atlantis');
    sandbox.clock.advance(6_000);
    const { body } = await sandbox.api('GET', `${lists}/${listId}/memberships`);
    expect(body.results).toMatchObject([{ objectTypeId: '0-2', recordId: company.body.id }]);
  });

  it('is refused with filters on properties that do not exist, and a MANUAL one with any', async () => {
    await start();
    const filterBranch = JSON.parse(JSON.stringify(inCity('x')).replace('"city"', '"cty"')) as unknown;
    const body = { name: 'x', objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch };
    expect((await sandbox.api('POST', lists, body)).body.message).toMatch(/cty/);
    const manual = { ...body, processingType: 'MANUAL', filterBranch: inCity('x') };
    expect((await sandbox.api('POST', lists, manual)).status).toBe(400);
  });
});

describe('a conversion', () => {
  it('makes a DYNAMIC list static on the day of the account', async () => {
    await start();
    const id = await newContact('Atlantis');
    const { listId } = await newList('Atlantis');
    sandbox.clock.advance(6_000);
    const path = `${lists}/${listId}/schedule-conversion`;
    expect((await sandbox.api('GET', path)).status).toBe(404);
    const day = { conversionType: 'CONVERSION_DATE', year: 2026, month: 11, day: 24 };
    expect((await sandbox.api('PUT', path, day)).body).toEqual({ listId, requestedConversionTime: day });
    // Midnight of New York.
    sandbox.clock.advance(Date.parse('2026-11-24T04:59:00Z') - sandbox.clock.now());
    expect((await list(listId)).processingType).toBe('DYNAMIC');
    sandbox.clock.advance(120_000);
    expect((await list(listId)).processingType).toBe('SNAPSHOT');
    expect((await sandbox.api('GET', path)).body).toEqual({
      listId,
      convertedAt: '2026-11-24T05:00:00.000Z',
    });
    await move(id, 'Lemuria');
    sandbox.clock.advance(10_000);
    expect(await joined(listId)).toHaveLength(1);
    expect((await sandbox.api('PUT', `${lists}/${listId}/memberships/remove`, [id])).status).toBe(200);
    expect((await sandbox.api('PUT', path, day)).status).toBe(400);
  });

  it('happens when nobody joined for so long, unless it is cancelled', async () => {
    await start();
    const [first, second] = [await newList('One'), await newList('Two')];
    const quiet = { conversionType: 'INACTIVITY', timeUnit: 'WEEK', offset: 1 };
    for (const { listId } of [first, second])
      await sandbox.api('PUT', `${lists}/${listId}/schedule-conversion`, quiet);
    expect((await sandbox.api('DELETE', `${lists}/${second.listId}/schedule-conversion`)).status).toBe(204);
    sandbox.clock.advance(6 * 86_400_000);
    expect((await list(first.listId)).processingType).toBe('DYNAMIC');
    sandbox.clock.advance(86_400_000);
    expect((await list(first.listId)).processingType).toBe('SNAPSHOT');
    expect((await list(second.listId)).processingType).toBe('DYNAMIC');
  });
});

describe('a deleted list', () => {
  it('is gone, and comes back for 90 days with who is in it by then', async () => {
    await start();
    const id = await newContact('Atlantis');
    const { listId } = await newList('Atlantis');
    const restore = () => sandbox.api('PUT', `${lists}/${listId}/restore`);
    await sandbox.api('DELETE', `${lists}/${listId}`);
    expect((await sandbox.api('GET', `${lists}/${listId}/memberships`)).status).toBe(404);
    const other = await newList('Atlantis', { processingType: 'MANUAL', filterBranch: undefined });
    expect((await restore()).body.subCategory).toBe('ILS.DUPLICATE_LIST_NAMES');
    await sandbox.api('PUT', `${lists}/${other.listId}/update-list-name?listName=Other`);
    expect((await restore()).status).toBe(204);
    expect((await list(listId)).processingStatus).toBe('PROCESSING');
    sandbox.clock.advance(6_000);
    expect((await joined(listId)).map(([recordId]) => recordId)).toEqual([id]);
    await sandbox.api('DELETE', `${lists}/${listId}`);
    sandbox.clock.advance(91 * 86_400_000);
    expect((await restore()).status).toBe(404);
  });
});
