import { In, LessThan } from 'typeorm';
import type { CampaignRun } from '../../cards/campaigns/contract.ts';
import type { Database, Tx } from '../database/database.ts';
import { DAY, MINUTE, SECOND } from '../ground/clock.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { CampaignId, PortalId } from '../ground/identifiers.ts';
import type { Portals } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { RunEntity } from './member-entity.ts';
import type { RunRow, RunTarget } from './member-entity.ts';

export const RUN_QUEUE = 'enrolling.run';

/** With so many writes due no more are added, so that a hand-over does not stand at the end of them. */
const ENOUGH_WAITING = 400;
const LOOK_AGAIN_MS = SECOND;
const KEPT_MS = 30 * DAY;
const open: CampaignRun['state'][] = ['waiting', 'running'];

/** What a step of a run came to: there is more to do, it is over, or it waits until a moment, epoch ms. */
export type Step = 'more' | 'done' | { failed: string } | { waitUntil: number };

/** Does the next part of a run, in a transaction or several. Safe to run again, and twice at once. */
export type Work = (run: RunRow) => Promise<Step>;

export interface RunsDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  portals: Pick<Portals, 'find'>;
  /** Writes to the account that wait for HubSpot. */
  waitingWrites(portalId: PortalId): Promise<number>;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

export interface NewRun extends Pick<RunRow, 'portalId' | 'campaignId' | 'kind' | 'requestId' | 'askedBy'> {
  target?: RunTarget;
  total?: number | null;
}

/** Long work on campaigns: one run after the other for each campaign. */
export interface Runs {
  /** In the caller's transaction. The same request is one run. Resolves to whether it is a new one. */
  ask(tx: Tx, run: NewRun): Promise<boolean>;
  /** Runs under way, then the last ones. */
  of(portalId: PortalId, campaignId: CampaignId): Promise<RunRow[]>;
  isOpen(portalId: PortalId, campaignId: CampaignId, tx?: Tx): Promise<boolean>;
  /** What was done stays done. Asking again, or too late, changes nothing. @throws BatonError NOT_FOUND */
  cancel(portalId: PortalId, campaignId: CampaignId, id: string): Promise<void>;
  /** Ends what is under way, because something else was decided. */
  cancelAll(
    tx: Tx,
    portalId: PortalId,
    campaignId: CampaignId,
    kinds: readonly RunRow['kind'][],
  ): Promise<void>;
  /** Asks for the job of open runs that do not go on: a lost job, or an account that is back. Once a minute. */
  sweep(): Promise<void>;
  forget(): Promise<void>;
  /** Goes on with the runs of a campaign until they are over or wait. */
  work(portalId: PortalId, campaignId: CampaignId, doing: (run: RunRow) => Work): Promise<void>;
}

export function createRuns(deps: RunsDeps): Runs {
  const { database, clock } = deps;
  const { manager } = database;
  /** How far each open run was at the last sweep. */
  let before = new Map<string, string>();
  return {
    async ask(tx, { target = {}, total = null, ...run }) {
      const row: RunRow = {
        ...run,
        id: deps.random.uuid(),
        state: 'waiting',
        target,
        cursor: null,
        total,
        done: 0,
        refused: 0,
        askedAt: clock.now(),
        endedAt: null,
        problem: null,
      };
      await tx.createQueryBuilder().insert().into(RunEntity).values(row).orIgnore().execute();
      await askForWork(deps, tx, run);
      return tx.existsBy(RunEntity, { portalId: run.portalId, campaignId: run.campaignId, id: row.id });
    },
    async of(portalId, campaignId) {
      const rows = await manager.find(RunEntity, {
        where: { portalId, campaignId },
        order: { askedAt: 'DESC', id: 'ASC' },
        take: 20,
      });
      return rows.sort((a, b) => Number(open.includes(b.state)) - Number(open.includes(a.state)));
    },
    isOpen: (portalId, campaignId, tx = manager) =>
      tx.existsBy(RunEntity, { portalId, campaignId, state: In(open) }),
    async cancel(portalId, campaignId, id) {
      const run = await manager.findOneBy(RunEntity, { portalId, campaignId, id });
      if (!run) throw new BatonError('NOT_FOUND', 'This is no longer there. Load the page again.');
      if (!mayCancel(run)) throw new BatonError('CONFLICT', 'This cannot be cancelled.');
      await end(deps, run, 'cancelled', null);
    },
    async cancelAll(tx, portalId, campaignId, kinds) {
      await tx.update(
        RunEntity,
        { portalId, campaignId, state: In(open), kind: In([...kinds]) },
        { state: 'cancelled', endedAt: clock.now() },
      );
    },
    async sweep() {
      const rows = await manager.findBy(RunEntity, { state: In(open) });
      // What goes on is somebody's at work: a second one would ask HubSpot for the same.
      const still = rows.filter(
        (row) =>
          before.get(row.id) === farOf(row) || (!before.has(row.id) && clock.now() - row.askedAt >= MINUTE),
      );
      before = new Map(rows.map((row) => [row.id, farOf(row)]));
      for (const { portalId, campaignId } of still)
        await database.transaction((tx) => askForWork(deps, tx, { portalId, campaignId }));
    },
    async forget() {
      await manager.delete(RunEntity, { endedAt: LessThan(clock.now() - KEPT_MS) });
    },
    work: (portalId, campaignId, doing) => work(deps, portalId, campaignId, doing),
  };
}

