import { DAY, MINUTE } from '../../ground/clock.ts';
import { addBusinessTime, nextBusinessMoment } from '../deciding/schedule.ts';
import type { BusinessHours } from '../deciding/schedule.ts';

/**
 * Until when the owner may say no, epoch ms: a day, and never less than the hours of one working day in the owner's
 * zone. It ends in business hours.
 */
export function timeToSayNo(now: number, hours: BusinessHours, zone: string): number {
  const workingDay = (hours.endMinute - hours.startMinute) * MINUTE;
  return nextBusinessMoment(Math.max(now + DAY, addBusinessTime(now, workingDay, hours, zone)), hours, zone);
}
