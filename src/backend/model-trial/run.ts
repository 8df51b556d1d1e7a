import { IsNull } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Portals } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { TryOut } from '../model-provider/try-out.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { PastAnswersSlot } from '../phrases/try-phrase.ts';
import { askAboutReply } from './ask-about-reply.ts';
import type { Said } from './ask-about-reply.ts';
import { TrialEntity, TrialReplyEntity } from './trial-entity.ts';
import type { TrialReplyRow, TrialRow } from './trial-entity.ts';

export const TRIAL_QUEUE = 'model-trial.ask';

export interface RunDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  portals: Pick<Portals, 'find'>;
  tryOut: Pick<TryOut, 'ask'>;
  phrases: Pick<PhrasesRoom, 'taught'>;
  pastAnswers: PastAnswersSlot;
  clock: Clock;
  random: Random;
}

/** Longer than a question takes. */
const CLAIM_MS = MINUTE;
/** After a failure that passes by itself, twice as long each time. */
const FIRST_PAUSE_MS = 5 * SECOND;
/** So often in a row, then a person has to say that it goes on. */
const MOST_FAILURES = 5;
/** So often for one reply: it may be the reply that a model cannot answer about. */
const MOST_ATTEMPTS = 3;

export const goOnSoon = (
  jobs: Pick<Jobs, 'enqueue'>,
  tx: Tx,
  portalId: PortalId,
  runAt?: number,
): Promise<void> =>
  jobs.enqueue(tx, {
    queue: TRIAL_QUEUE,
    key: portalId,
    data: { portalId },
    ...(runAt === undefined ? {} : { runAt }),
  });

/**
 * Asks about one reply of the account's test, and asks for the next turn. Safe to run again and twice at once: a reply
 * with an answer is never asked about again, and one that somebody is asking about waits.
 */
export async function runTrial(deps: RunDeps, portalId: PortalId): Promise<void> {
  const { manager } = deps.database;
  const trial = await manager.findOneBy(TrialEntity, { portalId, state: 'running' });
  if (!trial) return;
  if ((await deps.portals.find(portalId))?.status !== 'connected')
    return stop(deps, trial, 'Baton is not connected to the account any more.');
  const [next, ...waiting] = await unanswered(deps, trial);
  if (!next) return end(deps, trial);
  if (isClaimed(deps, next) || !(await claim(deps, next))) return later(deps, trial, [next, ...waiting]);
  const [answer] = await deps.pastAnswers.filled.these(portalId, [next.mailId]);
  if (!answer) await manager.delete(TrialReplyEntity, keyOf(next));
  else await keep(deps, trial, next, await askAboutReply(deps, trial, answer));
  await nextTurn(deps, trial);
}

const keyOf = ({ portalId, trialId, mailId }: TrialReplyRow) => ({ portalId, trialId, mailId });

/** In their turn: those that failed once wait for the others, those that somebody is asking about come last. */
async function unanswered(deps: RunDeps, { portalId, id }: TrialRow): Promise<TrialReplyRow[]> {
  const rows = await deps.database.manager.find(TrialReplyEntity, {
    where: { portalId, trialId: id, result: IsNull() },
    order: { attempts: 'ASC', place: 'ASC' },
  });
  return [...rows.filter((row) => !isClaimed(deps, row)), ...rows.filter((row) => isClaimed(deps, row))];
}

/** A claim that lies further ahead than any is from before the clock was set back. */
const isClaimed = ({ clock }: Pick<RunDeps, 'clock'>, { claimedUntil }: TrialReplyRow): boolean =>
  claimedUntil > clock.now() && claimedUntil <= clock.now() + CLAIM_MS;

async function claim({ database, clock }: RunDeps, row: TrialReplyRow): Promise<boolean> {
  const seen = { ...keyOf(row), claimedUntil: row.claimedUntil, result: IsNull() };
  const { affected } = await database.manager.update(TrialReplyEntity, seen, {
    claimedUntil: clock.now() + CLAIM_MS,
  });
  return affected === 1;
}

/** Somebody else is asking, or has died while asking. */
async function later(deps: RunDeps, trial: TrialRow, rows: readonly TrialReplyRow[]): Promise<void> {
  const claims = rows.map(({ claimedUntil }) => claimedUntil);
  const soonest = Math.min(
    ...claims.filter((until) => until > deps.clock.now()),
    deps.clock.now() + CLAIM_MS,
  );
  await deps.database.transaction((tx) => goOnSoon(deps.jobs, tx, trial.portalId, soonest));
}

/** In one transaction: what was said, and what that means for the test. An erased person's reply is there no more. */
async function keep(deps: RunDeps, trial: TrialRow, row: TrialReplyRow, said: Said): Promise<void> {
  await deps.database.transaction(async (tx) => {
    if (said.refused === null) {
      await tx.update(TrialReplyEntity, keyOf(row), { result: said.result, claimedUntil: 0 });
      await tx.update(TrialEntity, runningOf(trial), { failures: 0, problem: null });
      return;
    }
    const { because, why } = said.refused;
    const attempts = because === 'away' ? row.attempts + 1 : row.attempts;
    const result = attempts < MOST_ATTEMPTS ? null : said.result;
    await tx.update(TrialReplyEntity, keyOf(row), { attempts, result, claimedUntil: 0 });
    const failures = trial.failures + 1;
    const isOver = because !== 'away' || failures >= MOST_FAILURES;
    const change = isOver ? ({ state: 'stopped', endedAt: deps.clock.now() } as const) : {};
    await tx.update(TrialEntity, runningOf(trial), { ...change, failures, problem: why });
  });
}

/** A test that was cancelled or replaced meanwhile stays as it is. */
const runningOf = ({ portalId, id }: TrialRow) => ({ portalId, id, state: 'running' }) as const;

async function nextTurn(deps: RunDeps, { portalId }: TrialRow): Promise<void> {
  const { manager } = deps.database;
  const trial = await manager.findOneBy(TrialEntity, { portalId, state: 'running' });
  if (!trial) return;
  const pause = trial.failures === 0 ? 0 : FIRST_PAUSE_MS * 2 ** (trial.failures - 1);
  await deps.database.transaction((tx) => goOnSoon(deps.jobs, tx, portalId, deps.clock.now() + pause));
}

const end = async ({ database, clock }: RunDeps, trial: TrialRow): Promise<void> =>
  void (await database.manager.update(TrialEntity, runningOf(trial), {
    state: 'done',
    problem: null,
    sealedKey: null,
    endedAt: clock.now(),
  }));

const stop = async ({ database, clock }: RunDeps, trial: TrialRow, problem: string): Promise<void> =>
  void (await database.manager.update(TrialEntity, runningOf(trial), {
    state: 'stopped',
    problem,
    endedAt: clock.now(),
  }));
