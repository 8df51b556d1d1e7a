import { Tabs } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { TestBackend, settle, testOrigin } from '../requests/test-backend.ts';
import type { AssistantView, SettingsSection, SettingsView } from './contract.ts';
import type { Place } from './sections.ts';
import { SettingsPage } from './settings-page.tsx';

export const tara: AssistantView = {
  id: 'a1',
  name: 'Tara',
  email: 'tara@acme.example',
  role: 'Sales assistant',
  signature: 'Tara',
  companyDescription: 'Acme makes anvils.',
  defaultContext: 'Offer a call.',
  sequenceId: 's1',
  language: 'en',
  brochureUrl: null,
  calendarUrl: null,
  status: 'ALL_WORKING_WELL',
  nextStep: 'Nothing to do.',
  ownerId: '70',
  contacts: 12,
  hasOwnMailbox: false,
  dailyCap: 80,
  warmUp: false,
  today: { sent: 12, allowed: 80, warming: false, trouble: null },
};

export const settings: SettingsView = {
  connection: {
    portalId: '4242',
    status: 'connected',
    reason: null,
    connectedBy: 'ada@acme.example',
    installUrl: 'https://baton.example.com/oauth/install',
    scopes: [
      { name: 'crm.objects.contacts.read', purpose: 'Read contacts.', granted: true, required: true },
      {
        name: 'settings.users.write',
        purpose: 'Create the assistant as a user.',
        granted: true,
        required: false,
      },
    ],
    features: [{ name: 'Create assistants as HubSpot users', reason: null }],
    lastEventAt: Date.UTC(2026, 10, 20, 11),
    provisioned: true,
  },
  disconnecting: null,
  status: 'ALL_WORKING_WELL',
  assistants: [tara],
  owners: [
    { ownerId: '70', name: 'Tara', email: 'Tara@acme.example' },
    { ownerId: '71', name: 'Rae Rep', email: 'rae@acme.example' },
    { ownerId: '72', name: 'Omar', email: 'omar@acme.example' },
  ],
  sequences: [{ id: 's1', name: 'Recommended', steps: 8 }],
  fallbackOwnerId: null,
  leadStatus: {
    options: [
      { value: 'NEW', label: 'New' },
      { value: 'IN_PROGRESS', label: 'In progress' },
    ],
    mapping: { New: 'NEW', Cold: 'IN_PROGRESS', Processed: null },
    missing: [],
  },
  schedule: { weekdays: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1_020 },
  firstEmailDelayMinutes: 10,
  reconcileMinutes: 5,
  remindEveryDays: 2,
  remindTimes: 5,
  repsSee: 'own',
  contextLabels: [],
  writeToSubstitutes: false,
  sending: {
    postalAddress: 'Acme Inc.\n25 First Street, Cambridge',
    waitingForAddress: 0,
    disclosure: 'where-required',
    disclosureWords: {},
    languages: [
      { code: 'en', name: 'English', words: '{name} is an AI assistant.' },
      { code: 'de', name: 'German', words: '{name} ist ein KI-Assistent.' },
    ],
    observeHolidays: true,
    trackEngagement: false,
    closedDays: [],
  },
  api: {
    perTenSeconds: 110,
    perDay: null,
    set: null,
    bound: 110,
    used: 1_234,
    spent: false,
    waiting: null,
    dayEndsAt: Date.UTC(2026, 10, 21),
  },
  dataSync: { on: true, since: null, waiting: 0, firstSync: null },
  setUp: null,
  emailActivity: { on: true, since: null },
  optOuts: {
    share: false,
    granted: false,
    installUrl: 'https://baton.example.com/oauth/install?with=opt-outs',
    subscriptionType: null,
    types: null,
    unsubscribed: 0,
  },
  languageModel: {
    enabled: false,
    writes: false,
    kind: 'openai',
    model: '',
    baseUrl: null,
    dailyTokens: 200_000,
    prices: null,
    dailyCost: null,
    hasKey: false,
    today: { questions: 0, tokens: 0, cost: null },
    lastFailure: null,
    failingSince: null,
    pausedUntil: null,
    usedUpUntil: null,
  },
  counts: { knowledge: 0, phrases: 0, exclusions: 0, fields: 0 },
  warnings: [],
};

/** Renders a section of the settings page, or all at a glance, against a test backend. */
export async function showSettings(view: SettingsView | null, section?: SettingsSection) {
  const backend = new TestBackend();
  if (view) backend.on('GET /api/settings', view);
  backend.on('GET /api/phrases', { phrases: [], most: 500 });
  backend.on('GET /api/model-trial', { trial: null });
  backend.on('GET /api/exclusions?search=&page=0', { total: 0, found: 0, shown: [], page: 0, pages: 1 });
  backend.on('GET /api/fields', {
    always: [],
    fields: [],
    most: 100,
    companies: null,
    installUrl: 'https://baton.example.com/oauth/install',
    unchecked: null,
  });
  const renderer = createRenderer('settings');
  renderer.mocks.context.variables = { API_ORIGIN: testOrigin };
  renderer.mocks.context.user.email = 'ada@acme.example';
  renderer.render(<SettingsPage />);
  await settle();
  const goTo = async (place: Place) => {
    // the renderer types an event's argument as the handler's own type, hence `never`
    renderer.findByTestId(Tabs, 'sections').trigger('onSelectedChange', place as never);
    await settle();
  };
  if (section) await goTo(section);
  const alerts = () => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);
  const text = () => renderer.getRootNode().toString();
  return { backend, alerts, text, goTo, ...renderer };
}
