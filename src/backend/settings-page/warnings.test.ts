import { describe, expect, it } from 'vitest';
import { HOUR } from '../ground/clock.ts';
import { leadStatusPart } from '../lead-status/settings-part.ts';
import { portalSettingsSchema } from '../settings/portal-settings.ts';
import { settingsPart } from '../settings/settings-part.ts';
import { webhooksPart } from '../webhooks/settings-part.ts';

const defaultSettings = portalSettingsSchema.parse({});
const rae = { ownerId: '71', name: 'Rae Rep', email: 'rae@acme.example' };
const options = ['NEW', 'IN_PROGRESS', 'CONNECTED', 'UNQUALIFIED'].map((value) => ({ value, label: value }));

describe('warnings of the settings page', () => {
  it('are none in an account as HubSpot delivers it, before anything is chosen', () => {
    expect(settingsPart(defaultSettings, [rae]).warnings).toEqual([]);
    const { leadStatus, warnings } = leadStatusPart(defaultSettings, options);
    expect(warnings).toEqual([]);
    expect(leadStatus.missing, 'its own section offers to add it').toEqual(['QUALIFIED']);
  });

  it('name a fallback owner who has left, and say nothing while nobody knows', () => {
    const settings = { ...defaultSettings, fallbackOwnerId: '99' };
    expect(settingsPart(settings, [rae]).warnings).toEqual([
      'The fallback owner is no longer active in HubSpot: choose another one.',
    ]);
    expect(settingsPart(settings, []).warnings).toEqual([]);
  });

  it('name an option of Lead Status that the account has lost', () => {
    const { warnings } = leadStatusPart(defaultSettings, options.slice(1));
    expect(warnings).toEqual(['Lead Status has lost the option NEW: choose another one.']);
  });

  it('tell of silence only while an assistant works, in an admin’s words', () => {
    expect(webhooksPart(0, 25 * HOUR, false).warnings).toEqual([]);
    expect(webhooksPart(0, 23 * HOUR, true).warnings).toEqual([]);
    const [warning] = webhooksPart(0, 25 * HOUR, true).warnings;
    expect(warning).toContain('whoever runs Baton');
    expect(warning).not.toMatch(/[A-Z]_[A-Z]/);
  });
});
