import type { AddAlertAction } from '@hubspot/ui-extensions';
import type { Answer } from './answers.ts';

/** One thing a person asks for. It ends with an alert: `done` on success, the problem otherwise. */
export interface Action<View> {
  /** Shown as running under this name; only one action runs at a time. */
  name: string;
  request: () => Promise<Answer<View>>;
  done: (view: View) => string;
}

export type Outcome<View> = Answer<View> | 'busy';
export type Run<View> = (action: Action<View>) => Promise<Outcome<View>>;

interface Wiring<View> {
  act: (name: string, request: () => Promise<Answer<View>>) => Promise<Outcome<View>>;
  addAlert: AddAlertAction;
  onDone?: () => void;
}

/** Runs an action and says how it ended. */
export async function runAction<View>(action: Action<View>, { act, addAlert, onDone }: Wiring<View>) {
  const outcome = await act(action.name, action.request);
  if (outcome === 'busy') return outcome;
  if (outcome.ok) {
    addAlert({ type: 'success', message: action.done(outcome.value) });
    onDone?.();
  } else {
    const undecided = outcome.problem.kind === 'conflict';
    addAlert({ type: undecided ? 'warning' : 'danger', message: outcome.problem.message });
  }
  return outcome;
}
