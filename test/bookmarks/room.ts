import { Counter } from 'prom-client';
import { room } from '../../src/backend/room/room.ts';
import { BookmarkEntity, Bookmarks1799000000000 } from './bookmark-entity.ts';
import type { BookmarksNeeds } from './open.ts';

export const bookmarksRoom = room({
  name: 'bookmarks',
  entities: [BookmarkEntity],
  migrations: [Bookmarks1799000000000],
  meters: (registry) =>
    new Counter({ name: 'baton_bookmarks_total', help: 'Bookmarks that people set', registers: [registry] }),
  open: async (needs: BookmarksNeeds, set: Counter) => (await import('./open.ts')).openBookmarks(needs, set),
});
