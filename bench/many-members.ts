import {
  CampaignEntity,
  CampaignVersionEntity,
  HappeningEntity,
} from '../src/backend/campaigns/campaign-entity.ts';
import type { Campaign, Happening, HappeningKind } from '../src/backend/campaigns/campaign-entity.ts';
import { countAll } from '../src/backend/campaigns/counting.ts';
import { MemberEntity } from '../src/backend/enrolling/member-entity.ts';
import type { MemberRow } from '../src/backend/enrolling/member-entity.ts';
import { campaignId, contactId, userId } from '../src/backend/ground/identifiers.ts';
import type { CampaignId } from '../src/backend/ground/identifiers.ts';
import { leftOutWords } from '../src/backend/leads/enrolling/consider.ts';
import type { LeftOut } from '../src/backend/leads/enrolling/consider.ts';
import { LeadEntity } from '../src/backend/leads/lead/lead-entity.ts';
import type { Lead } from '../src/backend/leads/lead/lead-entity.ts';
import { roundKey } from '../src/backend/leads/lead/round-key.ts';
import { lineOf } from '../src/backend/leads/list/line.ts';
import { LeadLineEntity } from '../src/backend/leads/list/line-entity.ts';
import { nameOfContact, searchable } from '../src/backend/leads/list/words.ts';
import { replyClasses } from '../src/backend/replies/types.ts';
import { answered, CHUNK, leadOf, PORTAL } from './many-leads.ts';
import type { ManyLeads } from './many-leads.ts';

const DAY = 86_400_000;
/** Before they are multiplied. */
export const FEW = 1_000;
const EMAILS = 5;
const reasons = Object.keys(leftOutWords) as LeftOut[];

/** Running campaigns of one account; the first is the one that is looked at. */
export async function addCampaigns(
  { database, now, assistant }: ManyLeads,
  count: number,
): Promise<CampaignId> {
  const campaigns = Array.from({ length: count }, (_, number): Campaign => {
    const name = `Campaign ${number}`;
    const content: Campaign['content'] = {
      name,
      goal: '',
      list: { id: String(1_000 + number), name: `List ${number}` },
      assistantId: assistant,
      sequenceId: '',
      takesOwnership: true,
      approval: 'none',
      automatic: true,
      leaving: 'keep',
      startAt: null,
      endAt: null,
      hours: null,
      dailyCap: null,
      protectedOwners: [],
    };
    return {
      portalId: PORTAL,
      campaignId: campaignId(`campaign-${number}`),
      version: 1,
      content,
      name,
      status: 'running',
      creator: 'Ada',
      createdBy: userId(1),
      changedBy: 'Ada',
      createdAt: now - 365 * DAY,
      changedAt: now - number,
      startedAt: now - 365 * DAY,
      endedAt: null,
      requestId: `campaign-${number}`,
    };
  });
  await database.transaction(async (tx) => {
    await tx.insert(CampaignEntity, campaigns);
    for (const { portalId, campaignId: id, version, content, changedBy, changedAt } of campaigns)
      await tx.insert(CampaignVersionEntity, {
        portalId,
        campaignId: id,
        version,
        content,
        changedBy,
        changedAt,
      });
  });
  return campaignId('campaign-0');
}

/** The first leads of the campaign, without what pages about campaigns do not look at; one left out for each ten. */
export async function addMembers(many: ManyLeads): Promise<void> {
  const { database, campaign } = many;
  if (campaign === null) throw new Error('Which campaign?');
  for (let start = 0; start < FEW; start += CHUNK) {
    const leads = Array.from({ length: CHUNK }, (_, index) => leadOf(many, start + index));
    const members = leads.flatMap((lead, index) => membersOf(campaign, lead, start + index));
    const happenings = leads.flatMap((lead, index) => happeningsOf(campaign, lead, start + index));
    await database.transaction(async (tx) => {
      const lines = leads.map((lead) => ({
        ...lineOf(lead, lead.assignedAt),
        lastAnswer: null,
        lastAnswerAt: null,
      }));
      await tx.createQueryBuilder().insert().into(LeadEntity).values(leads).execute();
      await tx.createQueryBuilder().insert().into(LeadLineEntity).values(lines).execute();
      await tx.createQueryBuilder().insert().into(MemberEntity).values(members).execute();
      for (let at = 0; at < happenings.length; at += CHUNK)
        await tx
          .createQueryBuilder()
          .insert()
          .into(HappeningEntity)
          .values(happenings.slice(at, at + CHUNK))
          .execute();
    });
  }
  await countAll(database);
}

