import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import type { AddAlertAction } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { useApi } from '../requests/api.ts';
import type { Reader } from '../wording/dates.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import { runAction } from '../requests/run-action.ts';
import type { Action, Run } from '../requests/run-action.ts';
import type { SettingsView } from './contract.ts';
import { createSettingsApi } from './settings-api.ts';
import type { SettingsApi } from './settings-api.ts';

/** What the sections of the page share. */
export interface SettingsTools extends Reader {
  api: SettingsApi;
  /** Email address of the person who looks, offered as the receiver of a test mail. */
  userEmail: string;
  /** Name of the action under way, if any. */
  running: string | null;
  run: Run<SettingsView>;
  addAlert: AddAlertAction;
  closeOverlay: (id: string) => void;
}

/** While the account is being connected in another tab, or left, the page follows soon; otherwise it is in no hurry. */
const pause = (view: SettingsView): number =>
  view.connection.status === 'connected' && !view.disconnecting && !view.dataSync.firstSync ? 20_000 : 4_000;

/** The last event and the calls of today are told, but are no reason to look more often: they come all the time. */
const news = ({ connection, api, ...rest }: SettingsView) => ({
  ...rest,
  api: { ...api, used: 0 },
  connection: { ...connection, lastEventAt: null },
});

export function useSettings() {
  const { portal, user } = useExtensionContext<'settings'>();
  const { addAlert, closeOverlay } = useExtensionActions<'settings'>();
  const backend = useApi();
  const api = useMemo(() => createSettingsApi(backend), [backend]);
  const { state, running, refresh, act } = useLiveView<SettingsView>(String(portal.id), {
    load: api.view,
    pause,
    news,
  });
  const tools: SettingsTools = {
    api,
    locale: user.locale,
    timeZone: portal.timezone,
    userEmail: user.email,
    running,
    run: (action: Action<SettingsView>) => runAction(action, { act, addAlert }),
    addAlert,
    closeOverlay,
  };
  return { state, refresh, tools };
}
