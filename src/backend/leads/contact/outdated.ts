import type { ContactRecord } from '../../hubspot/types.ts';
import type { Lead } from '../lead/lead-entity.ts';

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
