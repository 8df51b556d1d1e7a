import { LessThan } from 'typeorm';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Database, DatabaseKind, Tx } from '../../database/database.ts';
import { SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { assistantId, portalId as toPortalId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Portals } from '../../hubspot/types.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { LeadAction } from '../../../cards/pages/contract.ts';
import type { Approvals } from '../../leads/approval/decide.ts';
import type { Leads } from '../../leads/leads.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import { eventOf, whyNot } from './action.ts';
import { KEPT_MS, meant, meantReviews } from './target.ts';
import { BulkEntity, BulkLeadEntity } from './bulk-entity.ts';
import type { BulkRow } from './bulk-entity.ts';

export const BULK_QUEUE = 'app-pages.bulk';

export interface RunDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  portals: Pick<Portals, 'find'>;
  assistants: Pick<Assistants, 'find'>;
  leads: Pick<Leads, 'tellAll' | 'list'> & { approvals: Pick<Approvals, 'approveWithOthers'> };
  reviews: Pick<Reviews, 'contacts'>;
  /** Writes to the account that wait for HubSpot. */
  waitingWrites(portalId: PortalId): Promise<number>;
  clock: Clock;
}

export const askForBulk = (
  jobs: Pick<Jobs, 'enqueue'>,
  tx: Tx,
  { portalId, id }: Pick<BulkRow, 'portalId' | 'id'>,
  runAt?: number,
): Promise<void> =>
  jobs.enqueue(tx, {
    queue: BULK_QUEUE,
    key: `${portalId}:${id}`,
    data: { portalId, id },
    ...(runAt === undefined ? {} : { runAt }),
  });

/** Listed in one transaction, and done in one. Small: on SQLite nobody else can write meanwhile. */
const LISTED = 1_000;
const DONE_AT_ONCE: Readonly<Record<DatabaseKind, number>> = { sqlite: 20, postgres: 50 };
/** With so many writes waiting for HubSpot no more are added, so that a hand-over does not stand at the end of them. */
const ENOUGH_WAITING = 200;
const LOOK_AGAIN_MS = SECOND;

/** Goes on with a bulk action until it is done or HubSpot has enough to do. Safe to run again, and twice at once. */
export async function runBulk(deps: RunDeps, job: { portalId: string; id: string }): Promise<void> {
  const portalId = toPortalId(job.portalId);
  const { id } = job;
  for (;;) {
    const row = await deps.database.manager.findOneBy(BulkEntity, { portalId, id });
    if (row?.state !== 'waiting' && row?.state !== 'running') return;
    const portal = await deps.portals.find(portalId);
    if (portal?.status !== 'connected')
      return end(deps, row, 'failed', 'Baton is not connected to the account any more.');
    if (row.state === 'waiting') await listSome(deps, row, portal.timeZone);
    else if ((await deps.waitingWrites(portalId)) >= ENOUGH_WAITING)
      return deps.database.transaction((tx) =>
        askForBulk(deps.jobs, tx, row, deps.clock.now() + LOOK_AGAIN_MS),
      );
    else if (!(await doSome(deps, row))) return end(deps, row, 'done', null);
  }
}

/** The leads that are meant, in the order of their ids: where it was interrupted it goes on. */
async function listSome(deps: RunDeps, row: BulkRow, zone: string): Promise<void> {
  const { database } = deps;
  const { portalId, id } = row;
  const [last] = await database.manager.find(BulkLeadEntity, {
    where: { portalId, bulkId: id },
    order: { contactId: 'DESC' },
    take: 1,
  });
  const ids = await meantContacts(deps, row, zone, last?.contactId ?? '');
  await database.transaction(async (tx) => {
    const waiting = ids.map((contactId) => ({
      portalId,
      bulkId: id,
      contactId,
      state: 'waiting' as const,
      reason: null,
    }));
    if (waiting.length > 0)
      await tx.createQueryBuilder().insert().into(BulkLeadEntity).values(waiting).orIgnore().execute();
    if (ids.length === LISTED) return;
    const total = await tx.countBy(BulkLeadEntity, { portalId, bulkId: id });
    await tx.update(
      BulkEntity,
      { portalId, id, state: 'waiting' },
      { state: 'running', total, target: null },
    );
  });
}

/** Whom an action means, in the order of their ids. */
function meantContacts(
  { leads, reviews }: RunDeps,
  { portalId, action, target: meantBy, askedAt }: BulkRow,
  zone: string,
  after: string,
): Promise<ContactId[]> {
  const target = meantBy ?? { contactIds: [], sight: [] };
  return action.kind === 'approve'
    ? reviews.contacts(portalId, { ...meantReviews(target, askedAt), simple: true }, { after, limit: LISTED })
    : leads.list.ids(portalId, meant(target, askedAt, zone), after, LISTED);
}

