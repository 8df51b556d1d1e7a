import type { DateTime } from 'luxon';
import { oneDay, whole, type DatePattern, type Parts, type Span } from './patterns.ts';
import { ahead, PART, partOf, spanOf, weekOf, YEAR } from './parts.ts';
import { MONTH, MONTH_BY_NUMBER, MONTH_SAFE, monthNumber, WEEKDAY_NAME, weekdayNumber } from './words.ts';

/** The month of that name that begins after this one, or this month's rest when a later part of it is named. */
function monthAhead(now: DateTime, month: number, year: string | undefined, part = false): Span {
  const start = now.startOf('year').set({ year: year ? Number(year) : now.year, month });
  const passed = part ? start.endOf('month') < now : start.month <= now.month;
  return spanOf(!year && passed ? start.plus({ years: 1 }) : start, 'month');
}

const inMonth: DatePattern['resolve'] = (parts, { now }) => {
  const { month = '', year, next } = parts;
  const part = Boolean(parts['middle'] ?? parts['late']);
  const span = monthAhead(now, monthNumber(month), year, part);
  const far = next && span.first.year === now.year ? spanOf(span.first.plus({ years: 1 }), 'month') : span;
  return partOf(far, parts);
};

/** No number said: the last. */
const NTH =
  '(?:(?<one>first|1st|erste[nr]?|premiere?|1ere|primera?|prim[oa]|primeir[ao]|eerste)|(?<two>second|2nd|zweite[nr]?|deuxieme|2eme|segund[oa]|second[oae]|tweede)|(?<three>third|3rd|dritte[nr]?|troisieme|3eme|tercera?|terceir[oa]|terz[oa]|derde)|(?<four>fourth|4th|vierte[nr]?|quatrieme|4eme|cuart[oa]|quart[oa]|vierde)|(?:last|final|letzte[nr]?|derniere?|ultim[oa]|laatste))';
/** From 0; -1 for the last. */
const placeOf = (parts: Parts): number => ['one', 'two', 'three', 'four'].findIndex((name) => parts[name]);
const OF_MONTH = "(?:of|in|im|des|de|d'|di|do|du|del|van|en|em)(?: (?:mois|mes|mese) (?:de|di|d'))?";

/** "The first Monday in March". */
const nthWeekday: DatePattern['resolve'] = (parts, { now }) => {
  const { weekday = '', month = '', year } = parts;
  const { first, last } = monthAhead(now, monthNumber(month), year, true);
  const name = weekdayNumber(weekday);
  const place = placeOf(parts);
  if (place < 0) return oneDay(last.minus({ days: (last.weekday - name + 7) % 7 }));
  return oneDay(first.plus({ days: ((name - first.weekday + 7) % 7) + 7 * place }));
};

const NEXT_MONTH =
  '(?:next month|(?:nachste|naechste|kommende|folgende)[nrms]? monats?|(?:le |du )?mois prochain|(?:el |del |no )?prox(?:imo|\\.)? mes|(?:el )?mes (?:que viene|entrante|proximo|que vem)|(?:il |del )?(?:mese prossimo|prossimo mese|mese entrante|mese che viene)|volgende maand|komende maand)';
const THIS_MONTH =
  '(?:the month|this month|month|des monats|(?:dieses |diesen )?monats?|(?:du |de ce |ce )?mois|(?:de |del |de este |este )?mes|(?:deste |do )mes|(?:del |di questo |questo )?mese|(?:van )?(?:de|deze) maand)';
/** Before a short or doubtful name of a month. */
const WORD_BEFORE =
  "(?:in|im|until|till?|by|around|after|from|starting|for|this|coming|say|maybe|ab|bis|nach|seit|en|des|apres|vers|a partir de|jusqu'en|hasta|desde|para|hacia|em|ate|a|ad|da|dal|per|verso|fino a|dopo|tegen|vanaf|tot|na|rond|mois de|mois d'|mes de|mese di)";

