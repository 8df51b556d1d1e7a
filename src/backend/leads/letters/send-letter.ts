import type { Assistants } from '../../assistants/assistants.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Outbox } from '../../hubspot/types.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Prepared, SendOutcome } from '../../mail/outbox.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { factsOf } from '../contact/contact-properties.ts';
import { lookByHand, mayBeWrittenTo } from '../conversation/by-hand.ts';
import type { ByHandDeps } from '../conversation/by-hand.ts';
import { compose } from '../conversation/compose.ts';
import { logOutgoing } from '../conversation/conversation-events.ts';
import type { MayLeave } from '../lead/may-leave.ts';
import { oneByOne } from '../conversation/one-by-one.ts';
import { nextBusinessMoment } from '../deciding/schedule.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { LetterEntity } from './letter-entity.ts';
import type { Letter } from './letter-entity.ts';
import { findLetter, letterNotSent } from './letters.ts';
import type { NotSentDeps } from './letters.ts';

interface Deps extends NotSentDeps, ByHandDeps {
  database: Database;
  assistants: Assistants;
  applyEvent: ApplyEvent;
  outbox: Outbox;
}

export const createPrepareLetters = (deps: Deps) =>
  oneByOne((portalId, mail) => prepareLetter(deps, portalId, mail));

async function prepareLetter(deps: Deps, portalId: PortalId, mail: Mail): Promise<Prepared> {
  const { contactId, assistantId } = mail;
  const { manager } = deps.database;
  const letter = await findLetter(manager, mail);
  const lead = await manager.findOneBy(LeadEntity, { portalId, contactId });
  const assistant = await deps.assistants.find(portalId, assistantId);
  if (letter?.state !== 'on-its-way' || !lead) return { verdict: 'drop', reason: 'nobody wants it any more' };
  if (letter.problem !== null) return notSent(deps, lead, letter, letter.problem);
  if (!assistant) return notSent(deps, lead, letter, 'The assistant is not there any more.');
  const looked = await lookByHand(deps, lead);
  if ('refused' in looked) return notSent(deps, lead, letter, looked.refused);
  if ('wait' in looked) return { verdict: 'wait', reason: looked.wait };
  const now = { ...lead, facts: factsOf(looked.record) };
  const opens = await opensAt(deps, now, letter);
  if (opens > deps.clock.now()) return { verdict: 'wait', reason: 'outside business hours', until: opens };
  const account = deps.assistants.mailbox(assistant);
  return { verdict: 'send', account, mail: await compose(deps, mail, now, assistant, letter.content) };
}

/** Somebody waits for an answer at any hour; for an introduction nobody does. */
async function opensAt({ settings, clock }: Deps, lead: Lead, { purpose }: Letter): Promise<number> {
  const now = clock.now();
  if (purpose === 'answer') return now;
  return nextBusinessMoment(now, await hoursFor(await settings.get(lead.portalId), lead), lead.timeZone);
}

async function notSent(deps: Deps, lead: Lead, { portalId, id }: Letter, why: string): Promise<Prepared> {
  await deps.database.transaction(async (tx) => {
    const current = await lockLead(tx, portalId, lead.contactId);
    const letter = await findLetter(tx, { portalId, mailId: id });
    if (current && letter) await letterNotSent(deps, tx, current, letter, why);
  });
  return { verdict: 'drop', reason: why };
}

/** Last look: the person may have opted out, or somebody taken it back. */
export const createLetterStillWanted =
  ({ mayLeave }: { mayLeave: MayLeave }) =>
  async (tx: Tx, mail: Mail): Promise<boolean> => {
    const lead = await lockLead(tx, mail.portalId, mail.contactId);
    if (!mayBeWrittenTo(lead) || !(await mayLeave(tx, lead, mail))) return false;
    return (await findLetter(tx, mail))?.state === 'on-its-way';
  };

/** It left: HubSpot has it, and the lead is told. Refused for good: whoever wrote it is told. */
export function createOnLetterOutcome(deps: Deps) {
  return async (tx: Tx, mail: Mail, outcome: SendOutcome): Promise<void> => {
    const { portalId, contactId, mailId, subject } = mail;
    const lead = await lockLead(tx, portalId, contactId);
    const letter = await findLetter(tx, mail);
    if (!lead || !letter) return;
    await logOutgoing(deps, tx, mail, lead, outcome);
    if (outcome.kind === 'rejected') return letterNotSent(deps, tx, lead, letter, outcome.answer);
    await tx.update(LetterEntity, { portalId, id: letter.id }, { state: 'sent', problem: null });
    const occurrence = { portalId, contactId, at: mail.at, trigger: 'Mail server', mailId };
    const type = letter.purpose === 'introduction' ? 'introduced' : 'answered-by-hand';
    await deps.applyEvent(tx, occurrence, { type, by: letter.by, subject, certain: outcome.certain });
  };
}
