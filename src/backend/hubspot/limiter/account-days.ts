import { DateTime } from 'luxon';
import { HOUR } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';

/** A day of an account, by its time zone. */
export interface AccountDay {
  /** 2026-11-30 */
  day: string;
  /** The midnight with which it ends, epoch ms. */
  endsAt: number;
}

/** HubSpot counts the days of an account by the time zone of the account. */
export interface AccountDays {
  now(portalId: PortalId): Promise<AccountDay>;
}

/** An admin of the account may move it to another zone: then its days are others within the hour. */
const KEPT_MS = HOUR;

/** @param zoneOf the account's IANA zone; null: it is not connected yet, and UTC will do */
export function createAccountDays(
  clock: Clock,
  zoneOf: (portalId: PortalId) => Promise<string | null>,
): AccountDays {
  const kept = new Map<PortalId, AccountDay & { readAt: number }>();
  return {
    async now(portalId) {
      const now = clock.now();
      const known = kept.get(portalId);
      if (known && now < known.endsAt && now >= known.readAt && now - known.readAt < KEPT_MS) return known;
      const zone = await zoneOf(portalId);
      const day = { ...dayAt(now, zone ?? 'UTC'), readAt: now };
      if (zone !== null) kept.set(portalId, day);
      return day;
    },
  };
}

export function dayAt(now: number, zone: string): AccountDay {
  const moment = DateTime.fromMillis(now, { zone });
  const there = moment.isValid ? moment : DateTime.fromMillis(now, { zone: 'UTC' });
  return { day: there.toFormat('yyyy-MM-dd'), endsAt: there.plus({ days: 1 }).startOf('day').toMillis() };
}
