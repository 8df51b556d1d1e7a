import { clockTimes } from '../days/clock.ts';
import { WEEKDAY } from '../../replies/dates/words.ts';
import { meeting } from '../prose/mood.ts';
import type { Sentence } from '../prose/sentences.ts';
import type { Evidence, Finder } from './found.ts';
import { lean } from '../prose/lean.ts';

const weekday = lean(
  `(?<!\\p{L})(?:${WEEKDAY}|na (?:segunda|terca|quarta|quinta|sexta))(?!\\p{L})|[月火水木金土日]曜|[(（][月火水木金土日][)）]`,
  'u',
);
/** An hour is proposed with its day or for a meeting. */
const isProposed = ({ mood, folded, part }: Sentence): boolean =>
  part === 'subject' ||
  mood !== 'statement' ||
  meeting.test(folded) ||
  (weekday.test(folded) && !everyWeek.test(folded));
/** From one day of the week to another, or each such day: when somebody is there, and nothing proposed. */
const everyWeek = new RegExp(
  `${WEEKDAY}s?(?:-feira)? (?:to|through|till|until|bis|au|al|a|ate|tot|t/m) (?:el |a |le |il )?(?:${WEEKDAY}|segunda|terca|quarta|quinta|sexta)|(?:every|each|jeden|chaque|cada|todas as|todos los|ogni|elke|iedere) (?:${WEEKDAY}|segunda|terca|quarta|quinta|sexta)|(?:week|satur|sun)days(?!\\w)|(?:sam|sonn|werk)tags|[月火水木金土日]曜日?(?:は|も|から)`,
  'u',
);

const isSaid = (minutes: readonly number[], { passages, numbersOf }: Evidence) =>
  passages.find((one) =>
    numbersOf(one).some(({ values }) => values.some((value) => minutes.includes(value * 60))),
  ) ??
  passages.find(({ folded }) =>
    clockTimes(folded).some((one) => one.minutes.some((at) => minutes.includes(at))),
  );

/** Hours at which something opens, closes or is due, beside sources that name hours, too. */
export const hoursIn: Finder = (sentence, evidence) => {
  const times = isProposed(sentence) ? [] : clockTimes(sentence.folded);
  if (times.length === 0) return [];
  return times.map(({ start, end, minutes }) => ({
    start,
    end,
    kind: 'number',
    passage: isSaid(minutes, evidence) ?? null,
    reason: 'This time of day stands in no source.',
  }));
};
