import type { DateTime } from 'luxon';
import {
  dayNumber,
  MONTH,
  MONTH_BY_NUMBER,
  monthNumber,
  ORDINAL,
  WEEKDAY_SHORT,
  weekdayNumber,
} from './words.ts';

/** The days that an expression means: the same day twice for "5 May", Monday and Sunday for "next week". */
export interface Span {
  first: DateTime;
  last: DateTime;
}

export type Parts = Readonly<Record<string, string | undefined>>;

/** What the mail as a whole says about how its dates are to be read. */
export interface Reading {
  /** The moment the mail came, in the contact's zone. */
  now: DateTime;
  /** The order of 05/06; null when neither language nor zone tell: then the one that lies ahead sooner. */
  order: 'day first' | 'month first' | null;
}

/** One way to write a date, for folded text. Named groups of the pattern are handed to `resolve`. */
export interface DatePattern {
  pattern: RegExp;
  /** @returns null if it is no date after all */
  resolve(parts: Parts, reading: Reading): Span | null;
  /** A number of a day or a name of a day alone counts from a date before it; "the day after" always does. */
  kind?: 'number' | 'weekday' | 'following' | 'duration';
}

/** Not within a word or a number. */
export const whole = (body: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${body})(?![a-z\\d])`, 'gu');

export const oneDay = (day: DateTime | null): Span | null =>
  day?.isValid ? { first: day.startOf('day'), last: day.startOf('day') } : null;

/** "Monday, the 5th of May": the date says it all, the name of the day decides between two readings. */
const DAY_NAME = `(?:(?!do dia)(?<weekday>${WEEKDAY_SHORT})\\.?,?\\s+(?:the |den |dem |der |d\\. |le |el |il |dia |de |o |op |on )?(?:dia )?)?`;
const DAY = `(?<day>\\d{1,2}|${ORDINAL}|primero|primeiro|premier|primo|eerste)(?:st|nd|rd|th|ero|ro|er|ste|e|\\.?[oº°]|\\.)?`;
const OF = "[\\s.-]*(?:of |de |d'|do |del |di |van )?";
const YEAR = "(?:(?:,?\\s*(?:de |del |do |of )?|[-./])(?<year>20\\d\\d|'\\d\\d)(?![\\d:]))?";
/** Behind a number: it counts something else than days. */
const NO_UNIT =
  '(?![.,:/]?\\d|\\s?(?:[%€$£°]|h\\b|hrs?\\b|uhr|uur|am\\b|pm\\b|a\\.m|p\\.m|k\\b|km|heures|horas|hours|ore\\b|minut|min\\b|people|person|leute|stuck|mal\\b|years|jahre|ans\\b|anos|anni|jaar|days|tage|jours|dias|giorni|dagen|weeks|wochen|semaines|semanas|settimane|weken|months|monate|mois|meses|mesi|maanden|mitarb|colleagues|kollegen|collegues|empleados|sites|floors?|tonn))';

const fullYear = (year: string): number => {
  const digits = year.replace(/\D/g, '');
  return Number(digits.length === 2 ? `20${digits}` : digits);
};

/**
 * A year that is not written is this one, but the next for a day more than two months behind, and the last for a day
 * more than ten months ahead: nobody puts off that long without saying the year.
 */
export function dayOf(now: DateTime, year: string | undefined, month: number, day: number): DateTime | null {
  const date = now
    .startOf('day')
    .set({ year: year ? fullYear(year) : now.year, month, day: 1 })
    .set({ day });
  if (!date.isValid || date.month !== month || date.day !== day) return null;
  if (year) return date;
  if (date < now.minus({ days: 60 })) return date.plus({ years: 1 });
  return date > now.plus({ days: 320 }) ? date.minus({ years: 1 }) : date;
}

/** "Maart 27" is a year: only English and Spanish have the day behind the month. */
const monthFirst: DatePattern['resolve'] = (parts, reading) =>
  /^2[6-9]$/.test(parts['day'] ?? '') && !parts['year'] && NO_DAY_BEHIND.test(parts['month'] ?? '')
    ? null
    : named(parts, reading);
const NO_DAY_BEHIND =
  /^(?:januar|februari?|marz|mai|juni|juli|okt|dez|gen|febb|magg|giu|lug|sett|ott|dic.*bre$|maart|mei|janv|fev|juin|juil|aout)/;

const named: DatePattern['resolve'] = ({ day, month = '', year }, { now }) =>
  oneDay(dayOf(now, year, monthNumber(month), dayNumber(day)));

const numeric: DatePattern['resolve'] = ({ day, month, year }, { now }) =>
  oneDay(dayOf(now, year, Number(month), Number(day)));

/** 05/12 is the 12th of May in America and Japan, and the 5th of December elsewhere. */
const slashed: DatePattern['resolve'] = ({ first, second, year, weekday }, { now, order }) => {
  const europe = dayOf(now, year, Number(second), Number(first));
  const america = dayOf(now, year, Number(first), Number(second));
  if (!europe || !america) return oneDay(europe ?? america);
  const said = weekday === undefined ? 0 : weekdayNumber(weekday);
  if (said && (europe.weekday === said) !== (america.weekday === said))
    return oneDay(europe.weekday === said ? europe : america);
  if (order) return oneDay(order === 'month first' ? america : europe);
  const ahead = [europe, america]
    .filter((day) => day >= now.startOf('day'))
    .sort((a, b) => a.toMillis() - b.toMillis());
  return oneDay(ahead[0] ?? europe);
};

/** "The 15th": the next day of that number; of that name too, if one soon is. */
const bareDay: DatePattern['resolve'] = ({ day, weekday }, { now }) => {
  const said = weekday === undefined ? 0 : weekdayNumber(weekday);
  const ahead = Array.from({ length: 4 }, (_, month) => {
    const start = now.startOf('month').plus({ months: month });
    return start.set({ day: dayNumber(day) });
  }).filter((date) => date.day === dayNumber(day) && date >= now.startOf('day'));
  return oneDay(ahead.find((date) => date.weekday === said) ?? ahead[0] ?? null);
};

/** In this order: what an earlier pattern has taken is not looked at by a later one. */
export const calendarPatterns: readonly DatePattern[] = [
  {
    pattern: whole(`${DAY_NAME}(?<year>20\\d\\d)[-/.](?<month>\\d\\d?)[-/.](?<day>\\d\\d?)`),
    resolve: numeric,
  },
  // Not "16/11 mag": there the month has been said.
  {
    pattern: whole(`(?<!\\d/)${DAY_NAME}${DAY}${OF}(?<month>${MONTH_BY_NUMBER})\\.?${YEAR}`),
    resolve: named,
  },
  {
    pattern: whole(
      `${DAY_NAME}(?<month>${MONTH_BY_NUMBER})\\.?,?\\s+(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?${NO_UNIT}${YEAR}`,
    ),
    resolve: monthFirst,
  },
  {
    pattern: whole(
      `${DAY_NAME}(?<day>\\d{1,2})\\.\\s?(?<month>\\d{1,2})(?:(?<=(?:${WEEKDAY_SHORT})\\.?,? \\d{1,2}\\.\\d{1,2})${NO_UNIT}|\\.\\s?(?:(?<year>20\\d\\d|\\d\\d)(?![\\d:]))?(?!\\d)|(?<=\\d\\d)${NO_UNIT})`,
    ),
    resolve: numeric,
  },
  {
    pattern: whole(
      `${DAY_NAME}(?!24/7)(?<first>\\d{1,2})/(?<second>\\d{1,2})(?:/(?<year>20\\d\\d|\\d\\d))?(?!/)${NO_UNIT}`,
    ),
    resolve: slashed,
  },
  {
    pattern: whole(`${DAY_NAME}(?<first>\\d{1,2})-(?<second>\\d{1,2})-(?<year>20\\d\\d|\\d\\d)`),
    resolve: slashed,
  },
  {
    pattern: whole(`(?:${DAY_NAME})(?<day>\\d{1,2})-(?<month>0\\d|1[0-2])(?=\\s|[.,;!?)]|$)`),
    resolve: numeric,
  },
  {
    pattern: whole(
      `(?<weekday>${WEEKDAY_SHORT})\\.?,?\\s+(?:the |den |dem |der |d\\. |le |el |il |dia |de |o |op |on )?(?:dia )?(?<day>\\d{1,2})(?:st|nd|rd|th|e|er|ste|°|º|\\.)?${NO_UNIT}`,
    ),
    resolve: bareDay,
    kind: 'number',
  },
  {
    pattern: whole(
      `(?<=(?:\\b(?:the|on|until|till?|thru|through|from|after|by|before)) )(?<day>\\d{1,2})(?:st|nd|rd|th)${NO_UNIT}`,
    ),
    resolve: bareDay,
    kind: 'number',
  },
  {
    pattern: whole(
      `(?<=\\b(?:am|bis|ab|dem|zum|vom|den|der) )(?<day>\\d{1,2})\\.(?!\\s?(?:${MONTH}|quartal|kw|kalender|stock|etage))${NO_UNIT}`,
    ),
    resolve: bareDay,
    kind: 'number',
  },
  {
    pattern: whole(
      `(?<=(?<![a-z])(?:le|au|du|des le|el|al|del|hasta el|dia|il|dal|l'|dall'|all'|dell'|giorno) ?)(?<day>\\d{1,2}|1er|primero)(?:er|ro|°|º)?(?!\\s?(?:por ?cento|por ciento|per ?cento|pour cent|piano|piso|etage|rue|\\d))${NO_UNIT}`,
    ),
    resolve: bareDay,
    kind: 'number',
  },
  {
    pattern: whole(
      `(?<=(?<![a-z])(?:de|tot|op|vanaf|t/m|a|ate|ao) )(?<day>\\d{1,2})(?:e|ste|de)?(?=\\s*(?:[^\\p{L}\\d\\s%€$£:/°]|:(?!\\d)|$|(?:e|en|ou|og|al|para|que|ben|ik|zijn|weer|terug|pak|volto|estarei|sono|eu|depois|do mes|van de|van deze|van volgende|graag|a partir|daqui|me|da|no)\\b))${NO_UNIT}`,
    ),
    resolve: bareDay,
    kind: 'number',
  },
  {
    pattern: whole(
      `(?<=(?<![a-z])(?:am|bis zum|ab dem|zum|op de|tot de|vanaf de|on the|until the|from the) )(?<day>${ORDINAL})(?! \\p{L}*(?:${MONTH}|quart|quartal|half|week|woche|monday|floor|verdieping|etage|stock|time))`,
    ),
    resolve: bareDay,
    kind: 'number',
  },
];
