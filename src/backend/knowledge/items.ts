import type { Assistants } from '../assistants/assistants.ts';
import type { Database, Tx } from '../database/database.ts';
import { refusesValues } from '../database/refusals.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { assistantId as toAssistantId } from '../ground/identifiers.ts';
import type { AssistantId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { changed } from './changed-item.ts';
import { addressOfLink, checkDays, findableOf, fingerprintOf, MOST_ITEMS, titleFrom } from './checks.ts';
import type { FileWords, ItemChange, NewItem } from './checks.ts';
import { KnowledgeContentEntity, KnowledgeItemEntity } from './knowledge-entity.ts';
import type { KnowledgeItem } from './knowledge-entity.ts';
import { passagesOf } from './searching/passages.ts';
import type { PassageStore } from './searching/passage-store.ts';
import { askForReading } from './read-item.ts';
import type { TodayOf } from './today.ts';

export interface Items {
  /** @throws BatonError REQUEST_INVALID, CONFLICT: why it cannot be added */
  add(portalId: PortalId, item: NewItem, by: string): Promise<KnowledgeItem>;
  /** Stores a file, to be read by a job. @throws as `add` */
  addFile(
    portalId: PortalId,
    file: { name: string; bytes: Buffer },
    words: FileWords,
    by: string,
  ): Promise<void>;
  /** @throws BatonError NOT_FOUND, and as `add`; CONFLICT as well where somebody else changed it meanwhile */
  change(portalId: PortalId, itemId: string, change: ItemChange): Promise<KnowledgeItem>;
  /** It need not be there. */
  remove(portalId: PortalId, itemId: string): Promise<void>;
  /** Reads a link again now. @throws BatonError NOT_FOUND, REQUEST_INVALID */
  readAgain(portalId: PortalId, itemId: string): Promise<KnowledgeItem>;
  /** @throws BatonError NOT_FOUND */
  text(portalId: PortalId, itemId: string): Promise<string>;
  /** Everything that an account's assistants know. */
  removeAll(tx: Tx, portalId: PortalId): Promise<void>;
}

export interface ItemsDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  assistants: Pick<Assistants, 'find'>;
  passages: PassageStore;
  todayOf: TodayOf;
  clock: Clock;
  random: Random;
}

export function createItems(deps: ItemsDeps): Items {
  const { database, passages } = deps;
  return {
    add: async (portalId, item, by) =>
      insert(
        deps,
        item.kind === 'text' ? await ofText(deps, portalId, item) : await ofLink(deps, portalId, item),
        by,
      ),
    async addFile(portalId, file, words, by) {
      await insert(deps, await ofFile(deps, portalId, file, words), by);
    },
    change: (portalId, itemId, change) => changeItem(deps, portalId, itemId, change),
    remove: (portalId, itemId) =>
      database.transaction(async (tx) => {
        await passages.remove(tx, { portalId, itemId });
        await tx.delete(KnowledgeContentEntity, { portalId, itemId });
        await tx.delete(KnowledgeItemEntity, { portalId, itemId });
      }),
    readAgain: (portalId, itemId) => readAgain(deps, portalId, itemId),
    async text(portalId, itemId) {
      const content = await database.manager.findOneBy(KnowledgeContentEntity, { portalId, itemId });
      if (!content) throw gone();
      return content.text;
    },
    async removeAll(tx, portalId) {
      const rows = await tx.find(KnowledgeItemEntity, { where: { portalId }, select: { itemId: true } });
      for (const { itemId } of rows) await passages.remove(tx, { portalId, itemId });
      await tx.delete(KnowledgeContentEntity, { portalId });
      await tx.delete(KnowledgeItemEntity, { portalId });
    },
  };
}

const gone = () => new BatonError('NOT_FOUND', 'This was removed meanwhile.');

/** An item that is not there yet, with what it is made of. */
interface Draft {
  item: Omit<KnowledgeItem, 'itemId' | 'addedBy' | 'addedAt'>;
  content: { text: string; file: string | null };
  passages: readonly string[];
}

