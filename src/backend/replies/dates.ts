import { DateTime } from 'luxon';
import { datePatterns, type DatePattern } from './date-patterns.ts';

/** A date found in a text, with where it stands. */
export interface FoundDate {
  start: number;
  end: number;
  day: DateTime;
  range: boolean;
}

/** The moment a mail came, on the contact's calendar. An unknown zone counts as UTC. */
export function arrival(receivedAt: number, timeZone: string): DateTime {
  const local = DateTime.fromMillis(receivedAt, { zone: timeZone });
  return local.isValid ? local : DateTime.fromMillis(receivedAt, { zone: 'utc' });
}

/** Every date in the text, in the order of the text. */
export function datesIn(text: string, now: DateTime): FoundDate[] {
  const found: FoundDate[] = [];
  for (const one of datePatterns) {
    for (const match of text.matchAll(one.pattern)) {
      const end = match.index + match[0].length;
      if (found.some((other) => match.index < other.end && other.start < end)) continue;
      const day = resolve(one, match, now);
      if (day) found.push({ start: match.index, end, day, range: one.range === true });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function resolve(one: DatePattern, match: RegExpMatchArray, now: DateTime): DateTime | null {
  const day = one.resolve(match.groups ?? {}, now);
  return day?.isValid ? day.startOf('day') : null;
}

const returning =
  /\b(back|return\w*|available|reach(able)?|resum\w*|retour|regres\w*|vuelv\w*|reincorpor\w*|disponible)\b[^.\n]{0,45}$|(wieder|zurück|erreichbar|rentr\w+)[^.\n]{0,45}$/i;
/** German puts the date first: "Am 12.05. bin ich wieder im Büro". */
const returningAfter = /^[^.\n]{0,40}\b(wieder|zurück|back)\b/i;
const until =
  /(until|till|\btil|through|thru|bis|jusqu['’](au|à|en)|hasta|al|au)( and including| including| einschließlich| inclus)?( the| zum| le| el)?[\s,]*(\p{L}+day|\p{L}+tag|\p{L}+di|lunes|martes|miércoles|jueves|viernes)?[,\s]*(the|den|dem|le|el)?\s*$/iu;
const notUntil =
  /(\bnot\b|n['’]t\b|\bnicht\b|\bpas\b|\bno\b)[^.\n]{0,50}(until|before|vor|bis|avant|hasta|antes)[^.\n]{0,20}$/i;
const starting =
  /\b(from|starting|since|as of|ab|seit|vom|du|depuis|desde|del)( the| dem| le| el)?[\s,]*(\p{L}+day|\p{L}+tag|\p{L}+di)?[,\s]*$/iu;
/** "from 3 to 10 June" when the first date stands alone: "from 3 June to 10 June". */
const connected =
  /\d(st|nd|rd|th|\.)?(\s+\p{L}+\.?)?(\s+20\d\d|\.20\d\d|\/20\d\d)?\s*(-|–|to|through|bis( zum)?|au|al)\s*(\p{L}+day|\p{L}+tag)?[,\s]*(the|den|le|el)?\s*$/iu;

/**
 * The day a person who is away is back. "Until the 12th" and "from the 3rd to the 12th" mean that the 12th is still
 * a day off, so the day after is meant; "not back until the 12th" means the 12th.
 * @returns ISO date or null
 */
export function returnDate(text: string, now: DateTime): string | null {
  const found = datesIn(text, now).map((date) => ({
    ...date,
    before: text.slice(Math.max(0, date.start - 80), date.start),
    after: text.slice(date.end, date.end + 60),
  }));
  const dayAfter = (date: DateTime) => date.plus({ days: 1 }).toISODate();
  const last = found.find(
    ({ range, before }) =>
      range || (!notUntil.test(before) && (until.test(before) || connected.test(before))),
  );
  const back = found.find((date) => date !== last && !date.range && isReturn(date.before, date.after));
  if (back) return back.day.toISODate();
  if (last) return dayAfter(last.day);
  const only = found.find(({ before, day }) => !starting.test(before) && day >= now.startOf('day'));
  return only?.day.toISODate() ?? null;
}

const isReturn = (before: string, after: string): boolean =>
  returning.test(before) || returningAfter.test(after) || notUntil.test(before);

/** The first day named in the text that lies ahead. @returns ISO date or null */
export function laterDate(text: string, now: DateTime): string | null {
  const ahead = datesIn(text, now).find(({ day }) => day > now);
  return ahead?.day.toISODate() ?? null;
}
