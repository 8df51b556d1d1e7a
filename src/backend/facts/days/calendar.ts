import {
  dayNumber,
  MONTH,
  MONTH_BY_NUMBER,
  monthNumber,
  ORDINAL,
  WEEKDAY_NAME,
} from '../../replies/dates/words.ts';
import { lean, textFor } from '../prose/lean.ts';

/** A day, month, quarter or year as far as it is written. */
export interface Written {
  year?: number;
  month?: number;
  day?: number;
  quarter?: number;
}
export interface DateMention {
  start: number;
  end: number;
  /** More than one: 05/06 may be either. */
  readings: readonly Written[];
}

const edge = (body: string, flags = 'gu'): RegExp =>
  lean(`(?<![\\p{L}\\d.,/¤£$¥-])(?:${body})(?![\\p{L}\\d]|[.,/-]\\d)`, flags);
const YEAR = "(?:(?:,? (?:de |del |do |of )?|[-./ ])(?<year>(?:19|20)\\d\\d|'\\d\\d))?";
const OF = "[\\s.-]*(?:of |de |d'|do |del |di |van )?";
const DAY = `(?<day>\\d{1,2}|${ORDINAL}|primero|primeiro|premier|primo|eerste)(?:st|nd|rd|th|ero|ro|er|ste|e|\\.?[oº°]|\\.)?`;

const full = (year: string | undefined): number | undefined => {
  const digits = year?.replace(/\D/g, '');
  if (!digits) return undefined;
  return Number(digits.length === 2 ? `20${digits}` : digits);
};
type Groups = Readonly<Record<string, string | undefined>>;
const written = (year: number | undefined, month?: number, day?: number): Written => ({
  ...(year === undefined ? {} : { year }),
  ...(month === undefined ? {} : { month }),
  ...(day === undefined ? {} : { day }),
});
const isDay = ({ month = 1, day = 1 }: Written): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31;

const named = ({ day, month = '', year }: Groups): Written[] => [
  written(full(year), monthNumber(month), dayNumber(day)),
];
const numbered = ({ day, month, year }: Groups): Written[] => [
  written(full(year), Number(month), day === undefined ? undefined : Number(day)),
];
const either = ({ first, second, year }: Groups): Written[] => [
  written(full(year), Number(second), Number(first)),
  written(full(year), Number(first), Number(second)),
];

/** Words before a month that stands alone: "may", "mars", "set" are words of their own. */
const BEFORE_MONTH =
  "(?<=(?:^|[^\\p{L}])(?:in|by|until|till|since|from|before|after|during|of|last|next|this|early|mid|late|end of|start of|beginning of|im|ab|bis|seit|anfang|mitte|ende|vor|nach|zum|en|des|depuis|avant|apres|debut|fin|jusqu'en|de|del|desde|hasta|a finales de|em|ate|no final de|no inicio de|a|da|di|dal|entro|fino a|nel|a partir de|in|per|vanaf|sinds|tot|begin|eind|half|va|voor|mi-|courant|and|und|et|y|e|o|oder|or|ou|à)[ -])";

