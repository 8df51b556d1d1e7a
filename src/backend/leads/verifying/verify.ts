import { MoreThan } from 'typeorm';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Prepared } from '../../mail/outbox.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { sentOf } from '../lead/sent-of.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { lockPlaces } from '../capacity/places.ts';
import type { Doubt, MailServers } from './mail-servers.ts';

export interface VerifyDeps {
  database: Database;
  mailServers: MailServers;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** An address that had an email and sent nothing back is known; before that its domain is looked up. */
export const isFirst = (lead: Lead): boolean => sentOf(lead) === 0;

const words: Readonly<Record<Doubt, (domain: string) => string>> = {
  none: (domain) =>
    `No mail server is known for ${domain}. It is looked up again; then, without one, the contact goes back.`,
  unknown: (domain) => `Whether ${domain} takes mail cannot be told now: the name servers do not say.`,
};

/** What becomes of a first email whose address is in doubt (A14); null: it may leave. */
export async function verifyFirst(deps: VerifyDeps, mail: Mail, lead: Lead): Promise<Prepared | null> {
  if (!isFirst(lead)) return null;
  const address = lead.facts.email ?? '';
  const doubt = await deps.mailServers.doubtOf(address);
  if (doubt === null) {
    if (lead.state === 'Pending') await tell(deps, lead, () => ({ type: 'address-verified' }));
    return null;
  }
  // Looked up on another day, and still nobody would take it.
  if (lead.state === 'Pending' && doubt === 'none') {
    await tell(deps, lead, () => ({ type: 'mail-refused', obstacle: 'invalid_email' }));
    return { verdict: 'drop', reason: 'the domain takes no mail' };
  }
  if (lead.state === 'Pending') return null;
  const text = words[doubt](address.slice(address.lastIndexOf('@') + 1));
  await tell(deps, lead, (turn) => ({ type: 'address-doubted', step: mail.step, text, turn }));
  return { verdict: 'drop', reason: text };
}

/** `eventFor` is told when the last one like it is planned, epoch ms: nobody else plans one meanwhile. */
async function tell(
  { database, applyEvent, clock }: VerifyDeps,
  { portalId, contactId, assistantId }: Lead,
  eventFor: (turn: number) => LeadEvent,
): Promise<void> {
  await database.transaction(async (tx) => {
    const lead = await lockLead(tx, portalId, contactId);
    await lockPlaces(tx, portalId);
    const now = clock.now();
    const [last] = await tx.find(LeadEntity, {
      select: { wakeAt: true },
      where: { portalId, assistantId, stage: 'nurturing', state: 'Pending', wakeAt: MoreThan(now) },
      order: { wakeAt: 'DESC' },
      take: 1,
    });
    const occurrence = { portalId, contactId, at: now, trigger: 'Check before sending' };
    await applyEvent(tx, occurrence, eventFor(last?.wakeAt ?? 0), lead);
  });
}
