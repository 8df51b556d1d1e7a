import { MoreThan } from 'typeorm';
import type {
  BulkAction,
  BulkJob,
  BulkPlan,
  BulkRefusedView,
  LeadFilter,
  ReviewFilter,
} from '../../../cards/pages/contract.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { assistantId, contactId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { LeadList } from '../../leads/list/list.ts';
import { nameOfContact } from '../../leads/list/words.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Viewer } from '../viewer.ts';
import { titleOf, wayBack, whyNot } from './action.ts';
import { BulkEntity, BulkLeadEntity } from './bulk-entity.ts';
import type { BulkRow, BulkTarget } from './bulk-entity.ts';
import { askForBulk } from './run.ts';
import { KEPT_MS, meant, meantReviews } from './target.ts';

export interface BulkDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  assistants: Pick<Assistants, 'find' | 'list'>;
  list: LeadList;
  reviews: Pick<Reviews, 'count'>;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

export interface Asked {
  action: BulkAction;
  on: { contactIds: readonly string[] } | { filter: LeadFilter } | { reviews: ReviewFilter };
  requestId: string;
}

const REFUSED_AT_ONCE = 100;

const targetOf = (on: Asked['on'], { sight, own }: Viewer): BulkTarget =>
  'filter' in on
    ? { filter: on.filter, sight }
    : 'reviews' in on
      ? { reviews: on.reviews, own, sight }
      : { contactIds: on.contactIds, sight };

/** What would happen, in numbers. */
export async function planBulk(
  deps: BulkDeps,
  viewer: Viewer,
  { action, on }: Omit<Asked, 'requestId'>,
): Promise<BulkPlan> {
  const { portalId, timeZone } = viewer.portal;
  if (action.kind === 'approve') return planApproval(deps, viewer, on);
  await readyAssistant(deps, portalId, action);
  const groups = await deps.list.groups(portalId, meant(targetOf(on, viewer), deps.clock.now(), timeZone));
  const willNot = new Map<string, number>();
  let [matching, willChange] = [0, 0];
  for (const group of groups) {
    const reason = whyNot(action, group);
    matching += group.count;
    if (reason === null) willChange += group.count;
    else willNot.set(reason, (willNot.get(reason) ?? 0) + group.count);
  }
  return {
    matching,
    willChange,
    willNot: [...willNot].map(([reason, count]) => ({ reason, count })),
    wayBack: wayBack[action.kind],
  };
}

/** Marked emails, and those whose time is over, are looked at one by one. */
async function planApproval(
  { reviews, clock }: BulkDeps,
  viewer: Viewer,
  on: Asked['on'],
): Promise<BulkPlan> {
  const { portalId } = viewer.portal;
  const query = meantReviews(targetOf(on, viewer), clock.now());
  const [matching, willChange] = await Promise.all([
    reviews.count(portalId, query),
    reviews.count(portalId, { ...query, simple: true }),
  ]);
  const alone = matching - willChange;
  const reason = 'A claim stands in no source, something changed, or its time is over. Look at it alone.';
  return {
    matching,
    willChange,
    willNot: alone > 0 ? [{ reason, count: alone }] : [],
    wayBack: wayBack.approve,
  };
}

/** @throws BatonError CONFLICT when the leads cannot go to that assistant, or none is left */
export async function askBulk(deps: BulkDeps, viewer: Viewer, by: string, asked: Asked): Promise<BulkJob> {
  const { database, clock } = deps;
  const { portalId, timeZone } = viewer.portal;
  const { action, requestId } = asked;
  const same = { portalId, askedByUser: viewer.userId, requestId };
  const before = await database.manager.findOneBy(BulkEntity, same);
  if (before) return jobView(deps, viewer, before);
  await readyAssistant(deps, portalId, action);
  const target = targetOf(asked.on, viewer);
  const total =
    action.kind === 'approve'
      ? await deps.reviews.count(portalId, { ...meantReviews(target, clock.now()), simple: true })
      : await deps.list.count(portalId, meant(target, clock.now(), timeZone));
  if (total === 0) throw new BatonError('CONFLICT', 'None of these is there any more. Load the list again.');
  await database.transaction(async (tx) => {
    const row: BulkRow = {
      ...same,
      id: deps.random.uuid(),
      action,
      target,
      state: 'waiting',
      total,
      done: 0,
      refused: 0,
      askedBy: by,
      askedAt: clock.now(),
      endedAt: null,
      problem: null,
    };
    await tx.createQueryBuilder().insert().into(BulkEntity).values(row).orIgnore().execute();
    const kept = await tx.findOneByOrFail(BulkEntity, same);
    if (kept.id === row.id) await askForBulk(deps.jobs, tx, row);
  });
  return jobView(deps, viewer, await database.manager.findOneByOrFail(BulkEntity, same));
}

