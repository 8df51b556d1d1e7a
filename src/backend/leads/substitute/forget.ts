import { In } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { dropSubstitute } from './drop.ts';
import type { DropDeps } from './drop.ts';
import { lockSubstitute } from './holding.ts';
import { isOpen } from './no-longer.ts';
import { personKey } from './substitute-entity.ts';
import { SubstituteEntity } from './substitute-entity.ts';

const open = In(['announced', 'creating']);

const DISCONNECTED = 'Baton was disconnected from HubSpot meanwhile: nobody could have said no.';

/**
 * The connection of an account ended, and with it the card on which an owner says no. They are told so once it is
 * connected again; to connect an account that was connected all the time changes nothing.
 */
export async function dropAllOf(deps: DropDeps, tx: Tx, portalId: PortalId): Promise<void> {
  const announced = await tx.find(SubstituteEntity, {
    where: { portalId, stage: open },
    order: { person: 'ASC' },
  });
  for (const seen of announced) {
    const row = await lockSubstitute(tx, seen);
    if (!row || !isOpen(row)) continue;
    const absent = await tx.findOneBy(LeadEntity, { portalId, contactId: row.absentId });
    await dropSubstitute(deps, tx, row, absent, { reason: DISCONNECTED });
  }
}

/** A contact went into another one. */
export async function moveSubstitutes(
  tx: Tx,
  portalId: PortalId,
  from: ContactId,
  to: ContactId,
): Promise<void> {
  await tx.update(SubstituteEntity, { portalId, absentId: from }, { absentId: to });
  await tx.update(SubstituteEntity, { portalId, contactId: from }, { contactId: to });
}

/**
 * Takes the name away of whom an erased contact named, and of an erased person whom others named. That they were named
 * stays, without a word of who they are: they are not written to again.
 */
export async function eraseSubstitutes(
  tx: Tx,
  portalId: PortalId,
  ids: readonly ContactId[],
  addresses: ReadonlySet<string>,
): Promise<void> {
  const people = [...addresses].map((address) => personKey(portalId, address));
  for (const erased of [{ absentId: In([...ids]) }, { contactId: In([...ids]) }, { person: In(people) }]) {
    const where = { portalId, ...erased };
    await tx.update(SubstituteEntity, { ...where, stage: open }, { stage: 'dropped', lookAt: null });
    await tx.update(SubstituteEntity, where, { email: null, name: null, reason: null });
  }
}
