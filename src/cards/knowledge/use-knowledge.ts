import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo, useRef, useState } from 'react';
import { useApi } from '../requests/api.ts';
import { runAction } from '../requests/run-action.ts';
import type { Action, Run } from '../requests/run-action.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type { Reader } from '../wording/dates.ts';
import type { KnowledgeQuery, KnowledgeView } from './contract.ts';
import { createKnowledgeApi } from './knowledge-api.ts';
import type { KnowledgeApi } from './knowledge-api.ts';

/** What the parts of the section share. */
export interface KnowledgeTools extends Reader {
  api: KnowledgeApi;
  /** Name of the action under way, if any. */
  running: string | null;
  run: Run<KnowledgeView>;
  closeOverlay: (id: string) => void;
}

const PAUSE_MS = 30_000;
const READING_PAUSE_MS = 2_000;

/** What the account's assistants know, as the list shows it, and what can be done with it. */
export function useKnowledge() {
  const { portal, user } = useExtensionContext<'settings'>();
  const { addAlert, closeOverlay } = useExtensionActions<'settings'>();
  const [query, setQuery] = useState<KnowledgeQuery>({});
  const backend = useApi();
  const api = useMemo(() => createKnowledgeApi(backend, query), [backend, query]);
  const { state, running, refresh, act, hurry } = useLiveView<KnowledgeView>(
    `${portal.id} ${JSON.stringify(query)}`,
    {
      load: api.view,
      pause: ({ items }) => (items.some(isBeingRead) ? READING_PAUSE_MS : PAUSE_MS),
    },
  );
  // What was shown stays until there is something else: a search must not take the page away.
  const last = useRef<KnowledgeView | null>(null);
  if (state.status === 'ready') last.current = state.view;
  const tools: KnowledgeTools = {
    api,
    locale: user.locale,
    timeZone: portal.timezone,
    running,
    run: (action: Action<KnowledgeView>) => runAction(action, { act, addAlert }),
    closeOverlay,
  };
  const change = (part: Partial<KnowledgeQuery>) => setQuery((now) => ({ ...now, page: 0, ...part }));
  return { state, shown: last.current, query, change, refresh, hurry, tools };
}

const isBeingRead = ({ state }: KnowledgeView['items'][number]): boolean => state === 'reading';
