import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { useApi } from '../requests/api.ts';
import { runAction } from '../requests/run-action.ts';
import type { Action, Run } from '../requests/run-action.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type { Reader } from '../wording/dates.ts';
import type { PhrasesView } from './contract.ts';
import { createPhrasesApi } from './phrases-api.ts';
import type { PhrasesApi } from './phrases-api.ts';

/** What the parts of the section share. */
export interface PhrasesTools extends Reader {
  api: PhrasesApi;
  /** Name of the action under way, if any. */
  running: string | null;
  run: Run<PhrasesView>;
  closeOverlay: (id: string) => void;
}

const PAUSE_MS = 30_000;

/** The taught phrases of the account, and what can be done with them. */
export function usePhrases() {
  const { portal, user } = useExtensionContext<'settings'>();
  const { addAlert, closeOverlay } = useExtensionActions<'settings'>();
  const backend = useApi();
  const api = useMemo(() => createPhrasesApi(backend), [backend]);
  const { state, running, refresh, act } = useLiveView<PhrasesView>(String(portal.id), {
    load: api.view,
    pause: () => PAUSE_MS,
  });
  const tools: PhrasesTools = {
    api,
    locale: user.locale,
    timeZone: portal.timezone,
    running,
    run: (action: Action<PhrasesView>) => runAction(action, { act, addAlert }),
    closeOverlay,
  };
  return { state, refresh, tools };
}
