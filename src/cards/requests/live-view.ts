import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { answerTo } from './api.ts';
import type { Answer, Problem } from './api.ts';

/** `problem` of a ready view: the last refresh failed, what is shown may be old. */
export type Live<View> =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | { status: 'ready'; view: View; problem: Problem | null };

interface LiveSnapshot<View> {
  state: Live<View>;
  /** Name of the action under way, if any. */
  running: string | null;
}

interface LiveOptions<View> {
  load: () => Promise<Answer<View>>;
  /** Milliseconds from an answer to the next look; null: look only when asked. */
  pause: (view: View) => number | null;
}

const hurriedPauseMs = 1_000;
const hurriedLooks = 6;
const longestPauseMs = 60_000;
const retryPauseMs = 5_000;

/**
 * A view of the backend that stays current: looks again and again, slower while the backend fails, faster for a few
 * seconds after something changed. Of overlapping answers only that of the newest request counts, and no look that
 * began before an action ended can undo what the action's answer showed.
 */
export class LiveView<View> {
  #options: LiveOptions<View>;
  #snapshot: LiveSnapshot<View> = { state: { status: 'loading' }, running: null };
  #listeners = new Set<() => void>();
  #newest = 0;
  #failures = 0;
  #hurried = 0;
  #started = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveOptions<View>) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot<View> => this.#snapshot;

  start(): void {
    this.#started = true;
    void this.#look();
  }

  stop(): void {
    this.#started = false;
    this.#newest += 1;
    clearTimeout(this.#timer);
  }

  /** Looks now; after a failure with the loading state in between, so that a person sees that it is tried again. */
  readonly refresh = (): void => {
    if (this.#snapshot.state.status === 'failed') this.#show({ status: 'loading' });
    void this.#look();
  };

  /** Something changed that the backend may learn a moment later: look now and often for a few seconds. */
  readonly hurry = (): void => {
    this.#hurried = hurriedLooks;
    void this.#look();
  };

  /** Runs one action at a time; its answer is the new view. A failed action leaves the view and looks again. */
  readonly act = async (
    name: string,
    request: () => Promise<Answer<View>>,
  ): Promise<Answer<View> | 'busy'> => {
    if (this.#snapshot.running !== null) return 'busy';
    const mine = this.#supersede();
    this.#publish({ ...this.#snapshot, running: name });
    const answer = await answerTo(request);
    if (mine !== this.#newest) return answer;
    this.#publish({ ...this.#snapshot, running: null });
    this.#hurried = hurriedLooks;
    if (answer.ok) this.#accept(answer);
    else void this.#look();
    return answer;
  };

  async #look(): Promise<void> {
    if (!this.#started || this.#snapshot.running !== null) return;
    const mine = this.#supersede();
    const answer = await answerTo(this.#options.load);
    if (mine === this.#newest) this.#accept(answer);
  }

  #supersede(): number {
    clearTimeout(this.#timer);
    this.#newest += 1;
    return this.#newest;
  }

  #accept(answer: Answer<View>): void {
    const { state } = this.#snapshot;
    this.#failures = answer.ok ? 0 : this.#failures + 1;
    if (answer.ok) this.#show({ status: 'ready', view: answer.value, problem: null });
    else if (state.status === 'ready') this.#show({ ...state, problem: answer.problem });
    else this.#show({ status: 'failed', problem: answer.problem });
    this.#plan();
  }

  #plan(): void {
    const pause = this.#pause();
    clearTimeout(this.#timer);
    if (pause !== null && this.#started) this.#timer = setTimeout(() => void this.#look(), pause);
  }

  #pause(): number | null {
    if (this.#failures > 0) return Math.min(longestPauseMs, retryPauseMs * 2 ** (this.#failures - 1));
    if (this.#hurried > 0) {
      this.#hurried -= 1;
      return hurriedPauseMs;
    }
    return this.#snapshot.state.status === 'ready' ? this.#options.pause(this.#snapshot.state.view) : null;
  }

  #show(state: Live<View>): void {
    this.#publish({ ...this.#snapshot, state });
  }

  #publish(snapshot: LiveSnapshot<View>): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

/** One LiveView for as long as `key` stays the same (the record shown, the account). */
export function useLiveView<View>(key: string, options: LiveOptions<View>) {
  const current = useRef(options);
  current.current = options;
  // the key is no input of the factory: a new key stands for another subject, whose old answers must not count
  const live = useMemo(
    () =>
      new LiveView<View>({
        load: () => current.current.load(),
        pause: (view) => current.current.pause(view),
      }),
    [key],
  );
  const snapshot = useSyncExternalStore(live.subscribe, live.snapshot);
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  return { ...snapshot, refresh: live.refresh, hurry: live.hurry, act: live.act };
}
