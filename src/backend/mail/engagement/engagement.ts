import { In, IsNull, Not } from 'typeorm';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Jobs, NewJob } from '../../jobs/jobs.ts';
import type { OutgoingMail } from '../../mail-server/types.ts';
import type { ReplyClass } from '../../replies/types.ts';
import type { Mail } from '../mail-entity.ts';
import { MailEntity } from '../mail-entity.ts';
import { idFor, linksOf, tokenOf, withTracking } from './addresses.ts';
import { DECIDED_AFTER_MS, verdictAmong } from './machine.ts';
import { TrackedMailEntity, VisitEntity } from './tracked-entity.ts';
import type { TrackedKey, TrackedMail, Verdict, Visit } from './tracked-entity.ts';

export const JUDGE_VISITS_QUEUE = 'mail.judge-visits';

/** Nobody opens a mail more often and means more by it. */
const MOST_VISITS = 50;

/** What a contact did with the mails of one round. */
export interface Interest {
  /** Mails that the contact opened. */
  opened: number;
  /** When the last of them was first opened, epoch ms; null: none. */
  openedAt: number | null;
  /** When a link was followed last, epoch ms; null: none. */
  clickedAt: number | null;
}

export interface Engagement {
  /** The mail as it leaves, so that it tells when it is opened. The same mail comes out the same, however often. */
  track(mail: Mail, written: OutgoingMail): Promise<OutgoingMail>;
  /** Somebody opened a mail, or followed a link of it. Resolves to where the link leads; null: there is no such one. */
  visited(key: TrackedKey, visit: Pick<Visit, 'kind' | 'link'>, verdict: Verdict): Promise<string | null>;
  /** Decides who it was, once all that tells of it has come. Run by a job. */
  judge(key: TrackedKey): Promise<void>;
  interestOf(portalId: PortalId, contactId: ContactId, round: number, tx?: Tx): Promise<Interest>;
  /** When the contact first opened each mail, and when it wrote back: the last of them, epoch ms. */
  readingTimes(portalId: PortalId, contactId: ContactId, tx?: Tx): Promise<number[]>;
}

interface Deps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
  publicUrl: string;
  /** Makes addresses that nobody guesses. */
  secret: string;
  /** A person opened the mail or followed a link of it for the first time, in the transaction that keeps it. */
  onInterest(tx: Tx, mail: Mail): Promise<void>;
}

export function createEngagement(deps: Deps): Engagement {
  const { database, clock, publicUrl, secret } = deps;
  return {
    async track(mail, written) {
      const { portalId, mailId } = mail;
      const id = idFor(secret, portalId, mailId);
      const links = linksOf(written.html, written.unsubscribeUrl ?? '');
      const row: TrackedMail = { id, portalId, mailId, links, openedAt: null, clickedAt: null };
      const insert = database.manager.createQueryBuilder().insert().into(TrackedMailEntity);
      await insert.values(row).orIgnore().execute();
      await database.manager.update(TrackedMailEntity, { portalId, id }, { links });
      return { ...written, html: withTracking(written.html, { portalId, id }, links, publicUrl) };
    },
    visited: (key, visit, verdict) =>
      database.transaction((tx) => keepVisit(deps, tx, key, { ...visit, verdict, at: clock.now() })),
    judge: (key) => database.transaction((tx) => judge(deps, tx, key)),
    interestOf: (portalId, contactId, round, tx = database.manager) =>
      interestOf(tx, { portalId, contactId, round }),
    readingTimes: (portalId, contactId, tx = database.manager) => readingTimes(tx, portalId, contactId),
  };
}

async function keepVisit(
  { jobs }: Deps,
  tx: Tx,
  key: TrackedKey,
  visit: Omit<Visit, 'portalId' | 'trackedId' | 'number'>,
): Promise<string | null> {
  const tracked = await lockTracked(tx, key);
  if (!tracked) return null;
  const target = visit.kind === 'open' || visit.link === 0 ? '' : tracked.links[visit.link - 1];
  if (target === undefined) return null;
  const of = visitsOf(key);
  const count = await tx.countBy(VisitEntity, of);
  if (count >= MOST_VISITS) return target;
  await tx.insert(VisitEntity, { ...visit, ...of, number: count + 1 });
  await jobs.enqueue(tx, judgeJob(key, visit.at + DECIDED_AFTER_MS));
  return target;
}

const visitsOf = ({ portalId, id }: TrackedKey) => ({ portalId, trackedId: id });

const judgeJob = ({ portalId, id }: TrackedKey, runAt: number): NewJob => ({
  queue: JUDGE_VISITS_QUEUE,
  key: tokenOf({ portalId, id }),
  data: { portalId, id },
  runAt,
});

