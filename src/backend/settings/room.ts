import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { SettingsEntity } from './settings-entity.ts';

export const settingsRoom = room({
  name: 'settings',
  entities: [SettingsEntity],
  open: async (needs: Ground) => (await import('./open.ts')).openSettings(needs),
});
