import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAnother } from '../src/backend/database/test-database.ts';
import { rooms } from '../src/backend/house/rooms.ts';
import { entitiesOf } from '../src/backend/house/schema.ts';
import { until } from '../src/sandbox/local/client.ts';
import { BookmarkEntity } from './bookmarks/bookmark-entity.ts';
import { bookmarksRoom } from './bookmarks/room.ts';
import { PORTAL, startLocalBaton } from './world/local-baton.ts';
import { allRoutes, signedRequest } from './security/signed-request.ts';

/** The one line of the list. */
const house = rooms.add(bookmarksRoom);

describe.each(['sqlite', 'postgres'] as const)('a room that somebody adds, on %s', (kind) => {
  it('has its table, route, queue, metric and erasure', { timeout: 120_000 }, async () => {
    const baton = await startLocalBaton({ kind, house });
    const contact = await baton.newContact();
    const database = await openAnother(baton.databaseUrl, entitiesOf(house.rooms));
    const rows = () => database.manager.find(BookmarkEntity);
    try {
      expect((await allRoutes(baton)).map(({ path }) => path)).toContain('/api/contacts/999000999/bookmark');
      const path = `/api/contacts/${contact.id}/bookmark`;
      expect((await fetch(`${baton.url}${path}`, { method: 'PUT' })).status).toBe(401);
      const { url, init } = signedRequest(baton, 'PUT', path);
      expect((await fetch(url, init)).status).toBe(200);
      await until('the metric', async () =>
        (await (await fetch(`${baton.url}/metrics`)).text()).includes('baton_bookmarks_total 1'),
      );
      const row = {
        portalId: String(PORTAL),
        contactId: contact.id,
        by: String(baton.people.ada.userId),
        counted: true,
      };
      expect(await rows()).toEqual([row]);
      await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${contact.id}?privacy=true`, {});
      await until('the erasure', async () => (await rows()).length === 0);
    } finally {
      await database.close();
    }
  });
});

it('is shown in docs/house.md as it is tested', () => {
  const page = readFileSync('docs/house.md', 'utf8');
  for (const file of ['room.ts', 'open.ts']) {
    const code = readFileSync(`test/bookmarks/${file}`, 'utf8').replaceAll('../../src/backend/', '../');
    expect(page).toContain(`\`\`\`ts\n// bookmarks/${file}\n${code}\`\`\``);
  }
});
