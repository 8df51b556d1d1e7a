import { folded } from '../../ground/folded.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { leadStates } from '../../lead-status/mapping.ts';
import { isActive } from '../deciding/states.ts';
import { nameOfContact, searchable } from './words.ts';
import type { LeadLine } from './line-entity.ts';

/** What a line says beside the answers, which follow from the mails. */
export type LineOfLead = Omit<LeadLine, 'lastAnswer' | 'lastAnswerAt'>;

/** Long keys are compared by what stands in front. */
const KEY_LENGTH = 80;

/** A contact that is not there any more has no line. */
export const isListed = ({ mergedInto, subState }: Lead): boolean =>
  mergedInto === null && subState !== 'deleted' && subState !== 'merged' && subState !== 'erased';

/** `at`: when something was last decided about the lead, epoch ms. */
export function lineOf(lead: Lead, at: number): LineOfLead {
  const writes = lead.stage === 'nurturing' && lead.step < lead.steps.length;
  return {
    portalId: lead.portalId,
    contactId: lead.contactId,
    words: searchable(lead),
    nameKey: folded(nameOfContact(lead)).slice(0, KEY_LENGTH),
    companyKey: folded(lead.facts.company ?? '').slice(0, KEY_LENGTH),
    stage: lead.stage,
    state: lead.state,
    stateRank: leadStates.indexOf(lead.state),
    assistantId: lead.assistantId,
    priorOwnerId: lead.priorOwnerId,
    priorOwnerName: lead.priorOwnerName,
    seenBy: seenBy(lead),
    // Due and not sent yet: it was to leave when that was decided.
    nextEmailAt: writes ? (lead.wakeAt ?? at) : null,
    assignedAt: lead.assignedAt,
    closedAt: lead.closedAt,
    changedAt: at,
    pickedUpAt: lead.pickedUpAt,
    // A person's pause has no reason of its own.
    stuck: lead.stage === 'paused' && lead.closeReason !== null,
  };
}

/**
 * Whose contact it is as a person's: while an assistant has it, the owner before; after that who owns it in HubSpot as
 * last heard. HubSpot tells an app nothing of what a user may see, so that a rep sees here what HubSpot calls owned by
 * them, with whom an admin allows. A contact without an owner is seen by who handed it over: `user:<id>`.
 */
export function seenBy(lead: Lead): string {
  return personOwner(lead) ?? (lead.assignedBy === null ? '' : `user:${lead.assignedBy}`);
}

function personOwner(lead: Lead): string | null {
  if (isActive(lead.stage) || lead.stage === 'handing_back') return lead.priorOwnerId;
  const heardSince = (lead.ownerAt ?? 0) > (lead.closedAt ?? 0);
  return heardSince && lead.ownerId !== lead.assistantOwnerId ? lead.ownerId : lead.handedBackTo;
}
