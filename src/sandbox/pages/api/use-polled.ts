import { useCallback, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import { ApiError, parseAnswer, requestText } from './client.ts';

export interface Polled<T> {
  /** null until the first answer, and again when the path changes. */
  data: T | null;
  error: ApiError | null;
  refresh: () => Promise<void>;
}

/**
 * Reads `path` now and every `everyMs` (0: only now) while the page is visible.
 * `data` keeps its identity while the answer stays the same, so nothing renders in vain.
 */
export function usePolled<S extends z.ZodType>(
  path: string | null,
  schema: S,
  everyMs: number,
): Polled<z.output<S>> {
  const [state, setState] = useState<{
    path: string | null;
    data: z.output<S> | null;
    error: ApiError | null;
  }>({ path, data: null, error: null });
  const last = useRef<{ path: string; text: string } | null>(null);
  const wanted = useRef(path);
  const sent = useRef(0);
  const answered = useRef(0);

  const refresh = useCallback(async () => {
    if (path === null) return;
    wanted.current = path;
    const turn = ++sent.current;
    // an answer that was overtaken by a later one, or by a change of the path, is history
    const outdated = () => wanted.current !== path || turn < answered.current;
    try {
      const { text } = await requestText(path);
      if (outdated()) return;
      answered.current = turn;
      if (last.current?.path === path && last.current.text === text) return;
      const data = parseAnswer(path, text, schema);
      last.current = { path, text };
      setState({ path, data, error: null });
    } catch (error) {
      if (outdated()) return;
      const problem = error instanceof ApiError ? error : new ApiError(String(error), 0);
      last.current = null;
      setState((before) =>
        before.path === path && before.error?.message === problem.message
          ? before
          : { path, data: before.path === path ? before.data : null, error: problem },
      );
    }
  }, [path, schema]);

  useEffect(() => {
    if (path === null) return undefined;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async () => {
      if (document.visibilityState === 'visible') await refresh();
      if (!stopped && everyMs > 0) timer = setTimeout(turn, everyMs);
    };
    void turn();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [path, everyMs, refresh]);

  const current = state.path === path;
  return { data: current ? state.data : null, error: current ? state.error : null, refresh };
}
