import { answerTo, patientAnswerTo } from './answers.ts';
import type { Answer, Problem } from './answers.ts';

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

export interface LiveOptions<View> {
  /** @param known what is shown, for a backend that can tell whether it changed */
  load: (known: View | null) => Promise<Answer<View>>;
  /** Milliseconds from an answer that told something new to the next look; null: look only when asked. */
  pause: (view: View) => number | null;
  /** What must differ for a view to tell something new. Default: anything. */
  news?: (view: View) => unknown;
}

const hurriedPauseMs = 1_000;
const hurriedLooks = 6;
const longestPauseMs = 60_000;
const retryPauseMs = 5_000;
/** Each look that tells nothing new makes the next pause so much longer: 4 s become a minute after six of them. */
const calming = 1.6;
/** Too many asked at once: without another word, and so that not all come back in the same moment. */
const busyPauseMs = 10_000;
const busySpreadMs = 5_000;
/** What is shown counts as current for so long when the backend only asked to come less often. */
const freshMs = 180_000;

/**
 * A view of the backend that stays current: looks again and again, less often while nothing changes and nobody does
 * anything, for a minute's pause at last, slower while the backend fails, faster for a few seconds after something
 * changed. A card does not learn from HubSpot whether anybody sees it. Of overlapping answers only that of the newest
 * request counts, and no look that began before an action ended can undo what the action's answer showed.
 */
export class LiveView<View> {
  #options: LiveOptions<View>;
  #snapshot: LiveSnapshot<View> = { state: { status: 'loading' }, running: null };
  #listeners = new Set<() => void>();
  #newest = 0;
  #failures = 0;
  #hurried = 0;
  /** Looks in a row that told nothing new, without anybody doing anything. */
  #calm = 0;
  #news: unknown = undefined;
  #heardAt = 0;
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
    this.#calm = 0;
    void this.#look();
  };

  /** Somebody is at it: what is shown should be as new as it can be from now on. */
  readonly stir = (): void => {
    if (this.#calm === 0 || this.#failures > 0 || this.#snapshot.running !== null) return;
    this.#calm = 0;
    this.#plan();
  };

  /** Something changed that the backend may learn a moment later: look now and often for a few seconds. */
  readonly hurry = (): void => {
    this.#hurried = hurriedLooks;
    this.#calm = 0;
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
    const answer = await patientAnswerTo(request);
    if (mine !== this.#newest) return answer;
    this.#publish({ ...this.#snapshot, running: null });
    this.#hurried = hurriedLooks;
    this.#calm = 0;
    if (answer.ok) this.#accept(answer);
    else void this.#look();
    return answer;
  };

  async #look(): Promise<void> {
    if (!this.#started || this.#snapshot.running !== null) return;
    const mine = this.#supersede();
    const { state } = this.#snapshot;
    const known = state.status === 'ready' ? state.view : null;
    const answer = await answerTo(() => this.#options.load(known));
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
    if (answer.ok) this.#take(answer.value);
    else if (state.status !== 'ready') this.#show({ status: 'failed', problem: answer.problem });
    else if (answer.problem.kind !== 'busy' || Date.now() - this.#heardAt > freshMs)
      this.#show({ ...state, problem: answer.problem });
    this.#plan(answer.ok ? null : answer.problem);
  }

  #take(view: View): void {
    const news = this.#newsIn(view);
    this.#calm = news === this.#news ? this.#calm + 1 : 0;
    this.#news = news;
    this.#heardAt = Date.now();
    this.#show({ status: 'ready', view, problem: null });
  }

  #newsIn(view: View): unknown {
    const { state } = this.#snapshot;
    if (state.status === 'ready' && state.view === view) return this.#news;
    return JSON.stringify(this.#options.news ? this.#options.news(view) : view);
  }

  #plan(problem: Problem | null = null): void {
    const pause = problem?.kind === 'busy' ? busyPause(problem) : this.#pause();
    clearTimeout(this.#timer);
    if (pause !== null && this.#started) this.#timer = setTimeout(() => void this.#look(), pause);
  }

  #pause(): number | null {
    if (this.#failures > 0) return Math.min(longestPauseMs, retryPauseMs * 2 ** (this.#failures - 1));
    if (this.#hurried > 0) {
      this.#hurried -= 1;
      return hurriedPauseMs;
    }
    const { state } = this.#snapshot;
    const pause = state.status === 'ready' ? this.#options.pause(state.view) : null;
    return pause === null ? null : Math.min(Math.max(pause, longestPauseMs), pause * calming ** this.#calm);
  }

  #show(state: Live<View>): void {
    this.#publish({ ...this.#snapshot, state });
  }

  #publish(snapshot: LiveSnapshot<View>): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

const busyPause = ({ retryAfterMs }: Problem): number =>
  (retryAfterMs ?? busyPauseMs) + Math.random() * busySpreadMs;
