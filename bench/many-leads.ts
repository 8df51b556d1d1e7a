import { randomUUID } from 'node:crypto';
import { ActivityEntity } from '../src/backend/activity/activity-entity.ts';
import type { ActivityEntry } from '../src/backend/activity/activity-entity.ts';
import { openDatabase } from '../src/backend/database/database.ts';
import type { Database } from '../src/backend/database/database.ts';
import { assistantId, contactId, ownerId, portalId } from '../src/backend/ground/identifiers.ts';
import type { CampaignId } from '../src/backend/ground/identifiers.ts';
import { entities } from '../src/backend/house/schema.ts';
import type { Lead } from '../src/backend/leads/lead/lead-entity.ts';
import { LeadEntity } from '../src/backend/leads/lead/lead-entity.ts';
import { fillLines } from '../src/backend/leads/list/keep.ts';
import { seenBy } from '../src/backend/leads/list/line.ts';
import { MailEntity } from '../src/backend/mail/mail-entity.ts';
import { replyClasses } from '../src/backend/replies/types.ts';
import { recommendedSequence } from '../src/backend/writing/recommended-sequence.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';

const DAY = 86_400_000;
export const CHUNK = 500;
export const PORTAL = portalId(PORTAL_ID);

/** Who owned the contacts before: one in ten each. The first is the stand-in's rep. */
export const PERSONS = 10;

export interface ManyLeads {
  database: Database;
  now: number;
  rep: string;
  assistant: string;
  /** Which enrolled them; null: none. */
  campaign: CampaignId | null;
}

/** Opens the database of an installation, to put a history into it that would take a year to happen. */
export const openHistory = (url: string): Promise<Database> =>
  openDatabase({ url, entities, migrations: [] });

const first = ['Nora', 'Jürgen', 'Aino', 'Bruno', 'Chloé', 'Dmitri', 'Emeka', 'Fatima', 'Goran', 'Hana'];
const last = ['Quinn', 'Müller', 'Smith-Jones', 'Ødegård', 'García', 'Ivanova', 'Okafor', 'Tanaka', 'Rossi'];
const states = [
  'Cold',
  'Cold',
  'Cold',
  'OutOfOffice',
  'Hot',
  'Responded',
  'Processed',
  'Processed',
  'UnSubscribed',
] as const;

/** Leads `from` to `to`, each with the timeline and the answer that its state supposes, spread over a year. */
export async function addLeads(many: ManyLeads, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += CHUNK) {
    const leads = Array.from({ length: Math.min(CHUNK, to - start) }, (_, index) =>
      leadOf(many, start + index),
    );
    await many.database.transaction(async (tx) => {
      await tx.createQueryBuilder().insert().into(LeadEntity).values(leads).execute();
      const entries = leads.flatMap(timelineOf);
      for (let at = 0; at < entries.length; at += CHUNK)
        await tx
          .createQueryBuilder()
          .insert()
          .into(ActivityEntity)
          .values(entries.slice(at, at + CHUNK))
          .execute();
      const answers = leads.flatMap(answerOf);
      if (answers.length > 0)
        await tx.createQueryBuilder().insert().into(MailEntity).values(answers).execute();
    });
  }
  await fillLines(many.database);
  if (many.database.kind === 'postgres') await many.database.manager.query('VACUUM ANALYZE');
}

/** Every number of the history follows from the lead's own. */
export function leadOf({ now, rep, assistant, campaign }: ManyLeads, number: number): Lead {
  const state = states[number % states.length] ?? 'Cold';
  const assignedAt = now - ((number * 7_919) % 365) * DAY - (number % DAY);
  const open = state === 'Cold' || state === 'OutOfOffice';
  const person = number % PERSONS;
  const { name, steps } = recommendedSequence;
  const facts = {
    email: `person${number}@customer${number % 5_000}.example.com`,
    firstName: first[number % first.length] ?? '',
    lastName: `${last[number % last.length]} ${number}`,
    company: `Customer ${number % 5_000}`,
    jobTitle: 'Head of something',
  };
  const priorOwnerId = ownerId(person === 0 ? rep : String(900_000 + person));
  return {
    portalId: PORTAL,
    contactId: contactId(500_000_000 + number),
    round: 1,
    stage: open ? (number % 97 === 0 ? 'paused' : 'nurturing') : 'closed',
    state,
    subState: null,
    assistantId: assistantId(assistant),
    assistantOwnerId: ownerId('1'),
    priorOwnerId,
    priorOwnerName: `Person ${person}`,
    assignedAt,
    assignedBy: null,
    ownedSince: null,
    priorLeadStatus: null,
    sequenceId: 'recommended',
    sequenceVersion: 0,
    sequenceName: name,
    steps: [...steps],
    step: number % steps.length,
    wakeAt: open ? now + ((number % 14) + 1) * DAY : null,
    ownContext: null,
    contextAt: 0,
    facts,
    email: facts.email,
    timeZone: 'America/New_York',
    timeZoneFrom: null,
    closeReason: open ? null : 'The contact answered. Please read and decide.',
    closedAt: open ? null : assignedAt + 5 * DAY,
    handedBackTo: open ? null : priorOwnerId,
    ownerReadAt: assignedAt,
    takingOver: false,
    takenFrom: null,
    goneFrom: null,
    mergedInto: null,
    originKey: null,
    pickedUpAt: number % 2 ? null : assignedAt + 6 * DAY,
    ownerId: null,
    ownerAt: null,
    answer: null,
    legalAt: null,
    retry: null,
    had: null,
    held: null,
    riskAt: null,
    risk: null,
    interest: null,
    campaignId: campaign,
    keptOwner: null,
  };
}

export const answered = ({ state }: Lead): boolean =>
  state === 'Hot' || state === 'Responded' || state === 'OutOfOffice';

function timelineOf(lead: Lead): ActivityEntry[] {
  const kinds = [
    'hand-over',
    'sent',
    'schedule',
    'sent',
    ...(answered(lead) ? (['answer'] as const) : []),
    ...(lead.stage === 'closed' ? (['hand-back'] as const) : []),
  ] as const;
  return kinds.map((kind, index) => ({
    portalId: lead.portalId,
    id: randomUUID(),
    contactId: lead.contactId,
    at: lead.assignedAt + index * DAY,
    kind,
    title: 'Email 1 of 8 sent',
    trigger: 'Mail server',
    rule: 'mail-sent',
    detail: 'A subject as long as most are',
    mailId: null,
    assistantId: lead.assistantId,
    seenBy: seenBy(lead),
  }));
}

function answerOf(lead: Lead) {
  if (!answered(lead)) return [];
  const replyClass = replyClasses[Number(lead.contactId) % replyClasses.length] ?? 'Other';
  return [
    {
      portalId: lead.portalId,
      mailId: `in-${lead.contactId}`,
      contactId: lead.contactId,
      assistantId: lead.assistantId,
      direction: 'in' as const,
      kind: 'reply' as const,
      round: 1,
      step: 1,
      state: 'received' as const,
      at: lead.assignedAt + 4 * DAY,
      leasedUntil: 0,
      attempts: 0,
      messageId: `<${lead.contactId}@customer.example.com>`,
      inReplyTo: null,
      fromAddress: lead.email ?? '',
      toAddress: 'tara@acme.example.com',
      subject: 'Re: A subject as long as most are',
      text: 'Tuesday at ten suits me well, please send an invitation.',
      replyClass,
      error: null,
    },
  ];
}
