import type { Activity } from '../../activity/activity.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Caller } from '../../http/caller.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { lockLead } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { askForSubstitute } from './look-again.ts';
import { dropSubstitute } from './drop.ts';
import { lockSubstitute } from './holding.ts';
import { LOOK_AGAIN_MS } from './look-again.ts';
import { isOpen } from './no-longer.ts';
import { recordOnAbsent } from './drop.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

export interface SayDeps {
  database: Database;
  hubspot: Pick<HubSpot, 'owners'>;
  outbox: Pick<Outbox, 'createNote' | 'withdraw'>;
  activity: Pick<Activity, 'record'>;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
}

/** On the card of who is away: which of those named is meant, and what a person says to it. */
export interface Said {
  absent: ContactId;
  person: string;
  what: 'no' | 'now';
}

/** A person says that nothing is to be written to a substitute, or that it need not wait. @throws BatonError NOT_FOUND, CONFLICT when it is too late */
export async function sayOfSubstitute(deps: SayDeps, caller: Caller, said: Said): Promise<void> {
  const by = await callerName(deps.hubspot, caller);
  await deps.database.transaction(async (tx) => {
    const { portalId } = caller;
    const absent = await lockLead(tx, portalId, said.absent);
    const row = await lockSubstitute(tx, { portalId, person: said.person });
    if (!absent || row?.absentId !== said.absent)
      throw new BatonError('NOT_FOUND', 'This absence notice is no longer there. Reload the card.');
    if (!isOpen(row)) throw new BatonError('CONFLICT', tooLate(row));
    if (said.what === 'now') return start(deps, tx, row, absent, by);
    const reason = `${by} said no.`;
    return dropSubstitute(deps, tx, row, absent, { reason, by: { trigger: 'Baton card' } });
  });
}

const tooLate = ({ stage, reason, name }: Substitute): string =>
  stage === 'written'
    ? `${name ?? 'The person'} is with the assistant already. Open their record to hand back.`
    : `Nothing is written to them. ${reason ?? ''}`.trim();

async function start(deps: SayDeps, tx: Tx, row: Substitute, absent: Lead, by: string): Promise<void> {
  const { portalId, person } = row;
  const now = deps.clock.now();
  await tx.update(
    SubstituteEntity,
    { portalId, person },
    { dueAt: Math.min(row.dueAt, now), lookAt: now + LOOK_AGAIN_MS },
  );
  await recordOnAbsent(deps, tx, absent, {
    title: `${by} lets the assistant write to ${row.name ?? 'whom the notice names'} now`,
    detail: null,
    rule: 'substitute: a person said now',
    trigger: 'Baton card',
    kind: 'person',
  });
  await askForSubstitute(deps.jobs, tx, row);
}
