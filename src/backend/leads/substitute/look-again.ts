import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import type { Clock } from '../../ground/clock.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { Jobs, NewJob } from '../../jobs/jobs.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

export const SUBSTITUTE_DUE_QUEUE = 'leads.substitute-due';

export type SubstituteKey = Pick<Substitute, 'portalId' | 'person'>;

const jobFor = ({ portalId, person }: SubstituteKey): NewJob => ({
  queue: SUBSTITUTE_DUE_QUEUE,
  key: `${portalId}:${person}`,
  data: { portalId, person },
});

/** Has a substitute looked at now. */
export const askForSubstitute = (
  jobs: Pick<Jobs, 'enqueue'>,
  tx: Tx,
  substitute: SubstituteKey,
): Promise<void> => jobs.enqueue(tx, jobFor(substitute));

/** Whoever looks has so long; then it is looked at again, should it not be decided. */
export const LOOK_AGAIN_MS = MINUTE;

/** Looked at in one go. */
const BATCH = 100;

interface Deps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
}

/** Has every substitute looked at whose time has come. Safe to run in several processes at once. */
export function createWakeSubstitutes({ database, jobs, clock }: Deps): () => Promise<void> {
  return async () => {
    const due = await database.manager.find(SubstituteEntity, {
      where: { lookAt: LessThanOrEqual(clock.now()) },
      order: { lookAt: 'ASC' },
      take: BATCH,
    });
    for (const { portalId, person, lookAt } of due)
      await database.transaction(async (tx) => {
        const seen = { portalId, person, lookAt: lookAt ?? IsNull() };
        const next = { lookAt: clock.now() + LOOK_AGAIN_MS };
        if ((await tx.update(SubstituteEntity, seen, next)).affected === 1)
          await askForSubstitute(jobs, tx, { portalId, person });
      });
  };
}

/** After the clock was set back: what was planned from the announcement is planned from now. */
export async function pullInSubstitutes({
  database,
  clock,
}: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  await database.transaction(async (tx) => {
    await tx
      .createQueryBuilder()
      .update(SubstituteEntity)
      .set({ dueAt: () => 'due_at - (announced_at - :now)', announcedAt: now })
      .where('announced_at > :now', { now })
      .execute();
    await tx.update(SubstituteEntity, { lookAt: Not(IsNull()) }, { lookAt: () => 'due_at' });
  });
}
