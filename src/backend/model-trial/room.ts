import { room } from '../room/room.ts';
import type { ModelTrialNeeds } from './open.ts';
import { resealTrialKeys } from './api-keys.ts';
import { TrialEntity, TrialReplyEntity } from './trial-entity.ts';
import { ModelTrial1764715100000 } from './trial-migration.ts';

export const modelTrialRoom = room({
  name: 'modelTrial',
  entities: [TrialEntity, TrialReplyEntity],
  migrations: [ModelTrial1764715100000],
  reseal: async (database, vault) => [await resealTrialKeys(database, vault)],
  open: async (needs: ModelTrialNeeds) => (await import('./open.ts')).openModelTrial(needs),
});
