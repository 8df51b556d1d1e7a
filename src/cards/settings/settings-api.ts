import type { Answer, Api } from '../api.ts';
import type { NewAssistant, SettingsChange, SettingsView } from './contract.ts';

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
  addLeadStatusOption(): Promise<Answer<SettingsView>>;
}

export function createSettingsApi(api: Api): SettingsApi {
  const assistant = (id: string, action = '') => `/api/assistants/${encodeURIComponent(id)}${action}`;
  return {
    view: () => api.get('/api/settings'),
    change: (change) => api.put('/api/settings', change),
    addAssistant: (added) => api.post('/api/assistants', added),
    changeAssistant: (id, changed) => api.put(assistant(id), changed),
    removeAssistant: (id) => api.remove(assistant(id)),
    refreshAssistant: (id) => api.post(assistant(id, '/refresh')),
    inviteAssistant: (id) => api.post(assistant(id, '/invite')),
    sendTestMail: (id, to) => api.post(assistant(id, '/test-mail'), { to }),
    addLeadStatusOption: () => api.post('/api/settings/add-lead-status-option'),
  };
}
