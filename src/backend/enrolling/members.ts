import { In, LessThan, MoreThan } from 'typeorm';
import type { MemberState } from '../../cards/campaigns/contract.ts';
import type { Database, Tx } from '../database/database.ts';
import { contactId } from '../ground/identifiers.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { LeftOut } from '../leads/enrolling/consider.ts';
import { patterns } from '../leads/list/words.ts';
import { MemberEntity, ReadingEntity } from './member-entity.ts';
import type { MemberRow } from './member-entity.ts';

type Of = Pick<MemberRow, 'portalId' | 'campaignId'>;

/**
 * Members that were found in the list. Who is known already stays as it was decided; that it was seen is noted, and never
 * taken back by another look, whose clock may be behind. `seenAt` 0: a person gave them.
 */
export async function addMembers(
  tx: Tx,
  { portalId, campaignId }: Of,
  found: readonly { contactId: ContactId }[],
  seenAt: number,
): Promise<void> {
  if (found.length === 0) return;
  const ids = [...new Set(found.map((one) => one.contactId))];
  const rows = ids.map((id): MemberRow => ({
    portalId,
    campaignId,
    contactId: id,
    state: 'waiting',
    reason: null,
    name: '',
    email: '',
    company: '',
    words: '',
    version: null,
    seenAt,
    at: seenAt,
  }));
  await tx.createQueryBuilder().insert().into(MemberEntity).values(rows).orIgnore().execute();
  const known = { portalId, campaignId, contactId: In(ids) };
  const older = seenAt === 0 ? known : { ...known, seenAt: LessThan(seenAt) };
  await tx.update(MemberEntity, older, { seenAt });
}

/** The latest moment at which any member was seen; 0: none was. */
export async function lastSeen({ manager }: Database, { portalId, campaignId }: Of): Promise<number> {
  return (await manager.maximum(MemberEntity, 'seenAt', { portalId, campaignId })) ?? 0;
}

/** A contact is to be enrolled, whatever was decided about it before: it comes anew, by a rule. `at`: epoch ms. */
export async function joinAgain(tx: Tx, of: Of, contactId: ContactId, at: number): Promise<void> {
  await addMembers(tx, of, [{ contactId }], 0);
  const { portalId, campaignId } = of;
  await tx.update(MemberEntity, { portalId, campaignId, contactId }, { state: 'waiting', reason: null, at });
}

export interface MemberCount {
  state: MemberState;
  reason: LeftOut | null;
  count: number;
}

/** How many members of campaigns stand how, by campaign. */
export async function countMembers(
  { manager }: Database,
  portalId: PortalId,
  ids: readonly CampaignId[],
): Promise<Map<CampaignId, MemberCount[]>> {
  if (ids.length === 0) return new Map();
  const rows = await manager
    .createQueryBuilder(MemberEntity, 'member')
    .select(['member.campaignId AS id', 'member.state AS state', 'member.reason AS reason'])
    .addSelect('COUNT(*)', 'count')
    .where('member.portalId = :portalId AND member.campaignId IN (:...ids)', { portalId, ids })
    .groupBy('member.campaignId, member.state, member.reason')
    .getRawMany<Omit<MemberCount, 'count'> & { id: CampaignId; count: string }>();
  const counts = rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
  return new Map([...Map.groupBy(counts, ({ id }) => id)]);
}

/** How many contacts are in each version of a campaign. */
export async function countVersions(
  { manager }: Database,
  { portalId, campaignId }: Of,
): Promise<Map<number, number>> {
  const rows = await manager
    .createQueryBuilder(MemberEntity, 'member')
    .select('member.version', 'version')
    .addSelect('COUNT(*)', 'count')
    .where('member.portalId = :portalId AND member.campaignId = :campaignId', { portalId, campaignId })
    .andWhere("member.state = 'enrolled' AND member.version IS NOT NULL")
    .groupBy('member.version')
    .getRawMany<{ version: string; count: string }>();
  return new Map(rows.map(({ version, count }) => [Number(version), Number(count)]));
}

/** Those of these contacts that a campaign knows. */
export async function membersAmong(
  { manager }: Pick<Database, 'manager'>,
  { portalId, campaignId }: Of,
  ids: readonly ContactId[],
): Promise<Map<ContactId, MemberRow>> {
  if (ids.length === 0) return new Map();
  const members = await manager.findBy(MemberEntity, { portalId, campaignId, contactId: In([...ids]) });
  return new Map(members.map((member) => [member.contactId, member]));
}

/** What keeps the list of a campaign from being read, in words; null: nothing. */
export async function readingProblem(
  { manager }: Database,
  { portalId, campaignId }: Of,
): Promise<string | null> {
  return (await manager.findOneBy(ReadingEntity, { portalId, campaignId }))?.problem ?? null;
}

export interface MemberQuery {
  state?: MemberState | undefined;
  reason?: string | undefined;
  /** What a name, address or company has a word of that begins so. */
  search?: string | undefined;
  /** The contact id that the page before ended with. */
  after?: string | undefined;
}

/** Members in the order of their contact ids, and how many there are altogether. */
export async function findMembers(
  { manager }: Pick<Database, 'manager'>,
  { portalId, campaignId }: Of,
  { state, reason, search, after = '' }: MemberQuery,
  limit: number,
): Promise<{ members: MemberRow[]; total: number }> {
  const query = manager
    .createQueryBuilder(MemberEntity, 'member')
    .where('member.portalId = :portalId AND member.campaignId = :campaignId', { portalId, campaignId });
  // Only who was left out has a reason, and by both they stand in an index.
  const standing = state ?? (reason === undefined ? undefined : 'left_out');
  if (standing !== undefined) query.andWhere('member.state = :standing', { standing });
  if (reason !== undefined) query.andWhere('member.reason = :reason', { reason });
  for (const [index, pattern] of patterns(search ?? '').entries())
    query.andWhere(`member.words LIKE :word${index} ESCAPE '!'`, { [`word${index}`]: pattern });
  const page = query.clone().andWhere({ contactId: MoreThan(contactId(after)) });
  // First which: an index tells that alone, however many are passed over.
  const ids = await page
    .select('member.contactId', 'id')
    .orderBy('member.contactId', 'ASC')
    .limit(limit)
    .getRawMany<{ id: ContactId }>();
  const rows = await membersAmong(
    { manager },
    { portalId, campaignId },
    ids.map(({ id }) => id),
  );
  const members = ids.flatMap(({ id }) => rows.get(id) ?? []);
  // A page that is not full is all that there is.
  const total = after === '' && ids.length < limit ? members.length : await query.getCount();
  return { members, total };
}
