import { z } from 'zod';
import type { AssistantsRoom } from '../assistants/open.ts';
import { portalId as toPortalId } from '../ground/identifiers.ts';
import type { AssistantId, PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import { createGuardedFetch } from '../http/guarded-fetch.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { plainQueue, queue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { attentionText } from './attention.ts';
import { MOST_BYTES } from './fetch-link.ts';
import { createItems } from './items.ts';
import { KnowledgeItemEntity } from './knowledge-entity.ts';
import { createLeaving } from './leaving.ts';
import { createPassageStore } from './searching/passage-store.ts';
import { READ_QUEUE, readDue, readItem } from './read-item.ts';
import { read } from './reading/reader.ts';
import { knowledgeRoutes } from './routes.ts';
import type { FoundPassage } from './searching/search.ts';
import { all, sources } from './searching/sources.ts';
import type { KnowledgePart, KnowledgeSource } from './searching/sources.ts';
import { createTodayOf } from './today.ts';
import { uploadRoutes } from './upload/routes.ts';
import { createUploadLinks } from './upload/upload-links.ts';
import { createWordIndex } from './searching/word-index.ts';

export type KnowledgeNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
};

/** What an assistant knows beside Context, properties and thread. Nothing that has expired is ever handed out. */
export interface KnowledgeRoom {
  /** The passages that answer `words` best, in any of the eight languages, the best first. */
  search(portalId: PortalId, assistantId: AssistantId, words: string, limit: number): Promise<FoundPassage[]>;
  /** Whole items, the newest first, of 200,000 characters at most together. */
  all(portalId: PortalId, assistantId: AssistantId): Promise<KnowledgePart[]>;
  /** What the claims of a draft may come from: all of it, or where that is too much what has to do with the draft. */
  sources(portalId: PortalId, assistantId: AssistantId, draft: string): Promise<KnowledgeSource[]>;
  /** How many items there are. */
  count(portalId: PortalId): Promise<number>;
  /** What an admin should look at, one sentence or two; null: nothing. */
  attention(portalId: PortalId): Promise<string | null>;
}

export async function openKnowledge(needs: KnowledgeNeeds): Promise<Opened<KnowledgeRoom>> {
  const { database, config, hubspot } = needs;
  const { fetch, close } = createGuardedFetch(config.knowledgeOrigins, MOST_BYTES);
  const index = createWordIndex(database.kind);
  const passages = createPassageStore({ ...needs, index });
  const todayOf = createTodayOf({ ...needs, portals: hubspot.portals });
  const parts = { ...needs, index, passages, todayOf };
  const items = createItems(parts);
  const reading = { ...parts, fetch, read };
  const leaving = createLeaving({ ...needs, items });
  const links = createUploadLinks({ ...needs, publicUrl: config.publicUrl });
  return {
    api: {
      async search(portalId, assistantId, question, limit) {
        // With the words of grammar of eight languages: loaded by whoever searches.
        const { search } = await import('./searching/search.ts');
        return search(parts, portalId, assistantId, { question, limit });
      },
      all: (portalId, assistantId) => all(parts, portalId, assistantId),
      sources: (portalId, assistantId, draft) => sources(parts, portalId, assistantId, draft),
      count: (portalId) => database.manager.countBy(KnowledgeItemEntity, { portalId }),
      attention: (portalId) => attentionText(parts, portalId),
    },
    routes: [...knowledgeRoutes({ ...parts, items, links }), ...uploadRoutes({ ...parts, items, links })],
    queues: [
      queue({
        name: READ_QUEUE,
        // One at a time: so much memory is there for reading, whatever is waiting.
        options: { concurrency: 1 },
        data: z.object({ portalId: z.string(), itemId: z.string() }),
        run: ({ portalId, itemId }) => readItem(reading, { portalId: toPortalId(portalId), itemId }),
      }),
      plainQueue({
        name: 'knowledge.read-due',
        options: { concurrency: 1 },
        cron: '23 * * * *',
        run: () => readDue(reading),
      }),
      plainQueue({
        name: 'knowledge.forget-left',
        options: { concurrency: 1 },
        cron: '41 3 * * *',
        run: () => leaving.forgetLeft(),
      }),
    ],
    on: { connected: leaving.connected, disconnected: leaving.disconnected },
    close,
  };
}
