import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalSettings } from './settings.ts';

type SettingsPart = Pick<
  SettingsView,
  'fallbackOwnerId' | 'schedule' | 'firstEmailDelayMinutes' | 'reconcileMinutes' | 'warnings'
>;

export const settingsPart = (settings: PortalSettings): SettingsPart => ({
  fallbackOwnerId: settings.fallbackOwnerId,
  schedule: settings.schedule,
  firstEmailDelayMinutes: settings.firstEmailDelayMinutes,
  reconcileMinutes: settings.reconcileMinutes,
  warnings: settings.fallbackOwnerId
    ? []
    : ['Choose a fallback owner: it gets contacts whose prior owner has left.'],
});
