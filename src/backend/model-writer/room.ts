import { room } from '../room/room.ts';
import { ModelDraftEntity } from './model-draft-entity.ts';
import { ModelDraft1764732000000 } from './model-draft-migration.ts';
import type { ModelWriterNeeds } from './open.ts';

export const modelWriterRoom = room({
  name: 'modelWriter',
  entities: [ModelDraftEntity],
  migrations: [ModelDraft1764732000000],
  open: async (needs: ModelWriterNeeds) => (await import('./open.ts')).openModelWriter(needs),
});
