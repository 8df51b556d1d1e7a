import {
  Alert,
  Button,
  EmptyState,
  Input,
  LoadingButton,
  Modal,
  Select,
  StatusTag,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import type { AssistantStatus, AssistantView, SettingsView } from './contract.ts';
import { settings, showSettings, tara } from './test-settings.tsx';

type Page = Awaited<ReturnType<typeof showSettings>>;

const withAssistant = (more: Partial<AssistantView>): SettingsView => ({
  ...settings,
  assistants: [{ ...tara, ...more }],
});
/** The renderer types an event's argument as the handler's own type, hence `never`. */
const type = (page: Page, field: string, text: string) =>
  page.findByTestId(Input, `field-${field}`).trigger('onInput', text as never);
const choose = (page: Page, field: string, value: string) =>
  page.findByTestId(Select, `field-${field}`).trigger('onChange', value as never);
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

describe('status of an assistant', () => {
  it.each<[AssistantStatus, string, string]>([
    ['ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM', 'Not a HubSpot user', 'danger'],
    ['ASSISTANT_EXISTS_AS_USER_IN_CRM', 'Ready, nothing assigned yet', 'info'],
    ['ALL_WORKING_WELL', 'All working well', 'success'],
  ])('%s has a tag and a next step', async (status, label, variant) => {
    const page = await showSettings(withAssistant({ status, nextStep: 'Do this next.' }), 'assistants');
    const tag = page.findByTestId(StatusTag, 'status-a1');
    expect([tag.text, tag.props.variant]).toEqual([label, variant]);
    expect(page.findByTestId(Text, 'next-step-a1').text).toBe('Do this next.');
  });

  it('ASSISTANT_NOT_YET_CREATED: the one thing to do is to add one', async () => {
    const page = await showSettings(
      { ...settings, status: 'ASSISTANT_NOT_YET_CREATED', assistants: [] },
      'assistants',
    );
    expect(page.findByTestId(StatusTag, 'status').text).toBe('No assistant yet');
    page.findByTestId(EmptyState, 'no-assistants');
    expect(page.findByTestId(Button, 'add-assistant').props.variant).toBe('primary');
    await page.goTo('all');
    expect(page.findByTestId(Alert, 'next-thing').toString()).toContain('Add your first assistant.');
  });

  it('is looked up anew by Refresh', async () => {
    const page = await showSettings(
      withAssistant({ status: 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM' }),
      'assistants',
    );
    const held = page.backend.hold('POST /api/assistants/a1/refresh');
    await press(page, 'refresh-a1');
    expect(page.findByTestId(LoadingButton, 'refresh-a1').props.loading).toBe(true);
    held[0]?.answer(200, withAssistant({ status: 'ASSISTANT_EXISTS_AS_USER_IN_CRM' }));
    await settle();
    expect(page.alerts()).toEqual([{ type: 'success', message: 'Tara: Ready, nothing assigned yet.' }]);
  });
});

describe('creating the HubSpot user', () => {
  const missingUser = withAssistant({ status: 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM' });

  it('invites and says what to do with the invitation', async () => {
    const page = await showSettings(missingUser, 'assistants');
    page.backend.on('POST /api/assistants/a1/invite', missingUser);
    await press(page, 'invite-a1');
    expect(page.alerts()[0]?.message).toContain('Accept the invitation');
  });

  it('explains the permission it lacks', async () => {
    const scopes = settings.connection.scopes.map((scope) => ({ ...scope, granted: scope.required }));
    const page = await showSettings(
      { ...missingUser, connection: { ...settings.connection, scopes } },
      'assistants',
    );
    expect(page.findByTestId(LoadingButton, 'invite-a1').props.disabled).toBe(true);
    expect(page.findByTestId(Text, 'invite-hint-a1').text).toContain('settings.users.write');
  });

  it('is not offered for a user who exists', async () => {
    const page = await showSettings(settings, 'assistants');
    expect(page.maybeFindByTestId(LoadingButton, 'invite-a1')).toBeNull();
  });
});

describe('adding an assistant', () => {
  async function openForm(): Promise<Page> {
    const page = await showSettings(settings, 'assistants');
    page.findByTestId(Button, 'add-assistant').trigger('onClick');
    return page;
  }

  it('takes an owner who is no assistant yet', async () => {
    const page = await openForm();
    const { options } = page.findByTestId(Select, 'field-owner').props;
    expect(options.map(({ value }) => value)).toEqual(['', '71', '72']);
    choose(page, 'owner', '72');
    expect(page.findByTestId(Input, 'field-name').props.defaultValue).toBe('Omar');
    page.backend.on('POST /api/assistants', settings);
    await press(page, 'save-assistant');
    expect(sent(page)?.body).toEqual({
      name: 'Omar',
      email: 'omar@acme.example',
      role: 'Sales assistant',
      signature: '',
      companyDescription: '',
      defaultContext: '',
      sequenceId: 's1',
      language: 'en',
      brochureUrl: null,
      calendarUrl: null,
      approval: 'none',
      mailbox: null,
      dailyCap: 80,
      mostActive: null,
      warmUp: true,
    });
    expect(page.maybeFindByTestId(Tile, 'assistant-form')).toBeNull();
    expect(page.alerts()).toEqual([{ type: 'success', message: 'Omar is added.' }]);
  });

  it('asks first whether a person’s user is meant, and says what that means', async () => {
    const page = await openForm();
    choose(page, 'owner', '72');
    const message = 'Omar owns contacts, as a person does.';
    page.backend.on('POST /api/assistants', { code: 'CONFIRM_FIRST', message }, 409);
    await press(page, 'save-assistant');
    expect(page.findByTestId(Alert, 'person-doubt').toString()).toContain(message);
    expect(page.findByTestId(LoadingButton, 'save-assistant').text).toBe(
      'Make Omar an assistant all the same',
    );
    page.backend.on('POST /api/assistants', settings);
    await press(page, 'save-assistant');
    expect(sent(page)?.body).toMatchObject({ name: 'Omar', confirmed: true });
  });

  it('takes a new name with its own mailbox', async () => {
    const page = await openForm();
    type(page, 'name', ' Nia ');
    type(page, 'email', 'nia@acme.example ');
    choose(page, 'mailbox', 'own');
    expect(page.findByTestId(Input, 'field-smtpUrl').props.type).toBe('password');
    type(page, 'smtpUrl', 'smtps://nia:pw@mail.acme.example:465');
    page.findByTestId(TextArea, 'field-defaultContext').trigger('onInput', 'Offer a demo.' as never);
    page.backend.on('POST /api/assistants', settings);
    await press(page, 'save-assistant');
    expect(sent(page)?.body).toMatchObject({
      name: 'Nia',
      email: 'nia@acme.example',
      defaultContext: 'Offer a demo.',
      mailbox: { smtpUrl: 'smtps://nia:pw@mail.acme.example:465', imapUrl: null },
    });
  });

  it('names what is missing or wrong, at the field, and sends nothing', async () => {
    const page = await openForm();
    type(page, 'email', 'nobody');
    type(page, 'calendarUrl', 'calendar');
    choose(page, 'mailbox', 'own');
    type(page, 'smtpUrl', 'mail.acme.example');
    type(page, 'imapUrl', 'mail.acme.example');
    await press(page, 'save-assistant');
    for (const field of ['name', 'email', 'calendarUrl', 'smtpUrl', 'imapUrl']) {
      expect(page.findByTestId(Input, `field-${field}`).props.error, field).toBe(true);
    }
    expect(page.findByTestId(Input, 'field-role').props.error).toBe(false);
    expect(sent(page)).toBeUndefined();
  });

  it('keeps what was typed when the backend refuses, and through the page’s own refreshes', async () => {
    const page = await openForm();
    type(page, 'name', 'Nia');
    type(page, 'email', 'nia@acme.example');
    page.backend.on(
      'POST /api/assistants',
      { code: 'REQUEST_INVALID', message: 'This address belongs to a contact.' },
      400,
    );
    await press(page, 'save-assistant');
    await advance(30_000);
    expect(page.alerts()).toEqual([{ type: 'danger', message: 'This address belongs to a contact.' }]);
    page.backend.on('POST /api/assistants', settings);
    await press(page, 'save-assistant');
    expect(sent(page)?.body).toMatchObject({ name: 'Nia', email: 'nia@acme.example' });
  });

  it('can be given up', async () => {
    const page = await openForm();
    page.findByTestId(Button, 'cancel-assistant').trigger('onClick');
    expect(page.maybeFindByTestId(Tile, 'assistant-form')).toBeNull();
  });
});

describe('editing an assistant', () => {
  it('leaves a mailbox that is set alone, unless it is chosen otherwise', async () => {
    const page = await showSettings(withAssistant({ hasOwnMailbox: true }), 'assistants');
    page.findByTestId(Button, 'edit-a1').trigger('onClick');
    expect(page.maybeFindByTestId(Select, 'field-owner')).toBeNull();
    expect(page.findByTestId(Select, 'field-mailbox').props.value).toBe('keep');
    type(page, 'role', 'Host');
    page.backend.on('PUT /api/assistants/a1', withAssistant({ role: 'Host' }));
    await press(page, 'save-assistant');
    expect(sent(page)?.body).toMatchObject({ name: 'Tara', role: 'Host' });
    expect(sent(page)?.body).not.toHaveProperty('mailbox');
  });

  it('goes back to the default mailbox', async () => {
    const page = await showSettings(withAssistant({ hasOwnMailbox: true }), 'assistants');
    page.findByTestId(Button, 'edit-a1').trigger('onClick');
    choose(page, 'mailbox', 'default');
    page.backend.on('PUT /api/assistants/a1', settings);
    await press(page, 'save-assistant');
    expect(sent(page)?.body).toMatchObject({ mailbox: null });
  });

  it('removes after a question, and says why it cannot', async () => {
    const page = await showSettings(settings, 'assistants');
    const modal = page.findByTestId(Button, 'remove-a1').props.overlay?.find(Modal);
    expect(modal?.props.variant).toBe('danger');
    page.backend.on(
      'DELETE /api/assistants/a1',
      { code: 'CONFLICT', message: 'Tara still has 12 contacts.' },
      409,
    );
    page.findByTestId(Button, 'confirm-remove-a1').trigger('onClick');
    await settle();
    expect(page.alerts()).toEqual([{ type: 'warning', message: 'Tara still has 12 contacts.' }]);
    page.backend.on('DELETE /api/assistants/a1', { ...settings, assistants: [] });
    page.findByTestId(Button, 'confirm-remove-a1').trigger('onClick');
    await settle();
    page.findByTestId(EmptyState, 'no-assistants');
  });
});

describe('test mail', () => {
  it('goes to the admin by default', async () => {
    const page = await showSettings(settings, 'assistants');
    page.backend.on('POST /api/assistants/a1/test-mail', { problems: [] });
    await press(page, 'test-mail-a1');
    expect(sent(page)?.body).toEqual({ to: 'ada@acme.example' });
    page.findByTestId(Alert, 'test-mail-sent-a1');
    expect(page.alerts()).toEqual([
      { type: 'success', message: 'The test mail was sent to ada@acme.example.' },
    ]);
  });

  it('lists every problem', async () => {
    const page = await showSettings(settings, 'assistants');
    page.backend.on('POST /api/assistants/a1/test-mail', {
      problems: ['The password is wrong.', 'IMAP does not answer.'],
    });
    page.findByTestId(Input, 'test-mail-to-a1').trigger('onInput', 'me@acme.example' as never);
    await press(page, 'test-mail-a1');
    const problems = page.findByTestId(Alert, 'test-mail-problems-a1').toString();
    expect(problems).toContain('The password is wrong.');
    expect(problems).toContain('IMAP does not answer.');
    expect(page.alerts()[0]?.type).toBe('danger');
  });

  it('says when Baton itself could not try, and needs an address', async () => {
    const page = await showSettings(settings, 'assistants');
    await press(page, 'test-mail-a1');
    page.findByTestId(Alert, 'test-mail-failed-a1');
    page.findByTestId(Input, 'test-mail-to-a1').trigger('onInput', '' as never);
    expect(page.findByTestId(LoadingButton, 'test-mail-a1').props.disabled).toBe(true);
  });
});
