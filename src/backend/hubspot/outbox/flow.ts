import type { Purpose } from '../calls/purpose.ts';
import type { Gate } from '../limiter/account-limits.ts';
import type { Lane } from '../types.ts';
import { lanes } from './claims.ts';
import type { ContactWriteRow } from './contact-write-entity.ts';
import { createKinds } from './creates/create-entity.ts';
import type { CreateRow } from './creates/create-entity.ts';

export type Kind = 'contact' | CreateRow['kind'];

/** Written under these keys: the note and the task of a hand-back. */
const HAND_BACK = /^(?!substitute-).*-(handed-back|task)$/;
const DO_NOT_CONTACT = 'baton_do_not_contact';

/** What a batch of writes is counted for: the most urgent of them is why it leaves, the others ride along. */
export function purposeOfWrites(
  rows: readonly Pick<ContactWriteRow, 'hasOwner' | 'lane' | 'properties'>[],
): Purpose {
  const urgent = rows.filter(({ lane }) => lane === 0);
  if (urgent.some(({ hasOwner }) => hasOwner)) return 'hand-back';
  if (urgent.some(({ properties }) => DO_NOT_CONTACT in properties)) return 'opt-out';
  return rows.some(({ hasOwner }) => hasOwner) ? 'assignment' : 'status';
}

const purposeOfLane: Readonly<Record<Lane, Purpose>> = {
  interactive: 'reply',
  assignment: 'assignment',
  bulk: 'other',
};

/** What a batch of creates of one kind is counted for. */
export function purposeOfCreates(kind: CreateRow['kind'], lane: Lane, keys: readonly string[]): Purpose {
  if (kind === 'email') return 'email-log';
  if (kind === 'opt-out') return 'opt-out';
  if (kind !== 'new-contact' && keys.some((key) => HAND_BACK.test(key))) return 'hand-back';
  return purposeOfLane[lane];
}

/** Of the rows of a kind, what flows while data sync is off. */
const always = (kind: Kind): string => {
  if (kind === 'contact') return `(r.hasOwner = TRUE OR r.properties LIKE '%"${DO_NOT_CONTACT}"%')`;
  if (kind === 'note' || kind === 'task')
    return "((r.key LIKE '%-handed-back' OR r.key LIKE '%-task') AND r.key NOT LIKE 'substitute-%')";
  return kind === 'opt-out' ? 'TRUE' : 'FALSE';
};

/** A condition on rows `r` of a kind: what may leave now. */
export function mayLeave(gate: Gate | null, kind: Kind): string {
  if (!gate) return 'TRUE';
  const open = `r.lane IN (${gate.lanes.map((lane) => lanes.indexOf(lane)).join(', ')})`;
  if (!gate.onlyAlways) return open;
  // An opt-out counts however it came.
  return kind === 'opt-out' ? 'TRUE' : `r.lane = 0 AND ${always(kind)}`;
}

/** The same of creates of all kinds. */
export const mayCreate = (gate: Gate | null): string =>
  gate
    ? `(${createKinds.map((kind) => `(r.kind = '${kind}' AND ${mayLeave(gate, kind)})`).join(' OR ')})`
    : 'TRUE';
