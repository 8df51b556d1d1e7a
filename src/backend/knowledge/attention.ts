import type { Database } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { KnowledgeItemEntity } from './knowledge-entity.ts';
import { daysLater } from './today.ts';
import type { TodayOf } from './today.ts';
import { NEEDS_A_PERSON, SOON_DAYS, validityOf } from './validity.ts';

const MOST = 1_000;

/** What an admin should look at, one sentence; null: nothing. */
export async function attentionText(
  { database, todayOf }: { database: Database; todayOf: TodayOf },
  portalId: PortalId,
): Promise<string | null> {
  const today = await todayOf(portalId);
  const items = await database.manager
    .createQueryBuilder(KnowledgeItemEntity, 'item')
    .where('item.portal_id = :portalId', { portalId })
    .andWhere(NEEDS_A_PERSON, { soon: daysLater(today, SOON_DAYS) })
    .orderBy('item.expires_on', 'ASC')
    .limit(MOST)
    .getMany();
  if (items.length === 0) return null;
  const of = (validity: string) => items.filter((item) => validityOf(item, today) === validity);
  const [expired, soon] = [of('expired'), of('expires-soon')];
  const wrong = of('valid');
  const said = [
    ...saying(expired, 'has expired and is not used any more', 'have expired and are not used any more'),
    ...saying(soon, `expires within ${SOON_DAYS} days`, `expire within ${SOON_DAYS} days`),
    ...saying(wrong, 'could not be read', 'could not be read'),
  ];
  return `Knowledge: ${said.join('; ')}.`;
}

const saying = (items: readonly { title: string }[], one: string, many: string): string[] => {
  const [first] = items;
  if (!first) return [];
  return [
    items.length === 1 ? `“${first.title}” ${one}` : `${items.length.toLocaleString('en-US')} items ${many}`,
  ];
};
