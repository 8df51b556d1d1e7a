import { EntitySchema } from 'typeorm';
import { json, key } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { PortalSettings } from './portal-settings.ts';

export interface SettingsRow {
  portalId: PortalId;
  settings: Partial<PortalSettings>;
}

export const SettingsEntity = new EntitySchema<SettingsRow>({
  name: 'PortalSettings',
  tableName: 'portal_settings',
  columns: { portalId: key({ name: 'portal_id' }), settings: json() },
});
