import { DAY, MINUTE } from '../../ground/clock.ts';
import { isMadeByApp } from '../../hubspot/records/change-source.ts';
import type { ContactRecord, OwnerHistoryEntry } from '../../hubspot/types.ts';
import type { OwnerId } from '../../ground/identifiers.ts';
import type { Lead } from '../lead/lead-entity.ts';

/** Baton's clock and HubSpot's differ a little. */
const CLOCKS_APART_MS = MINUTE;

/** Whether this app itself wrote an owner. */
export const isOwnWrite = (entry: OwnerHistoryEntry | undefined, appId: string | null): boolean =>
  entry !== undefined && isMadeByApp(entry.sourceType, entry.sourceId, appId);

/**
 * HubSpot has no conditional write: between Baton's look at an owner and its write, at most a second later, a person
 * may choose another one, and Baton's write then stands over it. The history of the property tells. Resolves to whom
 * the person chose and what Baton wrote over it; null: nothing was overwritten.
 */
export function overwrittenOwner(
  lead: Lead,
  record: ContactRecord,
  appId: string | null,
): { to: OwnerId | null; expected: OwnerId | null } | null {
  const [ours, theirs] = record.ownerHistory;
  if (!ours || !theirs || !isOwnWrite(ours, appId) || isOwnWrite(theirs, appId)) return null;
  const ofThisRound = ours.at > (lead.ownedSince ?? lead.assignedAt) - CLOCKS_APART_MS;
  const soonAfter = ours.at - theirs.at < DAY;
  if (!ofThisRound || !soonAfter || theirs.ownerId === lead.assistantOwnerId) return null;
  // Taking a contact over, Baton writes over its owner, which is what the person asked for.
  const takenOver = ours.ownerId === lead.assistantOwnerId;
  const isThatOwner = lead.takenFrom !== null && theirs.ownerId === lead.takenFrom;
  const asked =
    isThatOwner || theirs.ownerId === lead.priorOwnerId || theirs.at < lead.assignedAt - CLOCKS_APART_MS;
  return takenOver && asked ? null : { to: theirs.ownerId, expected: ours.ownerId };
}

interface Read {
  record: ContactRecord | undefined;
  /** By this machine's clock, epoch ms. */
  readAt: number;
}

/** When the present owner got the contact, epoch ms; null: HubSpot keeps no history of it. */
export const ownedSince = (record: ContactRecord): number | null => record.ownerHistory[0]?.at ?? null;

/** Does the lead know of the contact's owner from a later moment than HubSpot was asked? */
export const isOutdated = (lead: Lead, read: Read, now: number): boolean =>
  isFromBefore(lead.ownerReadAt, read.readAt, now) || isFromBeforeAssignment(lead, read);

/** A time that has not come yet is from before the clock was set back. */
const isFromBefore = (known: number, readAt: number, now: number): boolean => known > readAt && known <= now;

/**
 * A contact whose owner history does not know of the assignment yet was read before it, whatever the clock said of the
 * machine that read it. A lead that came from another contact was assigned there.
 */
function isFromBeforeAssignment(lead: Lead, { record }: Read): boolean {
  const since = record ? ownedSince(record) : null;
  const assignedHere = lead.originKey === null ? lead.ownedSince : null;
  return since !== null && assignedHere !== null && since < assignedHere;
}
