import type { DateTime } from 'luxon';
import type { DateInClause } from './clauses.ts';
import * as cue from './cues.ts';
import { WEEKDAY_NAME, WEEKDAY_SHORT } from './words.ts';
import { weekdayAfter } from './working-days.ts';

/** What a date is read for: when somebody who is away is back, or when to write again. */
export type Purpose = 'return' | 'later';

/** What is known of a date when it is asked what it means. */
interface Seen extends DateInClause {
  now: DateTime;
  away: boolean;
  /** 0, 2 or 3: how much the sentence speaks of coming back, of being written to, of what is asked. */
  back: number;
  contact: number;
  speaks: number;
  /** A day of a month is written. */
  exact: boolean;
  days: number;
}

export interface Meaning {
  day: DateTime;
  /** Above 0: it speaks of what is asked; the more, the surer. */
  score: number;
}

interface DateRule {
  when(seen: Seen): boolean;
  /** The day itself if it does not say otherwise. */
  day?(seen: Seen): DateTime;
  points(seen: Seen): number;
}

const after = ({ last }: Seen): DateTime => weekdayAfter(last);
/** A month that somebody is away until is one he is back in. */
const afterUntil = (seen: Seen): DateTime =>
  seen.days > 6.5 && !cue.isThrough(seen.left, seen.right) ? seen.day : after(seen);

/** "Na" is "in the" before these; in Dutch it is "after". */
const PORTUGUESE_DAY = /^(?:primeira|segunda|terc(?:a|eira)\b|quarta|quinta|sexta|ultima|prox|semana)/;
/** "See you Monday!" as a sentence of its own. */
const FAREWELL = new RegExp(`^(?:bis|ate|a|tot|hasta el|au) (?:${WEEKDAY_SHORT})\\P{L}*$`, 'u');
const UNIT =
  /(?:weeks?|weken|wochen|semaines|semanas|settimane|months|monaten?|tagen?|days|jours|dias|giorni|dagen)$/;
const WEEKDAYS = new RegExp(`^(?:${WEEKDAY_NAME}|[月火水木金土日]曜)[^\\d]*$`, 'u');

const isUntil = ({ left, right }: Seen) => cue.untilBefore.test(left) || cue.untilAfter.test(right);
const isBefore = ({ left, right }: Seen) => cue.beforeBefore.test(left) || cue.beforeAfter.test(right);
const isAfter = ({ left, right, words }: Seen) =>
  (cue.afterBefore.test(left) && !PORTUGUESE_DAY.test(words)) ||
  cue.afterAfter.test(right) ||
  cue.afterEventBefore.test(left);
const isHabit = ({ left, sentence, words, away }: Seen) =>
  cue.habitBefore.test(left) || (away && cue.habit.test(sentence) && WEEKDAYS.test(words));

/** The sentence speaks of the end of something else. */
const elsewhere = ({ sentence }: Pick<Seen, 'sentence'>): number => (cue.other.test(sentence) ? 1.5 : 0);

/** How surely the words speak of it, added to what the kind of date gives. */
function stress({ speaks, days, away, sentence, exact }: Seen): number {
  const vague = days > 300 ? 0.9 : days > 20 && away ? 1.5 : 0;
  return speaks - vague - elsewhere({ sentence }) + (exact ? 0.3 : 0);
}

function ofDuration({ away, sentence, contact }: Seen): number {
  if (away) return cue.absent.test(sentence) || sentence.length < 60 ? 0.3 : 0.1;
  return contact > 0 || sentence.length < 45 ? 0.2 : -1;
}

function ofStart(seen: Seen): number {
  if (!seen.away) return 1.5 + stress(seen);
  const near = `${seen.left.split(partEnd).at(-1) ?? ''} ${seen.right.split(partEnd)[0] ?? ''}`;
  return (seen.speaks >= 2 && !cue.absent.test(near) ? 1 : -3) + stress(seen);
}

const refused = ({ away, left }: Seen) =>
  !away &&
  cue.negation.test(left.slice(-20).replace(/.*(?:[,:;]|\b(?:but|aber|mais|pero|ma|maar)\b)|\bno\s*$/gs, ''));

