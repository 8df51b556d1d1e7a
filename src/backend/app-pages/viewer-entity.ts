import { EntitySchema } from 'typeorm';
import { flag, json, key, time, varchar } from '../database/columns.ts';
import type { OwnerId, PortalId, UserId } from '../ground/identifiers.ts';

/** What HubSpot last said of a user who looked at Baton's pages: so that no page waits for it. */
export interface ViewerRow {
  portalId: PortalId;
  userId: UserId;
  isAdmin: boolean;
  /** The user as an owner of contacts; null: HubSpot knows none. */
  ownerId: OwnerId | null;
  /** Owners of the teams that the user is in. */
  teamOwners: OwnerId[];
  /** Epoch ms. */
  checkedAt: number;
}

export const ViewerEntity = new EntitySchema<ViewerRow>({
  name: 'PageViewer',
  tableName: 'page_viewer',
  columns: {
    portalId: key({ name: 'portal_id' }),
    userId: key({ name: 'user_id' }),
    isAdmin: flag({ name: 'is_admin' }),
    ownerId: varchar({ name: 'owner_id', nullable: true }),
    teamOwners: json({ name: 'team_owners' }),
    checkedAt: time({ name: 'checked_at' }),
  },
});
