import type { Assistant } from '../../assistants/assistants.ts';
import type { Tx } from '../../database/database.ts';
import type { OwnerId } from '../../ground/identifiers.ts';
import type { ContactRecord, Outbox } from '../../hubspot/types.ts';
import type { ChosenSequence } from '../../sequences/sequences.ts';
import { contextWithOrigin } from '../../writing/context/origin.ts';
import { contextOf, factsOf, ownerOf } from '../contact/contact-properties.ts';
import { assignment } from '../contact/pick-up.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import { isActive } from '../deciding/states.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { originOf } from '../telling/substitute.ts';
import { contactName } from '../telling/words.ts';
import { dropSubstitute } from './drop.ts';
import { whileItHolds } from './holding.ts';
import type { HoldingDeps } from './holding.ts';
import { recordOnAbsent } from './drop.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

export interface HandOverDeps extends HoldingDeps {
  outbox: Outbox;
  applyEvent: ApplyEvent;
}

/** Who is handed over to whom. */
export interface HandedSubstitute {
  record: ContactRecord;
  assistant: Assistant & { ownerId: OwnerId };
  sequence: ChosenSequence;
  /** IANA zone of the account. */
  accountZone: string;
}

/** Makes the contact of a substitute a lead of the assistant's, once, unless something has come in between. */
export const handOverSubstitute = (
  deps: HandOverDeps,
  row: Substitute,
  { record, assistant, sequence, accountZone }: HandedSubstitute,
): Promise<void> =>
  whileItHolds(deps, row, [record.id], async (tx, current, absent) => {
    const { portalId, person } = current;
    const before = await tx.findOneBy(LeadEntity, { portalId, contactId: record.id });
    if (before && isActive(before.stage)) {
      const reason = 'An assistant writes to them already.';
      return dropSubstitute(deps, tx, current, absent, { reason });
    }
    const addressee = factsOf(record);
    const context = contextWithOrigin(
      originOf(absent),
      { own: contextOf(record), standard: assistant.defaultContext },
      addressee,
    );
    const handed = { record, assistant, sequence, accountZone, row: current, absent, context, before };
    await assign(deps, tx, handed);
    await tx.update(
      SubstituteEntity,
      { portalId, person },
      { stage: 'written', contactId: record.id, lookAt: null },
    );
    await recordOnAbsent(deps, tx, absent, {
      title: `${assistant.name} writes to ${current.name ?? 'whom the notice names'}`,
      detail: `${current.ownerName} is the prior owner.`,
      rule: 'substitute: handed over',
      trigger: 'Timer',
      kind: 'schedule',
    });
  });

interface Handed extends HandedSubstitute {
  row: Substitute;
  absent: Lead;
  context: string;
  before: Lead | null;
}

async function assign(deps: HandOverDeps, tx: Tx, handed: Handed): Promise<void> {
  const { row, record, assistant, sequence, accountZone, absent, context, before } = handed;
  const { portalId } = row;
  const at = deps.clock.now();
  const trigger = `Absence notice of ${contactName(absent)}`;
  const event = assignment({
    record,
    assistant,
    sequence,
    assistantOwnerId: assistant.ownerId,
    prior: { ownerId: row.ownerId, name: row.ownerName, assignedBy: null },
    by: 'Baton',
    obstacle: null,
    timeZone: contactTimeZone(record.properties, accountZone),
    takeFrom: { expected: ownerOf(record) },
  });
  const occurrence = { portalId, contactId: record.id, at, trigger };
  await deps.applyEvent(tx, occurrence, { ...event, ownContext: context }, before);
  await tx.update(LeadEntity, { portalId, contactId: record.id }, { contextAt: at });
  await deps.outbox.updateContact(tx, {
    portalId,
    contactId: record.id,
    lane: 'interactive',
    properties: { baton_context: context },
  });
}