async function judge(deps: Deps, tx: Tx, key: TrackedKey): Promise<void> {
  const tracked = await lockTracked(tx, key);
  if (!tracked) return;
  const { portalId, id, mailId } = tracked;
  const mail = await tx.findOneBy(MailEntity, { portalId, mailId });
  // Nobody but the person whom it was written to can have it before it left.
  if (mail?.state === 'sending') return deps.jobs.enqueue(tx, judgeJob(key, deps.clock.now() + MINUTE));
  if (mail?.state !== 'sent' && mail?.state !== 'unconfirmed') return;
  const all = await tx.find(VisitEntity, { where: visitsOf(key), order: { number: 'ASC' } });
  const now = deps.clock.now();
  const open = all.filter(({ verdict }) => verdict === '');
  const ripe = open.filter(({ at }) => now - at >= DECIDED_AFTER_MS || at > now);
  const next = open.find((visit) => !ripe.includes(visit));
  if (next) await deps.jobs.enqueue(tx, judgeJob(key, next.at + DECIDED_AFTER_MS));
  const judged = ripe.map((visit) => ({ ...visit, verdict: verdictAmong(visit, all, mail.at) }));
  for (const { number, verdict } of judged)
    await tx.update(VisitEntity, { ...visitsOf(key), number }, { verdict });
  const first = (kind: Visit['kind']) =>
    judged.find((visit) => visit.kind === kind && visit.verdict === 'person')?.at ?? null;
  // Who follows a link has opened the mail, whether it shows images or not.
  const clickedAt = tracked.clickedAt ?? first('click');
  const openedAt = tracked.openedAt ?? first('open') ?? clickedAt;
  if (openedAt === tracked.openedAt && clickedAt === tracked.clickedAt) return;
  await tx.update(TrackedMailEntity, { portalId, id }, { openedAt, clickedAt });
  await deps.onInterest(tx, mail);
}

/** One at a time for each mail; SQLite lets one transaction write at a time anyway, and knows no row locks. */
const lockTracked = (tx: Tx, { portalId, id }: TrackedKey): Promise<TrackedMail | null> =>
  tx.findOne(TrackedMailEntity, {
    where: { portalId, id },
    ...(tx.connection.options.type === 'postgres' ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });

/** Tracked mails that a contact opened. */
async function trackedOf(
  tx: Tx,
  where: { portalId: PortalId; contactId: ContactId; round?: number },
): Promise<TrackedMail[]> {
  const mails = await tx.find(MailEntity, {
    select: { mailId: true },
    where: { ...where, direction: 'out' },
  });
  if (mails.length === 0) return [];
  return tx.findBy(TrackedMailEntity, {
    portalId: where.portalId,
    mailId: In(mails.map(({ mailId }) => mailId)),
    openedAt: Not(IsNull()),
  });
}

async function interestOf(
  tx: Tx,
  where: { portalId: PortalId; contactId: ContactId; round: number },
): Promise<Interest> {
  const seen = await trackedOf(tx, where);
  const newest = (times: (number | null)[]): number | null =>
    times.reduce<number | null>(
      (last, at) => (at !== null && (last === null || at > last) ? at : last),
      null,
    );
  return {
    opened: seen.length,
    openedAt: newest(seen.map(({ openedAt }) => openedAt)),
    clickedAt: newest(seen.map(({ clickedAt }) => clickedAt)),
  };
}

/** So many times tell how a person reads now; older ones may tell of another job. */
const LAST_TIMES = 50;
/** Nobody reads when a program writes. */
const byPrograms = [
  'OutOfOffice',
  'SupportAutoResponse',
  'Bounce',
  'SoftBounce',
] as const satisfies ReplyClass[];

async function readingTimes(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<number[]> {
  const answers = await tx.find(MailEntity, {
    select: { at: true },
    where: { portalId, contactId, direction: 'in', form: 'person', replyClass: Not(In(byPrograms)) },
    order: { at: 'DESC' },
    take: LAST_TIMES,
  });
  const seen = await trackedOf(tx, { portalId, contactId });
  return [...seen.flatMap(({ openedAt }) => openedAt ?? []), ...answers.map(({ at }) => at)]
    .toSorted((a, b) => b - a)
    .slice(0, LAST_TIMES);
}

/** Forgets what was seen of these mails. */
export async function eraseEngagement(tx: Tx, portalId: PortalId, mailIds: readonly string[]): Promise<void> {
  if (mailIds.length === 0) return;
  const tracked = await tx.findBy(TrackedMailEntity, { portalId, mailId: In([...mailIds]) });
  const ids = tracked.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.delete(VisitEntity, { portalId, trackedId: In(ids) });
  await tx.delete(TrackedMailEntity, { portalId, id: In(ids) });
}
