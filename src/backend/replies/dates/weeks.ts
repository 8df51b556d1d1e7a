import { oneDay, whole, type DatePattern } from './patterns.ts';
import { ahead, LATE, PART, spanOf } from './parts.ts';
import { numberOf, WEEKDAY_NAME, weekdayNumber } from './words.ts';

/** The next day of that name, never today. */
export const onWeekday: DatePattern['resolve'] = ({ weekday = '', week }, { now }) => {
  const ahead = (weekdayNumber(weekday) - now.weekday + 7) % 7 || 7;
  return oneDay(now.plus({ days: ahead, weeks: week ? 1 : 0 }));
};

const isoWeek: DatePattern['resolve'] = ({ number, ordinal, to, year }, { now }) => {
  const weekNumber = Number(number ?? ordinal);
  if (weekNumber < 1 || weekNumber > 53) return null;
  const start = (weekYear: number) => now.startOf('day').set({ weekYear, weekNumber, weekday: 1 });
  const thisYear = start(year ? Number(year) : now.weekYear);
  const span = spanOf(
    !year && thisYear < now.minus({ weeks: 8 }) ? start(now.weekYear + 1) : thisYear,
    'week',
  );
  const more = Math.max(0, Number(to ?? weekNumber) - weekNumber);
  return { first: span.first, last: span.last.plus({ weeks: more }) };
};

const NEXT_WEEK =
  'next (?:week|wk)|nxt week|(?:the )?coming week|(?:nachste|naechste|kommende)[nr]? woche|(?:la )?semaine (?:prochaine|qui vient)|(?:la |na )?prox(?:ima|\\.)? semana|(?:la )?semana (?:que viene|entrante|proxima|que vem)|semana q viene|sem que viene|para a semana(?! que)|(?:la )?(?:settimana prossima|prossima settimana|settimana entrante|settimana che viene)|volgende week|komende week|andere week|(?<=(?:semana|week|woche|settimana|semaine)\\P{L}[^\\n]{0,40})(?:la |a |the |die |de )(?:proxima|siguiente|que viene|prossima|prochaine|next one|nachste|volgende)(?! \\p{L})|(?<=semana\\P{L}[^\\n]{0,40})(?:la|a) que (?:viene|vem)|(?:la )?otra semana';
const AFTER_NEXT =
  '(?:the )?week after next|zweitnachste[nr]? woche|ubernachste[nr]? woche|uebernaechste[nr]? woche|dans deux semaines|(?:la )?semana (?:siguiente a la proxima)|over twee weken|de week erna daarop|fra due settimane esatte';
const THIS_WEEK =
  '(?:the week|this week|week|der woche|dieser woche|(?:de la |de cette )semaine|(?:de la |de esta |esta )?semana|(?:da |desta )semana|(?:della )?settimana|(?:van )?(?:de|deze) week)';

/** Before "in a week" is read alone. */
export const weekdayInAWeek: DatePattern = {
  pattern: whole(
    `(?<weekday>${WEEKDAY_NAME}) (?<week>week|in a week|in einer woche|en huit|over een week|de aqui (?:a|en) una semana|fra una settimana|daqui a uma semana)|(?:the )?${WEEKDAY_NAME} after next`,
  ),
  resolve: (parts, reading) => (parts['weekday'] ? onWeekday(parts, reading) : null),
};

export const weekPatterns: readonly DatePattern[] = [
  {
    pattern: whole(
      `(?<count>an?|one|two) weeks? (?:from|after|on) (?:(?<tomorrow>tomorrow)|(?<weekday>${WEEKDAY_NAME}))`,
    ),
    resolve: ({ count = '', tomorrow, weekday = '' }, reading) => {
      const start = tomorrow ? oneDay(reading.now.plus({ days: 1 })) : onWeekday({ weekday }, reading);
      return start && oneDay(start.first.plus({ weeks: numberOf(count) }));
    },
  },
  {
    pattern: whole(
      `(?<weekday>${WEEKDAY_NAME})\\s+(?:of |der |de |di |da |del |van |en )?(?:${AFTER_NEXT})|(?:${AFTER_NEXT})(?:\\s+(?:on |am |op )?(?<weekdayAfter>${WEEKDAY_NAME}))?`,
    ),
    resolve: ahead('week', 2),
  },
  {
    pattern: whole(
      `(?<weekday>${WEEKDAY_NAME})\\s+(?:of |der |de |di |da |del |della |van |en |d')?(?:${NEXT_WEEK})|(?:${PART}[\\s-]+(?:the |of |der |de |de la |della |da |van )?)?(?:${NEXT_WEEK})(?:\\s+(?:on |am |op )?(?<weekdayAfter>${WEEKDAY_NAME}))?`,
    ),
    resolve: ahead('week', 1),
  },
  {
    pattern: whole(
      `(?:${LATE})\\s+(?:of |de |del |do |du |van )?${THIS_WEEK}(?!\\w*ende)|(?:eow|week's end)`,
    ),
    resolve: (_parts, { now }) => oneDay(now.startOf('week').plus({ days: 4 })),
  },
  {
    pattern: whole(
      `(?:(?<ordinal>\\d{1,2})\\. ?(?:kw|kalenderwoche)|(?:kw|k\\.w\\.|calendar weeks?|kalenderwochen?|weeks?|wk|weeknr|sem|semaines?|semanas?|settimana|vecka|uge|cw|第)\\.?\\s?(?:no\\.? |nr\\.? |n[.°º] ?)?(?<number>\\d{1,2})(?:\\s?(?:to|-|–|bis|und|and|a|t/m|tot|en|\\+|&|/)\\s?(?:kw )?(?<to>\\d{1,2}))?(?!\\d|\\s?(?:days|th|st|nd|rd))(?:/(?<year>20\\d\\d))?)`,
    ),
    resolve: isoWeek,
  },
];
