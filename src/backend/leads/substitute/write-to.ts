import type { ContactRecord } from '../../hubspot/types.ts';
import type { Sequences } from '../../sequences/sequences.ts';
import type { Settings } from '../../settings/settings.ts';
import { createChosen } from '../contact/chosen-sequence.ts';
import { isBeingRead } from '../conversation/being-read.ts';
import { leadNow } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { SubstituteKey } from './look-again.ts';
import { newContactKey } from './drop.ts';
import { handOverSubstitute } from './hand-over.ts';
import type { HandedSubstitute, HandOverDeps } from './hand-over.ts';
import { drop, whileItHolds } from './holding.ts';
import { lookUp } from './look-up.ts';
import type { LookUpDeps } from './look-up.ts';
import { isOpen, noLonger } from './no-longer.ts';
import { isOurs } from './offer.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

export interface WriteToDeps extends LookUpDeps, HandOverDeps {
  settings: Settings;
  sequences: Pick<Sequences, 'chooser'>;
}

/**
 * Hands somebody whom an absence notice named to the assistant once the time to say no is over: as a lead of its own,
 * with the owner of who is away as prior owner. Nothing happens where something has come in between. Run by a job; what
 * it finds done is not done again, so that it may die anywhere, and run twice.
 */
export function createWriteToSubstitute(deps: WriteToDeps): (key: SubstituteKey) => Promise<void> {
  return async (key) => {
    const row = await deps.database.manager.findOneBy(SubstituteEntity, key);
    if (!row || !isOpen(row) || row.email === null || (await waits(deps, row))) return;
    const absent = await leadNow(deps.database, row.portalId, row.absentId);
    const reason = noLonger(row, absent, deps.clock.now()) ?? (await notWanted(deps, row));
    if (reason !== null || !absent) return drop(deps, row, reason ?? '');
    // The outbox tells when the contact is there.
    if (row.stage === 'creating' && row.contactId === null) return;
    const found = await decideFor(deps, row, absent, row.email);
    if (typeof found === 'string') return drop(deps, row, found);
    const { record, ...by } = found;
    if (!record) return createContact(deps, row);
    const chosen = await createChosen(deps, row.portalId, [record]);
    const sequence = chosen(by.assistant, record);
    return handOverSubstitute(deps, row, { record, sequence, ...by });
  };
}

/** Is it not to be decided yet? It is looked at again. */
const waits = (
  { database, clock }: WriteToDeps,
  { portalId, absentId, dueAt }: Substitute,
): Promise<boolean> => {
  const now = clock.now();
  // What came from who is away may be an answer.
  return dueAt > now ? Promise.resolve(true) : isBeingRead(database.manager, portalId, absentId, now);
};

/** What of the account speaks against it; null: nothing. */
async function notWanted({ settings, hubspot }: WriteToDeps, row: Substitute): Promise<string | null> {
  const { writeToSubstitutes, disconnecting } = await settings.get(row.portalId);
  if (!writeToSubstitutes) return 'Writing to named substitutes was switched off in Baton’s settings.';
  const portal = await hubspot.portals.find(row.portalId);
  return disconnecting || portal?.status !== 'connected' ? 'Baton was disconnected.' : null;
}

/** The person's contact, if HubSpot has one, and who writes; a sentence: why nobody does. */
async function decideFor(
  deps: WriteToDeps,
  row: Substitute,
  absent: Lead,
  email: string,
): Promise<(Omit<HandedSubstitute, 'record' | 'sequence'> & { record: ContactRecord | null }) | string> {
  const { portalId, assistantId, ownerId, contactId } = row;
  const assistant = await deps.assistants.find(portalId, assistantId);
  if (!assistant?.ownerId) return 'The assistant is no active HubSpot user any more.';
  if (await isOurs(deps, portalId, email)) return 'They are a user of this account by now.';
  const found = await lookUp(deps, absent, email, contactId);
  if (!found) return 'They are the same person as the contact who is away.';
  if (contactId !== null && !found.record) return 'Their contact was deleted in HubSpot.';
  if (found.against !== null) return found.against;
  if (found.asksPerson !== null) return found.asksPerson;
  if (found.owner !== null && found.owner !== ownerId)
    return `${found.known?.ownerName ?? 'Somebody else'} owns their contact in HubSpot.`;
  const { timeZone } = await deps.hubspot.portals.get(portalId);
  return {
    record: found.record,
    assistant: { ...assistant, ownerId: assistant.ownerId },
    accountZone: timeZone,
  };
}

/** HubSpot has nobody of this address: the outbox makes the contact, and tells. */
const createContact = (deps: WriteToDeps, row: Substitute): Promise<void> =>
  whileItHolds(deps, row, [], async (tx, { portalId, person, email, name, ownerId, stage }, absent) => {
    if (stage !== 'announced' || email === null) return;
    const [firstName = '', ...rest] = (name ?? '').split(' ');
    const { language } = absent.facts;
    await deps.outbox.createContact(tx, {
      portalId,
      contactId: absent.contactId,
      lane: 'assignment',
      key: newContactKey(row),
      email,
      properties: {
        ...(firstName ? { firstname: firstName } : {}),
        ...(rest.length > 0 ? { lastname: rest.join(' ') } : {}),
        // Who stands in for somebody is written to as that person is.
        ...(language ? { hs_language: language } : {}),
      },
      ownerId,
    });
    await tx.update(SubstituteEntity, { portalId, person }, { stage: 'creating', lookAt: null });
  });
