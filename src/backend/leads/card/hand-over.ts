import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import { BatonError } from '../../ground/errors.ts';
import type { AssistantId, ContactId } from '../../ground/identifiers.ts';
import { addressOf } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { ownerOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { assignment, priorOwner } from '../contact/pick-up.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import { sequenceById } from '../../writing/sequences.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { wasWrittenTo } from './again.ts';
import { obstacleOutcome, planFor } from '../deciding/rules/assignment.ts';
import type { Leads } from '../leads.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface HandOverDeps {
  hubspot: HubSpot;
  assistants: Assistants;
  leads: Pick<Leads, 'find' | 'pickUp' | 'tell'>;
  snapshots: ContactSnapshots;
  findObstacles: FindObstacles;
}

/** `confirmed`: whoever asks has seen what was said and sent before. */
interface HandOver {
  to: AssistantId;
  confirmed: boolean;
}

/** The card's button does what changing the owner does; Baton writes the owner itself, if nobody changes it meanwhile. */
export async function handOver(
  deps: HandOverDeps,
  caller: Caller,
  contactId: ContactId,
  { to, confirmed }: HandOver,
): Promise<void> {
  const { portalId } = caller;
  const { assistant, assistantOwnerId } = await readyAssistant(deps, caller, to);
  const record = await deps.snapshots.fresh(portalId, contactId);
  const current = ownerOf(record);
  if (current === assistantOwnerId) return deps.leads.pickUp(portalId, new Map([[contactId, 'Baton card']]));
  const before = await deps.leads.find(portalId, contactId);
  if (before) refuseUnseen(before, assistant, confirmed);
  const obstacle = (await deps.findObstacles(portalId, [record])).get(record.id) ?? null;
  if (obstacle) throw new BatonError('CONFLICT', obstacleOutcome(obstacle).reason);
  const portal = await deps.hubspot.portals.get(portalId);
  const prior = await priorOwner(deps, portalId, record, await deps.assistants.list(portalId));
  const self = await deps.hubspot.owners.byUserId(portalId, caller.userId);
  const nobodyBefore = prior.ownerId === null && self;
  await deps.leads.tell(portalId, contactId, `Baton card, ${addressOf(caller)}`, {
    ...assignment({
      record,
      assistant,
      assistantOwnerId,
      obstacle,
      by: self ? ownerName(self) : caller.email,
      prior: {
        ...(nobodyBefore ? { ownerId: self.ownerId, name: ownerName(self) } : prior),
        assignedBy: caller.userId,
      },
      timeZone: contactTimeZone(record.properties, portal.timeZone),
      takeFrom: { expected: current },
    }),
  });
}

/** @throws BatonError CONFLICT when nothing may or can be sent, or nobody has looked at what was said before */
function refuseUnseen(before: Lead, { sequenceId }: Assistant, confirmed: boolean): void {
  const blocked = before.legalAt === null ? planFor(before, sequenceById(sequenceId)).obstacle : 'legal_hold';
  if (blocked) throw new BatonError('CONFLICT', obstacleOutcome(blocked).reason);
  if (!confirmed && wasWrittenTo(before))
    throw new BatonError(
      'CONFLICT',
      'This contact was written to before. Reload the card: it shows what was said and sent, and asks.',
    );
}

async function readyAssistant(deps: HandOverDeps, caller: Caller, id: AssistantId) {
  const assistant = await deps.assistants.find(caller.portalId, id);
  if (!assistant) throw new BatonError('NOT_FOUND', 'This assistant is no longer there. Reload the card.');
  if (!assistant.ownerId) {
    throw new BatonError(
      'CONFLICT',
      `${assistant.name} is not an active HubSpot user yet. An admin finishes that in Baton's settings.`,
    );
  }
  return { assistant, assistantOwnerId: assistant.ownerId };
}
