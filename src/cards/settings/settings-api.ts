import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import type { Api } from '../requests/api.ts';
import type {
  ApiBudget,
  LanguageModelChange,
  LanguageModelTest,
  MailDomain,
  NewAssistant,
  SettingsChange,
  SetUpStep,
  SettingsView,
} from './contract.ts';

/** The routes of contract.ts. */
export interface SettingsApi {
  view(): Promise<Answer<SettingsView>>;
  change(change: SettingsChange): Promise<Answer<SettingsView>>;
  addAssistant(assistant: NewAssistant): Promise<Answer<SettingsView>>;
  changeAssistant(id: string, assistant: NewAssistant): Promise<Answer<SettingsView>>;
  removeAssistant(id: string): Promise<Answer<SettingsView>>;
  refreshAssistant(id: string): Promise<Answer<SettingsView>>;
  inviteAssistant(id: string): Promise<Answer<SettingsView>>;
  sendTestMail(id: string, to: string): Promise<Answer<{ problems: string[] }>>;
  mailDomain(id: string): Promise<Answer<MailDomain>>;
  resumeMailbox(id: string): Promise<Answer<SettingsView>>;
  addLeadStatusOption(): Promise<Answer<SettingsView>>;
  changeContextLabels(labels: SettingsView['contextLabels']): Promise<Answer<SettingsView>>;
  changeLanguageModel(change: LanguageModelChange): Promise<Answer<SettingsView>>;
  testLanguageModel(): Promise<Answer<LanguageModelTest>>;
  /** null: as many calls as HubSpot lets an app make. */
  changeBudget(apiBudget: ApiBudget | null): Promise<Answer<SettingsView>>;
  switchDataSync(on: boolean): Promise<Answer<SettingsView>>;
  saveSetUp(step: SetUpStep): Promise<Answer<SettingsView>>;
  switchEmailActivity(on: boolean): Promise<Answer<SettingsView>>;
  disconnect(): Promise<Answer<SettingsView>>;
}

export function createSettingsApi(api: Api): SettingsApi {
  const assistant = (id: string, action = '') => `/api/assistants/${encodeURIComponent(id)}${action}`;
  const view = (pending: Promise<Answer<SettingsView>>) => withField(pending, 'connection');
  return {
    view: () => view(api.get('/api/settings')),
    change: (change) => view(api.put('/api/settings', change)),
    addAssistant: (added) => view(api.post('/api/assistants', added)),
    changeAssistant: (id, changed) => view(api.put(assistant(id), changed)),
    removeAssistant: (id) => view(api.remove(assistant(id))),
    refreshAssistant: (id) => view(api.post(assistant(id, '/refresh'))),
    inviteAssistant: (id) => view(api.post(assistant(id, '/invite'))),
    sendTestMail: (id, to) => withField(api.post(assistant(id, '/test-mail'), { to }), 'problems'),
    mailDomain: (id) => withField(api.get(assistant(id, '/domain')), 'findings'),
    resumeMailbox: (id) => view(api.post(assistant(id, '/resume-mailbox'))),
    addLeadStatusOption: () => view(api.post('/api/settings/add-lead-status-option')),
    changeContextLabels: (labels) => view(api.put('/api/settings/context-labels', { labels })),
    changeLanguageModel: (change) => view(api.put('/api/settings/language-model', change)),
    testLanguageModel: () => withField(api.post('/api/settings/language-model/test'), 'problem'),
    changeBudget: (apiBudget) => view(api.put('/api/settings/api-budget', { apiBudget })),
    switchDataSync: (on) => view(api.put('/api/settings/data-sync', { on })),
    saveSetUp: (step) => view(api.put('/api/settings/set-up', step)),
    switchEmailActivity: (on) => view(api.put('/api/settings/email-activity', { on })),
    disconnect: () => view(api.post('/api/settings/disconnect')),
  };
}
