import type { SelectQueryBuilder } from 'typeorm';
import type { Database } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { openStates, ReviewEntity } from './review-entity.ts';
import type { Review, ReviewRow } from './review-entity.ts';

/** Which reviews that wait for a person. What is absent does not filter. */
export interface ReviewQuery {
  /** Of contacts of these, as with activity; null: of all. */
  sight: readonly string[] | null;
  /** Of contacts of these, of those that may be seen. */
  owners?: readonly string[];
  kind?: Review['kind'];
  assistants?: readonly string[];
  contactIds?: readonly ContactId[];
  /** Drafts that can be approved together: nothing is marked, nothing changed, nobody's time is over. */
  simple?: boolean;
  /** Those that were as they are by then, epoch ms. */
  until?: number;
}

export interface ReviewPage {
  /** Those that come after this one: oldest first. */
  after?: { at: number; id: string };
  limit: number;
}

type Find = SelectQueryBuilder<ReviewRow>;

function open({ manager }: Database, portalId: PortalId, query: ReviewQuery): Find {
  const find = manager
    .createQueryBuilder(ReviewEntity, 'review')
    .where('review.portalId = :portalId', { portalId })
    // No parameters: only of the states themselves does a database know that they are those of its index.
    .andWhere(`review.state IN (${openStates.map((state) => `'${state}'`).join(', ')})`);
  if (query.sight) among(find, 'seenBy', 'sight', query.sight);
  if (query.owners) among(find, 'seenBy', 'owners', query.owners);
  if (query.assistants) among(find, 'assistantId', 'assistants', query.assistants);
  if (query.contactIds) among(find, 'contactId', 'contactIds', query.contactIds);
  if (query.kind) find.andWhere('review.kind = :kind', { kind: query.kind });
  if (query.simple)
    find.andWhere("review.kind = 'draft' AND review.state = 'waiting' AND review.marked = :marked", {
      marked: false,
    });
  if (query.until !== undefined) find.andWhere('review.at <= :until', { until: query.until });
  return find;
}

/** An empty list means none of them, not any of them. */
function among(find: Find, column: keyof ReviewRow, name: string, values: readonly string[]): void {
  if (values.length === 0) find.andWhere('1 = 0');
  else find.andWhere(`review.${column} IN (:...${name})`, { [name]: values });
}

export function pageOfReviews(
  database: Database,
  portalId: PortalId,
  query: ReviewQuery,
  { after, limit }: ReviewPage,
): Promise<ReviewRow[]> {
  const find = open(database, portalId, query);
  if (after)
    find.andWhere('(review.at, review.id) > (:afterAt, :afterId)', { afterAt: after.at, afterId: after.id });
  return find.orderBy('review.at', 'ASC').addOrderBy('review.id', 'ASC').limit(limit).getMany();
}

export async function countReviews(
  database: Database,
  portalId: PortalId,
  query: ReviewQuery,
): Promise<number> {
  // getCount would write both columns of the key into one text, and compare those.
  const row = await open(database, portalId, query)
    .select('COUNT(*)', 'count')
    .getRawOne<{ count: string }>();
  return Number(row?.count ?? 0);
}

export async function contactsOfReviews(
  database: Database,
  portalId: PortalId,
  query: ReviewQuery,
  { after, limit }: { after: string; limit: number },
): Promise<ContactId[]> {
  const rows = await open(database, portalId, query)
    .select('DISTINCT review.contactId', 'contactId')
    .andWhere('review.contactId > :after', { after })
    .orderBy('review.contactId', 'ASC')
    .limit(limit)
    .getRawMany<{ contactId: ContactId }>();
  return rows.map(({ contactId }) => contactId);
}
