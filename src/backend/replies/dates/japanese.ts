import type { DateTime } from 'luxon';
import { dayOf, oneDay, type DatePattern, type Parts, type Span } from './patterns.ts';
import { spanOf, weekOf } from './parts.ts';

const N = '(?:\\d{1,4}|[一二三四五六七八九十]{1,3})';
/** The name of the day in brackets, and what a date may still have behind it. */
const NAME = '(?:\\s?[(（\\[][月火水木金土日][^)）\\]]{0,4}[)）\\]])?';
const ja = (body: string): RegExp => new RegExp(`(?<![\\da-z])(?:${body})`, 'gu');

const digits = '〇一二三四五六七八九';
/** 15 or 十五. */
function count(word = ''): number {
  if (/^\d+$/.test(word)) return Number(word);
  const [tens = '', ones] = word.split('十');
  if (ones === undefined) return digits.indexOf(tens);
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0);
}

/** Years of the era Reiwa are counted from 2018. */
function yearOf({ era, year, next }: Parts, now: DateTime): string | undefined {
  if (era) return String(2018 + count(era));
  if (next) return String(now.year + 1);
  return year;
}

/** 上旬, 中旬, 末 of a month. */
function part(span: Span, word = ''): Span | null {
  if (/末/.test(word)) return oneDay(span.last);
  if (/中|半ば/.test(word)) return oneDay(span.first.plus({ days: 14 }));
  if (/下旬|後半/.test(word)) return oneDay(span.first.plus({ days: 20 }));
  return word ? oneDay(span.first) : span;
}

const date: DatePattern['resolve'] = (parts, { now }) =>
  oneDay(dayOf(now, yearOf(parts, now), count(parts['month']), count(parts['day'])));

const month: DatePattern['resolve'] = (parts, { now }) => {
  const year = yearOf(parts, now);
  const start = now
    .startOf('year')
    .set({ year: year ? Number(year) : now.year, month: count(parts['month']) });
  if (count(parts['month']) < 1 || !start.isValid) return null;
  const passed = parts['part'] ? start.endOf('month') < now : start <= now;
  return part(spanOf(!year && passed ? start.plus({ years: 1 }) : start, 'month'), parts['part']);
};

const weekOfMonth: DatePattern['resolve'] = ({ nth, ...parts }, reading) => {
  const span = month(parts, reading);
  return span && oneDay(weekOf(span, nth ? count(nth) - 1 : -1));
};

const nameNumber = (name = ''): number => '月火水木金土日'.indexOf(name.charAt(0)) + 1;
const nextNamed = (now: DateTime, name: number): DateTime =>
  now.plus({ days: (name - now.weekday + 7) % 7 || 7 });

const inWeek: DatePattern['resolve'] = ({ which, name, late }, { now }) => {
  const span = spanOf(
    now.plus({ weeks: which === '再来' || which === 'さ来' ? 2 : which === '今' ? 0 : 1 }),
    'week',
  );
  if (which === '今' && !name && !late) return null;
  if (late) return oneDay(span.first.plus({ days: 4 }));
  return name ? oneDay(span.first.plus({ days: nameNumber(name) - 1 })) : span;
};

const monthsAhead = (which: string | undefined): number =>
  which === '今' || !which ? 0 : which.startsWith('再') ? 2 : 1;

const inMonth: DatePattern['resolve'] = ({ which, day, part: word }, { now }) => {
  const span = spanOf(now.plus({ months: monthsAhead(which) }), 'month');
  if (day) return oneDay(span.first.set({ day: count(day) }));
  return which === '今' && !word ? null : part(span, word);
};

const inAWhile: DatePattern['resolve'] = ({ amount, unit = '', half }, { now }) => {
  const number = half ? 6 : count(amount);
  const units = { 日: 'days', 週: 'weeks', 年: 'years' }[unit.charAt(0)] ?? 'months';
  return number > 0 ? oneDay(now.plus(half ? { months: 6 } : { [units]: number })) : null;
};

const PART = '(?<part>上旬|初旬|初め|はじめ|頭|あたま|中旬|半ば|なかば|下旬|後半|末)';

