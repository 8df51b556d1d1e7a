import { In } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import type { Random } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { KnowledgePassageEntity } from '../knowledge-entity.ts';
import type { KnowledgePassage } from '../knowledge-entity.ts';
import type { WordIndex } from './word-index.ts';

type ItemKey = Pick<KnowledgePassage, 'portalId' | 'itemId'>;

/** The passages of items together with their words. All in the caller's transaction. */
export interface PassageStore {
  /** What the item says now. `title`: its words find every passage. */
  replace(tx: Tx, item: ItemKey & { title: string }, passages: readonly string[]): Promise<void>;
  /** In the order of the text. */
  of(tx: Tx, item: ItemKey): Promise<string[]>;
  remove(tx: Tx, item: ItemKey): Promise<void>;
  byNumber(tx: Tx, portalId: PortalId, numbers: readonly number[]): Promise<KnowledgePassage[]>;
}

const ROWS = 100;

export function createPassageStore({ index, random }: { index: WordIndex; random: Random }): PassageStore {
  const remove = async (tx: Tx, { portalId, itemId }: ItemKey): Promise<void> => {
    const rows = await tx.find(KnowledgePassageEntity, {
      where: { portalId, itemId },
      select: { number: true },
    });
    await index.remove(
      tx,
      rows.map(({ number }) => number),
    );
    await tx.delete(KnowledgePassageEntity, { portalId, itemId });
  };
  return {
    async replace(tx, item, passages) {
      await remove(tx, item);
      const { portalId, itemId, title } = item;
      const rows = passages.map((text, ordinal) => ({
        portalId,
        itemId,
        ordinal,
        number: random.bytes(6).readUIntBE(0, 6),
        text,
      }));
      for (let start = 0; start < rows.length; start += ROWS)
        await tx.insert(KnowledgePassageEntity, rows.slice(start, start + ROWS));
      await index.add(
        tx,
        portalId,
        rows.map(({ number, text }) => ({ number, text: `${title}\n${text}` })),
      );
    },
    of: async (tx, { portalId, itemId }) =>
      (await tx.find(KnowledgePassageEntity, { where: { portalId, itemId }, order: { ordinal: 'ASC' } })).map(
        ({ text }) => text,
      ),
    remove,
    byNumber: (tx, portalId, numbers) =>
      tx.findBy(KnowledgePassageEntity, { portalId, number: In([...numbers]) }),
  };
}