/** Ids of leads and members are numbers; what belongs to a round begins with the contact's. */
const copied = (ids: string) => `CAST(CAST(${ids} AS bigint) + n * ${FEW} AS varchar)`;
const replaced: Readonly<Record<string, string>> = {
  contact_id: copied('contact_id'),
  round_key: `${copied('contact_id')} || '-1'`,
};

/** Makes the first `FEW` leads so many times as many, by the database alone. */
export async function multiply({ database }: ManyLeads, times: number): Promise<void> {
  await database.transaction(async (tx) => {
    for (const entity of [LeadEntity, LeadLineEntity, MemberEntity, HappeningEntity]) {
      const { tableName, columns } = database.dataSource.getMetadata(entity);
      const names = columns.map(({ databaseName }) => databaseName);
      await tx.query(
        `INSERT INTO ${tableName} (${names.join(', ')})
          WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${times - 1})
          SELECT ${names.map((name) => replaced[name] ?? name).join(', ')} FROM ${tableName}, copy`,
      );
    }
    await tx.query(`UPDATE campaign_count SET times = times * ${times}, contacts = contacts * ${times}`);
  });
  if (database.kind === 'postgres') await database.manager.query('VACUUM ANALYZE');
}

function membersOf(campaign: CampaignId, lead: Lead, number: number): MemberRow[] {
  const { portalId, facts, email } = lead;
  const member: MemberRow = {
    portalId,
    campaignId: campaign,
    contactId: lead.contactId,
    state: 'enrolled',
    reason: null,
    name: nameOfContact(lead),
    email: email ?? '',
    company: facts.company ?? '',
    words: searchable(lead),
    version: 1,
    seenAt: lead.assignedAt,
    at: lead.assignedAt,
  };
  if (number % 10 > 0) return [member];
  const reason = reasons[(number / 10) % reasons.length] ?? 'no_email';
  const out = {
    contactId: contactId(700_000_000 + number),
    state: 'left_out' as const,
    reason,
    version: null,
  };
  return [member, { ...member, ...out }];
}

function happeningsOf(campaign: CampaignId, lead: Lead, number: number): Happening[] {
  const sent = (number % EMAILS) + 1;
  const step = sent - 1;
  const came: { kind: HappeningKind; step: number }[] = [
    { kind: 'enrolled', step: -1 },
    ...Array.from({ length: sent }, (_, at) => ({ kind: 'sent' as const, step: at })),
    ...(answered(lead) ? [{ kind: 'replied' as const, step }] : []),
    ...(lead.state === 'Hot' ? [{ kind: 'meeting' as const, step }] : []),
    ...(lead.state === 'UnSubscribed' ? [{ kind: 'opted_out' as const, step }] : []),
    ...(lead.stage === 'closed' ? [{ kind: 'handed_back' as const, step }] : []),
  ];
  return came.map((one, index): Happening => ({
    ...one,
    portalId: lead.portalId,
    campaignId: campaign,
    roundKey: roundKey(lead),
    contactId: lead.contactId,
    version: 1 + (number % 2),
    answer: one.kind === 'replied' ? (replyClasses[number % replyClasses.length] ?? null) : null,
    at: lead.assignedAt + index * DAY,
    counted: false,
  }));
}