/** Resolves to whether there was anything to do. */
async function doSome(deps: RunDeps, row: BulkRow): Promise<boolean> {
  const { portalId, id, action } = row;
  const next = await deps.database.manager.find(BulkLeadEntity, {
    select: { contactId: true },
    where: { portalId, bulkId: id, state: 'waiting' },
    order: { contactId: 'ASC' },
    take: DONE_AT_ONCE[deps.database.kind],
  });
  if (next.length === 0) return false;
  await deps.database.transaction(async (tx) => {
    const ids = await take(
      tx,
      row,
      next.map(({ contactId }) => contactId),
    );
    const outcomes =
      action.kind === 'approve'
        ? await approveAll(deps, tx, row, ids)
        : await tellAll(deps, tx, row, action, ids);
    for (const [contactId, reason] of outcomes) {
      const state = reason === null ? 'done' : 'refused';
      await tx.update(BulkLeadEntity, { portalId, bulkId: id, contactId }, { state, reason });
    }
    const refused = [...outcomes.values()].filter((reason) => reason !== null).length;
    await tx.increment(BulkEntity, { portalId, id }, 'refused', refused);
    await tx.increment(BulkEntity, { portalId, id }, 'done', outcomes.size - refused);
  });
  return true;
}

type Outcomes = Map<ContactId, string | null>;

async function tellAll(
  deps: RunDeps,
  tx: Tx,
  { portalId, askedBy }: BulkRow,
  action: LeadAction,
  ids: readonly ContactId[],
): Promise<Outcomes> {
  const assistant =
    action.kind === 'change-assistant'
      ? ((await deps.assistants.find(portalId, assistantId(action.assistantId), tx)) ?? null)
      : null;
  const told = { portalId, ids, trigger: `Asked by ${askedBy} for many leads` };
  return deps.leads.tellAll(tx, told, (lead) => {
    if (!lead || lead.mergedInto) return 'The contact is no longer there.';
    if (action.kind === 'change-assistant' && !assistant?.ownerId)
      return 'The assistant is not ready any more.';
    const reason = whyNot(action, { ...lead, pickedUp: lead.pickedUpAt !== null });
    return reason ?? eventOf(action, lead, askedBy, assistant);
  });
}

async function approveAll(
  { leads }: RunDeps,
  tx: Tx,
  { portalId, askedBy, askedAt }: BulkRow,
  ids: readonly ContactId[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const by = { name: askedBy, trigger: `Approved by ${askedBy} together with others` };
  for (const contactId of ids)
    outcomes.set(
      contactId,
      await leads.approvals.approveWithOthers(tx, { portalId, contactId, until: askedAt }, by),
    );
  return outcomes;
}

/**
 * Those of the leads that still wait, and none once the action is cancelled: whoever else works on it, or cancels it,
 * waits until this transaction is over.
 */
async function take(tx: Tx, { portalId, id }: BulkRow, ids: readonly ContactId[]): Promise<ContactId[]> {
  const { affected } = await tx.update(BulkEntity, { portalId, id, state: 'running' }, { endedAt: null });
  if (affected === 0) return [];
  const waiting = await tx
    .createQueryBuilder(BulkLeadEntity, 'one')
    .where('one.portalId = :portalId AND one.bulkId = :id', { portalId, id })
    .andWhere("one.state = 'waiting' AND one.contactId IN (:...ids)", { ids })
    .getMany();
  return waiting.map(({ contactId }) => contactId);
}

async function end(
  { database, clock }: RunDeps,
  { portalId, id }: BulkRow,
  state: 'done' | 'failed',
  problem: string | null,
): Promise<void> {
  await database.manager
    .createQueryBuilder()
    .update(BulkEntity)
    .set({ state, problem, target: null, endedAt: clock.now() })
    .where('portalId = :portalId AND id = :id', { portalId, id })
    .andWhere("state IN ('waiting', 'running')")
    .execute();
}

/** Forgets actions that nobody is shown any more. Once a day. */
export async function forgetBulk({ database, clock }: Pick<RunDeps, 'database' | 'clock'>): Promise<void> {
  const old = await database.manager.find(BulkEntity, {
    select: { portalId: true, id: true },
    where: { askedAt: LessThan(clock.now() - KEPT_MS) },
  });
  for (const { portalId, id } of old) {
    await database.manager.delete(BulkLeadEntity, { portalId, bulkId: id });
    await database.manager.delete(BulkEntity, { portalId, id });
  }
}
