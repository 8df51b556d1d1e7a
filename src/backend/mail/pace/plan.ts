import type { Assistant } from '../../assistants/assistants.ts';
import { DAY, MINUTE, SECOND } from '../../ground/clock.ts';
import type { Mail } from '../mail-entity.ts';
import type { MailboxDay } from './mailbox-day-entity.ts';

/** Nobody waits for it: it keeps to hours, holidays and what its mailbox may send a day. An answer does not. */
export const isProactive = ({ kind }: Pick<Mail, 'kind'>): boolean => kind === 'step' || kind === 'later';

/** What a new mailbox sends on its first days. */
const FIRST_DAYS = 20;
const WEEK = 7 * DAY;
/** So many weeks until it sends all that it may. */
const WEEKS = 4;

export interface Allowance {
  /** Mails today. */
  mails: number;
  /** It is less than the cap, because the mailbox is new. */
  warming: boolean;
}

/** How many mails a mailbox may send at a moment, epoch ms; null: Baton sets no limit. By the week: 20, 28, 40, 57, 80. */
export function allowanceOf(
  { dailyCap, warmUpSince }: Pick<Assistant, 'dailyCap' | 'warmUpSince'>,
  now: number,
): Allowance | null {
  if (dailyCap === null) return null;
  const week = warmUpSince === null ? WEEKS : Math.max(0, Math.floor((now - warmUpSince) / WEEK));
  if (week >= WEEKS || dailyCap <= FIRST_DAYS) return { mails: dailyCap, warming: false };
  return { mails: Math.round(FIRST_DAYS * (dailyCap / FIRST_DAYS) ** (week / WEEKS)), warming: true };
}

const SHORTEST_GAP = 20 * SECOND;
const LONGEST_GAP = 5 * MINUTE;

/**
 * Time between two mails, ms: all that a mailbox may send leaves in the first half of the day.
 * @param dayMs how long business hours are
 */
export const gapOf = (mails: number, dayMs: number): number =>
  Math.min(LONGEST_GAP, Math.max(SHORTEST_GAP, dayMs / 2 / Math.max(1, mails)));

/** Half of it to one and a half: a person is no metronome. @param fraction 0 to 1 */
export const withJitter = (gap: number, fraction: number): number => Math.round(gap * (0.5 + fraction));

/** How many days count for the reputation of a mailbox. */
export const DAYS_LOOKED_AT = 7;

/** From so many and such a share of the mails on, a mailbox is paused: mail providers begin to refuse it there. */
const limits = {
  bounced: { least: 8, share: 0.1 },
  complained: { least: 3, share: 0.003 },
} as const;

/** Why a mailbox must rest, in words after "the mailbox of …"; null: it need not. */
export function troubleOf(
  days: readonly Pick<MailboxDay, 'sent' | 'bounced' | 'complained'>[],
): string | null {
  const sum = (what: 'sent' | 'bounced' | 'complained') => days.reduce((all, day) => all + day[what], 0);
  const sent = Math.max(1, sum('sent'));
  const isOver = (what: 'bounced' | 'complained') =>
    sum(what) >= limits[what].least && sum(what) / sent >= limits[what].share;
  if (isOver('complained'))
    return `${sum('complained')} people marked its emails as spam, of ${sum('sent')} sent in the last ${DAYS_LOOKED_AT} days`;
  if (isOver('bounced'))
    return `${sum('bounced')} of ${sum('sent')} emails came back in the last ${DAYS_LOOKED_AT} days`;
  return null;
}
