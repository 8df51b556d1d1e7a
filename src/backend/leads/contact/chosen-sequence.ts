import { In, IsNull, Not } from 'typeorm';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import type { ChosenSequence, Sequences } from '../../sequences/sequences.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { contactLanguage } from './contact-language.ts';
import { factsOf } from './contact-properties.ts';

interface ChosenDeps {
  database: Database;
  sequences: Pick<Sequences, 'chooser'>;
}

/** What an assistant would follow with one of these contacts, in the contact's language as far as that is known. */
export async function createChosen(
  { database, sequences }: ChosenDeps,
  portalId: PortalId,
  records: readonly ContactRecord[],
): Promise<(assistant: Assistant, record: ContactRecord) => ChosenSequence> {
  const choose = await sequences.chooser(portalId);
  const ids = records.map(({ id }) => id);
  const said = await lastWords(database, portalId, ids);
  return (assistant, record) =>
    choose(assistant, contactLanguage(factsOf(record), said.get(record.id) ?? null));
}

/** The words that decided what was last answered, by contact. */
async function lastWords(
  database: Database,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<Map<ContactId, string>> {
  if (ids.length === 0) return new Map();
  const leads = await database.manager.find(LeadEntity, {
    select: { contactId: true, answer: true },
    where: { portalId, contactId: In([...ids]), answer: Not(IsNull()) },
  });
  return new Map(leads.map(({ contactId, answer }) => [contactId, answer?.evidence ?? '']));
}
