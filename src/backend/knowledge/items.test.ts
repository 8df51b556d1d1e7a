import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { DAY, HOUR } from '../ground/clock.ts';
import { assistantId, portalId } from '../ground/identifiers.ts';
import { createLogger } from '../ground/logger.ts';
import { attentionText } from './attention.ts';
import { MOST_ITEMS } from './checks.ts';
import { KnowledgeContentEntity, KnowledgeItemEntity, KnowledgePassageEntity } from './knowledge-entity.ts';
import { createLeaving } from './leaving.ts';
import { readItem } from './read-item.ts';
import { pdfOf, pdfOfLines } from './test-files.ts';
import { createTestKnowledge, knowledgeEntities } from './test-knowledge.ts';
import type { TestKnowledge } from './test-knowledge.ts';
import { knowledgeQuery, knowledgeView } from './view.ts';

const [PORTAL, OTHER] = [portalId(4242), portalId(4243)];
const TARA = assistantId('tara');
const BY = 'ada@acme.example';
const forAll = { assistantId: null, expiresOn: null };
const html = (text: string, title = 'Prices'): Response =>
  new Response(`<title>${title}</title><main>${text}</main>`, { headers: { 'content-type': 'text/html' } });
const URL = 'https://acme.example/prices';

describeOnBothDatabases('the knowledge of an account', knowledgeEntities, (open) => {
  let database: TestDatabase;
  let knowledge: TestKnowledge;

  beforeEach(async () => {
    database = await open();
    knowledge = await createTestKnowledge(database);
  });

  const addText = (text: string, more: Record<string, unknown> = {}) =>
    knowledge.items.add(PORTAL, { kind: 'text', title: '', ...forAll, text, ...more }, BY);
  const addLink = (more: Record<string, unknown> = {}) =>
    knowledge.items.add(
      PORTAL,
      { kind: 'link', title: '', ...forAll, source: URL, keepFresh: false, ...more },
      BY,
    );
  const addFile = (name: string, bytes: Buffer) =>
    knowledge.items.addFile(PORTAL, { name, bytes }, forAll, BY);
  const view = (query: Record<string, unknown> = {}) =>
    knowledgeView(
      { ...knowledge.deps, assistants: { list: async () => [] } },
      PORTAL,
      knowledgeQuery.parse(query),
    );
  const only = async () => {
    const [item] = (await view()).items;
    if (!item) throw new Error('There is nothing.');
    return item;
  };
  const found = async (words: string) => (await knowledge.find(PORTAL, TARA, words)).map(({ text }) => text);

  describe('texts', () => {
    it('are used at once, changed, and removed with every word', async () => {
      const { itemId, version } = await addText('# Delivery\n\nWe deliver by zeppelin.');
      expect(await only()).toMatchObject({
        title: 'Delivery',
        state: 'ready',
        asOf: '2026-11-20',
        addedBy: BY,
      });
      const change = { title: 'Delivery', ...forAll, version, text: 'We deliver by balloon.' };
      await knowledge.items.change(PORTAL, itemId, change);
      expect([await found('zeppelin'), await found('balloon')]).toEqual([[], ['We deliver by balloon.']]);
      expect(await knowledge.items.text(PORTAL, itemId)).toBe('We deliver by balloon.');
      await knowledge.items.remove(OTHER, itemId);
      expect(await found('balloon')).toHaveLength(1);
      await knowledge.items.remove(PORTAL, itemId);
      expect(await found('balloon')).toEqual([]);
      for (const entity of knowledgeEntities) expect(await database.manager.count(entity as never)).toBe(0);
      const words: unknown[] = await database.manager.query('SELECT * FROM knowledge_word');
      expect(words).toEqual([]);
    });

    it('are refused when they say nothing, twice the same, or expire before they are from', async () => {
      await expect(addText(' \n')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      await addText('We deliver by zeppelin.', { title: 'Ways' });
      await expect(addText(' We deliver by zeppelin.\n')).rejects.toThrow('there already, as “Ways”');
      await expect(addText('Old.', { expiresOn: '2026-11-01' })).rejects.toThrow('cannot expire before');
      await expect(addText('For Tom.', { assistantId: 'tom' })).rejects.toThrow('removed meanwhile');
    });

    it('of two admins who change one at once, one is told', async () => {
      const { itemId } = await addText('We deliver by zeppelin.');
      const change = (text: string) =>
        knowledge.items.change(PORTAL, itemId, { title: 'T', ...forAll, version: 1, text });
      const results = await Promise.allSettled([change('By balloon.'), change('By boat.')]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'CONFLICT' },
      });
      expect((await found('balloon boat')).length).toBe(1);
    });

    it('of two admins who add the same at once, one is told', async () => {
      const results = await Promise.allSettled([addText('The same.'), addText('The same.')]);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'CONFLICT' },
      });
      expect((await view()).total).toBe(1);
    });
  });

  describe('files', () => {
    const pdf = pdfOfLines(['The Enterprise plan costs 1,200 dollars.']);

    it('are read by a job, once, and the file itself is not kept', async () => {
      await addFile('Price_list 2026.pdf', pdf);
      expect(await only()).toMatchObject({ title: 'Price list 2026', state: 'reading', bytes: pdf.length });
      expect(await found('enterprise')).toEqual([]);
      await knowledge.work();
      expect(await only()).toMatchObject({ state: 'ready', passages: 1, problem: null });
      expect(await found('enterprise plan')).toEqual(['The Enterprise plan costs 1,200 dollars.']);
      const [content] = await database.manager.find(KnowledgeContentEntity);
      expect(content?.file).toBeNull();
      await expect(addFile('again.pdf', pdf)).rejects.toThrow('there already, as “Price list 2026”');
    });

    it('that cannot be read say why, and are found under what needs a person', async () => {
      await addFile('scan.pdf', pdfOf('0 0 9 9 re f'));
      await knowledge.work();
      expect(await only()).toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('only pictures'),
      });
      expect((await view({ show: 'attention' })).items).toHaveLength(1);
      expect(await attentionText(knowledge, PORTAL)).toBe('Knowledge: “scan” could not be read.');
    });

    it('whose reading was broken off go on, and not for ever', async () => {
      await addFile('a.pdf', pdf);
      const { id } = await only();
      const key = { portalId: PORTAL, itemId: id };
      const dying = { ...knowledge.deps, read: () => Promise.reject(new Error('the process died')) };
      await expect(readItem(dying, key)).rejects.toThrow('died');
      await knowledge.work();
      expect(await only()).toMatchObject({ state: 'ready' });

      await addFile('b.pdf', pdfOfLines(['Another.']));
      const other = { portalId: PORTAL, itemId: (await view({ find: 'b.pdf' })).items[0]?.id ?? '' };
      for (let attempt = 0; attempt < 5; attempt += 1) await readItem(dying, other).catch(() => undefined);
      await knowledge.work();
      expect((await view({ find: 'b.pdf' })).items).toMatchObject([
        { state: 'failed', problem: expect.stringContaining('broken off again and again') },
      ]);
    });

    it('removed while they are read leave nothing behind', async () => {
      await addFile('a.pdf', pdf);
      const { id } = await only();
      const slow = {
        ...knowledge.deps,
        read: async (...task: Parameters<typeof knowledge.read>) => {
          const reading = await knowledge.read(...task);
          await knowledge.items.remove(PORTAL, id);
          return reading;
        },
      };
      await readItem(slow, { portalId: PORTAL, itemId: id });
      expect(await database.manager.count(KnowledgePassageEntity)).toBe(0);
      expect(await found('enterprise')).toEqual([]);
    });

    it('renamed while they are read keep the new name, and are found by it', async () => {
      await addFile('a.pdf', pdf);
      const { id } = await only();
      const slow = {
        ...knowledge.deps,
        read: async (...task: Parameters<typeof knowledge.read>) => {
          await knowledge.items.change(PORTAL, id, { title: 'Zeppelin', ...forAll, version: 1 });
          return knowledge.read(...task);
        },
      };
      await readItem(slow, { portalId: PORTAL, itemId: id });
      expect(await only()).toMatchObject({ title: 'Zeppelin', state: 'ready' });
      expect(await found('zeppelin')).toHaveLength(1);
    });
  });

  describe('links', () => {
    it('are read, called as their page, and what they say is found', async () => {
      knowledge.answers.fetch = async () => html('The Pro plan costs 49 euro.', 'Plans &amp; prices');
      await addLink({ source: 'acme.example/prices#pro' });
      expect(await only()).toMatchObject({ source: URL, state: 'reading' });
      await knowledge.work();
      expect(await only()).toMatchObject({ title: 'Plans & prices', state: 'ready', keepFresh: false });
      expect(await found('pro plan')).toHaveLength(1);
      await expect(addLink()).rejects.toThrow('there already');
    });

    it('are tried again for a while where their server does not answer', async () => {
      await addLink();
      await knowledge.work();
      expect(await only()).toMatchObject({
        state: 'reading',
        problem: expect.stringContaining('not be reached'),
      });
      expect(knowledge.asked).toMatchObject([{ runAt: knowledge.now.at + 60_000 }]);
      for (let attempt = 2; attempt <= 5; attempt += 1) await knowledge.work();
      expect(await only()).toMatchObject({ state: 'failed' });
      expect(knowledge.asked).toEqual([]);
      knowledge.answers.fetch = async () => html('The Pro plan costs 49 euro.');
      await knowledge.items.readAgain(PORTAL, (await only()).id);
      await knowledge.work();
      expect(await only()).toMatchObject({ state: 'ready', problem: null });
    });

    it('kept up to date are read every week, and say what changed', async () => {
      knowledge.answers.fetch = async () => html('<p>The Pro plan costs 49 euro.</p><p>Support is free.</p>');
      await addLink({ keepFresh: true });
      await knowledge.work();
      knowledge.now.at += 6 * DAY;
      await knowledge.readDue();
      expect(knowledge.asked).toEqual([]);
      knowledge.now.at += DAY + HOUR;
      await knowledge.readDue();
      await knowledge.work();
      expect(await only()).toMatchObject({ changes: null, asOf: '2026-11-27' });

      knowledge.answers.fetch = async () => html('<p>The Pro plan costs 59 euro.</p><p>Support is free.</p>');
      knowledge.now.at += 7 * DAY + HOUR;
      await knowledge.readDue();
      await knowledge.work();
      const changes = '1 paragraph new, 1 paragraph gone: “The Pro plan costs 59 euro.”';
      expect(await only()).toMatchObject({ changes, changesAt: knowledge.now.at, asOf: '2026-12-04' });
      expect(await found('pro plan')).toEqual(['The Pro plan costs 59 euro.\n\nSupport is free.']);
    });

    it('whose page is gone keep what it said, and say since when', async () => {
      knowledge.answers.fetch = async () => html('The Pro plan costs 49 euro.');
      await addLink({ keepFresh: true });
      await knowledge.work();
      knowledge.answers.fetch = async () => new Response('', { status: 404 });
      knowledge.now.at += 7 * DAY + HOUR;
      const since = knowledge.now.at;
      await knowledge.readDue();
      await knowledge.work();
      knowledge.now.at += 7 * DAY + HOUR;
      await knowledge.readDue();
      await knowledge.work();
      const gone = { state: 'ready', problem: 'There is no such page any more.', problemSince: since };
      expect(await only()).toMatchObject(gone);
      expect(await found('pro plan')).toHaveLength(1);
      expect((await view()).attention).toBe(1);
      knowledge.answers.fetch = async () => html('It is back.');
      await knowledge.items.readAgain(PORTAL, (await only()).id);
      await knowledge.work();
      expect(await only()).toMatchObject({ problem: null, problemSince: null });
    });

    it('that lead elsewhere are read anew, and an old reading does not count', async () => {
      knowledge.answers.fetch = async () => html('The zeppelin page.');
      await addLink();
      const { id } = await only();
      const late = {
        ...knowledge.deps,
        read: async (...task: Parameters<typeof knowledge.read>) => {
          const reading = await knowledge.read(...task);
          await knowledge.items.change(PORTAL, id, {
            title: URL,
            ...forAll,
            version: 1,
            source: 'https://acme.example/balloon',
          });
          return reading;
        },
      };
      knowledge.asked.length = 0;
      await readItem(late, { portalId: PORTAL, itemId: id });
      expect(await found('zeppelin')).toEqual([]);
      knowledge.answers.fetch = async () => html('The balloon page.', 'Balloons');
      await knowledge.work();
      expect(await only()).toMatchObject({ title: 'Balloons', source: 'https://acme.example/balloon' });
      expect(await found('balloon')).toHaveLength(1);
    });

    it.each(['ftp://acme.example', 'javascript:alert(1)', 'https://me:secret@acme.example', 'not a link'])(
      '%s is none',
      async (source) => {
        await expect(addLink({ source })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      },
    );
  });

  describe('lists', () => {
    it('are searched, filtered, sorted and paged, up to 1,000 items', async () => {
      const rows = Array.from({ length: MOST_ITEMS }, (_, index) => ({
        portalId: PORTAL,
        itemId: `i${String(index).padStart(4, '0')}`,
        assistantId: null,
        kind: 'text' as const,
        title: `Text ${index}`,
        source: '',
        fingerprint: `f${index}`,
        findable: `text ${index} `,
        asOf: '2026-11-01',
        expiresOn: index < 3 ? `2026-11-${18 + index * 6}` : null,
        keepFresh: false,
        state: 'ready' as const,
        problem: null,
        problemSince: null,
        changes: null,
        changesAt: null,
        readDueAt: null,
        attempts: 0,
        readAt: 0,
        bytes: 1,
        characters: 1,
        passages: 1,
        addedBy: BY,
        addedAt: index,
        version: 1,
      }));
      for (let start = 0; start < MOST_ITEMS; start += 100)
        await database.manager.insert(KnowledgeItemEntity, rows.slice(start, start + 100));
      const first = await view();
      expect([first.total, first.pages, first.items.length, first.attention]).toEqual([1_000, 40, 25, 3]);
      expect(first.items[0]?.title).toBe('Text 999');
      expect((await view({ page: 39 })).items.at(-1)?.title).toBe('Text 0');
      expect((await view({ find: 'TEXT 77' })).total).toBe(19);
      expect((await view({ find: '100%' })).total).toBe(0);
      const expiring = (await view({ sort: 'expiry', show: 'attention' })).items;
      expect(expiring.map(({ title, validity }) => [title, validity])).toEqual([
        ['Text 0', 'expired'],
        ['Text 1', 'expires-soon'],
        ['Text 2', 'expires-soon'],
      ]);
      expect((await view({ sort: 'title' })).items[1]?.title).toBe('Text 1');
      expect(await attentionText(knowledge, PORTAL)).toBe(
        'Knowledge: “Text 0” has expired and is not used any more; 2 items expire within 14 days.',
      );
      await expect(addText('One more.')).rejects.toThrow('1,000 already');
    });
  });

  describe('when the account leaves', () => {
    const left = (disconnecting: boolean) =>
      createLeaving({
        database,
        items: knowledge.items,
        settings: {
          get: async () => ({ disconnecting: disconnecting ? { by: BY, since: 0 } : null }) as never,
        },
        clock: knowledge.clock,
        logger: createLogger('silent'),
      });
    const kept = async () => (await view()).total;

    it('goes at once where an admin disconnects Baton', async () => {
      await addText('We deliver by zeppelin.');
      await database.transaction((tx) => left(true).disconnected(tx, PORTAL));
      expect([await kept(), (await found('zeppelin')).length]).toEqual([0, 0]);
    });

    it('goes 30 days after HubSpot ended the connection, unless it is connected again', async () => {
      await addText('We deliver by zeppelin.');
      const leaving = left(false);
      await database.transaction((tx) => leaving.disconnected(tx, PORTAL));
      knowledge.now.at += 29 * DAY;
      await leaving.forgetLeft();
      expect(await kept()).toBe(1);
      await database.transaction((tx) => leaving.connected(tx, PORTAL));
      knowledge.now.at += 9 * DAY;
      await leaving.forgetLeft();
      expect(await kept()).toBe(1);
      await database.transaction((tx) => leaving.disconnected(tx, PORTAL));
      knowledge.now.at += 31 * DAY;
      await leaving.forgetLeft();
      expect(await kept()).toBe(0);
    });
  });
});