const patterns: readonly { pattern: RegExp; read(groups: Groups): Written[] }[] = [
  { pattern: edge('(?<year>(?:19|20)\\d\\d)[-/.](?<month>\\d\\d?)[-/.](?<day>\\d\\d?)'), read: numbered },
  { pattern: lean(/(?:(?<year>(?:19|20)\d\d)年)?(?<month>\d{1,2})月(?<day>\d{1,2})日/gu), read: numbered },
  { pattern: lean(/(?<year>(?:19|20)\d\d)年(?<month>\d{1,2})月/gu), read: numbered },
  // "Vom 16. bis 22. Oktober": both are days of that month.
  {
    pattern: lean(
      `(?<![\\p{L}\\d.,/-])(?<day>\\d{1,2})(?:st|nd|rd|th|ero|ro|er|e|º|°|\\.)?(?=,?\\s?(?:-|–|to|bis|and|und|au|al|a|ao|et|y|e|ed|en|tot|o|or|oder|ou)(?: (?:zum|am|den|the|le|el|il|dia|em|het|${WEEKDAY_NAME})){0,2}\\s?\\d{1,2}(?:st|nd|rd|th|er|e|º|°|\\.)?${OF}(?<month>${MONTH_BY_NUMBER})\\.?${YEAR}(?!\\p{L}))`,
      'gu',
    ),
    read: named,
  },
  { pattern: edge(`${DAY}${OF}(?<month>${MONTH_BY_NUMBER})\\.?${YEAR}`), read: named },
  {
    pattern: lean(
      `(?<=(?<!\\d)\\d{1,2}\\.?[-–])(?<day>\\d{1,2})\\.?${OF}(?<month>${MONTH_BY_NUMBER})(?![\\p{L}\\d])`,
      'gu',
    ),
    read: named,
  },
  // "May 22-24".
  { pattern: edge(`(?<month>${MONTH_BY_NUMBER})\\.? (?<day>\\d{1,2})(?=[-–]\\d{1,2}(?!\\d))`), read: named },
  {
    pattern: lean(
      `(?<=(?<!\\p{L})(?<month>${MONTH_BY_NUMBER})\\.? \\d{1,2}[-–])(?<day>\\d{1,2})(?!\\d)`,
      'gu',
    ),
    read: named,
  },
  // "7 e 8/11".
  {
    pattern: edge(
      '(?<day>\\d{1,2})(?= (?:and|und|et|y|e|en|a|al|bis|to|tot) (?:\\d{1,2})/(?<month>0?[1-9]|1[0-2])(?![\\d/]))',
    ),
    read: numbered,
  },
  {
    pattern: edge(
      `(?<month>${MONTH_BY_NUMBER})\\.? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?! ?(?:%|€|mio|mld|mln|mrd|x(?![a-z])|\\d)| ?(?!and|und|at|from|bis|to|or|until|will|for|the)\\p{L}{3,}|[.,]\\d)(?:,? (?<year>(?:19|20)\\d\\d))?`,
    ),
    read: named,
  },
  {
    pattern: edge('(?<day>\\d{1,2})\\. ?(?<month>\\d{1,2})\\.(?: ?(?<year>(?:19|20)\\d\\d|\\d\\d))?'),
    read: numbered,
  },
  { pattern: edge('(?<first>\\d{1,2})/(?<second>\\d{1,2})/(?<year>(?:19|20)\\d\\d|\\d\\d)'), read: either },
  { pattern: edge('(?<first>\\d{1,2})-(?<second>\\d{1,2})-(?<year>(?:19|20)\\d\\d)'), read: either },
  {
    pattern: edge(`(?<month>${MONTH})[ .,]+(?:of |de |del |do )?(?<year>(?:19|20)\\d\\d)`),
    read: ({ month = '', year }) => [written(full(year), monthNumber(month))],
  },
  {
    pattern: edge(
      `(?:q(?<q>[1-4])|(?<q2>[1-4])\\. ?quartal|t(?<q3>[1-4]))(?:[ /-]*(?:of |de |del )?(?<year>(?:19|20)\\d\\d))?`,
    ),
    read: quarterOf,
  },
  {
    pattern: edge(
      `(?:(?<one>first|1st|erste[snmr]?|premier|primer|primeiro|primo|eerste)|(?<two>second|2nd|zweite[snmr]?|deuxieme|segundo|secondo|tweede)|(?<three>third|3rd|dritte[snmr]?|troisieme|tercer|terceiro|terzo|derde)|(?<four>fourth|4th|vierte[snmr]?|quatrieme|cuarto|quarto|vierde|last|letzte[snmr]?|dernier|ultimo|laatste)) (?:quarter|quartals?|trimestre|kwartaal)(?:,? (?:of |de |del |do )?(?<year>(?:19|20)\\d\\d))?`,
    ),
    read: quarterOf,
  },
  { pattern: lean(/第(?<q>[1-4])四半期/gu), read: quarterOf },
  {
    pattern: lean(
      `(?<![\\p{L}\\d])(?:(?:the )?end of|ende|fin(?: de)?|finales de|(?:ao |no )?fim de|final de|fine(?: di)?|eind(?:e)?(?: van)?) (?<month>${MONTH})(?![\\p{L}\\d])`,
      'gu',
    ),
    read: endOfMonth,
  },
  { pattern: lean(/(?<month>1[0-2]|[1-9])月末/gu), read: endOfMonth },
  {
    pattern: lean(`${BEFORE_MONTH}(?!may \\p{Ll})(?<month>${MONTH})(?![\\p{L}\\d])`, 'gu'),
    read: ({ month = '' }) => [written(undefined, monthNumber(month))],
  },
  { pattern: lean(/(?<![\d年/])(?<month>1[0-2]|[1-9])月(?!\d|間)/gu), read: numbered },
  { pattern: edge('(?<year>(?:19[5-9]|20[0-4])\\d)'), read: ({ year }) => [written(full(year))] },
  { pattern: lean(/(?<![\d])(?<year>(?:19|20)\d\d)年/gu), read: ({ year }) => [written(full(year))] },
];

