import type { DateTime } from 'luxon';
import { MONTH, monthNumber, NUMBER, numberOf, WEEKDAY, weekdayNumber } from './date-words.ts';

/** One way to write a date. Named groups of the pattern are handed to `resolve`. */
export interface DatePattern {
  pattern: RegExp;
  /** @param now the moment the mail came, in the contact's zone. @returns null if it is no date after all */
  resolve(parts: Readonly<Record<string, string | undefined>>, now: DateTime): DateTime | null;
  /** The pattern holds two dates and stands for the later one. */
  range?: true;
}

/** Not within a word or a number. JavaScript's \b knows no umlauts. */
const whole = (body: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${body})(?![\\p{L}\\d])`, 'giu');

/** "Monday, the 5th of May": the date says it all. */
const DAY_NAME = `(?:${WEEKDAY}\\.?,?\\s+(?:the\\s+|den\\s+|dem\\s+|le\\s+|el\\s+)?)?`;
const DAY_OF_MONTH = '(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.)?';
const OF = '(?:\\s+of|\\s+de)?';
const YEAR = '(?:,?\\s+(?:de\\s+)?(?<year>20\\d\\d))?';
const TO = '\\s*(?:-|–|—|to|until|till|through|and|bis(?: zum)?|und|au|et|al|y)\\s*';

/** A year that is not written is the one that makes the date lie ahead, or only shortly behind. */
function dayOf(now: DateTime, year: string | undefined, month: number, day: number): DateTime | null {
  const full = year && year.length === 2 ? `20${year}` : year;
  const date = now.startOf('day').set({ year: full ? Number(full) : now.year, month, day });
  if (!date.isValid || date.month !== month || date.day !== day) return null;
  return !full && date < now.minus({ days: 60 }) ? date.plus({ years: 1 }) : date;
}

const named: DatePattern['resolve'] = ({ day, month, year }, now) =>
  dayOf(now, year, monthNumber(month ?? ''), Number(day));

/** 05/12 is the 12th of May in America and the 5th of December elsewhere. */
const slashed: DatePattern['resolve'] = ({ first, second, year }, now) => {
  const american = (now.zoneName ?? '').startsWith('America/') && Number(first) <= 12;
  const [day, month] = american || Number(second) > 12 ? [second, first] : [first, second];
  return dayOf(now, year, Number(month), Number(day));
};

const inMonth: DatePattern['resolve'] = ({ part, month }, now) => {
  const first = dayOf(now, undefined, monthNumber(month ?? ''), 1);
  const start = first && first.endOf('month') < now ? first.plus({ years: 1 }) : first;
  return (
    start &&
    start.plus({
      days: /^(mid|mitte|mi|mediados)/i.test(part ?? '')
        ? 14
        : /^(end|late|fin|finales)/i.test(part ?? '')
          ? 24
          : 0,
    })
  );
};

const quarter: DatePattern['resolve'] = ({ number, year }, now) => {
  const start = now
    .startOf('year')
    .set({ month: Number(number) * 3 - 2, year: year ? Number(year) : now.year });
  return !year && start.endOf('quarter') < now ? start.plus({ years: 1 }) : start;
};

const seasonStart =
  (month: number): DatePattern['resolve'] =>
  (_parts, now) =>
    dayOf(now.plus({ days: 60 }), undefined, month, 1);

const inAWhile: DatePattern['resolve'] = ({ count, unit = '' }, now) => {
  const amount = numberOf(count ?? '');
  if (amount === 0) return null;
  if (/^(d|t|j)/i.test(unit)) return now.plus({ days: amount });
  if (/^(w|s)/i.test(unit)) return now.plus({ weeks: amount });
  if (/^m/i.test(unit)) return now.plus({ months: amount });
  return now.plus({ months: 3 * amount });
};

const nextPeriod =
  (unit: 'week' | 'month' | 'quarter' | 'year'): DatePattern['resolve'] =>
  (_parts, now) =>
    now.plus({ [unit]: 1 }).startOf(unit);

/** The next day of that name, never today. */
const onWeekday: DatePattern['resolve'] = ({ weekday }, now) => {
  const ahead = (weekdayNumber(weekday ?? '') - now.weekday + 7) % 7;
  return now.plus({ days: ahead === 0 ? 7 : ahead });
};

const UNIT =
  '(?<unit>days?|weeks?|months?|quarters?|tag(?:e|en)?|wochen?|monat(?:e|en)?|quartal(?:e|en)?|jours?|semaines?|mois|trimestres?|días?|dias?|semanas?|mes(?:es)?)';

/** In this order: what an earlier pattern has taken is not looked at by a later one. */
export const datePatterns: readonly DatePattern[] = [
  {
    pattern: whole(DAY_NAME + '(?<year>20\\d\\d)-(?<month>\\d\\d)-(?<day>\\d\\d)'),
    resolve: ({ year, month, day }, now) => dayOf(now, year, Number(month), Number(day)),
  },
  {
    pattern: whole(`(?<month>${MONTH})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?${TO}${DAY_OF_MONTH}${YEAR}`),
    resolve: named,
    range: true,
  },
  {
    pattern: whole(
      `\\d{1,2}(?:st|nd|rd|th|er|\\.)?(?:${OF}\\s+${MONTH})?${TO}${DAY_OF_MONTH}${OF}\\s+(?<month>${MONTH})\\.?${YEAR}`,
    ),
    resolve: named,
    range: true,
  },
  { pattern: whole(`${DAY_NAME}${DAY_OF_MONTH}${OF}\\s+(?<month>${MONTH})\\.?${YEAR}`), resolve: named },
  { pattern: whole(`${DAY_NAME}(?<month>${MONTH})\\.?\\s+${DAY_OF_MONTH}${YEAR}`), resolve: named },
  {
    pattern: whole(DAY_NAME + '(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>20\\d\\d|\\d\\d)?'),
    resolve: ({ day, month, year }, now) => dayOf(now, year, Number(month), Number(day)),
  },
  {
    pattern: whole(DAY_NAME + '(?<first>\\d{1,2})/(?<second>\\d{1,2})(?:/(?<year>20\\d\\d|\\d\\d))?'),
    resolve: slashed,
  },
  {
    pattern: whole(
      `(?:in|within|dans|en)\\s+(?:about\\s+|around\\s+|etwa\\s+|the next\\s+)?(?<count>${NUMBER})\\s+${UNIT}`,
    ),
    resolve: inAWhile,
  },
  { pattern: whole(`(?<count>${NUMBER})\\s+${UNIT}\\s+(?:from now|later|time)`), resolve: inAWhile },
  {
    pattern: whole("in a fortnight|in a fortnight's time"),
    resolve: (_parts, now) => now.plus({ weeks: 2 }),
  },
  {
    pattern: whole('(?:the )?(?:week after next|übernächste woche)'),
    resolve: (_parts, now) => now.plus({ weeks: 2 }).startOf('week'),
  },
  {
    pattern: whole(
      '(?:next|following) week|(?:nächste|kommende)[nr]? woche|la semaine prochaine|(?:la )?(?:próxima|proxima) semana|la semana que viene',
    ),
    resolve: nextPeriod('week'),
  },
  {
    pattern: whole(
      'next month|(?:nächste[nrms]?|kommende[nrms]?) monat|le mois prochain|(?:el )?(?:próximo|proximo) mes',
    ),
    resolve: nextPeriod('month'),
  },
  {
    pattern: whole(
      'next quarter|(?:nächste[nms]?|kommende[nms]?) quartal|le trimestre prochain|(?:el )?(?:próximo|proximo) trimestre',
    ),
    resolve: nextPeriod('quarter'),
  },
  {
    pattern: whole(
      "next year|(?:the )?new year|nächstes jahr|(?:im )?neuen? jahr|l['’]année prochaine|l['’]an prochain|(?:el )?(?:próximo|proximo) año|el año que viene",
    ),
    resolve: (_parts, now) => now.plus({ years: 1 }).startOf('year').plus({ days: 6 }),
  },
  {
    pattern: whole(
      '(?:after|post|following) (?:the )?(?:christmas|holidays|holiday season|festive season)|nach (?:weihnachten|den feiertagen)|après (?:noël|les fêtes)|después de (?:navidad|las fiestas)',
    ),
    resolve: (_parts, now) => now.plus({ months: 9 }).startOf('year').plus({ days: 6 }),
  },
  { pattern: whole('q(?<number>[1-4])(?:\\s+(?<year>20\\d\\d))?'), resolve: quarter },
  {
    pattern: whole(
      `(?:(?:after|post|following|end of) (?:the )?summer|nach (?:dem sommer|der sommerpause)|après l['’]été|à la rentrée|después del verano|(?:in|im|the) (?:the )?(?:autumn|fall|herbst))`,
    ),
    resolve: seasonStart(9),
  },
  {
    pattern: whole('(?:in|im) (?:the )?(?:spring|frühjahr|frühling)|au printemps|en primavera'),
    resolve: seasonStart(3),
  },
  { pattern: whole('(?:in|im) (?:the )?(?:summer|sommer)|cet été|en verano'), resolve: seasonStart(6) },
  {
    pattern: whole("(?:the )?end of (?:the|this) year|ende des jahres|fin d[e']? ?(?:l')?année|final de año"),
    resolve: (_parts, now) => now.startOf('year').set({ month: 12 }),
  },
  {
    pattern: whole('(?:the )?end of (?:the|this) month|ende des monats|fin du mois|final de mes'),
    resolve: (_parts, now) => now.endOf('month').startOf('day'),
  },
  {
    pattern: whole(
      `(?:in|until|till|by|around|after|im|ab|bis|nach|en|à partir de|jusqu['’]en|hasta|a partir de)\\s+(?:(?<part>early|mid|late|anfang|mitte|ende|début|mi|fin|principios de|mediados de|finales de)[\\s-]+)?(?<month>${MONTH})`,
    ),
    resolve: inMonth,
  },
  {
    pattern: whole(
      `(?:the )?(?<part>beginning|start|early|mid|middle|end|late|anfang|mitte|ende|début|mi|fin)[\\s-]+(?:of |de )?(?<month>${MONTH})`,
    ),
    resolve: inMonth,
  },
  { pattern: whole('tomorrow|morgen|demain|mañana'), resolve: (_parts, now) => now.plus({ days: 1 }) },
  {
    pattern: whole(`(?:next |this |coming |nächsten |kommenden )?(?<weekday>${WEEKDAY})`),
    resolve: onWeekday,
  },
];
