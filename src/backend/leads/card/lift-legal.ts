import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Caller } from '../../http/caller.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { Leads } from '../leads.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface LiftLegalDeps {
  hubspot: Pick<HubSpot, 'owners'>;
  leads: Pick<Leads, 'find' | 'tell'>;
  snapshots: Pick<ContactSnapshots, 'remember'>;
}

/** Only behind the check of who asks: an admin's. @throws BatonError CONFLICT when there is nothing to lift */
export async function liftLegal(
  { hubspot, leads, snapshots }: LiftLegalDeps,
  caller: Caller,
  contactId: ContactId,
): Promise<void> {
  const before = await leads.find(caller.portalId, contactId);
  if (before?.stage !== 'closed' || before.legalAt === null)
    throw new BatonError('CONFLICT', 'There is no legal stop to lift, or the hand-back is still under way.');
  const by = await callerName(hubspot, caller);
  await leads.tell(caller.portalId, contactId, 'Baton card', { type: 'legal-lifted', by });
  // Any other obstacle shows with the next reading, and a hand-over looks again.
  snapshots.remember(caller.portalId, contactId, { obstacle: null });
}
