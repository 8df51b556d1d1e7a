import {
  Accordion,
  Alert,
  Button,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  Modal,
  NumberInput,
} from '@hubspot/ui-extensions';
import { Select, StatusTag, Table, TableRow, Tabs, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { SettingsView } from './contract.ts';
import { settings, showSettings } from './test-settings.tsx';

type Page = Awaited<ReturnType<typeof showSettings>>;

/** The renderer types an event's argument as the handler's own type, hence `never`. */
const choose = (page: Page, testId: string, value: unknown) =>
  page.findByTestId(Select, testId).trigger('onChange', value as never);
const press = async (page: Page, testId: string) => {
  page.findByTestId(LoadingButton, testId).trigger('onClick');
  await settle();
};
const sent = (page: Page) => page.backend.calls.findLast(({ method }) => method !== 'GET');

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const noMailbox = { section: 'assistants', text: 'No mailbox is set up.' } as const;
const paused = { section: 'assistants', text: 'Tara’s mailbox is paused.' } as const;

describe('settings page as a whole', () => {
  it('is for admins', async () => {
    const page = await showSettings(null);
    page.backend.on('GET /api/settings', { code: 'FORBIDDEN', message: 'Ask a super admin.' }, 403);
    await advance(5_000);
    expect(page.findByTestId(ErrorState, 'forbidden').toString()).toContain('Ask a super admin.');
  });

  it('loads, fails with a reason, and can be tried again', async () => {
    const page = await showSettings(null);
    page.findByTestId(ErrorState, 'load-failed');
    const held = page.backend.hold('GET /api/settings');
    page.findByTestId(Button, 'retry').trigger('onClick');
    page.findByTestId(LoadingSpinner, 'loading');
    await settle();
    held[0]?.answer(200, settings);
    await settle();
    await page.goTo('connection');
    expect(page.findByTestId(StatusTag, 'connection-status').text).toBe('Connected');
  });

  it('says nothing about next steps when all works, and warns where it is to be mended', async () => {
    const page = await showSettings({ ...settings, warnings: [noMailbox] }, 'assistants');
    expect(page.maybeFindByTestId(Alert, 'next-thing')).toBeNull();
    page.find(Alert, { title: noMailbox.text });
    await page.goTo('sending');
    expect(page.maybeFindByTestId(Alert, 'warnings')).toBeNull();
    const several = await showSettings({ ...settings, warnings: [noMailbox, paused] }, 'assistants');
    expect(several.findByTestId(Alert, 'warnings').findAll(Text).map(String).join()).toContain(paused.text);
  });
});

describe('connection', () => {
  const connection = (more: Partial<SettingsView['connection']>): SettingsView => ({
    ...settings,
    connection: { ...settings.connection, ...more },
  });

  it('shows each scope with its purpose, and the facts', async () => {
    const page = await showSettings(settings, 'connection');
    const rows = page.findByTestId(Table, 'scopes').findAll(TableRow).map(String);
    expect(rows[1]).toContain('Read contacts.');
    expect(rows[2]).toContain('settings.users.write (optional)');
    expect(page.findByTestId(Accordion, 'permissions').props.title).toBe('Permissions: 2 of 2 granted');
    expect(page.text()).toContain('ada@acme.example');
    expect(page.findByTestId(Text, 'provisioned').text).toBe('Created');
    expect(page.findByTestId(Button, 'connect').props.variant).toBe('secondary');
  });

  it('not connected: one thing to do, and the page follows once it is done', async () => {
    const page = await showSettings(
      connection({ status: 'not-connected', connectedBy: null, lastEventAt: null }),
    );
    expect(page.findByTestId(Alert, 'next-thing').toString()).toContain(
      'Connect Baton to this HubSpot account.',
    );
    expect(page.findByTestId(Button, 'connect').props).toMatchObject({
      variant: 'primary',
      href: { url: 'https://baton.example.com/oauth/install', external: true },
    });
    expect(page.maybeFindByTestId(Tabs, 'sections')).toBeNull();
    page.backend.on('GET /api/settings', settings);
    await advance(4_000);
    page.findByTestId(Tabs, 'sections');
  });

  it('disconnected: the reason, and how to go on', async () => {
    const page = await showSettings(
      connection({ status: 'disconnected', reason: 'HubSpot withdrew the permission.' }),
      'connection',
    );
    expect(page.findByTestId(Text, 'connection-reason').text).toBe('HubSpot withdrew the permission.');
    expect(page.findByTestId(Button, 'connect').text).toBe('Connect again');
  });

  it('warns when a required permission was not granted', async () => {
    const scopes = settings.connection.scopes.map((scope) => ({ ...scope, granted: false }));
    const page = await showSettings(
      connection({ scopes, lastEventAt: null, provisioned: false }),
      'connection',
    );
    page.findByTestId(Alert, 'scope-missing');
    expect(page.maybeFindByTestId(Accordion, 'permissions')).toBeNull();
    expect(page.findByTestId(Text, 'last-event').text).toBe('None yet');
    expect(page.findByTestId(Text, 'provisioned').text).toBe('Being created');
  });
});

describe('what optional permissions switch off', () => {
  it('is named with the reason', async () => {
    const reason = 'the permission settings.users.write was not granted.';
    const features = [
      { name: 'Create assistants as HubSpot users', reason },
      { name: 'Something else', reason: null },
    ];
    const page = await showSettings(
      { ...settings, connection: { ...settings.connection, features } },
      'connection',
    );
    const lines = page.findByTestId(Alert, 'switched-off').findAll(Text);
    expect(lines.map(({ text }) => text)).toEqual([`Create assistants as HubSpot users: ${reason}`]);
    expect((await showSettings(settings, 'connection')).maybeFindByTestId(Alert, 'switched-off')).toBeNull();
  });
});

describe('disconnecting', () => {
  it('asks first, naming what is handed back, and follows the progress', async () => {
    const page = await showSettings(settings, 'connection');
    const modal = page.findByTestId(Button, 'disconnect').props.overlay?.find(Modal);
    expect(modal?.toString()).toContain('12 contacts are with an assistant');
    page.findByTestId(Button, 'cancel-disconnect').trigger('onClick');
    expect(sent(page)).toBeUndefined();
    const leaving = (remaining: number) => ({ ...settings, disconnecting: { remaining } });
    page.backend.on('POST /api/settings/disconnect', leaving(12)).on('GET /api/settings', leaving(0));
    page.findByTestId(Button, 'confirm-disconnect').trigger('onClick');
    await settle();
    expect(page.findByTestId(Alert, 'disconnecting').toString()).toContain('12 contacts are still');
    expect(page.maybeFindByTestId(Button, 'disconnect')).toBeNull();
    await advance(4_000);
    expect(page.findByTestId(Alert, 'disconnecting').toString()).toContain('Baton disconnects now');
  });

  it('is offered only while connected', async () => {
    const connection = { ...settings.connection, status: 'disconnected' as const };
    const page = await showSettings({ ...settings, connection }, 'connection');
    expect(page.maybeFindByTestId(Button, 'disconnect')).toBeNull();
  });
});

describe('what reps see', () => {
  it('is chosen for the account', async () => {
    const page = await showSettings(settings, 'lead-handling');
    expect(page.findByTestId(Select, 'reps-see').props.value).toBe('own');
    page.backend.on('PUT /api/settings', { ...settings, repsSee: 'team' });
    choose(page, 'reps-see', 'team');
    await settle();
    expect(sent(page)?.body).toEqual({ repsSee: 'team' });
    expect(page.alerts()).toEqual([
      { type: 'success', message: 'A rep sees the leads of own and of the teams’ contacts.' },
    ]);
  });
});

describe('fallback owner', () => {
  it('is a person, not an assistant, and is saved at once', async () => {
    const page = await showSettings(settings, 'lead-handling');
    const { options } = page.findByTestId(Select, 'fallback-owner').props;
    expect(options.map(({ value }) => value)).toEqual(['', '71', '72']);
    page.backend.on('PUT /api/settings', { ...settings, fallbackOwnerId: '71' });
    choose(page, 'fallback-owner', '71');
    await settle();
    expect(sent(page)?.body).toEqual({ fallbackOwnerId: '71' });
    expect(page.alerts()).toEqual([{ type: 'success', message: 'Rae Rep is the fallback owner.' }]);
    page.backend.on('PUT /api/settings', settings);
    choose(page, 'fallback-owner', '');
    await settle();
    expect(sent(page)?.body).toEqual({ fallbackOwnerId: null });
  });

  it('shows one who is no longer active', async () => {
    const page = await showSettings({ ...settings, fallbackOwnerId: '99' }, 'lead-handling');
    expect(page.findByTestId(Select, 'fallback-owner').props.options.at(-1)?.label).toBe(
      'Owner 99, no longer active',
    );
  });
});

describe('lead status', () => {
  const missing: SettingsView = {
    ...settings,
    leadStatus: {
      ...settings.leadStatus,
      mapping: { New: 'NEW', Processed: 'QUALIFIED' },
      missing: ['QUALIFIED'],
    },
  };

  it('saves the mapping once something changed', async () => {
    const page = await showSettings(settings, 'lead-handling');
    expect(page.findByTestId(LoadingButton, 'save-lead-status').props.disabled).toBe(true);
    choose(page, 'lead-status-Processed', 'NEW');
    choose(page, 'lead-status-Cold', '');
    page.backend.on('PUT /api/settings', settings);
    await press(page, 'save-lead-status');
    expect(sent(page)?.body).toEqual({ leadStatusMapping: { New: 'NEW', Cold: null, Processed: 'NEW' } });
    expect(page.alerts()[0]?.type).toBe('success');
  });

  it('keeps the choice when saving fails', async () => {
    const page = await showSettings(settings, 'lead-handling');
    choose(page, 'lead-status-Processed', 'NEW');
    page.backend.on(
      'PUT /api/settings',
      { code: 'HUBSPOT_UNAVAILABLE', message: 'HubSpot did not answer.' },
      503,
    );
    await press(page, 'save-lead-status');
    expect(page.findByTestId(Select, 'lead-status-Processed').props.value).toBe('NEW');
    expect(page.alerts()).toEqual([{ type: 'danger', message: 'HubSpot did not answer.' }]);
  });

  it('warns about an option the account does not have, and still shows it', async () => {
    const page = await showSettings(missing, 'lead-handling');
    expect(page.findByTestId(Alert, 'missing-options').props.title).toContain('QUALIFIED');
    const select = page.findByTestId(Select, 'lead-status-Processed').props;
    expect(select).toMatchObject({ value: 'QUALIFIED', error: true });
    expect(select.options.at(-1)?.label).toBe('QUALIFIED (missing)');
  });

  it('adds QUALIFIED only after consent', async () => {
    const page = await showSettings(missing, 'lead-handling');
    const modal = page.findByTestId(Button, 'add-qualified').props.overlay?.find(Modal);
    expect(modal?.toString()).toContain('Your own options stay');
    page.findByTestId(Button, 'decline').trigger('onClick');
    expect(sent(page)).toBeUndefined();
    page.backend.on('POST /api/settings/add-lead-status-option', settings);
    page.findByTestId(Button, 'consent').trigger('onClick');
    await settle();
    expect(sent(page)?.path).toBe('/api/settings/add-lead-status-option');
    expect(page.maybeFindByTestId(Alert, 'missing-options')).toBeNull();
    expect(page.mocks.actions.closeOverlay.callCount).toBe(2);
  });

  it('offers to add nothing but QUALIFIED', async () => {
    const page = await showSettings(
      {
        ...missing,
        leadStatus: { ...missing.leadStatus, missing: ['OLD_OPTION'] },
      },
      'lead-handling',
    );
    page.findByTestId(Alert, 'missing-options');
    expect(page.maybeFindByTestId(Button, 'add-qualified')).toBeNull();
  });
});

describe('schedule', () => {
  it('saves days, hours and the first delay together', async () => {
    const page = await showSettings(settings, 'sending');
    page.findByTestId(ToggleGroup, 'weekdays').trigger('onChange', ['6', '1'] as never);
    choose(page, 'schedule-start', 480);
    choose(page, 'schedule-end', 1_440);
    page.findByTestId(NumberInput, 'first-email-delay').trigger('onChange', 30 as never);
    page.backend.on('PUT /api/settings', settings);
    await press(page, 'save-schedule');
    expect(sent(page)?.body).toEqual({
      schedule: { weekdays: [1, 6], startMinute: 480, endMinute: 1_440 },
      firstEmailDelayMinutes: 30,
    });
  });

  it.each([
    ['schedule-end', 480, 'The end has to be later than the start.'],
    ['schedule-start', 1_020, 'The end has to be later than the start.'],
  ])('refuses %s %i', async (testId, minute, message) => {
    const page = await showSettings(settings, 'sending');
    choose(page, testId, minute);
    expect(page.findByTestId(Text, 'schedule-problem').text).toBe(message);
    expect(page.findByTestId(LoadingButton, 'save-schedule').props.disabled).toBe(true);
  });

  it('refuses no day at all, and a delay that is no number', async () => {
    const page = await showSettings(settings, 'sending');
    page.findByTestId(ToggleGroup, 'weekdays').trigger('onChange', [] as never);
    expect(page.findByTestId(Text, 'schedule-problem').text).toBe('Choose at least one day.');
    page.findByTestId(ToggleGroup, 'weekdays').trigger('onChange', ['1'] as never);
    page.findByTestId(NumberInput, 'first-email-delay').trigger('onChange', Number.NaN as never);
    expect(page.findByTestId(Text, 'schedule-problem').text).toContain('whole number');
  });

  it('shows a time that is not on the half hour', async () => {
    const page = await showSettings(
      { ...settings, schedule: { ...settings.schedule, startMinute: 545 } },
      'sending',
    );
    const { value, options } = page.findByTestId(Select, 'schedule-start').props;
    expect(value).toBe(545);
    expect(options.find((option) => option.value === 545)?.label).toBe('09:05');
    expect(options.at(-1)?.label).toBe('24:00');
  });
});

describe('leads that nobody picks up', () => {
  it('saves how often the owner is reminded', async () => {
    const page = await showSettings(settings, 'lead-handling');
    page.findByTestId(NumberInput, 'remind-days').trigger('onChange', 3 as never);
    page.backend.on('PUT /api/settings', { ...settings, remindEveryDays: 3 });
    await press(page, 'save-at-risk');
    expect(sent(page)?.body).toEqual({ remindEveryDays: 3, remindTimes: 5 });
    expect(page.findByTestId(LoadingButton, 'save-at-risk').props.disabled).toBe(true);
  });

  it('refuses what is no number of days', async () => {
    const page = await showSettings(settings, 'lead-handling');
    page.findByTestId(NumberInput, 'remind-days').trigger('onChange', 0 as never);
    expect(page.findByTestId(NumberInput, 'remind-days').props.validationMessage).toBe(
      'Enter a whole number from 1 to 30.',
    );
  });
});

describe('regular check', () => {
  const enter = async (minutes: number) => {
    const page = await showSettings(settings, 'connection');
    page.findByTestId(NumberInput, 'reconcile-minutes').trigger('onChange', minutes as never);
    return page;
  };

  it('saves how often Baton looks itself, and says when that begins', async () => {
    const page = await enter(15);
    page.backend.on('PUT /api/settings', { ...settings, reconcileMinutes: 15 });
    await press(page, 'save-regular-check');
    expect(sent(page)?.body).toEqual({ reconcileMinutes: 15 });
    expect(page.alerts().at(-1)?.message).toContain('every 15 minutes');
    expect(page.findByTestId(LoadingButton, 'save-regular-check').props.disabled).toBe(true);
  });

  it.each([0, 61, 2.5, Number.NaN, -1])('refuses %d minutes', async (minutes) => {
    const page = await enter(minutes);
    const { error, validationMessage } = page.findByTestId(NumberInput, 'reconcile-minutes').props;
    expect([error, validationMessage]).toEqual([true, 'Enter a whole number of minutes from 1 to 60.']);
    expect(page.findByTestId(LoadingButton, 'save-regular-check').props.disabled).toBe(true);
  });

  it('has nothing to save as long as it is as it was', async () => {
    const page = await enter(5);
    expect(page.findByTestId(NumberInput, 'reconcile-minutes').props.error).toBe(false);
    expect(page.findByTestId(LoadingButton, 'save-regular-check').props.disabled).toBe(true);
  });
});
