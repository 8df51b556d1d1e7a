import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases, openAnother } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import type { Database } from '../database/database.ts';
import { portalId } from '../ground/identifiers.ts';
import { SettingsEntity } from '../settings/settings-entity.ts';
import { createSettings } from '../settings/settings.ts';
import { MOST_PHRASES } from './check.ts';
import { PhraseEntity } from './phrase-entity.ts';
import { createPhrases } from './phrases.ts';
import type { Draft, Phrases } from './phrases.ts';

const [PORTAL, OTHER] = [portalId(1), portalId(2)];
const BY = 'ada@acme.example.com';
const draft = (example: string, change: Partial<Draft> = {}): Draft => ({
  example,
  class: 'AgreedToMeet',
  mode: 'always',
  ...change,
});
const entities = [PhraseEntity, SettingsEntity];

describeOnBothDatabases('taught phrases', entities, (open) => {
  let database: TestDatabase;
  let phrases: Phrases;
  let now: number;

  const inProcess = (of: Database): Phrases =>
    createPhrases({
      database: of,
      settings: createSettings({ database: of }),
      clock: { now: () => now },
      random: { uuid: () => randomUUID(), fraction: () => 0, bytes: () => Buffer.alloc(0) },
    });
  const taughtIn = (some: Phrases, of: Database = database) =>
    of.transaction(async (tx) => (await some.taught(tx, PORTAL)).map(({ example }) => example));
  const onlyOne = async () => {
    const [one] = await phrases.list(PORTAL);
    if (!one) throw new Error('Nothing is taught.');
    return one;
  };

  beforeEach(async () => {
    now = 1_000;
    database = await open();
    phrases = inProcess(database);
  });

  it('are added, listed, changed and removed, each account its own', async () => {
    expect(await taughtIn(phrases)).toEqual([]);
    await phrases.add(PORTAL, draft('Put the kettle on'), BY);
    now = 2_000;
    await phrases.add(PORTAL, draft('We pass on this one', { class: 'Deactivated' }), BY);
    expect(await phrases.list(PORTAL)).toMatchObject([
      {
        example: 'We pass on this one',
        class: 'Deactivated',
        taughtBy: BY,
        taughtAt: 2_000,
        uses: 0,
        lastUsedAt: null,
      },
      { example: 'Put the kettle on', class: 'AgreedToMeet', taughtAt: 1_000 },
    ]);
    expect(await phrases.list(OTHER)).toEqual([]);
    const [first] = await phrases.list(PORTAL);
    await phrases.remove(PORTAL, first?.phraseId ?? '');
    await phrases.remove(OTHER, (await onlyOne()).phraseId);
    await phrases.change(
      PORTAL,
      (await onlyOne()).phraseId,
      draft('Put the lantern on'),
      'omar@acme.example.com',
    );
    expect(await onlyOne()).toMatchObject({
      example: 'Put the lantern on',
      taughtBy: 'omar@acme.example.com',
    });
  });

  it('that are gone cannot be changed, and what cannot be taught is not', async () => {
    await expect(phrases.change(PORTAL, 'gone', draft('Put the kettle on'), BY)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(phrases.add(PORTAL, draft('ok'), BY)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await phrases.add(PORTAL, draft('Put the kettle on'), BY);
    await expect(phrases.add(PORTAL, draft('put the kettle on!'), BY)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await phrases.change(
      PORTAL,
      (await onlyOne()).phraseId,
      draft('Put the kettle on!', { class: 'Other' }),
      BY,
    );
    expect(await onlyOne()).toMatchObject({ class: 'Other' });
  });

  it('count what they decided, until they say something else', async () => {
    await phrases.add(PORTAL, draft('Put the kettle on'), BY);
    const { phraseId } = await onlyOne();
    for (const at of [5_000, 6_000])
      await database.transaction((tx) => phrases.used(tx, PORTAL, phraseId, at));
    await phrases.change(PORTAL, phraseId, draft('Put the kettle on', { mode: 'suggest' }), BY);
    expect(await onlyOne()).toMatchObject({ uses: 2, lastUsedAt: 6_000, mode: 'suggest' });
    await phrases.change(PORTAL, phraseId, draft('Put the lantern on'), BY);
    expect(await onlyOne()).toMatchObject({ uses: 0, lastUsedAt: null });
  });

  it('are known at once to every process', async () => {
    const another = await openAnother(database.url, entities);
    const there = inProcess(another);
    await phrases.add(PORTAL, draft('Put the kettle on'), BY);
    expect(await taughtIn(there, another)).toEqual(['Put the kettle on']);
    await phrases.change(PORTAL, (await onlyOne()).phraseId, draft('Put the lantern on'), BY);
    expect(await taughtIn(there, another)).toEqual(['Put the lantern on']);
    await there.remove(PORTAL, (await onlyOne()).phraseId);
    expect(await taughtIn(phrases)).toEqual([]);
    await another.close();
  });

  it('are not read again while nothing has changed', async () => {
    await phrases.add(PORTAL, draft('Put the kettle on'), BY);
    const [first, second] = [
      await database.transaction((tx) => phrases.taught(tx, PORTAL)),
      await database.transaction((tx) => phrases.taught(tx, PORTAL)),
    ];
    expect(second).toBe(first);
  });

  it('of two who teach the same at once, one is told', async () => {
    const both = await Promise.allSettled([
      phrases.add(PORTAL, draft('Put the kettle on'), BY),
      phrases.add(PORTAL, draft('put the kettle on'), BY),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await phrases.list(PORTAL)).toHaveLength(1);
  });

  it('have a limit', async () => {
    const row = {
      portalId: PORTAL,
      class: 'Other',
      mode: 'always',
      taughtBy: BY,
      taughtAt: 1,
      uses: 0,
    } as const;
    // The letters of the number, as numbers are all the same.
    const letters = (at: number) => String(at).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
    await database.manager.insert(
      PhraseEntity,
      Array.from({ length: MOST_PHRASES }, (_, at) => ({
        ...row,
        phraseId: `p${at}`,
        example: `Kettle ${letters(at)} is on`,
        lastUsedAt: null,
      })),
    );
    await expect(phrases.add(PORTAL, draft('One more for the road'), BY)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`${MOST_PHRASES} phrases`) as string,
    });
  });

  it('that name an erased person go; what others say as well stays', async () => {
    await phrases.add(PORTAL, draft('I, Ada Lovelace, have left the engine'), BY);
    await phrases.add(PORTAL, draft('Lovelaces and Adamants are my thing'), BY);
    await phrases.add(PORTAL, draft('Ada is away for a while'), BY);
    await taughtIn(phrases);
    await database.transaction((tx) => phrases.forgetName(tx, OTHER, { first: 'Ada', last: 'Lovelace' }));
    await database.transaction((tx) => phrases.forgetName(tx, PORTAL, { first: '', last: 'Lovelace' }));
    expect(await taughtIn(phrases)).toHaveLength(3);
    await database.transaction((tx) => phrases.forgetName(tx, PORTAL, { first: 'ADA', last: 'Lovelace ' }));
    expect((await taughtIn(phrases)).sort()).toEqual([
      'Ada is away for a while',
      'Lovelaces and Adamants are my thing',
    ]);
  });
});
