import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalSettings } from './portal-settings.ts';

type SettingsPart = Pick<
  SettingsView,
  | 'fallbackOwnerId'
  | 'schedule'
  | 'firstEmailDelayMinutes'
  | 'reconcileMinutes'
  | 'remindEveryDays'
  | 'remindTimes'
  | 'repsSee'
  | 'contextLabels'
  | 'writeToSubstitutes'
> & { warnings: string[] };

/** @param activeOwners of the account; empty: not known */
export const settingsPart = (
  settings: PortalSettings,
  activeOwners: SettingsView['owners'],
): SettingsPart => ({
  fallbackOwnerId: settings.fallbackOwnerId,
  schedule: settings.schedule,
  firstEmailDelayMinutes: settings.firstEmailDelayMinutes,
  reconcileMinutes: settings.reconcileMinutes,
  remindEveryDays: settings.remindEveryDays,
  remindTimes: settings.remindTimes,
  repsSee: settings.repsSee,
  contextLabels: settings.contextLabels,
  writeToSubstitutes: settings.writeToSubstitutes,
  warnings: hasLeft(settings.fallbackOwnerId, activeOwners)
    ? ['The fallback owner is no longer active in HubSpot: choose another one.']
    : [],
});

const hasLeft = (ownerId: string | null, active: SettingsView['owners']): boolean =>
  ownerId !== null && active.length > 0 && !active.some((owner) => owner.ownerId === ownerId);