const farOf = ({ cursor, done, refused, total }: RunRow): string =>
  JSON.stringify([cursor, done, refused, total]);

/** A change of the campaign itself goes through all that it enrolled, or what people see would differ from what is. */
export const mayCancel = ({ kind, state }: Pick<RunRow, 'kind' | 'state'>): boolean =>
  open.includes(state) && kind !== 'pause' && kind !== 'write-status' && kind !== 'apply-edit';

type Of = Pick<RunRow, 'portalId' | 'campaignId'>;

const askForWork = ({ jobs }: Pick<RunsDeps, 'jobs'>, tx: Tx, { portalId, campaignId }: Of, runAt?: number) =>
  jobs.enqueue(tx, {
    queue: RUN_QUEUE,
    key: `${portalId}:${campaignId}`,
    data: { portalId, campaignId },
    ...(runAt === undefined ? {} : { runAt }),
  });

async function work(
  deps: RunsDeps,
  portalId: PortalId,
  campaignId: CampaignId,
  doing: (run: RunRow) => Work,
): Promise<void> {
  const { database, clock } = deps;
  const again = (at: number): Promise<void> =>
    database.transaction((tx) => askForWork(deps, tx, { portalId, campaignId }, at));
  for (;;) {
    const run = await nextRun(database, portalId, campaignId);
    if (!run) return;
    // It goes on when the account is connected again: the sweep asks.
    if ((await deps.portals.find(portalId))?.status !== 'connected') return;
    if ((await deps.waitingWrites(portalId)) >= ENOUGH_WAITING) return again(clock.now() + LOOK_AGAIN_MS);
    const step = await doing(run)(run);
    if (step === 'more') continue;
    if (step === 'done') await end(deps, run, 'done', null);
    else if ('failed' in step) await end(deps, run, 'failed', step.failed);
    else return again(Math.min(step.waitUntil, clock.now() + MINUTE));
  }
}

/** Those asked for first, first; what waits for its campaign to go on lets later ones pass. */
async function nextRun(
  { manager }: Database,
  portalId: PortalId,
  campaignId: CampaignId,
): Promise<RunRow | null> {
  const rows = await manager.find(RunEntity, {
    where: { portalId, campaignId, state: In(open) },
    order: { askedAt: 'ASC', id: 'ASC' },
  });
  return rows.find(({ kind }) => kind !== 'enroll' && kind !== 'again') ?? rows[0] ?? null;
}

/**
 * Takes hold of a run in the caller's transaction: whoever else works on it, or cancels it, waits until that is over.
 * Resolves to it as it stands now; null: it is over.
 */
export async function holdRun(tx: Tx, { portalId, campaignId, id }: RunRow): Promise<RunRow | null> {
  const same = { portalId, campaignId, id };
  const { affected } = await tx.update(RunEntity, { ...same, state: In(open) }, { state: 'running' });
  return affected === 0 ? null : tx.findOneBy(RunEntity, same);
}

/** Notes how far a run is, in the transaction that did it. */
export async function noteRun(
  tx: Tx,
  { portalId, campaignId, id }: RunRow,
  change: Partial<RunRow>,
): Promise<void> {
  await tx.createQueryBuilder().update(RunEntity).set(change).where({ portalId, campaignId, id }).execute();
}

async function end(
  { database, clock }: RunsDeps,
  { portalId, campaignId, id }: RunRow,
  state: 'done' | 'failed' | 'cancelled',
  problem: string | null,
): Promise<void> {
  await database.manager.update(
    RunEntity,
    { portalId, campaignId, id, state: In(open) },
    { state, problem, endedAt: clock.now() },
  );
}