export const japanesePatterns: readonly DatePattern[] = [
  {
    pattern: ja('今(?<unit>週|月)(?:中|いっぱい|一杯)'),
    resolve: ({ unit }, { now }) => spanOf(now, unit === '週' ? 'week' : 'month'),
  },
  {
    pattern: ja(`(?:令和|r)(?<era>${N}|元)[年./]\\s?(?<month>${N})[月./]\\s?(?<day>${N})日?${NAME}`),
    resolve: date,
  },
  {
    pattern: ja(`(?:(?<year>20\\d\\d)年|(?<next>来年|翌年)の?)\\s?(?<month>${N})月\\s?(?<day>${N})日${NAME}`),
    resolve: date,
  },
  {
    pattern: ja(`(?:年明け|年始|新年|正月)の?(?<day>${N})日${NAME}`),
    resolve: (parts, { now }) =>
      oneDay(
        dayOf(
          now.plus({ years: 1 }),
          String(now.month > 6 ? now.year + 1 : now.year),
          1,
          count(parts['day']),
        ),
      ),
  },
  { pattern: ja(`(?<year>20\\d\\d)[./](?<month>\\d\\d?)[./](?<day>\\d\\d?)${NAME}`), resolve: date },
  { pattern: ja(`(?<month>${N})月\\s?(?<day>${N})日${NAME}`), resolve: date },
  { pattern: ja(`(?<month>1[0-2]|0?[1-9])/(?<day>3[01]|[12]\\d|0?[1-9])(?![\\d/])${NAME}`), resolve: date },
  {
    pattern: ja(`(?:令和|r)(?<era>${N})年(?:の|度の?)?(?<month>${N})月の?${PART}?`),
    resolve: month,
  },
  {
    pattern: ja(
      `(?:(?<year>20\\d\\d)年の?|(?<next>来年|翌年|明年)の?)?(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月の?(?:第(?<nth>[1-4一二三四])週目?(?!明)|最終週)`,
    ),
    resolve: weekOfMonth,
  },
  {
    pattern: ja(
      `(?:(?<year>20\\d\\d)年の?|(?<next>来年|翌年|明年)の?)?(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!\\s?\\d|曜)の?${PART}?`,
    ),
    resolve: month,
  },
  {
    pattern: ja(
      `(?<half>半年)(?:後|ほど|くらい|ぐらい|先|したら|経)|(?<amount>${N}|ひと|ふた)(?<unit>日|週間?|[ヶケか箇カヵ]?月間?|年)(?:後|ほどして|ほどしたら|ほど経|くらいして|くらいしたら|したら|先|経った|たった|待って|ください|くれ|間後|ほど後|ほどお待ち)`,
    ),
    resolve: (parts, reading) =>
      inAWhile({ ...parts, amount: parts['amount']?.replace('ひと', '1').replace('ふた', '2') }, reading),
  },
  {
    pattern: ja(
      `(?<which>再来|さ来|来|今)週の?(?:(?<name>[月火水木金土日])曜?日?(?:日)?|(?<late>末|後半))?(?![日]間)`,
    ),
    resolve: inWeek,
  },
  {
    pattern: ja(`(?<which>再来|来|翌|今)月(?!曜)の?(?:(?:末の)?(?<day>${N})日${NAME}|${PART})?`),
    resolve: inMonth,
  },
  { pattern: ja(`月(?<part>末)`), resolve: inMonth },
  { pattern: ja(`翌週の?(?:(?<name>[月火水木金土日])曜日?)?`), resolve: inWeek, kind: 'following' },
  {
    pattern: ja(`翌(?<name>[月火水木金土日])曜日?`),
    resolve: ({ name }, { now }) => oneDay(nextNamed(now, nameNumber(name))),
    kind: 'following',
  },
  {
    pattern: ja(`翌日|次の日|あくる日`),
    resolve: (_parts, { now }) => oneDay(now.plus({ days: 1 })),
    kind: 'following',
  },
  {
    pattern: ja(`翌営業日|次の出勤日|次の営業日`),
    resolve: (_parts, { now }) => oneDay(now.plus({ days: now.weekday > 4 ? 8 - now.weekday : 1 })),
    kind: 'following',
  },
  { pattern: ja('週明け'), resolve: (_parts, { now }) => spanOf(now.plus({ weeks: 1 }), 'week') },
  {
    pattern: ja('年明け|来年(?!度)|新年(?!度)|年が明け|翌年(?!度)'),
    resolve: (_parts, { now }) => spanOf(now.plus({ years: 1 }), 'year'),
  },
  {
    pattern: ja('(?<year>20\\d\\d)年(?!度)'),
    resolve: ({ year }, { now }) => spanOf(now.set({ year: Number(year) }), 'year'),
  },
  {
    pattern: ja('来年度|新年度|翌年度|来期|(?:令和|r)(?<era>\\d+)年度|(?<year>20\\d\\d)年度'),
    resolve: (parts, { now }) => {
      const year = yearOf(parts, now);
      const start = now.set({ month: 4, day: 1 }).startOf('day');
      if (year) return oneDay(start.set({ year: Number(year) }));
      return oneDay(start <= now ? start.plus({ years: 1 }) : start);
    },
  },
  {
    pattern: ja('下期|下半期|後期'),
    resolve: (_parts, { now }) => {
      const start = now.set({ month: 10, day: 1 }).startOf('day');
      return oneDay(start <= now ? start.plus({ years: 1 }) : start);
    },
  },
  {
    pattern: ja('第?(?<number>[1-4一二三四])四半期'),
    resolve: ({ number }, { now }) => {
      const start = now.startOf('year').set({ month: count(number) * 3 - 2 });
      return spanOf(start <= now ? start.plus({ years: 1 }) : start, 'quarter');
    },
  },
  { pattern: ja('明後日|あさって|明々後日'), resolve: (_parts, { now }) => oneDay(now.plus({ days: 2 })) },
  { pattern: ja('明日|あした|明朝|あす'), resolve: (_parts, { now }) => oneDay(now.plus({ days: 1 })) },
  {
    pattern: new RegExp(
      `(?<![\\d月/一二三四五六七八九十第])(?<day>3[01]|[12]\\d|[1-9]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十一?)日(?!間|後|ほど|以内|目|程|くらい|曜|分|休|坐)${NAME}(?:の[月火水木金土日]曜日?)?`,
      'gu',
    ),
    resolve: ({ day }, { now }) => {
      const ahead = [0, 1, 2].map((months) =>
        now
          .startOf('month')
          .plus({ months })
          .set({ day: count(day) }),
      );
      return oneDay(ahead.find((one) => one.day === count(day) && one >= now.startOf('day')) ?? null);
    },
    kind: 'number',
  },
  {
    pattern: ja(`(?:次の|今度の|今週の?)?(?<!毎週)(?<name>[月火水木金土日])曜(?!日?(?:定休|は定休))日?`),
    resolve: ({ name }, { now }) => oneDay(nextNamed(now, nameNumber(name))),
    kind: 'weekday',
  },
  {
    pattern: ja(`(?<amount>${N})(?<unit>日間|週間|[ヶケか箇カヵ]月)`),
    resolve: inAWhile,
    kind: 'duration',
  },
];
