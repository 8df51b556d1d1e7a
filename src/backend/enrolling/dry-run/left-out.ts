import { In, MoreThan, Not } from 'typeorm';
import type { Database, Tx } from '../../database/database.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Considered, LeftOut } from '../../leads/enrolling/consider.ts';
import { knownOf } from '../enroll-work.ts';
import { LeftOutEntity } from './left-out-entity.ts';
import type { LeftOutRow } from './left-out-entity.ts';
import type { CampaignReviewRow } from './review-entity.ts';

type Of = Pick<CampaignReviewRow, 'portalId' | 'campaignId' | 'id'>;

/** Whom a dry run would leave out, and why. Safe to do again. */
export async function keepLeftOut(
  { manager }: Database,
  { portalId, campaignId, id }: Of,
  considered: readonly Considered[],
): Promise<void> {
  const rows = considered.flatMap(({ askedFor, leftOut, record }): LeftOutRow[] => {
    if (leftOut === null) return [];
    const { name, email, company } = knownOf(record);
    return [
      { portalId, campaignId, reviewId: id, contactId: askedFor, reason: leftOut, name, email, company },
    ];
  });
  if (rows.length > 0)
    await manager.createQueryBuilder().insert().into(LeftOutEntity).values(rows).orIgnore().execute();
}

/** In the order of their contact ids. `after`: the id that the page before ended with; "": the first page. */
export const findLeftOut = (
  { manager }: Database,
  { portalId, campaignId, id }: Of,
  { reason, after, limit }: { reason?: LeftOut | undefined; after: string; limit: number },
): Promise<LeftOutRow[]> =>
  manager.find(LeftOutEntity, {
    where: {
      portalId,
      campaignId,
      reviewId: id,
      contactId: MoreThan(contactId(after)),
      ...(reason === undefined ? {} : { reason }),
    },
    order: { contactId: 'ASC' },
    take: limit,
  });

/** Deleted in one statement. Small: on SQLite nobody else can write meanwhile. */
const AT_ONCE = 500;

/** Takes away what dry runs of a campaign left but this one. `id`: null for all of them. */
export async function forgetLeftOut(
  { manager }: Pick<Database, 'manager'>,
  { portalId, campaignId, id }: Pick<Of, 'portalId' | 'campaignId'> & { id: string | null },
): Promise<void> {
  for (;;) {
    const rows = await manager.find(LeftOutEntity, {
      select: { reviewId: true, contactId: true, portalId: true, campaignId: true },
      where: { portalId, campaignId, ...(id === null ? {} : { reviewId: Not(id) }) },
      take: AT_ONCE,
    });
    if (rows.length === 0) return;
    for (const [reviewId, some] of Map.groupBy(rows, (row) => row.reviewId)) {
      const ids = some.map((row) => row.contactId);
      await manager.delete(LeftOutEntity, { portalId, campaignId, reviewId, contactId: In(ids) });
    }
  }
}

/** A person is erased. */
export const eraseLeftOut = async (tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<void> =>
  void (await tx.delete(LeftOutEntity, { portalId, contactId: In([...ids]) }));
