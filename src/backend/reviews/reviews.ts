import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Clock } from '../ground/clock.ts';
import { MINUTE } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { ContactId, PortalId, UserId } from '../ground/identifiers.ts';
import { openStates, ReviewEntity } from './review-entity.ts';
import type { DraftReview, Review, ReviewRow, ReviewState } from './review-entity.ts';
import { contactsOfReviews, countReviews, pageOfReviews } from './search.ts';
import type { ReviewPage, ReviewQuery } from './search.ts';

/** For so long it is said that somebody looks at a review, unless they say so again. */
export const TAKEN_FOR_MS = 15 * MINUTE;

/** What of a review may change with a decision. */
export type ReviewChange = Partial<
  Pick<
    ReviewRow,
    'state' | 'mailId' | 'marked' | 'at' | 'remindAt' | 'expiresAt' | 'settledBy' | 'settledAt' | 'content'
  >
>;

export interface Reviews {
  /** Stores one, in place of what had its id. */
  put(tx: Tx, review: Review): Promise<void>;
  find(portalId: PortalId, id: string, tx?: Tx): Promise<Review | null>;
  /** Those of these ids that are there. */
  among(portalId: PortalId, ids: readonly string[]): Promise<Map<string, Review>>;
  /** Those of a contact that wait for a person, oldest first. */
  openOf(portalId: PortalId, contactId: ContactId, tx?: Tx): Promise<Review[]>;
  /** Those of these contacts whose draft waits. */
  draftsWaitingOf(portalId: PortalId, ids: readonly ContactId[]): Promise<Set<ContactId>>;
  /**
   * Changes one that is as the caller read it. Resolves to false if somebody else changed it since. It is nobody's
   * any more afterwards.
   */
  change(tx: Tx, review: Review, change: ReviewChange): Promise<boolean>;
  /** The owner is told. Resolves to false if somebody else told them, or nothing waits any more. */
  reminded(tx: Tx, review: Review): Promise<boolean>;
  /** Whatever waits or is on its way for a contact is over; `kind` absent: of all kinds. */
  cancel(tx: Tx, portalId: PortalId, contactId: ContactId, kind?: Review['kind']): Promise<void>;
  /** A reply that was on its way does not leave: a person is asked again. `why`: in words. */
  reopen(tx: Tx, portalId: PortalId, contactId: ContactId, why: string): Promise<void>;
  /** Reviews of a contact that went into another one. */
  move(
    tx: Tx,
    portalId: PortalId,
    move: { from: ContactId; to: ContactId; currentRound: number; round: number },
  ): Promise<void>;
  /** Reviews of a contact that went into another one whose own conversation goes on. */
  fold(tx: Tx, portalId: PortalId, from: ContactId, to: ContactId): Promise<void>;
  /** The contact belongs to another person now. */
  showTo(tx: Tx, portalId: PortalId, contactId: ContactId, seenBy: string): Promise<void>;
  /** Somebody looks at it; whoever did so before and still does, stays. Resolves to who it is now. */
  take(portalId: PortalId, id: string, by: { userId: UserId; name: string }): Promise<void>;
  /** Whose time has come, those waiting longest first: of reminders, or of expiry. */
  due(what: 'remindAt' | 'expiresAt', limit: number): Promise<Review[]>;
  page(portalId: PortalId, query: ReviewQuery, page: ReviewPage): Promise<Review[]>;
  count(portalId: PortalId, query: ReviewQuery): Promise<number>;
  /** Whose contacts they are about, in the order of their ids, from behind one on. */
  contacts(
    portalId: PortalId,
    query: ReviewQuery,
    page: { after: string; limit: number },
  ): Promise<ContactId[]>;
  measure(): Promise<{ kind: Review['kind']; count: number; oldest: number }[]>;
  /** After the clock was set back: nothing has been waiting since a time that has not come yet. */
  pullIn(): Promise<void>;
}

const KEY = ['portalId', 'id'];
/** Of no conversation that goes on. */
const NO_ROUND = 0;

export function createReviews({ database, clock }: { database: Database; clock: Clock }): Reviews {
  const { manager } = database;
  return {
    put: async (tx, review) => void (await tx.upsert(ReviewEntity, review, KEY)),
    find: async (portalId, id, tx = manager) => asReview(await tx.findOneBy(ReviewEntity, { portalId, id })),
    async among(portalId, ids) {
      const rows = await manager.findBy(ReviewEntity, { portalId, id: In([...ids]) });
      return new Map(rows.flatMap((row) => asReview(row) ?? []).map((review) => [review.id, review]));
    },
    async openOf(portalId, contactId, tx = manager) {
      const where = { portalId, contactId, state: In([...openStates]) };
      const rows = await tx.find(ReviewEntity, { where, order: { at: 'ASC' } });
      return rows.flatMap((row) => asReview(row) ?? []);
    },
    async draftsWaitingOf(portalId, ids) {
      const rows = await manager.find(ReviewEntity, {
        select: { contactId: true },
        where: { portalId, contactId: In([...ids]), kind: 'draft', state: In([...openStates]) },
      });
      return new Set(rows.map(({ contactId }) => contactId));
    },
    change: (tx, review, change) => changeReview(tx, review, change),
    reminded: (tx, review) => reminded(tx, review),
    cancel: (tx, portalId, contactId, kind) => cancel(tx, clock, portalId, contactId, kind),
    reopen: (tx, portalId, contactId, why) => reopen(tx, portalId, contactId, why),
    async move(tx, portalId, { from, to, currentRound, round }) {
      await tx.update(ReviewEntity, { portalId, contactId: from, round: currentRound }, { round });
      await tx.update(ReviewEntity, { portalId, contactId: from }, { contactId: to });
    },
    async fold(tx, portalId, from, to) {
      await tx.update(ReviewEntity, { portalId, contactId: from }, { contactId: to, round: NO_ROUND });
    },
    async showTo(tx, portalId, contactId, seenBy) {
      await tx.update(ReviewEntity, { portalId, contactId }, { seenBy });
    },
    take: (portalId, id, by) => take(database, clock, portalId, id, by),
    async due(what, limit) {
      const rows = await manager.find(ReviewEntity, {
        where: { state: 'waiting', [what]: LessThanOrEqual(clock.now()) },
        order: { [what]: 'ASC' },
        take: limit,
      });
      return rows.flatMap((row) => asReview(row) ?? []);
    },
    page: async (portalId, query, page) =>
      (await pageOfReviews(database, portalId, query, page)).flatMap((row) => asReview(row) ?? []),
    count: (portalId, query) => countReviews(database, portalId, query),
    contacts: (portalId, query, page) => contactsOfReviews(database, portalId, query, page),
    measure: () => measure(database),
    pullIn: () => pullIn(database, clock.now()),
  };
}

