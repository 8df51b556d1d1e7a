import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { assistantId, contactId, portalId, userId } from '../ground/identifiers.ts';
import { ReviewEntity } from './review-entity.ts';
import type { AnswerReview, DraftReview, Review } from './review-entity.ts';
import { createReviews } from './reviews.ts';
import type { Reviews } from './reviews.ts';

const PORTAL = portalId(4242);
const MINUTE = 60_000;

const base = {
  portalId: PORTAL,
  contactId: contactId(501),
  assistantId: assistantId('tara'),
  round: 1,
  version: 1,
  at: 1_000,
  remindAt: 2_000,
  expiresAt: null,
  seenBy: '100',
  takenBy: null,
  takenByName: null,
  takenAt: null,
  settledBy: null,
  settledAt: null,
} as const;

const draft = (id: string, change: Partial<DraftReview> = {}): DraftReview => ({
  ...base,
  kind: 'draft',
  id,
  mailId: id,
  state: 'waiting',
  marked: false,
  // What it says is nobody's business here.
  content: { subject: 'Hello', claims: [], changes: [] } as unknown as DraftReview['content'],
  ...change,
});
const answer = (id: string, change: Partial<AnswerReview> = {}): AnswerReview => ({
  ...base,
  kind: 'answer',
  id,
  mailId: `mail-${id}`,
  state: 'waiting',
  marked: true,
  content: {
    guess: { class: 'Other' } as AnswerReview['content']['guess'],
    reply: null,
    outcome: null,
    problem: null,
  },
  ...change,
});

describeOnBothDatabases('what people are asked', [ReviewEntity], (open) => {
  let database: TestDatabase;
  let reviews: Reviews;
  let now: number;

  beforeEach(async () => {
    database = await open();
    now = 10_000;
    reviews = createReviews({ database, clock: { now: () => now } });
  });

  const put = (...all: Review[]) =>
    database.transaction(async (tx) => {
      for (const one of all) await reviews.put(tx, one);
    });
  const change = (review: Review, what: Parameters<Reviews['change']>[2]) =>
    database.transaction((tx) => reviews.change(tx, review, what));
  const stateOf = async (id: string) => (await reviews.find(PORTAL, id))?.state;

  it('the first decision counts, whatever the second one saw', async () => {
    await put(draft('a'));
    const seen = (await reviews.find(PORTAL, 'a')) as Review;
    expect(await change(seen, { state: 'approved', settledBy: 'Rae' })).toBe(true);
    expect(await change(seen, { state: 'skipped', settledBy: 'Ada' })).toBe(false);
    expect(await reviews.find(PORTAL, 'a')).toMatchObject({
      state: 'approved',
      version: 2,
      settledBy: 'Rae',
    });
  });

  it('a reminder is no change of what was seen, and comes once', async () => {
    await put(draft('a'));
    const [due] = await reviews.due('remindAt', 10);
    expect(due?.id).toBe('a');
    const remind = () => database.transaction((tx) => reviews.reminded(tx, due as Review));
    expect([await remind(), await remind()]).toEqual([true, false]);
    expect(await reviews.find(PORTAL, 'a')).toMatchObject({ version: 1, remindAt: null });
  });

  it('who takes one keeps it for a quarter of an hour; a decision lets it go', async () => {
    await put(answer('a'));
    const [rae, ada] = [
      { userId: userId(1), name: 'Rae' },
      { userId: userId(2), name: 'Ada' },
    ];
    const takenBy = async () => (await reviews.find(PORTAL, 'a'))?.takenByName;
    await reviews.take(PORTAL, 'a', rae);
    await reviews.take(PORTAL, 'a', ada);
    expect(await takenBy()).toBe('Rae');
    now += 15 * MINUTE;
    await reviews.take(PORTAL, 'a', ada);
    expect(await takenBy()).toBe('Ada');
    now -= 60 * MINUTE;
    await reviews.take(PORTAL, 'a', rae);
    expect(await takenBy()).toBe('Rae');
    await change((await reviews.find(PORTAL, 'a')) as Review, { state: 'forwarded' });
    expect(await takenBy()).toBeNull();
  });

  it('what happens meanwhile takes back what waits, and nothing that has left', async () => {
    await put(draft('waits'), draft('approved', { state: 'approved' }), draft('sent', { state: 'sent' }));
    await put(answer('doubt'), answer('away', { state: 'replying' }));
    await database.transaction((tx) => reviews.cancel(tx, PORTAL, base.contactId, 'draft'));
    expect(await Promise.all(['waits', 'approved', 'sent', 'doubt'].map(stateOf))).toEqual([
      'cancelled',
      'cancelled',
      'sent',
      'waiting',
    ]);
    await database.transaction((tx) => reviews.reopen(tx, PORTAL, base.contactId, 'why'));
    expect(await reviews.find(PORTAL, 'away')).toMatchObject({
      state: 'waiting',
      content: { problem: 'why' },
    });
    await database.transaction((tx) => reviews.cancel(tx, PORTAL, base.contactId));
    expect(await reviews.openOf(PORTAL, base.contactId)).toEqual([]);
  });

  it('goes with a contact that went into another one, and shows to whom it belongs', async () => {
    await put(draft('a'));
    const to = contactId(502);
    await database.transaction(async (tx) => {
      await reviews.move(tx, PORTAL, { from: base.contactId, to, currentRound: 1, round: 4 });
      await reviews.showTo(tx, PORTAL, to, '200');
    });
    expect(await reviews.openOf(PORTAL, to)).toMatchObject([{ id: 'a', round: 4, seenBy: '200' }]);
    expect(await reviews.count(PORTAL, { sight: ['100'] })).toBe(0);
    expect(await reviews.count(PORTAL, { sight: ['200', 'user:7'] })).toBe(1);
  });

  it('after the clock was set back nothing has waited since a time that is still to come', async () => {
    await put(draft('a', { at: 50_000, remindAt: 60_000, expiresAt: 70_000 }));
    await reviews.pullIn();
    expect(await reviews.find(PORTAL, 'a')).toMatchObject({
      at: 10_000,
      remindAt: 20_000,
      expiresAt: 30_000,
    });
  });

  it('pages, counts and lists a thousand that wait, oldest first, each once', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      draft(`d${String(index).padStart(4, '0')}`, {
        contactId: contactId(1_000 + index),
        at: 1_000 + Math.floor(index / 7),
        marked: index % 10 === 0,
        ...(index % 100 === 0 ? { state: 'expired' as const } : {}),
      }),
    );
    await put(...many);
    await put(answer('doubt', { at: 1 }));
    const query = { sight: null } as const;
    expect(await reviews.count(PORTAL, query)).toBe(1_001);
    expect(await reviews.count(PORTAL, { ...query, kind: 'draft', simple: true })).toBe(900);
    expect((await reviews.contacts(PORTAL, { ...query, simple: true }, { after: '', limit: 5 })).length).toBe(
      5,
    );
    const seen: string[] = [];
    for (let after: { at: number; id: string } | undefined; ;) {
      const page = await reviews.page(PORTAL, query, { limit: 100, ...(after ? { after } : {}) });
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (page.length < 100 || !last) break;
      after = { at: last.at, id: last.id };
    }
    expect([seen[0], new Set(seen).size, seen.length]).toEqual(['doubt', 1_001, 1_001]);
    expect((await reviews.measure()).map(({ kind, count }) => [kind, count]).sort()).toEqual([
      ['answer', 1],
      ['draft', 1_000],
    ]);
  });
});
