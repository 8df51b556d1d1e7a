import type { Assistant } from '../../assistants/assistants.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { AssignedEvent } from './events.ts';

/** As if its owner had been changed in HubSpot; Baton writes the owner, unless somebody has changed it meanwhile. */
export function handedOn(lead: Lead, by: string, assistant: Assistant | null): AssignedEvent {
  if (!assistant?.ownerId) throw new Error('Only a ready assistant takes leads.');
  return {
    type: 'assigned',
    assistantId: assistant.assistantId,
    assistantName: assistant.name,
    assistantOwnerId: assistant.ownerId,
    brochureUrl: assistant.brochureUrl,
    priorOwnerId: lead.priorOwnerId,
    priorOwnerName: lead.priorOwnerName,
    assignedBy: lead.assignedBy,
    by,
    leadStatus: lead.priorLeadStatus ?? '',
    sequenceId: lead.sequenceId,
    sequenceVersion: lead.sequenceVersion,
    sequenceName: lead.sequenceName,
    steps: lead.steps,
    ownContext: lead.ownContext,
    facts: lead.facts,
    timeZone: lead.timeZone,
    timeZoneFrom: lead.timeZoneFrom ?? 'account',
    obstacle: null,
    takeFrom: lead.keptOwner === null ? { expected: lead.assistantOwnerId } : null,
    keepsOwner: lead.keptOwner !== null,
    ownedSince: null,
  };
}
