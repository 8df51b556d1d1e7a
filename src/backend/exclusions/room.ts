import { room } from '../room/room.ts';
import { ExclusionEntity, Exclusions1764719000003 } from './exclusion-entity.ts';
import type { ExclusionsNeeds } from './open.ts';

export const exclusionsRoom = room({
  name: 'exclusions',
  entities: [ExclusionEntity],
  migrations: [Exclusions1764719000003],
  open: async (needs: ExclusionsNeeds) => (await import('./open.ts')).openExclusions(needs),
});
