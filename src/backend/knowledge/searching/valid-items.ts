import type { Database } from '../../database/database.ts';
import type { AssistantId, PortalId } from '../../ground/identifiers.ts';
import { KnowledgeItemEntity } from '../knowledge-entity.ts';
import type { KnowledgeItem } from '../knowledge-entity.ts';
import type { TodayOf } from '../today.ts';

export type ValidItem = Pick<KnowledgeItem, 'itemId' | 'title' | 'asOf' | 'characters' | 'passages'>;

/** What an assistant may use today; null: any assistant of the account. Never what has expired. The newest first. */
export async function validItems(
  { database, todayOf }: { database: Database; todayOf: TodayOf },
  portalId: PortalId,
  assistantId: AssistantId | null,
): Promise<ValidItem[]> {
  const query = database.manager
    .createQueryBuilder(KnowledgeItemEntity, 'item')
    .select(['item.portalId', 'item.itemId', 'item.title', 'item.asOf', 'item.characters', 'item.passages'])
    .where("item.portal_id = :portalId AND item.state = 'ready'", { portalId })
    .andWhere('(item.expires_on IS NULL OR item.expires_on >= :today)', { today: await todayOf(portalId) })
    .orderBy('item.as_of', 'DESC')
    .addOrderBy('item.item_id');
  if (assistantId !== null)
    query.andWhere('(item.assistant_id IS NULL OR item.assistant_id = :assistantId)', { assistantId });
  return query.getMany();
}
