import { room } from '../room/room.ts';
import {
  KnowledgeContentEntity,
  KnowledgeItemEntity,
  KnowledgeLeavingEntity,
  KnowledgePassageEntity,
} from './knowledge-entity.ts';
import { Knowledge1764717000000 } from './knowledge-migration.ts';
import type { KnowledgeNeeds } from './open.ts';

export const knowledgeRoom = room({
  name: 'knowledge',
  entities: [KnowledgeItemEntity, KnowledgeContentEntity, KnowledgePassageEntity, KnowledgeLeavingEntity],
  migrations: [Knowledge1764717000000],
  open: async (needs: KnowledgeNeeds) => (await import('./open.ts')).openKnowledge(needs),
});
