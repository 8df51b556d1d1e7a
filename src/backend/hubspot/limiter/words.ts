import { DateTime } from 'luxon';
import type { BudgetState } from './account-limits.ts';

const until = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('d LLLL, HH:mm');

const waits = {
  bulk: 'emails to be logged, regular checks and lists wait',
  assignment: 'new assignments, emails of sequences, status, logged emails, regular checks and lists wait',
} as const;

/** What waits for the account's midnight, and until when; null: nothing does. @param zone of the account */
export function budgetWords(
  state: Pick<BudgetState, 'waiting' | 'spent' | 'dayEndsAt'>,
  zone: string,
): string | null {
  const { waiting, spent, dayEndsAt } = state;
  if (waiting === null) return null;
  const reached = spent ? 'HubSpot takes no more calls for this account today' : 'API budget reached';
  return `${reached}: ${waits[waiting]} until ${until(dayEndsAt, zone)}. Hand-backs and replies go on. Nothing is lost.`;
}

export const SYNC_OFF_WORDS =
  'Data sync is switched off: nothing but hand-backs and opt-outs flows. New assignments and emails wait until an admin switches it on in Baton’s settings.';
