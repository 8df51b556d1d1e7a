import { In } from 'typeorm';
import { goneSubStates } from '../deciding/states.ts';
import type { Activity } from '../../activity/activity.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { lastAnswers } from '../../mail/mails.ts';
import type { ReplyClass } from '../../replies/types.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { isListed, lineOf, seenBy } from './line.ts';
import type { LineOfLead } from './line.ts';
import { LeadLineEntity } from './line-entity.ts';

const KEY = ['portalId', 'contactId'];

/** Brings the line of a lead, and who may see its timeline, to what was just stored. `before`: the lead until now. */
export async function keepLine(
  tx: Tx,
  activity: Pick<Activity, 'showTo'>,
  before: Lead | null,
  lead: Lead,
  at: number,
): Promise<void> {
  const { portalId, contactId } = lead;
  if (isListed(lead)) await tx.upsert(LeadLineEntity, lineOf(lead, at), KEY);
  else if (before === null || isListed(before)) await tx.delete(LeadLineEntity, { portalId, contactId });
  if (before && seenBy(before) !== seenBy(lead)) await activity.showTo(tx, portalId, contactId, seenBy(lead));
}

/** What a reading of the contact, or news of its owner, changes about its line; most change nothing. */
export async function keepReading(
  tx: Tx,
  activity: Pick<Activity, 'showTo'>,
  before: Lead,
  lead: Lead,
): Promise<void> {
  const [old, { words, nameKey, companyKey, seenBy: sight }] = [lineOf(before, 0), lineOf(lead, 0)];
  if (old.words === words && old.nameKey === nameKey && old.seenBy === sight) return;
  const { portalId, contactId } = lead;
  await tx.update(LeadLineEntity, { portalId, contactId }, { words, nameKey, companyKey, seenBy: sight });
  if (old.seenBy !== sight) await activity.showTo(tx, portalId, contactId, sight);
}

/** The contact answered: the latest answer of the conversation, `at` epoch ms. */
export async function keepAnswer(tx: Tx, lead: Lead, lastAnswer: ReplyClass, at: number): Promise<void> {
  const { portalId, contactId } = lead;
  await tx.update(LeadLineEntity, { portalId, contactId }, { lastAnswer, lastAnswerAt: at });
}

/** For what changed several leads at once, or took them away: makes their lines anew. */
export async function renewLines(
  tx: Tx,
  activity: Pick<Activity, 'showTo'>,
  portalId: PortalId,
  ids: readonly ContactId[],
  at: number,
): Promise<void> {
  const leads = await tx.findBy(LeadEntity, { portalId, contactId: In([...ids]) });
  await tx.delete(LeadLineEntity, { portalId, contactId: In([...ids]) });
  await insert(tx, portalId, leads, at);
  for (const lead of leads) await activity.showTo(tx, portalId, lead.contactId, seenBy(lead));
}

async function insert(tx: Tx, portalId: PortalId, leads: readonly Lead[], at: number): Promise<void> {
  const listed = leads.filter(isListed);
  if (listed.length === 0) return;
  const answers = await lastAnswers(
    tx,
    portalId,
    listed.map(({ contactId }) => contactId),
  );
  const lines: LineOfLead[] = listed.map((lead) => ({
    ...lineOf(lead, at),
    lastAnswer: null,
    lastAnswerAt: null,
    ...answers.get(lead.contactId),
  }));
  await tx.createQueryBuilder().insert().into(LeadLineEntity).values(lines).orIgnore().execute();
}

/** Leads looked at in one transaction. SQLite takes some 30,000 values in a statement, a line has 19. */
const BATCH = 200;

/** Lines of leads that are older than the table of lines. Safe to run again, and beside anything else. */
export async function fillLines(database: Database): Promise<void> {
  let filled: number;
  do filled = await database.transaction((tx) => fillSome(tx));
  while (filled > 0);
}

async function fillSome(tx: Tx): Promise<number> {
  const leads = await tx
    .createQueryBuilder(LeadEntity, 'lead')
    .where('lead.mergedInto IS NULL')
    .andWhere('(lead.subState IS NULL OR lead.subState NOT IN (:...gone))', { gone: goneSubStates })
    .andWhere(
      `NOT EXISTS (SELECT 1 FROM lead_line line
        WHERE line.portal_id = lead.portal_id AND line.contact_id = lead.contact_id)`,
    )
    .take(BATCH)
    .getMany();
  for (const [portalId, some] of Map.groupBy(leads, (lead) => lead.portalId)) {
    for (const lead of some) await insert(tx, portalId, [lead], lead.closedAt ?? lead.assignedAt);
  }
  return leads.length;
}