/** The words that all kinds have. @throws BatonError REQUEST_INVALID */
async function common(
  { assistants, todayOf }: ItemsDeps,
  portalId: PortalId,
  { assistantId, asOf, expiresOn }: FileWords,
) {
  const days = { asOf: asOf ?? (await todayOf(portalId)), expiresOn };
  checkDays(days);
  return {
    ...days,
    portalId,
    assistantId: await existing(assistants, portalId, assistantId),
    keepFresh: false,
    problem: null,
    problemSince: null,
    changes: null,
    changesAt: null,
    attempts: 0,
    readAt: null,
    characters: 0,
    passages: 0,
    version: 1,
  };
}

async function existing(
  assistants: ItemsDeps['assistants'],
  portalId: PortalId,
  id: string | null,
): Promise<AssistantId | null> {
  if (id === null) return null;
  if (!(await assistants.find(portalId, toAssistantId(id))))
    throw new BatonError('REQUEST_INVALID', 'This assistant was removed meanwhile: choose another one.');
  return toAssistantId(id);
}

async function ofText(
  deps: ItemsDeps,
  portalId: PortalId,
  words: Extract<NewItem, { kind: 'text' }>,
): Promise<Draft> {
  const text = words.text.trim();
  const passages = passagesOf(text);
  if (passages.length === 0)
    throw new BatonError('REQUEST_INVALID', 'Write what the assistants are to know.');
  const title = words.title === '' ? titleFrom(text) : words.title;
  const item = {
    ...(await common(deps, portalId, words)),
    kind: 'text' as const,
    title,
    source: '',
    fingerprint: fingerprintOf('text', text),
    findable: findableOf(title, ''),
    state: 'ready' as const,
    readDueAt: null,
    readAt: deps.clock.now(),
    bytes: Buffer.byteLength(text),
    characters: text.length,
    passages: passages.length,
  };
  return { item, content: { text, file: null }, passages };
}

async function ofLink(
  deps: ItemsDeps,
  portalId: PortalId,
  words: Extract<NewItem, { kind: 'link' }>,
): Promise<Draft> {
  const source = addressOfLink(words.source);
  // A link that nobody named gets the title of its page once it is read.
  const title = words.title === '' ? source : words.title;
  const item = {
    ...(await common(deps, portalId, words)),
    kind: 'link' as const,
    title,
    source,
    fingerprint: fingerprintOf('link', source),
    findable: findableOf(title, source),
    keepFresh: words.keepFresh,
    state: 'reading' as const,
    readDueAt: deps.clock.now(),
    bytes: 0,
  };
  return { item, content: { text: '', file: null }, passages: [] };
}

async function ofFile(
  deps: ItemsDeps,
  portalId: PortalId,
  { name, bytes }: { name: string; bytes: Buffer },
  words: FileWords,
): Promise<Draft> {
  const title =
    name
      .replace(/\.[a-z0-9]{1,8}$/i, '')
      .replace(/[_\s]+/g, ' ')
      .trim() || name;
  const item = {
    ...(await common(deps, portalId, words)),
    kind: 'file' as const,
    title,
    source: name,
    fingerprint: fingerprintOf('file', bytes),
    findable: findableOf(title, name),
    state: 'reading' as const,
    readDueAt: deps.clock.now(),
    bytes: bytes.length,
  };
  return { item, content: { text: '', file: bytes.toString('base64') }, passages: [] };
}

