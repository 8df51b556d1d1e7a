import { Alert, Button, Input, LoadingButton, SearchInput, Text, Tile } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { advance, settle, TestBackend, testOrigin, useFakeTime } from '../requests/test-backend.ts';
import { UnsavedProvider } from '../unsaved/unsaved.tsx';
import type { FieldsPreview, FieldsView, FieldView, PropertyChoice } from './contract.ts';
import { Fields } from './fields.tsx';

const formats = [
  { value: 'long', label: '30 November 2026' },
  { value: 'short', label: '30/11/2026' },
];
const renewal: FieldView = {
  tag: 'renewal',
  insert: '{{ field.renewal }}',
  label: 'Renewal date',
  renamedFrom: null,
  object: 'contact',
  property: 'renewal_date',
  kind: 'Date',
  format: 'long',
  formats,
  fallback: '',
  trouble: null,
  meanwhile: null,
  usedBy: [],
};
const view = (...fields: FieldView[]): FieldsView => ({
  always: [
    { insert: '{{ field.company_name }}', label: 'Name of the company record', from: 'Primary company' },
  ],
  fields,
  most: 100,
  companies: null,
  installUrl: 'https://baton.example.com/oauth/install',
  unchecked: null,
});
const choice: PropertyChoice = {
  object: 'contact',
  property: 'plan',
  label: 'Plan',
  kind: 'Text',
  formats: [{ value: 'text', label: 'As it is' }],
  tag: 'plan',
  refused: null,
};
const secret = {
  ...choice,
  property: 'salary',
  label: 'Salary',
  refused: 'HubSpot keeps it as sensitive data.',
};
const said = (text: string | null): FieldsPreview => ({
  contact: { id: '7', name: 'Ada Lovelace' },
  language: 'German',
  values: [
    { tag: 'renewal', label: 'Renewal date', text, fallback: false },
    { tag: 'plan', label: 'Plan', text: 'Gold', fallback: false },
  ],
});

async function show(first: FieldsView | null) {
  const backend = new TestBackend();
  if (first) backend.on('GET /api/fields', first);
  const renderer = createRenderer('settings');
  renderer.mocks.context.variables = { API_ORIGIN: testOrigin };
  renderer.render(
    <UnsavedProvider>
      <Fields />
    </UnsavedProvider>,
  );
  await settle();
  return { backend, text: () => renderer.getRootNode().toString(), ...renderer };
}
type Page = Awaited<ReturnType<typeof show>>;
/** The renderer types an event's argument as the handler's own type, hence `never`. */
const type = (page: Page, testId: string, text: string) =>
  page.findByTestId(Input, testId).trigger('onInput', text as never);
const press = async (page: Page, testId: string) => {
  page.findByTestId(LoadingButton, testId).trigger('onClick');
  await settle();
};

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

it('shows what a field is, who prints it, and what is wrong with it', async () => {
  const trouble = '“Renewal date” was deleted in HubSpot.';
  const lost = { ...renewal, trouble, meanwhile: 'Emails that print it wait.', usedBy: ['Renewals'] };
  const page = await show(view(lost, { ...renewal, tag: 'plan', label: 'Plan', renamedFrom: 'Tier' }));
  expect(page.findByTestId(Alert, 'trouble-renewal').props.title).toBe(trouble);
  expect(page.text()).toContain('printed by Renewals');
  expect(page.text()).toContain('HubSpot called it “Tier” before');
  expect(page.findByTestId(LoadingButton, 'remove-renewal').props.disabled).toBe(true);
});

it('maps a property that is found by its name, and shows what it says of a contact before it is saved', async () => {
  const page = await show(view());
  page.backend.on('POST /api/fields/preview', said('1. März 2027'));
  type(page, 'fields-contact', 'ada@x.example');
  await press(page, 'show-contact');
  expect(page.text()).toContain('in emails to Ada Lovelace, in German');
  page.backend.on('GET /api/fields/properties', { properties: [choice, secret], more: 3, reason: null });
  page.findByTestId(Button, 'add-field').trigger('onClick');
  await advance(400);
  page.findByTestId(SearchInput, 'search-properties').trigger('onInput', 'pl' as never);
  await advance(400);
  expect(page.backend.last()?.path).toBe('/api/fields/properties?object=contact&search=pl');
  expect(page.findByTestId(Button, 'choose-salary').props.disabled).toBe(true);
  expect(page.text()).toContain('sensitive data');
  page.findByTestId(Button, 'choose-plan').trigger('onClick');
  await advance(400);
  expect(page.findByTestId(Text, 'says-plan').text).toBe('“Gold”');
  type(page, 'field-tag', 'No tag');
  expect(page.findByTestId(LoadingButton, 'save-field').props.disabled).toBe(true);
  type(page, 'field-tag', 'plan_name');
  type(page, 'fallback-new', 'your plan');
  page.backend.on('POST /api/fields', view({ ...renewal, tag: 'plan_name' }));
  await press(page, 'save-field');
  const sent = page.backend.calls.find(({ method, path }) => method === 'POST' && path === '/api/fields');
  expect(sent?.body).toEqual({
    tag: 'plan_name',
    object: 'contact',
    property: 'plan',
    format: 'text',
    fallback: 'your plan',
  });
  expect(page.findByTestId(Tile, 'field-plan_name')).toBeTruthy();
  expect(page.maybeFindByTestId(Tile, 'new-field')).toBeNull();
});

it('changes how a field is printed, and says where a contact has no value', async () => {
  const page = await show(view(renewal));
  page.backend.on('POST /api/fields/preview', said(null));
  type(page, 'fields-contact', '7');
  await press(page, 'show-contact');
  expect(page.findByTestId(Text, 'says-renewal').text).toBe('Empty for Ada Lovelace: the email would wait.');
  page.findByTestId(Button, 'edit-renewal').trigger('onClick');
  type(page, 'fallback-renewal', 'soon');
  page.backend.on('PUT /api/fields/renewal', view({ ...renewal, fallback: 'soon' }));
  await press(page, 'save-renewal');
  expect(page.backend.calls.find(({ method }) => method === 'PUT')?.body).toEqual({
    format: 'long',
    fallback: 'soon',
  });
  expect(page.text()).toContain('Fallback: “soon”.');
});

it('says that companies cannot be read, that HubSpot was not asked, and that nothing came', async () => {
  const page = await show({ ...view(), companies: 'Baton may not read companies.', unchecked: 'Later.' });
  expect(page.maybeFindByTestId(Alert, 'no-companies')).not.toBeNull();
  expect(page.maybeFindByTestId(Alert, 'unchecked')).not.toBeNull();
  expect(page.text()).toMatch(/Later\.[^]*Baton may not read companies\./);
  const failed = await show(null);
  expect(failed.findByTestId(Alert, 'fields-failed').props.title).toBe('The fields cannot be shown');
});
