import { AppPages1764010000000 } from '../../../migrations/1764010000000-app-pages.ts';
import { room } from '../room/room.ts';
import { BulkEntity, BulkLeadEntity } from './bulk/bulk-entity.ts';
import type { AppPagesNeeds } from './open.ts';
import { ViewerEntity } from './viewer-entity.ts';

/** What Overview, Leads and Activity in HubSpot need: who may see what, lists, figures, and actions on many leads. */
export const appPagesRoom = room({
  name: 'appPages',
  entities: [ViewerEntity, BulkEntity, BulkLeadEntity],
  migrations: [AppPages1764010000000],
  open: async (needs: AppPagesNeeds) => (await import('./open.ts')).openAppPages(needs),
});
