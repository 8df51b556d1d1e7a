import { LessThanOrEqual } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { DAY, MINUTE } from '../ground/clock.ts';
import { beginningOf } from '../ground/text.ts';
import type { Logger } from '../ground/logger.ts';
import type { GuardedFetch } from '../http/guarded-fetch.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { changesBetween } from './changes.ts';
import { findableOf } from './checks.ts';
import { fetchLink } from './fetch-link.ts';
import { KnowledgeContentEntity, KnowledgeItemEntity } from './knowledge-entity.ts';
import type { KnowledgeItem } from './knowledge-entity.ts';
import type { PassageStore } from './searching/passage-store.ts';
import type { read } from './reading/reader.ts';
import { MOST_CHARACTERS } from './reading/types.ts';
import type { ReadText } from './reading/types.ts';
import type { TodayOf } from './today.ts';

export const READ_QUEUE = 'knowledge.read';
const WEEK = 7 * DAY;

/** The next time that a link is read which was read then; a clock that was set back makes it no later than in a week. */
export const nextReading = (readAt: number, now: number): number => Math.min(readAt, now) + WEEK;

type ItemKey = Pick<KnowledgeItem, 'portalId' | 'itemId'>;

/** Has an item read that says when it is due. */
export const askForReading = (
  jobs: Pick<Jobs, 'enqueue'>,
  tx: Tx,
  { portalId, itemId }: ItemKey,
  runAt?: number,
): Promise<void> =>
  jobs.enqueue(tx, {
    queue: READ_QUEUE,
    key: `${portalId}:${itemId}`,
    data: { portalId, itemId },
    ...(runAt === undefined ? {} : { runAt }),
  });

export interface ReadDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  passages: PassageStore;
  fetch: GuardedFetch['fetch'];
  read: typeof read;
  todayOf: TodayOf;
  clock: Clock;
  logger: Logger;
}

/** Readings that may be begun: whatever ends the process again and again is not read for ever. */
const MOST_ATTEMPTS = 5;
const PAUSES = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** Reads one item if it is due. May be ended at any point, and run again. */
export async function readItem(deps: ReadDeps, key: ItemKey): Promise<void> {
  const item = await begin(deps, key);
  if (!item) return;
  if (item.attempts > MOST_ATTEMPTS)
    return failed(
      deps,
      item,
      item.problem ?? 'Reading this was broken off again and again, and is not tried any more.',
    );
  const got = await bytesOf(deps, item);
  if ('problem' in got) {
    if (got.lasts || item.attempts === MOST_ATTEMPTS) return failed(deps, item, got.problem);
    return later(deps, item, got.problem);
  }
  const reading = await deps.read(got.task);
  if (reading.problem !== null) return failed(deps, item, reading.problem);
  return ready(deps, item, reading, got.task.bytes.byteLength);
}

/** Counts the attempt before anything can go wrong. Undefined: there is nothing to read. */
async function begin({ database, clock }: ReadDeps, key: ItemKey): Promise<KnowledgeItem | undefined> {
  const { manager } = database;
  const item = await manager.findOneBy(KnowledgeItemEntity, key);
  if (!item || item.readDueAt === null) return undefined;
  // One that is kept up to date has its turn later: somebody else has just read it.
  const now = clock.now();
  if (item.state === 'ready' && item.readDueAt > now && item.readDueAt <= now + WEEK) return undefined;
  const attempts = item.attempts + 1;
  const { affected } = await manager.update(
    KnowledgeItemEntity,
    { ...key, attempts: item.attempts, fingerprint: item.fingerprint },
    { attempts },
  );
  return affected === 1 ? { ...item, attempts } : undefined;
}

async function bytesOf(
  { database, fetch }: ReadDeps,
  { portalId, itemId, kind, source }: KnowledgeItem,
): ReturnType<typeof fetchLink> {
  if (kind === 'link') return fetchLink(fetch, source);
  const content = await database.manager.findOneBy(KnowledgeContentEntity, { portalId, itemId });
  if (!content?.file) return { problem: 'The file is not there any more. Add it again.', lasts: true };
  return { task: { bytes: Buffer.from(content.file, 'base64'), what: 'file', charset: '' } };
}