async function insert(deps: ItemsDeps, draft: Draft, by: string): Promise<KnowledgeItem> {
  const { database, clock, random } = deps;
  const item = { ...draft.item, itemId: random.uuid(), addedBy: by, addedAt: clock.now() };
  const { portalId, itemId, fingerprint } = item;
  const inserted = database.transaction(async (tx) => {
    await refuseTwin(tx, { portalId, itemId, fingerprint });
    if ((await tx.countBy(KnowledgeItemEntity, { portalId })) >= MOST_ITEMS)
      throw new BatonError(
        'CONFLICT',
        `There are ${MOST_ITEMS.toLocaleString('en-US')} already, and no more can be added. Remove some first.`,
      );
    await tx.insert(KnowledgeItemEntity, item);
    await tx.insert(KnowledgeContentEntity, { portalId, itemId, ...draft.content });
    await deps.passages.replace(tx, item, draft.passages);
    if (item.state === 'reading') await askForReading(deps.jobs, tx, item);
    return item;
  });
  return orTwin(deps, inserted, { portalId, itemId, fingerprint });
}

type Made = Pick<KnowledgeItem, 'portalId' | 'itemId' | 'fingerprint'>;

/** @throws BatonError CONFLICT where another item is made of the same */
async function refuseTwin(tx: Tx, { portalId, itemId, fingerprint }: Made): Promise<void> {
  const twin = await tx.findOneBy(KnowledgeItemEntity, { portalId, fingerprint });
  if (twin && twin.itemId !== itemId)
    throw new BatonError('CONFLICT', `This is there already, as “${twin.title}”.`);
}

/** Two that came at the same moment did not see each other: the database let one of them in. */
async function orTwin<Value>({ database }: ItemsDeps, work: Promise<Value>, made: Made): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (refusesValues(error)) await refuseTwin(database.manager, made);
    throw error;
  }
}

async function changeItem(
  deps: ItemsDeps,
  portalId: PortalId,
  itemId: string,
  change: ItemChange,
): Promise<KnowledgeItem> {
  const { database, passages, clock, assistants } = deps;
  const before = await database.manager.findOneBy(KnowledgeItemEntity, { portalId, itemId });
  if (!before) throw gone();
  const assistantId =
    change.assistantId === before.assistantId
      ? before.assistantId
      : await existing(assistants, portalId, change.assistantId);
  const { item, text } = changed(before, { ...change, assistantId }, clock.now());
  const saved = database.transaction(async (tx) => {
    await refuseTwin(tx, item);
    const seen = { portalId, itemId, version: change.version, fingerprint: before.fingerprint };
    const { affected } = await tx.update(KnowledgeItemEntity, seen, differing(before, item));
    if (affected !== 1)
      throw new BatonError(
        'CONFLICT',
        'Somebody changed this meanwhile. Close it, look, and change it again.',
      );
    if (text !== null) {
      await tx.update(KnowledgeContentEntity, { portalId, itemId }, { text });
      await passages.replace(tx, item, passagesOf(text));
    } else if (item.title !== before.title) await passages.replace(tx, item, await passages.of(tx, item));
    if (item.source !== before.source) await askForReading(deps.jobs, tx, item);
    return tx.findOneByOrFail(KnowledgeItemEntity, { portalId, itemId });
  });
  return orTwin(deps, saved, item);
}

/** What was not changed stays as it is by now: a reading may just have ended. */
const differing = (before: KnowledgeItem, after: KnowledgeItem): Partial<KnowledgeItem> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => value !== before[name as keyof KnowledgeItem]),
  );

async function readAgain(
  { database, jobs, clock }: ItemsDeps,
  portalId: PortalId,
  itemId: string,
): Promise<KnowledgeItem> {
  return database.transaction(async (tx) => {
    const item = await tx.findOneBy(KnowledgeItemEntity, { portalId, itemId });
    if (!item) throw gone();
    if (item.kind !== 'link') throw new BatonError('REQUEST_INVALID', 'Only links can be read again.');
    const asked = {
      readDueAt: clock.now(),
      attempts: 0,
      // What it said last is used until it is read.
      state: item.state === 'failed' ? ('reading' as const) : item.state,
    };
    await tx.update(KnowledgeItemEntity, { portalId, itemId }, asked);
    await askForReading(jobs, tx, { portalId, itemId });
    return { ...item, ...asked };
  });
}
