import type { DateTime } from 'luxon';
import type { FoundDate } from './ranges.ts';
import { fold } from './words.ts';
import { datesIn } from './found-dates.ts';

/** A date with the words around it, folded. */
export interface DateInClause extends FoundDate {
  words: string;
  /** Right before it, in its sentence. */
  left: string;
  right: string;
  sentence: string;
  /** What follows the sentence. */
  next: string;
}

const sentenceEnd =
  /(?<!\d|\b(?:[Ii]nkl|[Ii]ncl|[Ee]inschl|ca|[Vv]orauss|aprox|approx|[Dd]r|[Nn]r|[Ss]t|bzw|resp|[Ss]ra?|[Mm]rs?|p|[Tt]\.[Ee]\.[Mm]))[.!?](?=\s)|[。！？\n;]|(?<=\d)[.!?](?=\s+[A-Z\u00c0-\u00de])|,\s(?=(?:but|aber|mais|pero|ma|mas|maar)\s)/g;

/** Every date in the text, with the sentence it stands in. */
export function datesInClauses(text: string, now: DateTime): DateInClause[] {
  const ends = [...text.matchAll(sentenceEnd)].map((match) => match.index);
  const folded = fold(text);
  return datesIn(text, now).map((date) => {
    const from = (ends.filter((end) => end < date.start).at(-1) ?? -1) + 1;
    const to = ends.find((end) => end >= date.end) ?? text.length;
    return {
      ...date,
      words: folded.slice(date.start, date.end),
      left: folded.slice(Math.max(from, date.start - 80), date.start),
      right: folded.slice(date.end, Math.min(to, date.end + 60)),
      sentence: folded.slice(Math.max(from, date.start - 160), Math.min(to, date.end + 120)),
      next: folded.slice(to, to + 90),
    };
  });
}
