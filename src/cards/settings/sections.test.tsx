import {
  Alert,
  Button,
  Flex,
  Input,
  LoadingButton,
  NumberInput,
  Tab,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { MailDomain } from './contract.ts';
import { ALL, sectionStates } from './sections.ts';
import { settings, showSettings, tara } from './test-settings.tsx';

type Page = Awaited<ReturnType<typeof showSettings>>;
/** The renderer types an event's argument as the handler's own type, hence `never`. */
const type = (page: Page, testId: string, text: string) =>
  page.findByTestId(TextArea, testId).trigger('onInput', text as never);
const press = (page: Page, testId: string) => page.findByTestId(Button, testId).trigger('onClick');
const titles = (page: Page) => page.findAll(Tab).map(({ props }) => props.title);

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('all settings at a glance', () => {
  it('say how each section stands, in a line', async () => {
    const page = await showSettings({
      ...settings,
      fallbackOwnerId: '71',
      counts: { knowledge: 3, phrases: 1, exclusions: 1_200, fields: 0 },
    });
    const line = (section: string) => page.findByTestId(Tile, `at-a-glance-${section}`).toString();
    expect(line('connection')).toContain('Connected by ada@acme.example, 2 of 2 permissions granted');
    expect(line('assistants')).toContain('Tara: 12 contacts');
    expect(line('sending')).toContain('Mon–Fri 09:00–17:00');
    expect(line('do-not-contact')).toContain('1,200 addresses and domains excluded');
    expect(line('lead-handling')).toContain('Fallback owner: Rae Rep, reminders every 2 days, up to 5');
    expect(line('knowledge')).toContain('3 items');
    expect(line('answers')).toContain('1 phrase taught');
    expect(line('language-model')).toContain('None set up');
    expect(page.text()).not.toContain('Needs attention');
  });

  it('mark what needs attention, and lead to it', async () => {
    const text = 'HubSpot’s own email to people who unsubscribe does not stop yet.';
    const page = await showSettings({
      ...settings,
      warnings: [{ section: 'do-not-contact', text }],
      sending: { ...settings.sending, postalAddress: '' },
    });
    expect(titles(page)).toContain('Do not contact (1)');
    expect(titles(page)).toContain('Sending (1)');
    expect(page.findByTestId(Tile, 'at-a-glance-do-not-contact').toString()).toContain(text);
    press(page, 'open-do-not-contact');
    page.find(Alert, { title: text });
    page.findByTestId(Flex, 'opt-outs');
  });

  it('look at the domains of the assistants by themselves, each once', async () => {
    const wrong: MailDomain = {
      domain: 'acme.example',
      findings: [{ name: 'SPF', state: 'missing', text: 'No SPF record.', enter: null }],
    };
    const page = await showSettings(null);
    page.backend
      .on('GET /api/assistants/a1/domain', wrong)
      .on('GET /api/settings', { ...settings, assistants: [tara, { ...tara, id: 'a2', name: 'Omar' }] });
    page.findByTestId(Button, 'retry').trigger('onClick');
    await settle();
    expect(page.backend.calls.filter(({ path }) => path.endsWith('/domain'))).toHaveLength(1);
    expect(titles(page)).toContain('Assistants (1)');
    expect(page.text()).toContain('acme.example: SPF is missing.');
    await page.goTo('assistants');
    expect(page.findByTestId(Flex, 'mail-domain-a2').toString()).toContain('No SPF record.');
  });
});

describe('what was entered and not saved', () => {
  it('is there again after a look at another section, and is told of meanwhile', async () => {
    const page = await showSettings(settings, 'sending');
    type(page, 'postal-address', 'Acme Ltd.\n1 High Street');
    expect(page.maybeFindByTestId(Alert, 'unsaved')).toBeNull();
    await page.goTo('knowledge');
    expect(page.findByTestId(Alert, 'unsaved').toString()).toContain('Sending');
    press(page, 'back-to-sending');
    expect(page.findByTestId(TextArea, 'postal-address').props.defaultValue).toBe('Acme Ltd.\n1 High Street');
    const sending = { ...settings.sending, postalAddress: 'Acme Ltd.\n1 High Street' };
    page.backend.on('PUT /api/settings', { ...settings, sending });
    page.findByTestId(LoadingButton, 'save-footer').trigger('onClick');
    await settle();
    await page.goTo('knowledge');
    expect(page.maybeFindByTestId(Alert, 'unsaved')).toBeNull();
  });

  it('keeps an open form with what stands in it', async () => {
    const page = await showSettings(settings, 'assistants');
    press(page, 'add-assistant');
    page.findByTestId(Input, 'field-name').trigger('onInput', 'Omar' as never);
    await page.goTo('lead-handling');
    page.findByTestId(Alert, 'unsaved');
    await page.goTo('assistants');
    expect(page.findByTestId(Input, 'field-name').props.defaultValue).toBe('Omar');
    press(page, 'cancel-assistant');
    await page.goTo(ALL);
    expect(page.maybeFindByTestId(Alert, 'unsaved')).toBeNull();
    await page.goTo('assistants');
    press(page, 'add-assistant');
    expect(page.findByTestId(Input, 'field-name').props.defaultValue).toBe('');
  });

  it('can be discarded, and is nothing once it is as it was', async () => {
    const page = await showSettings(settings, 'lead-handling');
    const days = (value: number) =>
      page.findByTestId(NumberInput, 'remind-days').trigger('onChange', value as never);
    days(9);
    days(2);
    await page.goTo(ALL);
    expect(page.maybeFindByTestId(Alert, 'unsaved')).toBeNull();
    await page.goTo('lead-handling');
    days(9);
    await page.goTo(ALL);
    press(page, 'discard-lead-handling');
    expect(page.maybeFindByTestId(Alert, 'unsaved')).toBeNull();
    await page.goTo('lead-handling');
    expect(page.findByTestId(NumberInput, 'remind-days').props.value).toBe(2);
  });
});

it('an account that has to be connected again is told so at a glance', () => {
  const connection = { ...settings.connection, status: 'disconnected' } as const;
  const [first] = sectionStates({ ...settings, connection }, []);
  expect(first?.attention).toEqual(['Connect Baton again, so that it can go on working.']);
});
