import { Alert, Button, Select, Text, Toggle } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { OptOutsView } from './contract.ts';
import { settings, showSettings } from './test-settings.tsx';

const route = 'PUT /api/settings';
const sharing: OptOutsView = {
  ...settings.optOuts,
  share: true,
  granted: true,
  types: [{ id: '1001', name: 'One to One' }],
};
const show = (optOuts: Partial<OptOutsView>) =>
  showSettings({ ...settings, optOuts: { ...settings.optOuts, ...optOuts } }, 'do-not-contact');

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

it('says what does not stop while it is off, and whom HubSpot will be told of', async () => {
  const page = await show({ unsubscribed: 1_200 });
  expect(page.findByTestId(Text, 'opt-outs-off').text).toMatch(/does not stop.*1,200 people/);
  page.backend.on(route, { ...settings, optOuts: { ...sharing, granted: false, types: null } });
  // the renderer types an event's argument as the handler's own type, hence `never`
  page.findByTestId(Toggle, 'share-opt-outs').trigger('onChange', true as never);
  await settle();
  expect(page.backend.calls.findLast(({ method }) => method === 'PUT')?.body).toEqual({ shareOptOuts: true });
  expect(page.findByTestId(Alert, 'opt-outs-not-granted').toString()).toContain('does not stop');
  expect(page.findByTestId(Button, 'allow-opt-outs').props.href).toEqual({
    url: settings.optOuts.installUrl,
    external: true,
  });
});

it('lets an admin choose the subscription type, and says when it is gone', async () => {
  const page = await show(sharing);
  expect(page.findByTestId(Select, 'subscription-type').props.value).toBe('all');
  page.backend.on(route, { ...settings, optOuts: { ...sharing, subscriptionType: '1001' } });
  page.findByTestId(Select, 'subscription-type').trigger('onChange', '1001' as never);
  await settle();
  expect(page.backend.calls.findLast(({ method }) => method === 'PUT')?.body).toEqual({
    subscriptionType: '1001',
  });
  const gone = await show({ ...sharing, subscriptionType: '9' });
  expect(gone.findByTestId(Select, 'subscription-type').props).toMatchObject({ value: '', error: true });
});
