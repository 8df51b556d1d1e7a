import { In } from 'typeorm';
import type { AssistantId, PortalId } from '../../ground/identifiers.ts';
import { KnowledgePassageEntity } from '../knowledge-entity.ts';
import type { SearchDeps } from './search.ts';
import { validItems } from './valid-items.ts';
import type { ValidItem } from './valid-items.ts';

/** What a claim of a draft may come from, one entry an item. */
export interface KnowledgeSource {
  id: string;
  title: string;
  text: string;
}

export interface KnowledgePart extends KnowledgeSource {
  /** ISO date from which it is. */
  asOf: string;
}

/** Characters that are handed out at most: about 200 passages. */
const MOST_CHARACTERS = 200_000;
const MOST_PASSAGES = 120;

/** Whole items, the newest first, as many as fit. */
export async function all(
  deps: SearchDeps,
  portalId: PortalId,
  assistantId: AssistantId,
): Promise<KnowledgePart[]> {
  const items = await validItems(deps, portalId, assistantId);
  let left = MOST_CHARACTERS;
  return read(
    deps,
    portalId,
    items.filter(({ characters }) => {
      if (characters > left) return false;
      left -= characters;
      return true;
    }),
  );
}

/**
 * For the check of a draft: everything that the assistant knows, or where that is too much, of each item the passages that
 * have to do with the draft.
 */
export async function sources(
  deps: SearchDeps,
  portalId: PortalId,
  assistantId: AssistantId,
  draft: string,
): Promise<KnowledgeSource[]> {
  const items = await validItems(deps, portalId, assistantId);
  const characters = items.reduce((sum, item) => sum + item.characters, 0);
  if (characters <= MOST_CHARACTERS)
    return (await read(deps, portalId, items)).map(({ asOf: _asOf, ...source }) => source);
  const { search } = await import('./search.ts');
  const found = await search(deps, portalId, assistantId, { question: draft, limit: MOST_PASSAGES });
  return [...Map.groupBy(found, ({ itemId }) => itemId)].map(([id, passages]) => ({
    id,
    title: passages[0]?.title ?? '',
    text: passages
      .sort((a, b) => a.ordinal - b.ordinal)
      .map(({ text }) => text)
      .join('\n\n'),
  }));
}

async function read(
  { database }: SearchDeps,
  portalId: PortalId,
  items: readonly ValidItem[],
): Promise<KnowledgePart[]> {
  if (items.length === 0) return [];
  const passages = await database.manager.find(KnowledgePassageEntity, {
    where: { portalId, itemId: In(items.map(({ itemId }) => itemId)) },
    order: { ordinal: 'ASC' },
  });
  const texts = Map.groupBy(passages, ({ itemId }) => itemId);
  // One that is missing was deleted since.
  return items.flatMap(({ itemId: id, title, asOf }) => {
    const text = texts.get(id)?.map((passage) => passage.text);
    return text ? [{ id, title, asOf, text: text.join('\n\n') }] : [];
  });
}
