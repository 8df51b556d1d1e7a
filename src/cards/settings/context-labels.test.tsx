import { Button, Flex, Input, LoadingButton, Select } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import { settings, showSettings } from './test-settings.tsx';

const route = 'PUT /api/settings/context-labels';
const hook = { word: 'Hook', label: 'why' } as const;
type Page = Awaited<ReturnType<typeof showSettings>>;
const add = async (page: Page, word: string) => {
  // the renderer types an event's argument as the handler's own type, hence `never`
  page.findByTestId(Input, 'label-word').trigger('onInput', word as never);
  page.findByTestId(Select, 'label-meaning').trigger('onChange', 'private' as never);
  page.findByTestId(LoadingButton, 'add-label').trigger('onClick');
  await settle();
};

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

it('an admin adds a label to those that are there, and takes one away', async () => {
  const page = await showSettings({ ...settings, contextLabels: [hook] }, 'knowledge');
  expect(page.findByTestId(LoadingButton, 'add-label').props.disabled).toBe(true);
  const labels = [hook, { word: 'Geheimsache', label: 'private' }];
  page.backend.on(route, { ...settings, contextLabels: labels });
  await add(page, ' Geheimsache ');
  expect(page.backend.calls.find(({ method }) => method === 'PUT')?.body).toEqual({ labels });
  page.findByTestId(Flex, 'own-label-Hook').find(Button).trigger('onClick');
  await settle();
  expect(page.backend.calls.findLast(({ method }) => method === 'PUT')?.body).toEqual({
    labels: [labels[1]],
  });
});

it('a word that can be no label is refused in words, and stays', async () => {
  const page = await showSettings(settings, 'knowledge');
  page.backend.on(
    route,
    { code: 'REQUEST_INVALID', message: '“Offer” is a label of Baton’s own already.' },
    400,
  );
  await add(page, 'Offer');
  expect(page.findByTestId(Input, 'label-word').props).toMatchObject({
    error: true,
    validationMessage: '“Offer” is a label of Baton’s own already.',
  });
});