/** The kind says what the content is. */
const asReview = (row: ReviewRow | null): Review | null => row as Review | null;

/** A person still has something to decide. */
export const isOpen = ({ state }: Pick<Review, 'state'>): boolean => openStates.includes(state);

export const isDraft = (review: Review | null | undefined): review is DraftReview => review?.kind === 'draft';

async function changeReview(tx: Tx, review: Review, change: ReviewChange): Promise<boolean> {
  const { portalId, id, version, state } = review;
  const nobody = { takenBy: null, takenByName: null, takenAt: null };
  const { affected } = await tx
    .createQueryBuilder()
    .update(ReviewEntity)
    .set({ ...change, ...nobody, version: version + 1 })
    .where({ portalId, id, version, state })
    .execute();
  if (affected !== undefined) return affected > 0;
  const now = await tx.findOneBy(ReviewEntity, { portalId, id });
  return now?.version === version + 1 && now.state === (change.state ?? state);
}

async function reminded(tx: Tx, { portalId, id, remindAt }: Review): Promise<boolean> {
  const where = { portalId, id, state: 'waiting' as const, remindAt: remindAt ?? undefined };
  if (!(await tx.existsBy(ReviewEntity, where))) return false;
  await tx.update(ReviewEntity, where, { remindAt: null });
  return true;
}

/** What is on its way to a decision or to the contact, by kind. */
const unfinished: Readonly<Record<Review['kind'], readonly ReviewState[]>> = {
  draft: ['waiting', 'rewriting', 'approved', 'edited', 'expired'],
  answer: ['waiting'],
};

async function cancel(
  tx: Tx,
  clock: Clock,
  portalId: PortalId,
  contactId: ContactId,
  kind?: Review['kind'],
): Promise<void> {
  for (const one of kind ? [kind] : (['draft', 'answer'] as const))
    await tx
      .createQueryBuilder()
      .update(ReviewEntity)
      .set({ state: 'cancelled', settledAt: clock.now(), version: () => 'version + 1' })
      .where({ portalId, contactId, kind: one, state: In([...unfinished[one]]) })
      .execute();
}

async function reopen(tx: Tx, portalId: PortalId, contactId: ContactId, why: string): Promise<void> {
  const rows = await tx.findBy(ReviewEntity, { portalId, contactId, kind: 'answer', state: 'replying' });
  for (const row of rows) {
    const review = asReview(row);
    if (review?.kind !== 'answer') continue;
    const content = { ...review.content, reply: null, problem: why };
    await changeReview(tx, review, { state: 'waiting', content, settledBy: null, settledAt: null });
  }
}

async function take(
  { manager }: Database,
  clock: Clock,
  portalId: PortalId,
  id: string,
  { userId, name }: { userId: UserId; name: string },
): Promise<void> {
  const now = clock.now();
  await manager
    .createQueryBuilder()
    .update(ReviewEntity)
    .set({ takenBy: userId, takenByName: name, takenAt: now })
    .where({ portalId, id, state: In([...openStates]) })
    // A moment that has not come yet is from before the clock was set back.
    .andWhere('(taken_by IS NULL OR taken_at <= :old OR taken_at > :now)', { old: now - TAKEN_FOR_MS, now })
    .execute();
  await manager.update(ReviewEntity, { portalId, id, takenBy: userId }, { takenByName: name });
}

async function measure({ manager }: Database): Promise<Awaited<ReturnType<Reviews['measure']>>> {
  const rows = await manager
    .createQueryBuilder(ReviewEntity, 'review')
    .select('review.kind', 'kind')
    .addSelect('COUNT(*)', 'count')
    .addSelect('MIN(review.at)', 'oldest')
    .where("review.state IN ('waiting', 'expired')")
    .groupBy('review.kind')
    .getRawMany<{ kind: Review['kind']; count: string; oldest: string }>();
  return rows.map(({ kind, count, oldest }) => ({ kind, count: Number(count), oldest: Number(oldest) }));
}

async function pullIn({ manager }: Database, now: number): Promise<void> {
  await manager.update(ReviewEntity, { takenAt: MoreThan(now) }, { takenBy: null, takenAt: null });
  await manager
    .createQueryBuilder()
    .update(ReviewEntity)
    .set({
      remindAt: () => 'remind_at - (at - :now)',
      expiresAt: () => 'expires_at - (at - :now)',
      at: now,
    })
    .where('at > :now', { now })
    .execute();
}
