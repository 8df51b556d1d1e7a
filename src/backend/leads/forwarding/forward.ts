import type { Assistants } from '../../assistants/assistants.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Owner } from '../../hubspot/types.ts';
import { filesOfMails } from '../../mail/files/files.ts';
import type { KnownFile } from '../../mail/files/files.ts';
import { forwardIdOf, forwardMail } from '../../mail/files/forward-mail.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { mailsById } from '../../mail/mails.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { filesWords } from '../telling/files.ts';

export interface ForwardDeps {
  database: Database;
  assistants: Pick<Assistants, 'byEmail' | 'find'>;
  mail: Pick<MailOutbox, 'queue'>;
}

/** What came with answers, and where it goes. */
export interface FilesToForward {
  /** For note and task; null: nothing came. */
  words: string | null;
  /** Address of a person of the account; null: none may get them. */
  to: string | null;
  /** Answers with files that wait. */
  mailIds: readonly string[];
}

/** Of these mails of a lead. `told`: who is told of the answer. */
export async function filesToForward(
  deps: ForwardDeps,
  lead: Lead,
  mails: readonly Pick<Mail, 'mailId' | 'direction'>[],
  told: Owner | null,
): Promise<FilesToForward> {
  const { portalId, assistantId } = lead;
  const incoming = mails.filter(({ direction }) => direction === 'in').map(({ mailId }) => mailId);
  const files = await filesOfMails(deps.database.manager, portalId, incoming);
  if (files.length === 0) return { words: null, to: null, mailIds: [] };
  const waiting = files.filter(({ state }) => state === 'kept').map(({ mailId }) => mailId);
  const to = waiting.length > 0 && told ? await addressFor(deps, lead, told) : null;
  const went = await addressesOfForwarded(deps, portalId, files);
  const assistantName = (await deps.assistants.find(portalId, assistantId))?.name ?? 'the assistant';
  const goesTo = [...new Set([...went, ...(to === null ? [] : [to])])].join(' and ') || null;
  return { words: filesWords(files, { assistantName, to: goesTo }), to, mailIds: [...new Set(waiting)] };
}

/** Who has those that left already: another owner, maybe. */
async function addressesOfForwarded(
  { database }: ForwardDeps,
  portalId: PortalId,
  files: readonly KnownFile[],
): Promise<string[]> {
  const forwarded = files.filter(({ state }) => state === 'forwarded').map(({ mailId }) => mailId);
  if (forwarded.length === 0) return [];
  const forwards = await mailsById(database, portalId, [...new Set(forwarded)].map(forwardIdOf));
  return forwards.map(({ toAddress }) => toAddress);
}

/**
 * Where an owner gets them. Never to the person who sent them, under whatever name, and never to a mailbox that Baton
 * itself reads.
 */
export async function addressFor(deps: ForwardDeps, lead: Lead, { email }: Owner): Promise<string | null> {
  const address = email.trim().toLowerCase();
  const { portalId, contactId } = lead;
  const further = await deps.database.manager.existsBy(LeadAddressEntity, { portalId, contactId, address });
  const own = further || [lead.email, lead.facts.email?.toLowerCase()].includes(address);
  return address === '' || own || (await deps.assistants.byEmail([address])).length > 0 ? null : address;
}

/** In the transaction that tells of the answers. */
export async function queueForwards(
  { mail }: ForwardDeps,
  tx: Tx,
  lead: Lead,
  { to, mailIds }: FilesToForward,
): Promise<void> {
  if (to === null) return;
  for (const mailId of mailIds) await mail.queue(tx, forwardMail(lead, mailId, to));
}
