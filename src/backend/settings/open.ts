import type { Ground, Opened } from '../room/room.ts';
import type { SettingsViewSlot } from './admin-route.ts';
import { settingsRoutes } from './routes.ts';
import { createSettings } from './settings.ts';
import type { Settings } from './settings.ts';

export interface SettingsRoom extends Settings {
  readonly view: SettingsViewSlot;
}

export async function openSettings(needs: Ground): Promise<Opened<SettingsRoom>> {
  const settings = createSettings(needs);
  const view: SettingsViewSlot = needs.slot('settings.view');
  return {
    api: { ...settings, view },
    routes: settingsRoutes({ settings, view, everybody: needs.everybody }),
  };
}
