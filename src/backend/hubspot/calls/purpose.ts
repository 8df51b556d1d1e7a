import { AsyncLocalStorage } from 'node:async_hooks';
import { awaitedUntil } from '../../http/patience.ts';

/** What calls to HubSpot are made for: how the use of an account is told apart. The names stand in databases. */
export const purposes = [
  'hand-back',
  'opt-out',
  'reply',
  'assignment',
  'email-log',
  'status',
  'check',
  'campaign',
  'card',
  'other',
] as const;
export type Purpose = (typeof purposes)[number];

/** What flows while an admin has switched data sync off. */
export const flowsAlways: ReadonlySet<Purpose> = new Set(['hand-back', 'opt-out']);

const current = new AsyncLocalStorage<Purpose>();

/** Every call that this work makes is counted for the purpose, unless it names its own. */
export const forPurpose = <T>(purpose: Purpose, work: () => T): T => current.run(purpose, work);

/** The same function, for a purpose. */
export const withPurpose =
  <Args extends unknown[], T>(purpose: Purpose, work: (...args: Args) => T) =>
  (...args: Args): T =>
    forPurpose(purpose, () => work(...args));

/** What is being done now. Where nobody said so, a person waits in front of a card or page, or it is the rest. */
export const purposeNow = (): Purpose =>
  current.getStore() ?? (awaitedUntil() === Infinity ? 'other' : 'card');
