import { isGone } from '../deciding/states.ts';
import type { ActivityEntry } from '../../activity/activity-entity.ts';
import type { Activity } from '../../activity/activity.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Tx } from '../../database/database.ts';
import type { Outbox } from '../../hubspot/types.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { substituteDropped } from '../telling/substitute.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

export interface DropDeps {
  outbox: Pick<Outbox, 'createNote' | 'withdraw'>;
  activity: Pick<Activity, 'record'>;
  clock: Clock;
}

/** The key of the intent to make their contact. */
export const newContactKey = ({ person }: Pick<Substitute, 'person'>): string => `new-contact-${person}`;

/**
 * Nothing is written to a substitute, for a reason in a sentence. Whoever was told that it would be is told so, unless
 * nobody is there any more to tell it of. `by`: the person who said no.
 */
export async function dropSubstitute(
  deps: DropDeps,
  tx: Tx,
  row: Substitute,
  absent: Lead | null,
  { reason, by }: { reason: string; by?: { trigger: string } },
): Promise<void> {
  const { portalId, person } = row;
  await tx.update(
    SubstituteEntity,
    { portalId, person },
    { stage: by ? 'refused' : 'dropped', reason, lookAt: null },
  );
  await deps.outbox.withdraw(tx, portalId, newContactKey(row));
  if (!absent || absent.mergedInto !== null || isGone(absent.subState)) return;
  await recordOnAbsent(deps, tx, absent, {
    title: `${row.name ?? 'Whom the notice names'} is not written to`,
    detail: reason,
    rule: by ? 'substitute: a person said no' : 'substitute: no longer',
    trigger: by?.trigger ?? 'Timer',
    kind: by ? 'person' : 'schedule',
  });
  if (by) return;
  await deps.outbox.createNote(tx, {
    portalId,
    contactId: absent.contactId,
    lane: 'assignment',
    key: `substitute-${person.slice(0, 32)}-dropped`,
    at: deps.clock.now(),
    html: substituteDropped(row, reason),
    ownerId: absent.assistantOwnerId,
  });
}

/** Records on the timeline of who is away what becomes of their substitute. */
export const recordOnAbsent = (
  { activity, clock }: { activity: Pick<Activity, 'record'>; clock: Clock },
  tx: Tx,
  absent: Lead,
  entry: Pick<ActivityEntry, 'title' | 'detail' | 'rule' | 'trigger' | 'kind'>,
): Promise<void> =>
  activity.record(tx, {
    ...entry,
    portalId: absent.portalId,
    contactId: absent.contactId,
    at: clock.now(),
    mailId: null,
    assistantId: absent.assistantId,
    seenBy: seenBy(absent),
  });
