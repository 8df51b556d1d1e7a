import {
  Alert,
  LineChart,
  LoadingButton,
  NumberInput,
  ProgressBar,
  Select,
  Text,
  Toggle,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { ApiUse, SettingsView } from '../settings/contract.ts';
import { settings, showSettings } from '../settings/test-settings.tsx';
import { presetOf, spanWords } from './words.ts';

const days = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);
const use: ApiUse = {
  said: {
    most: 110,
    intervalMs: 10_000,
    remaining: 97,
    daily: null,
    dailyRemaining: null,
    at: Date.UTC(2026, 10, 30, 9),
  },
  day: '2026-11-30',
  days,
  counts: [
    { day: '2026-11-29', purpose: 'assignment', calls: 1_500 },
    { day: '2026-11-30', purpose: 'assignment', calls: 20 },
    { day: '2026-11-30', purpose: 'hand-back', calls: 4 },
  ],
  estimate: { per1000: 6_250, measured: { contacts: 240, calls: 1_500 } },
};

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Page = Awaited<ReturnType<typeof show>>;

/** The section, with the settings changed so. */
async function show(change: Partial<SettingsView> = {}, answer: ApiUse | null = use) {
  const page = await showSettings({ ...settings, ...change });
  if (answer) page.backend.on('GET /api/settings/api-use', answer);
  await page.goTo('hubspot-api');
  return page;
}
/** The renderer types an event's argument as the handler's own type, hence `never`. */
const choose = (page: Page, preset: string) =>
  page.findByTestId(Select, 'budget-preset').trigger('onChange', preset as never);
const save = async (page: Page) => {
  page.findByTestId(LoadingButton, 'save-api-budget').trigger('onClick');
  await settle();
};
const bodies = (page: Page, path: string) =>
  page.backend.calls.filter((call) => call.path === path).map(({ body }) => body);

describe('the API budget', () => {
  it('is a preset of HubSpot’s subscriptions, and says where an app’s own bound counts', async () => {
    const page = await show();
    expect(page.text()).toContain('1,234 calls today. There is no daily limit.');
    expect(page.findByTestId(Select, 'budget-preset').props.value).toBe('default');
    choose(page, 'professional');
    expect(page.findByTestId(Text, 'budget-bound').toString()).toContain('at most 110 calls');
    page.backend.on('PUT /api/settings/api-budget', settings);
    await save(page);
    expect(bodies(page, '/api/settings/api-budget')).toEqual([
      { apiBudget: { perTenSeconds: 150, perDay: 500_000 } },
    ]);
  });

  it('takes other numbers, and refuses what makes no sense', async () => {
    const page = await show();
    choose(page, 'own');
    const enter = (testId: string, value: number) =>
      page.findByTestId(NumberInput, testId).trigger('onChange', value as never);
    enter('budget-burst', 5);
    expect(page.findByTestId(LoadingButton, 'save-api-budget').props.disabled).toBe(true);
    enter('budget-burst', 60);
    enter('budget-day', 40_000);
    page.backend.on('PUT /api/settings/api-budget', settings);
    await save(page);
    expect(bodies(page, '/api/settings/api-budget')).toEqual([
      { apiBudget: { perTenSeconds: 60, perDay: 40_000 } },
    ]);
  });

  it('shows how much of the day is used, and what waits', async () => {
    const api = {
      ...settings.api,
      perDay: 250_000,
      used: 212_345,
      waiting: 'bulk',
      set: { perTenSeconds: 100, perDay: 250_000 },
    } as const;
    const text = 'API budget reached: emails to be logged wait until 1 December, 00:00.';
    const page = await show({ api, warnings: [{ section: 'hubspot-api', text }] });
    page.find(Alert, { title: text });
    const bar = page.findByTestId(ProgressBar, 'budget-today');
    expect(bar.props).toMatchObject({ value: 212_345, maxValue: 250_000, variant: 'warning' });
    expect(page.findByTestId(Select, 'budget-preset').props.value).toBe('starter');
  });
});

describe('what calls are made for', () => {
  it('is told for today and 30 days, with HubSpot’s own words and an estimate', async () => {
    const page = await show();
    expect(page.findByTestId(Text, 'hubspot-says').toString()).toContain('110 calls in 10 seconds, 97 left');
    expect(page.findByTestId(Text, 'estimate').toString()).toContain(
      'About 6,250 calls, as in the last 30 days: 1,500 calls for 240 contacts.',
    );
    const { data } = page.findByTestId(LineChart, 'use-days').props;
    const calls = Array.isArray(data) ? data.map((row) => row['calls']) : [];
    expect(calls).toHaveLength(30);
    expect(calls.slice(-2)).toEqual([1_500, 24]);
  });

  it('warns where HubSpot takes less than is allowed', async () => {
    const page = await show({}, { ...use, said: use.said && { ...use.said, most: 100 } });
    expect(page.findByTestId(Alert, 'too-much').props.title).toContain('takes 100 calls');
  });

  it('says so where there is none yet, and where it cannot be told', async () => {
    const none = { ...use, said: null, counts: [], estimate: { per1000: 9_000, measured: null } };
    const page = await show({}, none);
    page.findByTestId(Text, 'no-calls');
    expect(page.text()).toContain('as measured in tests');
    expect(page.text()).toContain('HubSpot tells its limit with its answers');
    const failed = await show({}, null);
    expect(failed.text()).toContain('the use of the API');
  });
});

describe('the switches', () => {
  it('data sync says what waits, and how far the first sync is', async () => {
    const since = Date.UTC(2026, 10, 20);
    const page = await show({ dataSync: { on: false, since, waiting: 12, firstSync: null } });
    expect(page.findByTestId(Text, 'data-sync-off').toString()).toContain('12 changes wait to be written');
    const firstSync = { done: 501, total: 2_004, remainingMs: 180_000 };
    page.backend.on('PUT /api/settings/data-sync', {
      ...settings,
      dataSync: { on: true, since, waiting: 0, firstSync },
    });
    page.findByTestId(Toggle, 'switch-data-sync').trigger('onChange', true as never);
    await settle();
    expect(bodies(page, '/api/settings/data-sync')).toEqual([{ on: true }]);
    expect(page.findByTestId(ProgressBar, 'first-sync').props.valueDescription).toBe(
      '501 of 2,004 contacts, about 3 minutes left',
    );
  });

  it('email activity says that nothing is made up for', async () => {
    const page = await show();
    page.backend.on('PUT /api/settings/email-activity', {
      ...settings,
      emailActivity: { on: false, since: Date.UTC(2026, 10, 20) },
    });
    page.findByTestId(Toggle, 'switch-email-activity').trigger('onChange', false as never);
    await settle();
    expect(page.findByTestId(Text, 'email-activity-state').toString()).toContain('is not logged later');
  });
});

it('numbers that are a preset are shown as it, and spans in words', () => {
  expect(presetOf({ perTenSeconds: 200, perDay: 1_000_000 })).toBe('add-on');
  expect(presetOf({ perTenSeconds: 200, perDay: null })).toBe('own');
  expect([20_000, 60_000, 600_000, 8_000_000].map(spanWords)).toEqual([
    'less than a minute',
    'about a minute',
    'about 10 minutes',
    'about 2 hours',
  ]);
});
