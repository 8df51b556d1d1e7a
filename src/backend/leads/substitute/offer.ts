import { DAY } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Outbox } from '../../hubspot/types.ts';
import { checkAddress } from '../../mail-server/address.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { answersAt } from '../../mail/mails.ts';
import { substitutesIn } from '../../replies/substitute.ts';
import type { Named } from '../../replies/substitute.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { knownZone } from '../contact/time-zone.ts';
import { absentIn } from '../deciding/rules/waiting.ts';
import { isActive } from '../deciding/states.ts';
import { findDestination } from '../hand-back/destination.ts';
import { leadNow, lockLead } from '../lead/apply.ts';
import type { AnswerKey } from '../lead/carry-out.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { substituteOffer } from '../telling/substitute.ts';
import { taskDue } from '../telling/task-due.ts';
import { announce } from './announce.ts';
import type { AnnounceDeps } from './announce.ts';
import { lookUp } from './look-up.ts';
import type { FoundSubstitute, LookUpDeps } from './look-up.ts';
import { personKey } from './substitute-entity.ts';
import { SubstituteEntity } from './substitute-entity.ts';

export interface OfferDeps extends LookUpDeps, AnnounceDeps {
  outbox: Outbox;
  clock: Clock;
}

/**
 * Tells the owner whom an absence notice names. Where the account wants it and nothing speaks against it, the assistant
 * writes to them unless the owner says no; else they are offered: a note, and a task unless something speaks against
 * writing to them. Once for each person, however many notices name them. Run by a job; safe to run again.
 */
export function createOfferSubstitute(deps: OfferDeps): (notice: AnswerKey) => Promise<void> {
  return async ({ portalId, contactId: absent, at }) => {
    const lead = await leadNow(deps.database, portalId, absent);
    if (!lead || !isActive(lead.stage)) return;
    for (const mail of await answersAt(deps.database, portalId, lead.contactId, at)) {
      const person = mail.replyClass === 'OutOfOffice' ? await strangerIn(deps, lead, mail.text) : null;
      if (!person || (await isToldOf(deps, lead, person))) continue;
      const found = await lookUp(deps, lead, person.email);
      if (!found) continue;
      const announced = isOfMachine(mail) && (await announce(deps, lead, { person, found, at }));
      if (!announced) await offer(deps, lead, person, found);
    }
  };
}

/** The owner knows what becomes of them: a second notice of the same absence says nothing new. */
const isToldOf = ({ database }: OfferDeps, lead: Lead, { email }: Named): Promise<boolean> => {
  const person = personKey(lead.portalId, email);
  return database.manager.existsBy(SubstituteEntity, {
    portalId: lead.portalId,
    person,
    round: roundKey(lead),
  });
};

/** What a person types by hand asks for a person's judgement. */
const isOfMachine = ({ form }: Mail): boolean => form === 'program' || form === 'certain';

/** More are a list of a department. */
const MOST_LOOKED_UP = 3;

/** The first who is neither the one who is away, under any address, nor somebody of the account itself. */
async function strangerIn(deps: OfferDeps, lead: Lead, text: string): Promise<Named | null> {
  const { portalId } = lead;
  const ofLead = { portalId, contactId: lead.contactId };
  const further = await deps.database.manager.findBy(LeadAddressEntity, ofLead);
  const own = further.map(({ address }) => address);
  for (const person of substitutesIn(text, absentIn(lead, own)).slice(0, MOST_LOOKED_UP))
    if (checkAddress(person.email).ok && !(await isOurs(deps, portalId, person.email))) return person;
  return null;
}

/** An assistant's address, in whichever account, or that of a user of this one. `email`: lower-cased. */
export const isOurs = async (
  { assistants, hubspot }: Pick<LookUpDeps, 'assistants' | 'hubspot'>,
  portalId: PortalId,
  email: string,
): Promise<boolean> =>
  (await assistants.byEmail([email])).length > 0 ||
  (await hubspot.owners.byEmail(portalId, email)) !== undefined;

async function offer(deps: OfferDeps, lead: Lead, person: Named, found: FoundSubstitute): Promise<void> {
  const { portalId, assistantId } = lead;
  const { told } = await findDestination(deps, lead);
  const assistant = await deps.assistants.find(portalId, assistantId);
  const { schedule: hours } = await deps.settings.get(portalId);
  const zone = knownZone((await deps.hubspot.portals.get(portalId)).timeZone);
  const { known, against } = found;
  const { subject, html } = substituteOffer(lead, assistant?.name ?? 'the assistant', {
    person,
    known,
    against,
  });
  const key = `substitute-${personKey(portalId, person.email).slice(0, 32)}`;
  await deps.database.transaction(async (tx) => {
    const current = await lockLead(tx, portalId, lead.contactId);
    if (!current || current.mergedInto || !isActive(current.stage)) return;
    const at = deps.clock.now();
    const base = { portalId, contactId: lead.contactId, lane: 'assignment', at } as const;
    const note = { ...base, key: `${key}-note`, html, ownerId: current.assistantOwnerId };
    await deps.outbox.createNote(tx, note);
    if (against !== null) return;
    const dueAt = taskDue({ now: at, within: 2 * DAY, before: null, hours, zone });
    const task = { ...base, key: `${key}-task`, subject, html, dueAt, priority: 'MEDIUM' } as const;
    await deps.outbox.createTask(tx, { ...task, ownerId: told?.ownerId ?? null });
  });
}
