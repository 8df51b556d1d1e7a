import { Alert, Button, LoadingButton, Select, StepIndicator, Tile, Toggle } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { SettingsView } from '../settings/contract.ts';
import { settings, showSettings } from '../settings/test-settings.tsx';

const put = 'PUT /api/settings/set-up';
const begun = (setUp: SettingsView['setUp'], more: Partial<SettingsView> = {}): SettingsView => ({
  ...settings,
  assistants: [],
  status: 'ASSISTANT_NOT_YET_CREATED',
  setUp,
  ...more,
});
const set = { perTenSeconds: 100, perDay: 250_000 };

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

const show = (view: SettingsView) => showSettings(view);
const go = async (page: Awaited<ReturnType<typeof show>>) => {
  page.findByTestId(LoadingButton, 'set-up-next').trigger('onClick');
  await settle();
};

it('three steps after connecting, each saved for itself', async () => {
  const page = await show(begun({ limits: false, dataSync: false }));
  expect(page.text()).toContain('Set up Baton: step 1 of 3');
  expect(page.text()).toContain('no assistant can be added');
  // the renderer types an event's argument as the handler's own type, hence `never`
  page.findByTestId(Select, 'set-up-limits').trigger('onChange', 'starter' as never);
  page.backend.on(put, begun({ limits: true, dataSync: false }, { api: { ...settings.api, set } }));
  await go(page);
  expect(page.backend.last()?.body).toEqual({ step: 'limits', apiBudget: set });
  expect(page.text()).toContain('step 2 of 3');
  page.findByTestId(Toggle, 'set-up-sync').trigger('onChange', false as never);
  expect(page.text()).toContain('new assignments and emails wait');
  const done = begun({ limits: true, dataSync: true }, { api: { ...settings.api, set } });
  page.backend.on(put, { ...done, dataSync: { ...settings.dataSync, on: false } });
  await go(page);
  expect(page.backend.last()?.body).toEqual({ step: 'data-sync', on: false });
  expect(page.text()).toContain('Off: assignments and emails wait');
  page.backend.on(put, begun(null));
  await go(page);
  expect(page.backend.last()?.body).toEqual({ step: 'finish' });
  expect(page.maybeFindByTestId(Tile, 'set-up')).toBeNull();
  expect(page.text()).toContain('Add your first assistant.');
});

it('goes on where somebody left it, and back to what is saved, not ahead', async () => {
  const page = await show(begun({ limits: true, dataSync: false }));
  expect(page.text()).toContain('step 2 of 3');
  const steps = () => page.findByTestId(StepIndicator, 'set-up-steps');
  steps().trigger('onClick', 2 as never);
  expect(page.text()).toContain('step 2 of 3');
  steps().trigger('onClick', 0 as never);
  expect(page.text()).toContain('step 1 of 3');
});

it('says that somebody else has finished it, and shows no step any more', async () => {
  const page = await show(begun({ limits: false, dataSync: false }));
  page.backend
    .on(put, { code: 'CONFLICT', message: 'The set-up was finished meanwhile.' }, 409)
    .on('GET /api/settings', begun(null));
  await go(page);
  expect(JSON.stringify(page.alerts())).toContain('finished meanwhile');
});

it('comes before the first assistant', async () => {
  const page = await showSettings(begun({ limits: true, dataSync: true }), 'assistants');
  page.findByTestId(Alert, 'set-up-first');
  expect(page.maybeFindByTestId(Button, 'add-assistant')).toBeNull();
});
