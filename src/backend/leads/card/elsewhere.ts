import type { Elsewhere } from '../../../cards/contact/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { isBatonError } from '../../ground/errors.ts';
import { mailsOfContact } from '../../mail/conversation.ts';
import { isActive } from '../deciding/states.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import { sentOf } from '../lead/sent-of.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { leadsOfSamePerson } from '../lead/person.ts';
import { speaksAgainstWriting, understood } from '../telling/understood.ts';
import { contactName } from '../telling/words.ts';
import { left, wasWrittenTo } from './again.ts';
import type { ContactSnapshots, Snapshot } from './snapshots.ts';

interface Deps extends Pick<LinkDeps, 'config'> {
  hubspot: Parameters<typeof contactUrl>[0]['hubspot'];
  database: Database;
  snapshots: Pick<ContactSnapshots, 'get'>;
}

const MAILS_LOOKED_AT = 30;

/** What the card tells of the same person under another contact: of several, where something happened last. */
export async function shownElsewhere(
  deps: Deps,
  { portalId, contactId }: Pick<Lead, 'portalId' | 'contactId'>,
  lead: Lead | null,
  assistants: readonly Assistant[],
  snapshot: Snapshot,
): Promise<Elsewhere | null> {
  const addresses = snapshot.addresses ?? (lead?.email ? [lead.email] : []);
  const { manager } = deps.database;
  const leads = await leadsOfSamePerson(manager, portalId, contactId, addresses);
  const [last] = leads.filter((one) => one.mergedInto === null && isWorthALine(one)).sort(latestFirst);
  return last ? told(deps, last, assistants) : null;
}

const isWorthALine = (lead: Lead): boolean => wasWrittenTo(lead) || isActive(lead.stage);

const latestFirst = (one: Lead, other: Lead): number => lastAt(other) - lastAt(one);
const lastAt = ({ answer, closedAt, assignedAt }: Lead): number =>
  Math.max(answer?.at ?? 0, closedAt ?? 0, assignedAt);

async function told(deps: Deps, lead: Lead, assistants: readonly Assistant[]): Promise<Elsewhere> {
  const { portalId, contactId, assistantId, answer, stage } = lead;
  const mails = await mailsOfContact(deps.database, portalId, contactId, MAILS_LOOKED_AT);
  const mail = mails.find(({ direction, state }) => direction === 'out' && left.has(state));
  const assistant = assistants.find((one) => one.assistantId === assistantId);
  return {
    name: contactName(lead),
    url: (await isInHubSpot(deps, lead)) ? await contactUrl(deps, portalId, contactId) : null,
    assistantName: assistant?.name ?? 'an assistant',
    active: isActive(stage),
    sent: sentOf(lead),
    last: mail ? { subject: mail.subject, at: mail.at } : null,
    said: answer && { understood: understood(answer), at: answer.at },
    against: answer !== null && speaksAgainstWriting(answer),
  };
}

/** Of leads that are over nobody hears that their contact was deleted. */
async function isInHubSpot({ snapshots }: Deps, lead: Lead): Promise<boolean> {
  if (lead.subState === 'deleted') return false;
  try {
    await snapshots.get(lead.portalId, lead.contactId, lead);
    return true;
  } catch (error) {
    if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return false;
    throw error;
  }
}