async function readyAssistant(
  { assistants }: BulkDeps,
  portalId: PortalId,
  action: BulkAction,
): Promise<void> {
  if (action.kind !== 'change-assistant') return;
  const assistant = await assistants.find(portalId, assistantId(action.assistantId));
  if (!assistant)
    throw new BatonError('NOT_FOUND', 'This assistant is no longer there. Load the page again.');
  if (!assistant.ownerId)
    throw new BatonError(
      'CONFLICT',
      `${assistant.name} is not an active HubSpot user yet: see Baton's settings.`,
    );
}

export async function listBulk(deps: BulkDeps, viewer: Viewer): Promise<{ jobs: BulkJob[] }> {
  const rows = await deps.database.manager.find(BulkEntity, {
    where: { ...own(viewer), askedAt: MoreThan(deps.clock.now() - KEPT_MS) },
    order: { askedAt: 'DESC' },
    take: 50,
  });
  return { jobs: await Promise.all(rows.map((row) => jobView(deps, viewer, row))) };
}

export const oneBulk = async (deps: BulkDeps, viewer: Viewer, id: string): Promise<BulkJob> =>
  jobView(deps, viewer, await rowOf(deps, viewer, id));

/** What was done stays done. Asking again, or too late, changes nothing. */
export async function cancelBulk(deps: BulkDeps, viewer: Viewer, id: string): Promise<BulkJob> {
  await rowOf(deps, viewer, id);
  await deps.database.manager
    .createQueryBuilder()
    .update(BulkEntity)
    .set({ state: 'cancelled', endedAt: deps.clock.now(), target: null })
    .where('portalId = :portalId AND id = :id', { portalId: viewer.portal.portalId, id })
    .andWhere("state IN ('waiting', 'running')")
    .execute();
  return oneBulk(deps, viewer, id);
}

/** Which leads were not changed, and why. `after`: the contact id that the page before ended with. */
export async function refusedOf(
  deps: BulkDeps,
  viewer: Viewer,
  id: string,
  after: string | undefined,
): Promise<BulkRefusedView> {
  const { portalId } = await rowOf(deps, viewer, id);
  const where = { portalId, bulkId: id, state: 'refused' } as const;
  const rows = await deps.database.manager.find(BulkLeadEntity, {
    where: after === undefined ? where : { ...where, contactId: MoreThan(contactId(after)) },
    order: { contactId: 'ASC' },
    take: REFUSED_AT_ONCE + 1,
  });
  const shown = rows.slice(0, REFUSED_AT_ONCE);
  const leads = await deps.list.named(
    portalId,
    shown.map((row) => row.contactId),
  );
  return {
    refused: shown.map((row) => {
      const lead = leads.get(row.contactId);
      const name = lead ? nameOfContact(lead) : `Contact ${row.contactId}`;
      return { contactId: row.contactId, name, reason: row.reason ?? '' };
    }),
    next: rows.length > REFUSED_AT_ONCE ? (shown.at(-1)?.contactId ?? null) : null,
  };
}

/** An admin's are all jobs of the account, a rep's those that the rep asked for. */
const own = ({ portal, role, userId }: Viewer) => ({
  portalId: portal.portalId,
  ...(role === 'admin' ? {} : { askedByUser: userId }),
});

async function rowOf({ database }: BulkDeps, viewer: Viewer, id: string): Promise<BulkRow> {
  const row = await database.manager.findOneBy(BulkEntity, { ...own(viewer), id });
  if (!row) throw new BatonError('NOT_FOUND', 'This action is no longer there.');
  return row;
}

async function jobView({ assistants }: BulkDeps, viewer: Viewer, row: BulkRow): Promise<BulkJob> {
  const { action, id, state, total, done, refused, askedBy, askedAt, endedAt, problem } = row;
  const to =
    action.kind === 'change-assistant'
      ? await assistants.find(viewer.portal.portalId, assistantId(action.assistantId))
      : undefined;
  const title = titleOf(action, total, to?.name ?? null);
  const mayCancel = state === 'waiting' || state === 'running';
  return { id, title, action, state, total, done, refused, askedBy, askedAt, endedAt, problem, mayCancel };
}
