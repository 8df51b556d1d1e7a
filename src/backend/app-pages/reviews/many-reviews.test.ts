import { beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { assistantId, contactId, portalId, userId } from '../../ground/identifiers.ts';
import { LeadAddressEntity } from '../../leads/contact/address-entity.ts';
import { LeadEntity } from '../../leads/lead/lead-entity.ts';
import { createLeadList } from '../../leads/list/list.ts';
import { LeadLineEntity } from '../../leads/list/line-entity.ts';
import { lead } from '../../leads/test-leads.ts';
import { mailEntities } from '../../mail/mail-entity.ts';
import { ReviewEntity } from '../../reviews/review-entity.ts';
import type { DraftReview } from '../../reviews/review-entity.ts';
import { createReviews } from '../../reviews/reviews.ts';
import { reviewsView } from './view.ts';

const PORTAL = portalId(4242);
const WAITING = 1_000;
const SETTLED = 4_000;
const PAGE = 50;
const entities = [...mailEntities, LeadEntity, LeadAddressEntity, LeadLineEntity, ReviewEntity] as never;

/** One in four contacts is Rae's; the text is as long as that of an email. */
const draft = (index: number, state: DraftReview['state']): DraftReview => ({
  portalId: PORTAL,
  id: `draft-${index}`,
  kind: 'draft',
  contactId: contactId(10_000 + (index % WAITING)),
  assistantId: assistantId('tara'),
  round: 1,
  mailId: `mail-${index}`,
  state,
  version: 1,
  marked: index % 10 === 0,
  at: 1_000 + ((index * 7_919) % 1_009),
  remindAt: null,
  expiresAt: null,
  seenBy: index % 4 === 0 ? '100' : '200',
  takenBy: null,
  takenByName: null,
  takenAt: null,
  settledBy: null,
  settledAt: null,
  content: { subject: `Hello ${index}`, why: 'It waits.', text: 'word '.repeat(1_500) } as never,
});

describeOnBothDatabases('the page of reviews, of which a thousand wait', entities, (open) => {
  let database: TestDatabase;
  const statements: { sql: string; values: unknown[] }[] = [];

  beforeAll(async () => {
    database = await open();
    const put = (entity: typeof ReviewEntity | typeof LeadEntity, rows: readonly object[]) =>
      database.transaction(async (tx) => {
        for (let start = 0; start < rows.length; start += 100)
          await tx.insert(entity, rows.slice(start, start + 100));
      });
    await put(
      LeadEntity,
      Array.from({ length: WAITING }, (_, index) =>
        lead({ portalId: PORTAL, contactId: contactId(10_000 + index) }),
      ),
    );
    await put(
      ReviewEntity,
      Array.from({ length: WAITING + SETTLED }, (_, index) =>
        draft(index, index < WAITING ? (index % 50 === 0 ? 'expired' : 'waiting') : 'sent'),
      ),
    );
    await database.manager.query('ANALYZE');
    database.dataSource.logger = {
      logQuery: (sql: string, values: unknown[] = []) => void statements.push({ sql, values }),
      logQueryError: () => undefined,
    } as never;
  }, 120_000);

  const page = (sight: readonly string[] | null, after?: string) => {
    const viewer = { portal: { portalId: PORTAL, timeZone: 'UTC' }, userId: userId(1) };
    const names = { assistant: () => 'Tara', person: () => null };
    const cursor =
      after === undefined ? {} : { after: JSON.parse(Buffer.from(after, 'base64url').toString()) as object };
    return reviewsView(
      {
        database,
        reviews: createReviews({ database, clock: { now: () => 5_000 } }),
        list: createLeadList({ database }),
        clock: { now: () => 5_000 },
      } as never,
      names,
      viewer as never,
      { sight },
      { limit: PAGE, ...cursor } as never,
    );
  };

  it('is read whole: each once, oldest first, and of those that somebody may see', async () => {
    const walk = async (sight: readonly string[] | null) => {
      const seen: { id: string; since: number }[] = [];
      for (let after: string | undefined; ;) {
        const view = await page(sight, after);
        seen.push(...view.reviews);
        if (view.next === null) return { seen, total: view.total, simple: view.simple };
        after = view.next;
      }
    };
    const all = await walk(null);
    expect(new Set(all.seen.map(({ id }) => id)).size).toBe(WAITING);
    expect(all.seen.map(({ since }) => since)).toEqual(
      all.seen.map(({ since }) => since).toSorted((a, b) => a - b),
    );
    expect([all.seen.length, all.total, all.simple]).toEqual([WAITING, WAITING, WAITING * 0.9]);
    expect((await walk(['100'])).seen).toHaveLength(WAITING / 4);
    expect((await walk([])).seen).toEqual([]);
  });

  it('costs as many statements as if few waited, and reads no more than it shows', async () => {
    statements.length = 0;
    const { next } = await page(null);
    await page(['100'], next ?? undefined);
    expect(statements).toHaveLength(8);
    const explain = open.kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const pages = statements.filter(({ sql }) => /FROM "review".*LIMIT/s.test(sql));
    expect(pages).toHaveLength(2);
    for (const { sql, values } of pages) {
      const plan = JSON.stringify(await database.manager.query(`${explain} ${sql}`, values));
      expect(plan).toContain('review_waiting');
      expect(plan).not.toMatch(/TEMP B-TREE|Sort/);
    }
  });
});
