import { In, LessThan, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { TrialPlan, TrialState, TrialView } from '../../cards/model-trial/contract.ts';
import type { Database, Tx } from '../database/database.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ProviderChange } from '../model-provider/providers.ts';
import type { TryOut } from '../model-provider/try-out.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { PastAnswersSlot } from '../phrases/try-phrase.ts';
import { chooseReplies } from './choose.ts';
import type { Chosen } from './choose.ts';
import { planOf } from './plan.ts';
import { goOnSoon } from './run.ts';
import { TrialEntity, TrialReplyEntity } from './trial-entity.ts';
import type { TrialRow } from './trial-entity.ts';
import { viewOf } from './view.ts';

export interface TrialsDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  tryOut: TryOut;
  phrases: Pick<PhrasesRoom, 'taught'>;
  pastAnswers: PastAnswersSlot;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

export interface Wanted {
  count: number;
  /** null: the model that is set. */
  model: ProviderChange | null;
}

/** So long a result can be looked at. */
const KEPT_MS = 30 * DAY;

export async function viewTrial(deps: TrialsDeps, portalId: PortalId): Promise<TrialView> {
  const trial = await deps.database.manager.findOneBy(TrialEntity, { portalId });
  return { trial: trial && (await viewOf(deps, trial)) };
}

/** @throws BatonError REQUEST_INVALID without a model */
export async function planTrial(
  deps: TrialsDeps,
  portalId: PortalId,
  { count, model }: Wanted,
): Promise<TrialPlan> {
  const tried = await deps.tryOut.model(portalId, model);
  return planOf(deps.tryOut, tried, await chooseReplies(deps, portalId, count));
}

/**
 * Begins a test in place of the one before.
 * @param after the test that the person saw last, null: none. So a click that comes twice, or from two people, is one test
 * @throws BatonError REQUEST_INVALID without a model, CONFLICT while one runs, after another began, without any reply
 */
export async function beginTrial(
  deps: TrialsDeps,
  portalId: PortalId,
  by: string,
  { count, model, after }: Wanted & { after: string | null },
): Promise<void> {
  const { database, tryOut, clock, random } = deps;
  const { settings, sealedKey } = await tryOut.model(portalId, model);
  const chosen = await chooseReplies(deps, portalId, count);
  if (chosen.length === 0) throw conflict('There is no reply of a person yet that could be tested on.');
  await database.transaction(async (tx) => {
    const row: TrialRow = {
      portalId,
      id: random.uuid(),
      state: 'running',
      settings,
      sealedKey,
      failures: 0,
      problem: null,
      askedBy: by,
      askedAt: clock.now(),
      endedAt: null,
    };
    await takePlace(tx, row, after);
    await tx.delete(TrialReplyEntity, { portalId });
    await tx.insert(TrialReplyEntity, repliesOf(row, chosen));
    await goOnSoon(deps.jobs, tx, portalId);
  });
}

const repliesOf = ({ portalId, id }: TrialRow, chosen: readonly Chosen[]) =>
  chosen.map(({ answer: { mailId, contactId } }, place) => ({
    portalId,
    trialId: id,
    mailId,
    contactId,
    place,
    attempts: 0,
    claimedUntil: 0,
    result: null,
  }));

/** Of two at once the second waits here, and then sees the test of the first. */
async function takePlace(tx: Tx, row: TrialRow, after: string | null): Promise<void> {
  const { portalId } = row;
  if (after === null)
    await tx.createQueryBuilder().insert().into(TrialEntity).values(row).orIgnore().execute();
  else await tx.update(TrialEntity, { portalId, id: after, state: Not<TrialState>('running') }, row);
  const now = await tx.findOneBy(TrialEntity, { portalId });
  if (now?.id === row.id) return;
  if (now?.state === 'running')
    throw conflict(
      `${now.askedBy} is testing ${now.settings.model} just now. Wait for the result, or cancel it.`,
    );
  throw conflict('Another test was made meanwhile. Look at it first.');
}

/** What was asked by then stays. Asking again, or too late, changes nothing. */
export async function cancelTrial(
  { database, clock }: TrialsDeps,
  portalId: PortalId,
  id: string,
): Promise<void> {
  const where = { portalId, id, state: In<TrialState>(['running', 'stopped']) };
  const over = { state: 'cancelled', problem: null, sealedKey: null, endedAt: clock.now() } as const;
  await database.manager.update(TrialEntity, where, over);
}

/** With what is not answered yet, by the settings with which it began. @throws BatonError CONFLICT */
export async function goOn({ database, jobs }: TrialsDeps, portalId: PortalId, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    const running = { state: 'running', failures: 0, problem: null, endedAt: null } as const;
    const { affected } = await tx.update(TrialEntity, { portalId, id, state: 'stopped' }, running);
    if (affected === 0 && !(await tx.existsBy(TrialEntity, { portalId, id, state: 'running' })))
      throw conflict('This test cannot go on any more. Begin a new one.');
    await goOnSoon(jobs, tx, portalId);
  });
}

/** Forgets results that nobody looks at any more. Once a day. */
export async function forgetTrials({
  database,
  clock,
}: Pick<TrialsDeps, 'database' | 'clock'>): Promise<void> {
  const old = await database.manager.findBy(TrialEntity, { askedAt: LessThan(clock.now() - KEPT_MS) });
  for (const { portalId, id } of old)
    await database.transaction(async (tx) => {
      const { affected } = await tx.delete(TrialEntity, { portalId, id, state: Not<TrialState>('running') });
      if (affected) await tx.delete(TrialReplyEntity, { portalId, trialId: id });
    });
}

/** What was read of a person. A question under way finds no place any more for its answer. */
export const erasePerson = async (
  tx: EntityManager,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<void> => void (await tx.delete(TrialReplyEntity, { portalId, contactId: In([...ids]) }));

const conflict = (words: string): BatonError => new BatonError('CONFLICT', words);
