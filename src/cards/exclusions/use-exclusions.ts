import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useMemo, useState } from 'react';
import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import { useApi } from '../requests/api.ts';
import { runAction } from '../requests/run-action.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type { Reader } from '../wording/dates.ts';
import type { ExclusionsAdded, ExclusionsView } from './contract.ts';

interface Query {
  search: string;
  page: number;
}

/** What the parts of the section share. */
export interface ExclusionsTools extends Reader {
  query: Query;
  turnTo: (page: number) => void;
  running: string | null;
  /** null: it failed, which was said. */
  add: (added: { text: string; reason: string }) => Promise<ExclusionsAdded | null>;
  remove: (pattern: string) => Promise<unknown>;
}

const PAUSE_MS = 60_000;
const path = '/api/exclusions';

/** The excluded addresses of the account, and what can be done with them. */
export function useExclusions() {
  const { portal, user } = useExtensionContext<'settings'>();
  const { addAlert } = useExtensionActions<'settings'>();
  const backend = useApi();
  const [query, setQuery] = useState<Query>({ search: '', page: 0 });
  const load = useCallback(
    () => view(backend.get(`${path}?search=${encodeURIComponent(query.search)}&page=${query.page}`)),
    [backend, query],
  );
  const name = `${portal.id} ${query.search} ${query.page}`;
  const { state, running, refresh, act } = useLiveView<ExclusionsView>(name, { load, pause: () => PAUSE_MS });
  const actions = useMemo(
    () => ({
      async add(added: { text: string; reason: string }) {
        let answer: ExclusionsAdded | null = null;
        const request = async () => {
          const got = await withField(backend.post<ExclusionsAdded>(path, added), 'added');
          if (got.ok) answer = got.value;
          return got;
        };
        const outcome = await runAction<ExclusionsView>(
          { name: 'add', request, done: () => excludedWords(answer) },
          { act, addAlert },
        );
        if (outcome === 'busy' || !outcome.ok) return null;
        setQuery({ search: '', page: 0 });
        return answer;
      },
      async remove(pattern: string) {
        const outcome = await runAction<ExclusionsView>(
          {
            name: `remove-${pattern}`,
            request: () => view(backend.post(`${path}/remove`, { pattern })),
            done: () => `${pattern} may be written to again.`,
          },
          { act, addAlert },
        );
        if (outcome !== 'busy' && outcome.ok) setQuery({ search: '', page: 0 });
      },
    }),
    [backend, act, addAlert],
  );
  const tools: ExclusionsTools = {
    query,
    turnTo: (page) => setQuery((now) => ({ ...now, page })),
    locale: user.locale,
    timeZone: portal.timezone,
    running,
    ...actions,
  };
  return { state, refresh, tools, search: (search: string) => setQuery({ search, page: 0 }) };
}

const excludedWords = (answer: ExclusionsAdded | null): string =>
  answer?.added === 1 ? '1 is excluded.' : `${answer?.added ?? 0} are excluded.`;

const view = (pending: Promise<Answer<ExclusionsView>>) => withField(pending, 'shown');
