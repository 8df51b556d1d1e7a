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