/** Only if it is still the item that was read: it may be deleted, or lead elsewhere by now. */
async function conclude(
  { database }: ReadDeps,
  { portalId, itemId, attempts, fingerprint }: KnowledgeItem,
  change: Partial<KnowledgeItem>,
  more: (tx: Tx, now: KnowledgeItem) => Promise<unknown>,
): Promise<void> {
  await database.transaction(async (tx) => {
    const read = { portalId, itemId, attempts, fingerprint };
    const { affected } = await tx.update(KnowledgeItemEntity, read, change);
    if (affected !== 1) return;
    await more(tx, await tx.findOneByOrFail(KnowledgeItemEntity, { portalId, itemId }));
  });
}

const forgetFile = (tx: Tx, { portalId, itemId }: ItemKey): Promise<unknown> =>
  tx.update(KnowledgeContentEntity, { portalId, itemId }, { file: null });

/** What it said before, if anything, goes on to count: a page that is away for a while is no reason to know nothing. */
async function failed(deps: ReadDeps, item: KnowledgeItem, problem: string): Promise<void> {
  const now = deps.clock.now();
  const kept = item.state === 'ready';
  deps.logger.info({ portalId: item.portalId, itemId: item.itemId, kept }, 'knowledge could not be read');
  const change: Partial<KnowledgeItem> = {
    state: kept ? 'ready' : 'failed',
    problem,
    problemSince: item.problemSince ?? now,
    attempts: 0,
    readDueAt: item.keepFresh ? nextReading(now, now) : null,
  };
  await conclude(deps, item, change, forgetFile);
}

async function later(deps: ReadDeps, item: KnowledgeItem, problem: string): Promise<void> {
  const now = deps.clock.now();
  const readDueAt = now + (PAUSES[item.attempts - 1] ?? 60 * MINUTE);
  const change = { problem, problemSince: item.problemSince ?? now, readDueAt };
  await conclude(deps, item, change, (tx) => askForReading(deps.jobs, tx, item, readDueAt));
}

async function ready(deps: ReadDeps, item: KnowledgeItem, read: ReadText, bytes: number): Promise<void> {
  const { clock, passages, todayOf } = deps;
  const now = clock.now();
  const again = item.state === 'ready';
  const before = again ? await passages.of(deps.database.manager, item) : [];
  const changes = again ? changesBetween(before, read.passages) : null;
  const cut = `Only the first ${MOST_CHARACTERS.toLocaleString('en-US')} characters are used: it is longer than that.`;
  const change: Partial<KnowledgeItem> = {
    state: 'ready',
    problem: read.cut ? cut : null,
    problemSince: read.cut ? (item.problemSince ?? now) : null,
    attempts: 0,
    readAt: now,
    readDueAt: item.keepFresh ? nextReading(now, now) : null,
    bytes,
    characters: read.text.length,
    passages: read.passages.length,
    // A page that is kept up to date says what it says as of the day on which it was read.
    ...(item.keepFresh ? { asOf: await todayOf(item.portalId) } : {}),
    ...(changes === null ? {} : { changes, changesAt: now }),
  };
  await conclude(deps, item, change, async (tx, saved) => {
    await tx.update(
      KnowledgeContentEntity,
      { portalId: item.portalId, itemId: item.itemId },
      { text: read.text, file: null },
    );
    await passages.replace(tx, await withTitle(tx, saved, read.title), read.passages);
  });
}

/** A link that nobody has named so far is called as its page. */
async function withTitle(tx: Tx, item: KnowledgeItem, title: string | null): Promise<KnowledgeItem> {
  if (item.title !== item.source || title === null) return item;
  const { portalId, itemId, source } = item;
  const named = { title: beginningOf(title, 200), findable: findableOf(title, source) };
  await tx.update(KnowledgeItemEntity, { portalId, itemId }, named);
  return { ...item, ...named };
}

const MOST_AT_ONCE = 500;
/** What is being read now was due a moment ago. */
const OVERDUE_MS = 10 * MINUTE;

/** Asks for the reading of links whose turn has come, and of what lost its job. */
export async function readDue({ database, jobs, clock }: ReadDeps): Promise<void> {
  const due = await database.manager.find(KnowledgeItemEntity, {
    where: { readDueAt: LessThanOrEqual(clock.now() - OVERDUE_MS) },
    order: { readDueAt: 'ASC' },
    take: MOST_AT_ONCE,
  });
  for (const item of due) await database.transaction((tx) => askForReading(jobs, tx, item));
}
