import type { Counter } from 'prom-client';
import { In } from 'typeorm';
import { contactId as toContactId } from '../../src/backend/ground/identifiers.ts';
import { callerOf } from '../../src/backend/http/caller.ts';
import { answer } from '../../src/backend/http/routes.ts';
import type { Jobs } from '../../src/backend/jobs/jobs.ts';
import { portalQueue } from '../../src/backend/room/queue.ts';
import type { Ground, Opened } from '../../src/backend/room/room.ts';
import { BookmarkEntity } from './bookmark-entity.ts';

export type BookmarksNeeds = Ground & { jobs: Jobs };
const QUEUE = 'bookmarks.count';

export async function openBookmarks(
  { database, jobs }: BookmarksNeeds,
  set: Counter,
): Promise<Opened<object>> {
  const keep = answer(async (request) => {
    const { portalId, userId } = callerOf(request);
    const contactId = toContactId(String(request.params['contactId']));
    await database.transaction(async (tx) => {
      const bookmark = { portalId, contactId, by: userId, counted: false };
      await tx.upsert(BookmarkEntity, bookmark, ['portalId', 'contactId']);
      await jobs.enqueue(tx, { queue: QUEUE, key: portalId, data: { portalId } });
    });
    return {};
  });
  const count = portalQueue(QUEUE, async (portalId) => {
    const { manager } = database;
    const { affected } = await manager.update(
      BookmarkEntity,
      { portalId, counted: false },
      { counted: true },
    );
    set.inc(affected ?? 0);
  });
  const path = '/api/contacts/:contactId/bookmark';
  const words = { summary: 'Bookmarks a contact', answers: 'An empty object' };
  return {
    api: {},
    routes: [{ method: 'put', path, access: 'signed', ...words, handlers: [keep] }],
    queues: [count],
    on: {
      erase: async (tx, portalId, ids) =>
        void (await tx.delete(BookmarkEntity, { portalId, contactId: In([...ids]) })),
    },
  };
}