/** Sources are read for months wherever they stand: "harvest October to January". */
const bareMonth = {
  pattern: lean(`(?<![\\p{L}\\d])(?<month>${MONTH})(?![\\p{L}\\d])`, 'gu'),
  read: ({ month = '' }: Groups) => [written(undefined, monthNumber(month))],
};

/** "Segunda, 15/06". */
const slashDay = { pattern: edge('(?<first>\\d{1,2})/(?<second>0[1-9]|1[0-2])(?!/)'), read: either };
/** "Until 21/9". */
const bareDay = {
  pattern: edge('(?<first>\\d{1,2})/(?<second>\\d{1,2})(?!/)'),
  read: either,
};

/** The end of a month is its last day, as far as a source says no more. */
function endOfMonth({ month = '' }: Groups): Written[] {
  const number = /^\d/.test(month) ? Number(month) : monthNumber(month);
  return [
    written(undefined, number),
    written(undefined, number, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]),
  ];
}

function quarterOf(groups: Groups): Written[] {
  const { q, q2, q3, year, one, two, three } = groups;
  const quarter = Number(q ?? q2 ?? q3 ?? (one ? 1 : two ? 2 : three ? 3 : 4));
  const known = full(year);
  return [{ quarter, ...(known === undefined ? {} : { year: known }) }];
}

/** Behind a number of four digits: it counts something, and is no year. */
const counts = lean(
  /^ ?(?:%|€|\$|£|chf|eur|usd|円|euro|dollar|[\p{L}]*(?:kund|customer|client|user|employee|mitarbeit|salari|emplead|funcion|dipendent|medewerk|kg|kwh|km|m2|m²|stuck|unit|unidad|piece|people|person|seats?|room|zimmer|chambre|bett|ton))/u,
);
const signBefore = /[€$£¥#]\s?$/;

/** What any date has in it: a digit, or the beginning of a month's or quarter's name. Few sentences do, and are looked at. */
const mayHold =
  /\d|jan|jaun|gen|ene|feb|fev|mar|mae|maa|mrz|mrt|apr|apir|avr|abr|may|mai|mei|mag|jun|jui|giu|jul|lug|aug|aou|ago|sep|set|oct|ocot|okt|out|ott|nov|dec|dez|dic|des|quart|trim|kwart|sem|half|halb|[月年期]/;

/** Days, months, quarters and years in a folded text, by the calendar; names of days alone are none. */
export function datesWritten(
  folded: string,
  months: 'behind a preposition' | 'anywhere' = 'behind a preposition',
): DateMention[] {
  const found: DateMention[] = [];
  if (!mayHold.test(folded)) return found;
  for (const { pattern, read } of months === 'anywhere'
    ? [...patterns, bareMonth, bareDay]
    : [...patterns, slashDay]) {
    for (const match of textFor(pattern, folded).matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      if (
        /^\d{4}$/.test(match[0]) &&
        (counts.test(folded.slice(end)) || signBefore.test(folded.slice(0, start)))
      )
        continue;
      const readings = read(match.groups ?? {}).filter(isDay);
      if (readings.length > 0) found.push({ start, end, readings });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const quarterOfMonth = (month: number): number => Math.ceil(month / 3);

/** Whether what a draft writes of a date is what a source writes: what both write is the same, and the source writes no less. */
export function isSameDate(claimed: Written, known: Written, thisYear: number): boolean {
  const quarter = known.quarter ?? (known.month === undefined ? undefined : quarterOfMonth(known.month));
  if (claimed.year !== undefined && known.year !== undefined && claimed.year !== known.year) return false;
  if (claimed.year !== undefined && known.year === undefined && Math.abs(claimed.year - thisYear) > 1)
    return false;
  if (claimed.quarter !== undefined && claimed.quarter !== quarter) return false;
  if (claimed.month !== undefined && claimed.month !== known.month) return false;
  if (claimed.day !== undefined && claimed.day !== known.day) return false;
  return claimed.month !== undefined || claimed.quarter !== undefined || known.year !== undefined;
}