export const monthPatterns: readonly DatePattern[] = [
  {
    pattern: whole(
      `(?<dayOf>\\d{1,2})(?:st|nd|rd|th|e|er|\\.|º|°)?\\s+(?:of |de |del |van |do |du )?${NEXT_MONTH}|(?:${PART}[\\s-]+(?:the |of |de |del |do |du |van )?)?${NEXT_MONTH}`,
    ),
    resolve: ahead('month', 1),
  },
  {
    pattern: whole(
      `${PART}[\\s-]+(?:the |of |de |del |do |du |van )?${THIS_MONTH}|(?<=\\b(?:by|at|after|until|till|from) (?:the )?)(?<end>month[- ]end|eom)`,
    ),
    resolve: (parts, reading) =>
      ahead('month', 0)({ ...parts, late: parts['late'] ?? parts['end'] }, reading),
  },
  {
    pattern: whole(`${NTH} (?<weekday>${WEEKDAY_NAME}) ${OF_MONTH} ?(?<month>${MONTH_BY_NUMBER})${YEAR}`),
    resolve: nthWeekday,
  },
  {
    pattern: whole(
      `${NTH} (?:full |volle[nr]? )?(?:(?=\\p{L}+woche)|(?:week|woche|semaine|semana|settimana) ${OF_MONTH}) ?(?<month>${MONTH})s?(?:woche)?${YEAR}`,
    ),
    resolve: (parts, { now }) =>
      oneDay(weekOf(monthAhead(now, monthNumber(parts['month'] ?? ''), parts['year'], true), placeOf(parts))),
  },
  {
    pattern: whole(
      `(?:second half of|zweite[nr]? halfte|zweite[nr]? (?=\\p{L}+halfte)|(?:2a|segunda) (?:quincena|quinzena|metade|mitad)|seconda (?:meta|quindicina)|deuxieme (?:quinzaine|moitie)|tweede helft)(?: of| de| di| van| d')? ?(?<month>${MONTH})(?:halfte)?${YEAR}`,
    ),
    resolve: ({ month = '', year }, { now }) =>
      oneDay(monthAhead(now, monthNumber(month), year, true).first.plus({ days: 15 })),
  },
  {
    pattern: whole(
      `(?:${PART}[\\s-]+(?:of |de |d'|di |do |van |in )?)(?<month>${MONTH_BY_NUMBER})(?!\\.?\\s?\\d{1,2}\\b)${YEAR}`,
    ),
    resolve: inMonth,
  },
  {
    pattern: whole(
      `(?:(?<=\\b${WORD_BEFORE}\\s)(?<short>${MONTH_SAFE}|mai|may|mars)|(?<=^|[.!?,\\n] ?)(?<alone>${MONTH_SAFE})(?=\\s*(?:[.,;!?]|$|better|works|again|please|pls|bro|would|then))|(?<next>next |nachsten |kommenden )?(?<month>(?!may\\b|mai\\b|mars\\b|march (?:in|into|up|over|ahead|with|to|him|her|on)\\b)${MONTH}))(?<last>\\s+(?:of last year|last year|letzten jahres|dernier|pasado|passado|scorso))?(?:${YEAR}|\\s'?(?<shortYear>2[6-9]))(?<following>,? (?:of |de |del |do |dell'|d')?(?:next year|proximo ano|prossimo anno|nachsten jahres|l'annee prochaine|l'an prochain|prochain|(?:el )?(?:proximo )?ano(?: que viene| que vem| proximo| prossimo| venturo)|(?:anno )(?:prossimo|venturo)|que vem|que viene|prossimo|volgend jaar))?`,
    ),
    resolve: ({ short, alone, month, last, next, following, shortYear, ...parts }, reading) =>
      last
        ? null
        : inMonth(
            {
              ...parts,
              month: month ?? short ?? alone,
              next: following,
              year: parts['year'] ?? (shortYear && `20${shortYear}`),
            },
            reading,
          ),
  },
];