/** The first that holds says what the date means. */
const rules: readonly DateRule[] = [
  { when: ({ left, right }) => cue.sinceBefore.test(left) || cue.pastAfter.test(right), points: () => -10 },
  { when: ({ kind }) => kind === 'duration', points: ofDuration },
  { when: isHabit, points: () => -2 },
  {
    when: ({ kind }) => kind === 'following',
    day: ({ day }) => weekdayAfter(day.minus({ days: 1 })),
    points: (seen) => 2.2 + stress(seen),
  },
  { when: ({ left }) => cue.untilHour.test(left), points: (seen) => 3 + stress(seen) },
  { when: ({ sentence }) => FAREWELL.test(sentence.trim()), points: (seen) => 1.5 + stress(seen) },
  { when: ({ range }) => range, day: after, points: ({ away }) => (away ? 2.5 : -1) },
  { when: ({ left }) => cue.onOrAfter.test(left), points: (seen) => 2 + stress(seen) },
  {
    when: (seen) =>
      cue.isNotUntil(seen.left) && (cue.untilBefore.test(seen.left) || cue.beforeBefore.test(seen.left)),
    points: (seen) => 3 + stress(seen),
  },
  { when: isUntil, day: afterUntil, points: (seen) => (seen.away ? 2.5 : 1) - elsewhere(seen) },
  { when: (seen) => isBefore(seen) && cue.negation.test(seen.sentence), points: (seen) => 1 + stress(seen) },
  { when: isBefore, points: ({ away, speaks }) => (away && speaks ? speaks : -3) },
  { when: ({ away, day, last, now }) => away && day <= now && last >= now, day: after, points: () => 0.6 },
  {
    when: ({ left }) => cue.weekAfterBefore.test(left),
    day: ({ last }) => last.startOf('week').plus({ weeks: 1 }),
    points: (seen) => 1.5 + stress(seen),
  },
  { when: isAfter, day: after, points: (seen) => 0.8 + stress(seen) },
  {
    when: ({ right }) => cue.fromAfter.test(right),
    points: (seen) => (seen.away && cue.absent.test(seen.right) ? -3 : 2) + stress(seen),
  },
  { when: ({ left }) => cue.fromBefore.test(left), points: ofStart },
  {
    when: ({ away, speaks, sentence }) => away && !speaks && cue.absent.test(sentence),
    // "Fridays off", written on a Friday.
    day: ({ words, last, now }) =>
      weekdayAfter(WEEKDAYS.test(words) && last.weekday === now.weekday ? now : last),
    points: () => 0.4,
  },
  {
    when: ({ exact, speaks, sentence }) => !exact && speaks < 3 && cue.happened.test(sentence),
    points: ({ speaks }) => speaks - 2,
  },
  {
    when: ({ words, speaks, back, away, sentence }) =>
      WEEKDAYS.test(words) && speaks < 2 && back < 2 && away && sentence.length > 45,
    points: () => -2,
  },
  {
    when: ({ away, contact, exact, words, next }) =>
      !away && contact < 3 && exact && !UNIT.test(words) && cue.afterwards.test(next),
    day: after,
    points: (seen) => 2 + stress(seen),
  },
  { when: refused, points: (seen) => stress(seen) - 2 },
  { when: () => true, points: (seen) => 1 + stress(seen) },
];

/** What the date means for the purpose, and how surely that is what it speaks of. */
export function meaningOf(date: DateInClause, now: DateTime, purpose: Purpose): Meaning {
  const away = purpose === 'return';
  const back = emphasis(date, cue.returning);
  const contact =
    emphasis(date, cue.contacting) + (cue.then.test(date.next) || cue.thenBehind.test(date.right) ? 1 : 0);
  const days = date.last.diff(date.day, 'days').days;
  const exact = days < 1 && /\d|[一二三四五六七八九十]日/.test(date.words.replace(/20\d\d/, ''));
  const speaks = away ? Math.max(back, contact - 1) : contact;
  const seen: Seen = { ...date, now, away, back, contact, speaks, exact, days };
  const rule = rules.find((one) => one.when(seen));
  return { day: rule?.day?.(seen) ?? date.day, score: rule?.points(seen) ?? 0 };
}

/** How much the sentence speaks of the purpose: 2 anywhere, 3 in the part of it that has the date. */
function emphasis({ left, right, sentence }: DateInClause, purpose: RegExp): number {
  if (!purpose.test(sentence)) return 0;
  const near = [left.slice(-35).split(partEnd).at(-1), right.slice(0, 35).split(partEnd)[0]];
  return near.some((part) => purpose.test(part ?? '')) ? 3 : 2;
}
const partEnd = /[,;:()–—]| (?:and|und|et) /u;
