import { room } from '../room/room.ts';
import { limiterEntities } from './limiter/limiter-entity.ts';
import { ApiBudget1764762000000 } from './limiter/limiter-migration.ts';
import { createHubSpotMeters } from './meters.ts';
import type { HubSpotMeters } from './meters.ts';
import { connectionEntities } from './portals/portal-entity.ts';
import { resealTokens } from './tokens/reseal-tokens.ts';
import type { HubSpotNeeds } from './open.ts';

export const hubspotRoom = room({
  name: 'hubspot',
  entities: [...connectionEntities, ...limiterEntities],
  migrations: [ApiBudget1764762000000],
  meters: createHubSpotMeters,
  async *checks(about) {
    yield* (await import('./checks.ts')).checkHubSpot(about);
  },
  reseal: resealTokens,
  open: async (needs: HubSpotNeeds, meters: HubSpotMeters) =>
    (await import('./open.ts')).openHubSpot(needs, meters),
});
