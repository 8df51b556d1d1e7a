import type { StatusTagProps } from '@hubspot/ui-extensions';
import type { AssistantStatus, SettingsSection, SettingsView } from './contract.ts';

type Tone = NonNullable<StatusTagProps['variant']>;

export const statusWords: Readonly<Record<AssistantStatus, { label: string; tone: Tone }>> = {
  ASSISTANT_NOT_YET_CREATED: { label: 'No assistant yet', tone: 'default' },
  ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM: { label: 'Not a HubSpot user', tone: 'danger' },
  ASSISTANT_EXISTS_AS_USER_IN_CRM: { label: 'Ready, nothing assigned yet', tone: 'info' },
  ALL_WORKING_WELL: { label: 'All working well', tone: 'success' },
};

export const connectionWords: Readonly<
  Record<SettingsView['connection']['status'], { label: string; tone: Tone }>
> = {
  connected: { label: 'Connected', tone: 'success' },
  disconnected: { label: 'Disconnected', tone: 'danger' },
  'not-connected': { label: 'Not connected', tone: 'warning' },
};

/** The one thing an admin should do next, and where, if it is here; null when everything works. */
export function nextThingToDo(view: SettingsView): { text: string; section?: SettingsSection } | null {
  if (view.connection.status === 'not-connected') return { text: 'Connect Baton to this HubSpot account.' };
  if (view.connection.status === 'disconnected')
    return { text: 'Connect Baton again, so that it can go on working.', section: 'connection' };
  // what is to be done stands on the page as a whole
  if (view.setUp !== null) return null;
  if (view.assistants.length === 0) return { text: 'Add your first assistant.', section: 'assistants' };
  const waiting = view.assistants.find(({ status }) => status !== 'ALL_WORKING_WELL');
  if (!waiting) return null;
  const text = `${waiting.name}: ${waiting.nextStep}`;
  // an assistant that is ready waits for a contact, which is handed over in HubSpot
  return waiting.status === 'ASSISTANT_EXISTS_AS_USER_IN_CRM' ? { text } : { text, section: 'assistants' };
}
