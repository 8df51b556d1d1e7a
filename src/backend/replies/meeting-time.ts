import type { DateTime } from 'luxon';
import { beginningOf } from '../ground/text.ts';
import type { FoundDate } from './dates/ranges.ts';
import { fold, MONTH, WEEKDAY } from './dates/words.ts';
import { arrival } from './dates.ts';
import { datesIn } from './dates/found-dates.ts';

/** What an answer says of when to meet. */
export interface MeetingTime {
  /** The sentence that speaks of it, as written. */
  words: string;
  /** The day, if there can be no doubt about it: its start in `zone`, epoch ms. */
  day: number | null;
  /** The moment, if day and hour are beyond doubt, epoch ms. */
  at: number | null;
  /** IANA zone in which the words count: the contact's, unless they name another one. */
  zone: string;
}

const MAX_TEXT = 2_000;
const MAX_WORDS = 120;

/** Ways to name a day that mean one day only. "Next Tuesday" may be tomorrow or in eight days; 05/12 is two days. */
const plainDay = new RegExp(
  `^(?:(?:this |on )?${WEEKDAY}|tomorrow|demain|20\\d\\d-\\d\\d-\\d\\d|.*\\d.*${MONTH}.*|.*${MONTH}.*\\d.*|(?:${WEEKDAY}\\.?,?\\s+(?:the |den |dem |le |el )?)?\\d{1,2}\\.\\d{1,2}\\.(?:20\\d\\d|\\d\\d)?)$`,
  'iu',
);
const today = /(?<![\p{L}\d])(?:today|heute|aujourd['’]hui|hoy)(?![\p{L}\d])/giu;
const weekdayAtStart = new RegExp(`^(?:this |on )?(${WEEKDAY})`, 'iu');
const clock =
  /(?<![\p{L}\d.,:/$€£-])(?:(?<hour>\d{1,2})(?:[:h](?<minute>\d\d)|\.(?<dotted>\d\d)(?=\s?(?:uhr|[ap]\.?m)))?\s?(?<half>[ap]\.?m\.?(?!\p{L})|uhr(?!\p{L})|h(?![\p{L}\d])|o['’]clock)?|(?<noon>noon|midday|mittags|midi|mediod[ií]a))(?![\d%€$£-]|\.\d)/giu;
/** Before or after an hour: then it is the edge of a span, or one of several. */
const edge =
  /\b(after|before|until|till|from|between|by|around|about|or|and|to|ab|nach|vor|bis|von|zwischen|oder|gegen|ou|entre|après|avant|después|antes)\s*$|[-–—]\s*$/iu;
const edgeAfter = /^\s*(?:[-–—]|(?:or|to|and|till|until|onwards?|oder|bis|ou|o)\b)/iu;
const doubtful =
  /\b(not|never|can['’]?t|cannot|won['’]?t|don['’]?t|doesn['’]?t|isn['’]?t|unless|except|unfortunately|busy|away|instead of|nicht|kein\w*|leider|pas|malheureusement|non|niet|geen|helaas|purtroppo|infelizmente|last|letzten|dernier|pasado|passado|scorso|vorige|não)\b|ません|できな/i;

/** What people write behind an hour; used loosely all year round, so that a place is meant rather than an offset. */
const zones: readonly { name: RegExp; zone: string; only?: RegExp }[] = [
  { name: /^(UTC|GMT)$/, zone: 'UTC' },
  { name: /^(CES?T|MES?Z)$/, zone: 'Europe/Berlin' },
  { name: /^BST$/, zone: 'Europe/London', only: /^Europe\// },
  { name: /^E[SD]?T$/, zone: 'America/New_York', only: /^(?:America|Europe|Etc|UTC)/ },
  { name: /^C[SD]?T$/, zone: 'America/Chicago', only: /^America\// },
  { name: /^M[SD]?T$/, zone: 'America/Denver', only: /^America\// },
  { name: /^P[SD]?T$/, zone: 'America/Los_Angeles' },
];
const zoneAfter = /^\s*\(?(?<name>[A-Z]{2,5})\b(?!\s?['’])/;
const spokenZone = /^[\s(,]*(?:in )?(?<whose>your|my|our|[\p{L} ]{2,20}) (?:local )?time\b/iu;

/**
 * When a person who agrees to meet wants to. Nothing is guessed: a day or an hour that can be read in two ways is null,
 * and the words stand for themselves.
 * @param zone IANA zone of the contact
 * @returns null if the answer names no time at all
 */
export function readMeetingTime(text: string, receivedAt: number, zone: string): MeetingTime | null {
  const now = arrival(receivedAt, zone);
  const sentences = text
    .slice(0, MAX_TEXT)
    .split(/\n+|(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((sentence) => sentence.trim());
  const naming = sentences.filter((sentence) => daysIn(sentence, now).length > 0);
  const [first] = naming.length > 0 ? naming : sentences.filter((sentence) => hoursIn(sentence).length > 0);
  if (first === undefined) return null;
  const words = first.length > MAX_WORDS ? `${beginningOf(first, MAX_WORDS - 1).trimEnd()}…` : first;
  const day = naming.length === 1 && !doubtful.test(first) ? onlyDay(first, now) : null;
  if (!day) return { words, day: null, at: null, zone: now.zoneName ?? 'UTC' };
  const hour = onlyHour(first, now.zoneName ?? 'UTC');
  const counted = hour?.zone ?? now.zoneName ?? 'UTC';
  const start = day.setZone(counted, { keepLocalTime: true });
  const moment = hour && start.set({ hour: hour.hour, minute: hour.minute });
  const at = moment && moment.toMillis() > receivedAt ? moment.toMillis() : null;
  return { words, day: start.toMillis(), at, zone: counted };
}

function daysIn(sentence: string, now: DateTime): Pick<FoundDate, 'start' | 'end' | 'day' | 'range'>[] {
  const named = datesIn(sentence, now);
  const ofToday = [...sentence.matchAll(today)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    day: now.startOf('day'),
    range: false,
  }));
  return [...named, ...ofToday];
}

function onlyDay(sentence: string, now: DateTime): DateTime | null {
  const [found, ...others] = daysIn(sentence, now);
  if (!found || others.length > 0 || found.range) return null;
  const named = fold(sentence.slice(found.start, found.end));
  if (found.day < now.startOf('day')) return null;
  if (found.day.hasSame(now, 'day')) return found.day;
  if (!plainDay.test(named)) return null;
  const weekday = weekdayAtStart.exec(named)?.[1];
  // "Monday" on a Monday may be today; "Tuesday, 3 December" is doubtful when the third is a Thursday.
  const meant = weekday === undefined ? found.day : datesIn(weekday, now)[0]?.day;
  const bare = weekday !== undefined && named.toLowerCase().endsWith(weekday.toLowerCase());
  return meant?.weekday !== found.day.weekday || (bare && found.day.weekday === now.weekday)
    ? null
    : found.day;
}

interface Hour {
  start: number;
  end: number;
  hour: number;
  minute: number;
  /** It cannot be another hour of the day. */
  sure: boolean;
}

function hoursIn(sentence: string): Hour[] {
  return [...sentence.matchAll(clock)].flatMap((match): Hour[] => {
    const { hour, minute, dotted, half = '', noon } = match.groups ?? {};
    const place = { start: match.index, end: match.index + match[0].length };
    if (noon) return [{ ...place, hour: 12, minute: 0, sure: true }];
    if (half === '' && minute === undefined) return [];
    const said = Number(hour);
    const minutes = Number(minute ?? dotted ?? 0);
    const isHalf = /^[ap]/i.test(half);
    if (minutes > 59 || said > (isHalf ? 12 : 23) || (isHalf && said === 0)) return [];
    const counted = isHalf ? (said % 12) + (/^p/i.test(half) ? 12 : 0) : said;
    const sure = isHalf || said >= 8 || /^(uhr|h)$/i.test(half) || (hour ?? '').startsWith('0');
    return [{ ...place, hour: counted, minute: minutes, sure }];
  });
}

function onlyHour(sentence: string, zone: string): { hour: number; minute: number; zone: string } | null {
  const [found, ...others] = hoursIn(sentence);
  if (!found || others.length > 0 || !found.sure) return null;
  const after = sentence.slice(found.end);
  if (edge.test(sentence.slice(0, found.start)) || edgeAfter.test(after)) return null;
  const counted = zoneNamed(after, zone);
  return counted === null ? null : { hour: found.hour, minute: found.minute, zone: counted };
}

/** The zone that stands behind an hour; the contact's own if none does; null if it is one that cannot be told. */
function zoneNamed(after: string, own: string): string | null {
  const whose = spokenZone.exec(after)?.groups?.['whose']?.toLowerCase();
  if (whose !== undefined) return whose === 'my' || whose === 'our' || whose === 'local' ? own : null;
  const name = zoneAfter.exec(after)?.groups?.['name'];
  if (name === undefined || !/^[A-Z]{2,4}$/.test(name) || !/T$|Z$|^UTC$/.test(name))
    return name === 'UTC' ? 'UTC' : own;
  const known = zones.find((one) => one.name.test(name) && (one.only?.test(own) ?? true));
  return known?.zone ?? null;
}
