import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import type { WebhookEvent } from '../hubspot/types.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import { InboxEntity } from './inbox-entity.ts';
import { createInsertEvents } from './insert-events.ts';
import type { InsertEvents } from './insert-events.ts';

const event = (dedupeKey: string, change: Partial<WebhookEvent> = {}): WebhookEvent => ({
  portalId: portalId(1),
  kind: 'propertyChange',
  contactId: contactId(7),
  propertyName: 'hubspot_owner_id',
  propertyValue: '900',
  occurredAt: 1_000,
  changeSource: 'CRM_UI',
  sourceId: 'userId:1',
  merge: null,
  dedupeKey,
  ...change,
});
const events = (...keys: string[]) => keys.map((key) => event(key));

describeOnBothDatabases('inserting events', [InboxEntity], (open) => {
  let database: TestDatabase;
  let insert: InsertEvents;

  beforeEach(async () => {
    database = await open();
    insert = createInsertEvents(database);
  });

  const keys = async () =>
    (await database.manager.find(InboxEntity, { order: { dedupeKey: 'ASC' } })).map((row) => row.dedupeKey);

  it('stores every text as it is, whatever stands beside it', async () => {
    // The first part of the inbox takes out what no database stores.
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''));
    const odd = fc.constantFrom(
      '',
      'null',
      'NULL',
      '"',
      '\\',
      '{}',
      '[1,2]',
      "it's",
      'a,b',
      '\n',
      '$1',
      '?1',
    );
    const values = fc.array(fc.option(fc.oneof(text, odd)), { minLength: 1, maxLength: 20 });
    let group = 0;
    await fc.assert(
      fc.asyncProperty(values, async (all) => {
        group += 1;
        const rows = all.map((propertyValue, at) =>
          event(`${group}-${String(at).padStart(2, '0')}`, { propertyValue, sourceId: propertyValue ?? '' }),
        );
        expect(await insert(rows, group)).toEqual(rows.map(() => 'stored'));
        const found = await database.manager.find(InboxEntity, {
          where: { receivedAt: group },
          order: { dedupeKey: 'ASC' },
        });
        expect(found).toEqual(rows.map((row) => ({ ...row, receivedAt: group, processedAt: null })));
      }),
      { numRuns: 25 },
    );
  });

  it('tells duplicates from new events, in a group with both and in those before and after', async () => {
    expect(await insert(events('a', 'b'), 1)).toEqual(['stored', 'stored']);
    expect(await insert(events('b', 'c', 'c'), 2)).toEqual(['duplicates', 'stored', 'duplicates']);
    expect(await insert(events('c', 'd'), 3)).toEqual(['duplicates', 'stored']);
    expect(await insert(events('e'), 4)).toEqual(['stored']);
    expect(await insert(events('f', 'g'), 5)).toEqual(['stored', 'stored']);
    expect(await insert(events('f'), 6)).toEqual(['duplicates']);
    expect(await keys()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  it('refuses one event among new ones and duplicates, and stores the others', async () => {
    // What the types forbid and the database refuses.
    const bad = event('bad', { contactId: null as never });
    await insert(events('a'), 1);
    expect(await insert([...events('b', 'c'), bad, ...events('d', 'a')], 2)).toEqual([
      ...['stored', 'stored', 'refused', 'stored', 'duplicates'],
    ]);
    expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('stores an event once when two processes are given it at the same moment', async () => {
    const other = createInsertEvents(database);
    const group = events('a', 'b', 'c');
    const outcomes = (await Promise.all([insert(group, 1), other(group, 1)])).flat();
    expect(outcomes.toSorted()).toEqual([...Array(3).fill('duplicates'), ...Array(3).fill('stored')]);
    expect(await keys()).toEqual(['a', 'b', 'c']);
  });
});
