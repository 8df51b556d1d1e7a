import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { portalId } from '../ground/identifiers.ts';
import { SuppressionEntity } from '../unsubscribe/suppression-entity.ts';
import { createSuppressions } from '../unsubscribe/suppressions.ts';
import { ExclusionEntity } from './exclusion-entity.ts';
import { createExclusions } from './exclusions.ts';
import type { Exclusions } from './exclusions.ts';

const [mine, theirs] = [portalId(1), portalId(2)];

describeOnBothDatabases('exclusions', [ExclusionEntity, SuppressionEntity], (open) => {
  let database: TestDatabase;
  let exclusions: Exclusions;
  let now = 0;
  const add = (text: string, reason = '') => exclusions.add(mine, { text, reason, by: 'Ada' });
  const patterns = async (search = '') =>
    (await exclusions.view(mine, { search, page: 0 })).shown.map(({ pattern }) => pattern);

  beforeEach(async () => {
    database = await open();
    const clock = { now: () => (now += 1) };
    const suppressions = createSuppressions({ database, clock });
    exclusions = createExclusions({ database, clock, suppressions, onExcluded: async () => undefined });
  });

  it('are found by address, domain and pattern, in their own account only', async () => {
    await add('ann@acme.example\nrival.example\n*@partner.*');
    const asked = ['ann@acme.example', 'bo@acme.example', 'x@eu.rival.example', 'y@partner.co.uk'];
    expect([...(await exclusions.among(mine, asked))]).toEqual([asked[0], asked[2], asked[3]]);
    expect((await exclusions.among(theirs, asked)).size).toBe(0);
    expect((await exclusions.among(mine, [])).size).toBe(0);
  });

  it('come as a list, each once, and say what could not be read', async () => {
    const list = 'ann@acme.example, bo@acme.example; cy@acme.example\nbad line\nann@acme.example\n\n*';
    expect(await add(list, 'Customers')).toMatchObject({
      added: 3,
      known: 0,
      refusedCount: 2,
      refused: [{ line: 'bad line' }, { line: '*' }],
      total: 3,
    });
    expect(await add('ann@acme.example dy@acme.example')).toMatchObject({ added: 0, refusedCount: 1 });
    expect(await add('ann@acme.example\ndy@acme.example')).toMatchObject({ added: 1, known: 1 });
  });

  it('come as CSV with a heading, and a reason of their own', async () => {
    const answer = await add('Email,Reason\n"ann@acme.example","Said, ""no"""\r\nrival.example,', 'Other');
    expect(answer).toMatchObject({ added: 2, refusedCount: 0 });
    expect(answer.shown).toMatchObject([
      { pattern: 'ann@acme.example', reason: 'Said, "no"', addedBy: 'Ada' },
      { pattern: 'rival.example', reason: 'Other' },
    ]);
  });

  it('are looked for, and shown page by page, the newest first', async () => {
    await add(Array.from({ length: 30 }, (_, at) => `p${at}@acme.example`).join('\n'));
    await add('rival.example');
    expect((await patterns())[0]).toBe('rival.example');
    expect(await patterns('RIVAL')).toEqual(['rival.example']);
    expect(await patterns('%')).toHaveLength(25);
    const second = await exclusions.view(mine, { search: 'acme', page: 1 });
    expect(second).toMatchObject({ total: 31, found: 30, page: 1, pages: 2 });
    expect(second.shown).toHaveLength(5);
    expect((await exclusions.view(mine, { search: '', page: 99 })).page).toBe(1);
  });

  it('takes a list of thousands at once', async () => {
    const list = Array.from({ length: 5_000 }, (_, at) => `p${at}@acme.example`).join('\n');
    expect(await add(list)).toMatchObject({ added: 5_000, total: 5_000 });
  });

  it('are taken away', async () => {
    await add('rival.example');
    await exclusions.remove(mine, 'rival.example');
    expect((await exclusions.among(mine, ['ann@rival.example'])).size).toBe(0);
  });

  it('of a person who is erased are remembered without the name', async () => {
    await add('ann@acme.example\nacme.example');
    await exclusions.forget(mine, new Set(['ann@acme.example']));
    expect(await patterns()).toEqual(['acme.example']);
    const suppressions = createSuppressions({ database, clock: { now: () => 0 } });
    expect((await suppressions.among(mine, ['ann@acme.example'])).size).toBe(1);
  });
});
