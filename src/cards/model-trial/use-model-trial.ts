import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { useApi } from '../requests/api.ts';
import type { Live } from '../requests/live-view.ts';
import { runAction } from '../requests/run-action.ts';
import type { Action, Run } from '../requests/run-action.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type { Reader } from '../wording/dates.ts';
import type { TrialView } from './contract.ts';
import { createTrialApi } from './model-trial-api.ts';
import type { TrialApi } from './model-trial-api.ts';

/** What the parts of the test share. */
export interface TrialTools extends Reader {
  api: TrialApi;
  /** Name of the action under way, if any. */
  running: string | null;
  run: Run<TrialView>;
}

export interface ModelTrial {
  state: Live<TrialView>;
  refresh: () => void;
  tools: TrialTools;
}

const RUNNING_PAUSE_MS = 1_500;
const PAUSE_MS = 60_000;

/** The account's test of a language model, followed closely while it runs, whoever began it. */
export function useModelTrial(): ModelTrial {
  const { portal, user } = useExtensionContext<'settings'>();
  const { addAlert } = useExtensionActions<'settings'>();
  const backend = useApi();
  const api = useMemo(() => createTrialApi(backend), [backend]);
  const { state, running, refresh, act } = useLiveView<TrialView>(String(portal.id), {
    load: api.view,
    pause: ({ trial }) => (trial?.state === 'running' ? RUNNING_PAUSE_MS : PAUSE_MS),
  });
  const tools: TrialTools = {
    api,
    locale: user.locale,
    timeZone: portal.timezone,
    running,
    run: (action: Action<TrialView>) => runAction(action, { act, addAlert }),
  };
  return { state, refresh, tools };
}
