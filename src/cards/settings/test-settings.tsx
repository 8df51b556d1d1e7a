import { createRenderer } from '@hubspot/ui-extensions/testing';
import { TestBackend, settle, testOrigin } from '../requests/test-backend.ts';
import type { AssistantView, SettingsView } from './contract.ts';
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
  brochureUrl: null,
  calendarUrl: null,
  status: 'ALL_WORKING_WELL',
  nextStep: 'Nothing to do.',
  ownerId: '70',
  contacts: 12,
  hasOwnMailbox: false,
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
  repsSee: 'own',
  languageModel: {
    enabled: false,
    kind: 'openai',
    model: '',
    baseUrl: null,
    dailyTokens: 200_000,
    prices: null,
    dailyCost: null,
    hasKey: false,
    today: { questions: 0, tokens: 0, cost: null },
    lastFailure: null,
    pausedUntil: null,
  },
  warnings: [],
};

/** Renders the settings page against a test backend. */
export async function showSettings(view: SettingsView | null) {
  const backend = new TestBackend();
  if (view) backend.on('GET /api/settings', view);
  backend.on('GET /api/phrases', { phrases: [], most: 500 });
  const renderer = createRenderer('settings');
  renderer.mocks.context.variables = { API_ORIGIN: testOrigin };
  renderer.mocks.context.user.email = 'ada@acme.example';
  renderer.render(<SettingsPage />);
  await settle();
  const alerts = () => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);
  const text = () => renderer.getRootNode().toString();
  return { backend, alerts, text, ...renderer };
}
