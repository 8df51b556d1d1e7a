import type { PortalSettings } from '../../settings/portal-settings.ts';
import { countryOfZone } from '../contact/country.ts';
import type { BusinessHours } from '../deciding/schedule.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { holidaysOf, holidayWords } from './holidays.ts';

type CalendarSettings = Pick<PortalSettings, 'schedule' | 'observeHolidays' | 'closedDays'>;

/** When mails may leave to a contact: the hours of the account without its own closed days and the contact's holidays. */
export async function hoursFor(
  { schedule, observeHolidays, closedDays }: CalendarSettings,
  { facts, timeZone }: Pick<Lead, 'facts' | 'timeZone'>,
): Promise<BusinessHours> {
  const own = new Map(closedDays.map(({ date, name }) => [date, name]));
  const country = observeHolidays ? (facts.country ?? countryOfZone(timeZone)) : null;
  const holidayOn = country === null ? null : await holidaysOf(country, facts.region ?? '');
  return {
    ...schedule,
    closed(day) {
      const name = own.get(day);
      if (name !== undefined) return name === '' ? closedWords : `${closedWords} (${name})`;
      const holiday = holidayOn?.(day) ?? null;
      return country === null || holiday === null ? null : holidayWords(country, holiday);
    },
  };
}

const closedWords = 'a day on which your company is closed';
