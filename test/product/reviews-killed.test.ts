import { afterEach, expect, it } from 'vitest';
import { createTestDatabase, openAnother } from '../../src/backend/database/test-database.ts';
import { assistantId, contactId, portalId } from '../../src/backend/ground/identifiers.ts';
import { ReviewEntity } from '../../src/backend/reviews/review-entity.ts';
import type { DraftReview } from '../../src/backend/reviews/review-entity.ts';
import type { ReviewsView } from '../../src/cards/pages/contract.ts';
import { PORTAL_ID } from '../../src/sandbox/local/installation.ts';
import { killAll } from '../world/killed.ts';
import { startWorld } from '../world/world.ts';

const LONG = { timeout: 240_000 };
const WAITING = 1_000;
const MINE = WAITING / 4;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it.each([
  ['sqlite', ['all']],
  ['postgres', ['web', 'worker']],
] as const)(
  'a kill -9 while a thousand drafts wait: whoever pages through them goes on, each once, HubSpot away or not, on %s',
  LONG,
  async (kind, roles) => {
    const database = await createTestDatabase(kind);
    stops.push(() => database.remove());
    const environment = { DATABASE_URL: database.url };
    const world = await startWorld({ contacts: 0, roles: [...roles], environment });
    stops.push(() => world.stop());
    const { client, people, sandbox } = world;

    const draft = (index: number): DraftReview => ({
      portalId: portalId(PORTAL_ID),
      id: `draft-${index}`,
      kind: 'draft',
      contactId: contactId(900_000 + index),
      assistantId: assistantId('tara'),
      round: 1,
      mailId: `mail-${index}`,
      state: 'waiting',
      version: 1,
      marked: false,
      // Many within the same millisecond.
      at: sandbox.clock.now() - (index % 97),
      remindAt: null,
      expiresAt: null,
      seenBy: index < MINE ? people.rae.ownerId : '1',
      takenBy: null,
      takenByName: null,
      takenAt: null,
      settledBy: null,
      settledAt: null,
      content: { subject: `Hello ${index}`, why: 'Every email waits.', changes: [] } as never,
    });
    const rows = Array.from({ length: WAITING }, (_, index) => draft(index));
    const looking = await openAnother(database.url, [ReviewEntity]);
    for (let start = 0; start < WAITING; start += 100)
      await looking.manager.insert(ReviewEntity, rows.slice(start, start + 100));
    await looking.close();

    const page = async (who: 'ada' | 'rae', after: string | null): Promise<ReviewsView> => {
      const path = `/api/pages/reviews?limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
      const answer = await client.fetchAs(people[who].userId, `${world.batonUrl}${path}`);
      expect([answer.status, answer.body]).toEqual([200, answer.body]);
      return answer.body as ReviewsView;
    };
    /** All that somebody sees; `between`: after each page but the last. */
    const walk = async (who: 'ada' | 'rae', between = async (_page: number) => undefined as void) => {
      const seen: string[] = [];
      for (let [after, at] = [null as string | null, 1]; ; at += 1) {
        const { reviews, total, next } = await page(who, after);
        seen.push(...reviews.map(({ id }) => id));
        if (next === null) return { seen: seen.length, each: new Set(seen).size, total };
        await between(at);
        after = next;
      }
    };
    const whole = { seen: WAITING, each: WAITING, total: WAITING };
    expect(await walk('rae')).toEqual({ seen: MINE, each: MINE, total: MINE });
    const killed = walk('ada', async (at) => (at === 4 ? killAll(world, roles) : undefined));
    expect(await killed).toEqual(whole);
    await client.call('PUT', '/faults', [{ match: {}, kind: 'status', status: 503 }]);
    await killAll(world, roles);
    expect(await walk('ada')).toEqual(whole);
    expect(await walk('rae')).toEqual({ seen: MINE, each: MINE, total: MINE });
  },
);
