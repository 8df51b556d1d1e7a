import { EntitySchema } from 'typeorm';
import { integer, json, key, text, time, varchar } from '../../database/columns.ts';
import { TroubleEntity } from '../calls/trouble-entity.ts';

/** One HubSpot account that has installed Baton, and the sealed secrets of the connection. */
export interface PortalRow {
  portalId: string;
  status: 'connected' | 'disconnected';
  statusReason: string | null;
  /** oauth: tokens below; access-token: the token stands in the configuration. */
  credential: 'oauth' | 'access-token';
  sealedAccessToken: string | null;
  sealedRefreshToken: string | null;
  accessTokenExpiresAt: number | null;
  /** Client id of the app that the grant was given to; null: from before this was kept, or no grant. */
  grantedTo: string | null;
  /** From when on the token is renewed, before it expires. */
  refreshDueAt: number | null;
  /** The process that renews the token now, and until when it may: no transaction is held over the call. */
  refreshLease: string | null;
  refreshingUntil: number | null;
  /** Counts connections, so that a slow failure of an old grant cannot disconnect a new one. */
  grantNumber: number;
  scopes: string[];
  timeZone: string;
  uiDomain: string;
  connectedByEmail: string | null;
  connectedByUserId: string | null;
  installedAt: number;
  provisionedAt: number | null;
}

export const portalEntity = new EntitySchema<PortalRow>({
  name: 'Portal',
  tableName: 'portals',
  columns: {
    portalId: key({ name: 'portal_id' }),
    status: varchar(),
    statusReason: text({ name: 'status_reason', nullable: true }),
    credential: varchar(),
    sealedAccessToken: text({ name: 'sealed_access_token', nullable: true }),
    sealedRefreshToken: text({ name: 'sealed_refresh_token', nullable: true }),
    accessTokenExpiresAt: time({ name: 'access_token_expires_at', nullable: true }),
    grantedTo: varchar({ name: 'granted_to', nullable: true }),
    refreshDueAt: time({ name: 'refresh_due_at', nullable: true }),
    refreshLease: varchar({ name: 'refresh_lease', nullable: true }),
    refreshingUntil: time({ name: 'refreshing_until', nullable: true }),
    grantNumber: integer({ name: 'grant_number' }),
    scopes: json(),
    timeZone: varchar({ name: 'time_zone' }),
    uiDomain: varchar({ name: 'ui_domain' }),
    connectedByEmail: varchar({ name: 'connected_by_email', nullable: true }),
    connectedByUserId: varchar({ name: 'connected_by_user_id', nullable: true }),
    installedAt: time({ name: 'installed_at' }),
    provisionedAt: time({ name: 'provisioned_at', nullable: true }),
  },
});

export const connectionEntities = [portalEntity, TroubleEntity];
