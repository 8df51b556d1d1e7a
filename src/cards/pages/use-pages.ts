import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import type { AddAlertAction } from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import { useMemo, useRef } from 'react';
import { useApi } from '../requests/api.ts';
import type { Answer, Problem } from '../requests/answers.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type { Reader } from '../wording/dates.ts';
import { createPagesApi } from './pages-api.ts';
import type { PagesApi } from './pages-api.ts';
import { changed } from './place.ts';
import type { Params } from './place.ts';

/** What the parts of a page share. */
export interface PagesTools extends Reader {
  api: PagesApi;
  userId: number;
  addAlert: AddAlertAction;
  closeOverlay: (id: string) => void;
}

export function usePagesTools(): PagesTools {
  const { portal, user } = useExtensionContext<'pages'>();
  const { addAlert, closeOverlay } = useExtensionActions<'pages'>();
  const backend = useApi();
  const api = useMemo(() => createPagesApi(backend), [backend]);
  return {
    api,
    userId: user.id,
    locale: user.locale,
    timeZone: portal.timezone,
    addAlert,
    closeOverlay,
  };
}

/** The params of the page shown, and the way to change some: the address says what is shown, so that it can be sent on. */
export function useParams(): { params: Params; change: (some: Record<string, string | undefined>) => void } {
  const { path, params } = usePageRoute();
  const { navigateToPage } = useExtensionActions<'pages'>();
  return {
    params,
    change: (some) => navigateToPage({ to: path, params: { ...changed(params, some) } }),
  };
}

/** `view` while another question is asked: the answer to the one before, so that the page does not jump. */
export interface Shown<View> {
  view: View | null;
  /** The question that `view` answers. */
  answers: string;
  asking: boolean;
  problem: Problem | null;
  refresh: () => void;
  /** Something changed that the backend shows within seconds: look often for some. */
  hurry: () => void;
}

/**
 * The answer to a question that follows the address, kept current.
 * @param question changes with what is asked
 * @param pause milliseconds from an answer to the next look
 */
export function useShown<View>(
  question: string,
  load: () => Promise<Answer<View>>,
  pause: (view: View) => number | null,
): Shown<View> {
  const { state, refresh, hurry } = useLiveView<View>(question, { load, pause });
  const before = useRef<{ view: View | null; answers: string }>({ view: null, answers: question });
  if (state.status === 'ready') before.current = { view: state.view, answers: question };
  if (state.status === 'failed')
    return { view: null, answers: question, asking: false, problem: state.problem, refresh, hurry };
  return {
    ...before.current,
    asking: state.status === 'loading',
    problem: state.status === 'ready' ? state.problem : null,
    refresh,
    hurry,
  };
}
