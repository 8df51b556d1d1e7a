import type { Assistants } from '../../assistants/assistants.ts';
import { BatonError } from '../../ground/errors.ts';
import type { AssistantId, ContactId } from '../../ground/identifiers.ts';
import { addressOf } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import { readyOr } from '../acting/lead-actions.ts';
import { factsOf, ownerOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { assignment, priorOwner } from '../contact/pick-up.ts';
import { contactLanguage } from '../contact/contact-language.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import type { AssignedEvent } from '../deciding/events.ts';
import type { ChosenSequence, Sequences } from '../../sequences/sequences.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { wasWrittenTo } from './again.ts';
import { obstacleOutcome, planFor } from '../deciding/rules/assignment.ts';
import type { Leads } from '../leads.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface HandOverDeps {
  hubspot: HubSpot;
  assistants: Assistants;
  sequences: Pick<Sequences, 'chooser'>;
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
  const assistant = readyOr(await deps.assistants.find(portalId, to));
  const record = await deps.snapshots.fresh(portalId, contactId);
  if (ownerOf(record) === assistant.ownerId)
    return deps.leads.pickUp(portalId, new Map([[contactId, 'Baton card']]));
  const before = await deps.leads.find(portalId, contactId);
  const language = contactLanguage(factsOf(record), before?.answer?.evidence ?? null);
  const sequence = (await deps.sequences.chooser(portalId))(assistant, language);
  const event = await handOverOf(deps, caller, { record, before, assistant, sequence, confirmed });
  await deps.leads.tell(portalId, contactId, `Baton card, ${addressOf(caller)}`, event);
}

interface HandingOver {
  /** Read just now. */
  record: ContactRecord;
  before: Lead | null;
  assistant: ReturnType<typeof readyOr>;
  sequence: ChosenSequence;
  confirmed: boolean;
}

/** What handing a contact over is to its lead. @throws BatonError CONFLICT with the reason why it cannot be */
export async function handOverOf(
  deps: Pick<HandOverDeps, 'hubspot' | 'assistants' | 'findObstacles'>,
  caller: Caller,
  { record, before, assistant, sequence, confirmed }: HandingOver,
): Promise<AssignedEvent> {
  const { portalId } = caller;
  if (before) refuseUnseen(before, sequence, confirmed);
  const obstacle = (await deps.findObstacles(portalId, [record])).get(record.id) ?? null;
  if (obstacle) throw new BatonError('CONFLICT', obstacleOutcome(obstacle).reason);
  const portal = await deps.hubspot.portals.get(portalId);
  const prior = await priorOwner(deps, portalId, record, await deps.assistants.list(portalId));
  const self = await deps.hubspot.owners.byUserId(portalId, caller.userId);
  const nobodyBefore = prior.ownerId === null && self;
  return assignment({
    record,
    assistant,
    sequence,
    assistantOwnerId: assistant.ownerId,
    obstacle,
    by: self ? ownerName(self) : caller.email,
    prior: {
      ...(nobodyBefore ? { ownerId: self.ownerId, name: ownerName(self) } : prior),
      assignedBy: caller.userId,
    },
    timeZone: contactTimeZone(record.properties, portal.timeZone),
    takeFrom: { expected: ownerOf(record) },
  });
}

/** @throws BatonError CONFLICT when nothing may or can be sent, or nobody has looked at what was said before */
function refuseUnseen(before: Lead, sequence: Pick<ChosenSequence, 'steps'>, confirmed: boolean): void {
  const blocked = before.legalAt === null ? planFor(before, sequence).obstacle : 'legal_hold';
  if (blocked) throw new BatonError('CONFLICT', obstacleOutcome(blocked).reason);
  if (!confirmed && wasWrittenTo(before))
    throw new BatonError(
      'CONFLICT',
      'This contact was written to before. Reload the card: it shows what was said and sent, and asks.',
    );
}
