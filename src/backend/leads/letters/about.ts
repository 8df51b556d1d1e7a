import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Language } from '../../ground/languages.ts';
import { nameOf } from '../../hubspot/records/caller-name.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { ContactRecord, HubSpot, Owner } from '../../hubspot/types.ts';
import { threadSoFar } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Colleague } from '../../writing/introduction.ts';
import type { Asked } from '../acting/once.ts';
import type { ContactSnapshots } from '../card/snapshots.ts';
import { contactLanguage } from '../contact/contact-language.ts';
import { contextOf, factsOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { whyRefused } from '../deciding/actions.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { standingOf } from '../deciding/standing.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Leads } from '../leads.ts';

export interface AboutDeps {
  database: Database;
  hubspot: Pick<HubSpot, 'owners'>;
  assistants: Pick<Assistants, 'find'>;
  leads: Pick<Leads, 'find'>;
  snapshots: Pick<ContactSnapshots, 'fresh'>;
  findObstacles: FindObstacles;
}

/** A letter to be: who has it sent, in whose name, to whom. */
export type LetterAsked = Asked & { action: 'introduce' | 'reply' };

/** All that writing and checking a letter needs, as HubSpot shows the contact now. */
export interface AboutLetter {
  lead: Lead;
  assistant: Assistant;
  record: ContactRecord;
  thread: readonly Mail[];
  language: Language;
  /** Who asks; undefined: HubSpot knows them as no owner. */
  self: Owner | undefined;
  by: string;
  /** Who is introduced; null: nobody. */
  colleague: Colleague | null;
}

/** @throws BatonError CONFLICT with the reason why nothing can be written now */
export async function aboutLetter(deps: AboutDeps, asked: LetterAsked): Promise<AboutLetter> {
  const { caller, contactId, action } = asked;
  const { portalId } = caller;
  const known = await deps.leads.find(portalId, contactId);
  const refused = whyRefused(action, known && standingOf(known));
  if (!known || refused !== null) throw new BatonError('CONFLICT', refused ?? '');
  const assistant = await deps.assistants.find(portalId, known.assistantId);
  if (!assistant)
    throw new BatonError('CONFLICT', 'The assistant of this contact is not there any more. Write yourself.');
  const record = await deps.snapshots.fresh(portalId, contactId);
  const obstacle = (await deps.findObstacles(portalId, [record])).get(record.id);
  if (obstacle) throw new BatonError('CONFLICT', obstacleOutcome(obstacle).reason);
  const self = await deps.hubspot.owners.byUserId(portalId, caller.userId);
  const lead = { ...known, facts: factsOf(record), ownContext: contextOf(record) };
  return {
    lead,
    assistant,
    record,
    thread: await threadSoFar(deps.database, portalId, contactId, lead.round),
    language: contactLanguage(lead.facts, lead.answer?.evidence ?? null) ?? assistant.language,
    self,
    by: nameOf(self, caller),
    colleague: action === 'introduce' ? colleagueOf(self) : null,
  };
}

function colleagueOf(self: Owner | undefined): Colleague {
  if (self && ownerName(self) !== self.email) return { name: ownerName(self), email: self.email };
  throw new BatonError(
    'CONFLICT',
    'HubSpot does not know your name: enter it in your HubSpot profile, then ask again.',
  );
}
