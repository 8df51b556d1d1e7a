import { DateTime } from 'luxon';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Portals } from '../hubspot/types.ts';

/** ISO date of an account's today. An account that is not connected any more has its last zone. */
export type TodayOf = (portalId: PortalId) => Promise<string>;

export const createTodayOf =
  ({ clock, portals }: { clock: Clock; portals: Pick<Portals, 'find'> }): TodayOf =>
  async (portalId) =>
    dayOf(clock.now(), (await portals.find(portalId))?.timeZone ?? 'UTC');

/** An unknown zone is UTC: better a day that is a few hours off than none. */
export const dayOf = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toISODate() ?? DateTime.fromMillis(at, { zone: 'UTC' }).toISODate() ?? '';

/** The ISO date so many days later. */
export const daysLater = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'UTC' }).plus({ days }).toISODate() ?? day;
