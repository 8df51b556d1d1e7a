import type { Activity } from '../../activity/activity.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Outbox } from '../../hubspot/types.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { lockContacts } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { askForSubstitute } from './look-again.ts';
import type { SubstituteKey } from './look-again.ts';
import { dropSubstitute } from './drop.ts';
import { isOpen, noLonger } from './no-longer.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

export interface HoldingDeps {
  database: Database;
  outbox: Pick<Outbox, 'createNote' | 'withdraw'>;
  activity: Pick<Activity, 'record'>;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
}

/** What is done in the transaction in which it still holds. `absent`: the lead of who is away. */
type Work = (tx: Tx, row: Substitute, absent: Lead) => Promise<void>;

/**
 * Does something about a substitute in one transaction, behind the locks of all contacts that it is about; where
 * something has come in between, it is dropped instead. `also`: the contacts besides that of who is away.
 */
export const whileItHolds = (
  deps: HoldingDeps,
  row: Substitute,
  also: readonly ContactId[],
  work: Work,
): Promise<void> =>
  deps.database.transaction(async (tx) => {
    const held = await lock(deps, tx, row, also);
    if (!held) return;
    const { current, absent } = held;
    const reason = noLonger(current, absent, deps.clock.now());
    if (reason !== null || !absent)
      return dropSubstitute(deps, tx, current, absent, { reason: reason ?? '' });
    return work(tx, current, absent);
  });

/** Drops what was not decided meanwhile. */
export const drop = (deps: HoldingDeps, row: Substitute, reason: string): Promise<void> =>
  deps.database.transaction(async (tx) => {
    const held = await lock(deps, tx, row, []);
    if (held) await dropSubstitute(deps, tx, held.current, held.absent, { reason });
  });

/** null: nothing is to be done any more, or it is looked at anew. */
async function lock(
  { jobs }: HoldingDeps,
  tx: Tx,
  { portalId, person, absentId }: Substitute,
  also: readonly ContactId[],
): Promise<{ current: Substitute; absent: Lead | null } | null> {
  await lockContacts(tx, portalId, [absentId, ...also]);
  const current = await lockSubstitute(tx, { portalId, person });
  if (!current || !isOpen(current)) return null;
  if (current.absentId === absentId)
    return { current, absent: await tx.findOneBy(LeadEntity, { portalId, contactId: absentId }) };
  // Merged that very moment.
  await askForSubstitute(jobs, tx, current);
  return null;
}

/** For a decision about a substitute, behind the locks of contacts: nobody else decides meanwhile. */
export const lockSubstitute = (tx: Tx, { portalId, person }: SubstituteKey): Promise<Substitute | null> =>
  tx.findOne(SubstituteEntity, {
    where: { portalId, person },
    // SQLite lets one transaction write at a time anyway, and knows no row locks.
    ...(tx.connection.options.type === 'postgres' ? { lock: { mode: 'pessimistic_write' } } : {}),
  });
