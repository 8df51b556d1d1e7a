import { room } from '../room/room.ts';
import { resealKeys } from './api-keys.ts';
import { ModelProviderEntity, ModelUsageEntity } from './model-provider-entity.ts';
import { ModelHealth1764715000000, ModelProvider1764714000000 } from './model-provider-migration.ts';
import type { ModelProviderNeeds } from './open.ts';

export const modelProviderRoom = room({
  name: 'modelProvider',
  entities: [ModelProviderEntity, ModelUsageEntity],
  migrations: [ModelProvider1764714000000, ModelHealth1764715000000],
  reseal: async (database, vault) => [await resealKeys(database, vault)],
  open: async (needs: ModelProviderNeeds) => (await import('./open.ts')).openModelProvider(needs),
});
