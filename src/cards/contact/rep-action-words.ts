import type { ContactView } from './card-tools.ts';
import type { RepAction } from './contract.ts';

/** More is needed than a click. */
export const withForm: ReadonlySet<RepAction> = new Set<RepAction>([
  'reply',
  'introduce',
  'note',
  'remind',
  'continue',
  'restart',
  'change-assistant',
]);

const final: ReadonlySet<RepAction> = new Set<RepAction>(['hand-back', 'stop', 'unsubscribe']);
const ends: ReadonlySet<RepAction> = new Set<RepAction>(['mark-hot', 'mark-responded']);

/** With it the assistant's work ends, or it cannot be taken back. */
export const asksFirst = (action: RepAction, view: ContactView): boolean =>
  final.has(action) || (ends.has(action) && isWithAssistant(view));

export const isWithAssistant = ({ kind }: ContactView): boolean =>
  ['queued', 'nurturing', 'waiting-approval', 'out-of-office', 'paused'].includes(kind);
