import { z } from 'zod';
import type { KnowledgeItemView, KnowledgeView } from '../../cards/knowledge/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { Database } from '../database/database.ts';
import { folded } from '../ground/folded.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { MOST_ITEMS } from './checks.ts';
import { KnowledgeItemEntity } from './knowledge-entity.ts';
import type { KnowledgeItem } from './knowledge-entity.ts';
import { daysLater } from './today.ts';
import type { TodayOf } from './today.ts';
import { NEEDS_A_PERSON, SOON_DAYS, validityOf } from './validity.ts';

export interface ViewDeps {
  database: Database;
  assistants: Pick<Assistants, 'list'>;
  todayOf: TodayOf;
}

const ON_A_PAGE = 25;

export const knowledgeQuery = z.object({
  find: z.string().max(200).default(''),
  show: z.enum(['all', 'attention']).default('all'),
  assistant: z.string().max(64).optional(),
  sort: z.enum(['added', 'title', 'expiry']).default('added'),
  page: z.coerce.number().int().min(0).max(1_000).default(0),
});
type Query = z.output<typeof knowledgeQuery>;

/** One page of what an account knows. */
export async function knowledgeView(
  deps: ViewDeps,
  portalId: PortalId,
  query: Query,
): Promise<KnowledgeView> {
  const today = await deps.todayOf(portalId);
  const assistants = await deps.assistants.list(portalId);
  const matching = select(deps, portalId, query, today)
    .skip(query.page * ON_A_PAGE)
    .take(ON_A_PAGE);
  const [rows, total] = await sorted(matching, query.sort).getManyAndCount();
  const shownAs = asView(new Map(assistants.map(({ assistantId, name }) => [assistantId, name])), today);
  return {
    items: rows.map(shownAs),
    total,
    pages: Math.max(1, Math.ceil(total / ON_A_PAGE)),
    all: await deps.database.manager.countBy(KnowledgeItemEntity, { portalId }),
    most: MOST_ITEMS,
    attention: await select(deps, portalId, { find: '', show: 'attention' }, today).getCount(),
    assistants: assistants.map(({ assistantId: id, name }) => ({ id, name })),
    today,
  };
}

/** One item as it is shown. */
export async function itemView(deps: ViewDeps, item: KnowledgeItem): Promise<KnowledgeItemView> {
  const assistants = await deps.assistants.list(item.portalId);
  const names = new Map(assistants.map(({ assistantId, name }) => [assistantId, name]));
  return asView(names, await deps.todayOf(item.portalId))(item);
}

function select(
  { database }: ViewDeps,
  portalId: PortalId,
  { find, show, assistant }: Pick<Query, 'find' | 'show'> & { assistant?: string | undefined },
  today: string,
) {
  const query = database.manager
    .createQueryBuilder(KnowledgeItemEntity, 'item')
    .where('item.portal_id = :portalId', { portalId });
  folded(find)
    .split(' ')
    .filter((word) => word !== '')
    .forEach((word, index) =>
      query.andWhere(`item.findable LIKE :find${index} ESCAPE '!'`, {
        [`find${index}`]: `%${word.replace(/[!%_]/g, '!$&')}%`,
      }),
    );
  if (show === 'attention') query.andWhere(NEEDS_A_PERSON, { soon: daysLater(today, SOON_DAYS) });
  if (assistant !== undefined)
    query.andWhere('(item.assistant_id IS NULL OR item.assistant_id = :assistant)', { assistant });
  return query;
}

/** `findable` begins with the title as it is compared. What never expires comes last. */
function sorted(query: ReturnType<typeof select>, sort: Query['sort']) {
  if (sort === 'title') query.orderBy('item.findable', 'ASC');
  else if (sort === 'expiry') query.orderBy('item.expiresOn', 'ASC', 'NULLS LAST');
  else query.orderBy('item.addedAt', 'DESC');
  return query.addOrderBy('item.itemId', 'ASC');
}

const asView =
  (names: ReadonlyMap<string, string>, today: string) =>
  (item: KnowledgeItem): KnowledgeItemView => {
    const { itemId: id, assistantId } = item;
    return {
      id,
      kind: item.kind,
      title: item.title,
      source: item.source,
      assistantId,
      usedBy: assistantId === null ? 'All assistants' : (names.get(assistantId) ?? null),
      asOf: item.asOf,
      expiresOn: item.expiresOn,
      validity: validityOf(item, today),
      state: item.state,
      problem: item.problem,
      problemSince: item.problemSince,
      changes: item.changes,
      changesAt: item.changesAt,
      keepFresh: item.keepFresh,
      readAt: item.readAt,
      characters: item.characters,
      passages: item.passages,
      bytes: item.bytes,
      addedBy: item.addedBy,
      addedAt: item.addedAt,
      version: item.version,
    };
  };
