import type { RepAction } from './contract.ts';

interface ActionWords {
  label: string;
  /** While it runs. */
  running: string;
}

/** In the order of the menu: what is asked for often first, what ends something last. */
export const actionWords: Readonly<Record<RepAction, ActionWords>> = {
  'pick-up': { label: 'Picked up', running: 'Saving' },
  reply: { label: 'Reply as the assistant', running: 'Sending' },
  introduce: { label: 'Introduce me', running: 'Sending' },
  note: { label: 'Add a note', running: 'Saving the note' },
  remind: { label: 'Remind me', running: 'Making the task' },
  pause: { label: 'Pause', running: 'Pausing' },
  resume: { label: 'Resume', running: 'Resuming' },
  continue: { label: 'Continue follow-up', running: 'Continuing' },
  restart: { label: 'Restart follow-up', running: 'Restarting' },
  'change-assistant': { label: 'Change assistant', running: 'Changing the assistant' },
  'mark-hot': { label: 'Mark hot', running: 'Marking' },
  'mark-responded': { label: 'Mark responded', running: 'Marking' },
  'mark-cold': { label: 'Mark cold', running: 'Marking' },
  'hand-back': { label: 'Hand back now', running: 'Handing back' },
  stop: { label: 'Stop follow-up', running: 'Stopping' },
  unsubscribe: { label: 'Unsubscribe', running: 'Unsubscribing' },
};

const order = Object.keys(actionWords);

export const inOrder = (actions: readonly RepAction[]): RepAction[] =>
  [...actions].sort((one, other) => order.indexOf(one) - order.indexOf(other));
