import { randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from '../database/test-database.ts';
import type { AssistantId, PortalId } from '../ground/identifiers.ts';
import { createLogger } from '../ground/logger.ts';
import type { NewJob } from '../jobs/jobs.ts';
import { createItems } from './items.ts';
import {
  KnowledgeContentEntity,
  KnowledgeItemEntity,
  KnowledgeLeavingEntity,
  KnowledgePassageEntity,
} from './knowledge-entity.ts';
import { wordsInPostgres, wordsInSqlite } from './knowledge-migration.ts';
import { createPassageStore } from './searching/passage-store.ts';
import { readDue, readItem } from './read-item.ts';
import type { ReadDeps } from './read-item.ts';
import { read } from './reading/reader.ts';
import { search } from './searching/search.ts';
import { dayOf } from './today.ts';
import { createWordIndex } from './searching/word-index.ts';

export const knowledgeEntities = [
  KnowledgeItemEntity,
  KnowledgeContentEntity,
  KnowledgePassageEntity,
  KnowledgeLeavingEntity,
];

/** The knowledge of a test's database, on a clock that the test moves; jobs are kept, and done when the test says. */
export async function createTestKnowledge(database: TestDatabase, assistants: readonly string[] = ['tara']) {
  for (const sql of database.kind === 'postgres' ? wordsInPostgres : wordsInSqlite)
    await database.manager.query(sql);
  const now = { at: Date.UTC(2026, 10, 20, 12) };
  const clock = { now: () => now.at };
  const random = {
    uuid: () => randomUUID(),
    fraction: () => 0,
    bytes: (length: number) => randomBytes(length),
  };
  const asked: NewJob[] = [];
  const index = createWordIndex(database.kind);
  const answers = { fetch: (): Promise<Response> => Promise.reject(new Error('nobody')) };
  const deps = {
    database,
    jobs: { enqueue: async (_tx: unknown, job: NewJob) => void asked.push(job) },
    // Of an assistant only whether it is there is asked.
    assistants: {
      find: async (_: PortalId, id: AssistantId) => (assistants.includes(id) ? ({} as never) : undefined),
    },
    index,
    passages: createPassageStore({ index, random }),
    todayOf: async () => dayOf(now.at, 'UTC'),
    fetch: (async () => answers.fetch()) as ReadDeps['fetch'],
    read,
    clock,
    random,
    logger: createLogger('silent'),
  };
  const rowOf = (itemId: string) => database.manager.findOneByOrFail(KnowledgeItemEntity, { itemId });
  return {
    ...deps,
    items: createItems(deps),
    now,
    asked,
    answers,
    deps,
    rowOf,
    /** Does what was asked for, also what is due later. */
    async work() {
      for (const { data } of asked.splice(0))
        await readItem(deps, { portalId: data?.['portalId'] as PortalId, itemId: String(data?.['itemId']) });
    },
    readDue: () => readDue(deps),
    find: (portalId: PortalId, assistantId: AssistantId | null, question: string, limit = 3) =>
      search(deps, portalId, assistantId, { question, limit }),
  };
}
export type TestKnowledge = Awaited<ReturnType<typeof createTestKnowledge>>;
