import { oneDay, whole, type DatePattern } from './patterns.ts';
import { NUMBER, numberOf, SEVERAL } from './words.ts';

const UNIT =
  '(?<unit>days?|weeks?|wks?|months?|mos|quarters?|years?|tag(?:en?)?|wochen?|monat(?:en?)?|quartal(?:en?)?|jahr(?:en?)?|jours?|semaines?|mois|trimestres?|ans?|dias?|semanas?|semanit[ao]s|semaninhas|mes(?:es|ecitos)?|anos?|giorn[oi]|settiman[ae]|settimanelle|mes[ei]|trimestr[ei]|ann[oi]|dag(?:en)?|we(?:ek|ken)|weekjes?|maand(?:en)?|kwarta(?:al|len)|jaar)';

const amountOf = (unit: string, count: number): Record<string, number> => {
  if (/^(d|ta|j(?!ah|aa)|g)/.test(unit)) return { days: count };
  if (/^(w|sem|set)/.test(unit)) return { weeks: count };
  if (/^(m)/.test(unit)) return { months: count };
  return /^(q|t|k)/.test(unit) ? { months: 3 * count } : { years: count };
};

const inAWhile: DatePattern['resolve'] = ({ count = '', unit = '' }, { now }) => {
  const amount = numberOf(count);
  // "Quinze jours" are two weeks.
  const days = /^(quinze|quince|quindici|15)$/.test(count) && /^(j|g)/.test(unit) ? 14 : null;
  if (amount > 3 && /^(y|an|jahr|jaar)/.test(unit)) return null;
  return amount ? oneDay(now.plus(days ? { days } : amountOf(unit, amount))) : null;
};

/** "In three weeks": counted from the day of the mail. */
export const amountPatterns: readonly DatePattern[] = [
  {
    pattern: whole(
      `(?:in|within|over|dans|d'ici|d'ici a|en|dentro de|em|daqui a|daqui|tra|fra|binnen|give (?:me|us|it)|gib mir|donnez[ -]moi|dame|deme|dammi|mi dia|me da|geef (?:me|mij|ons)|after|nach|apres|dopo|om|accordez[ -]nous|laissez[ -](?:nous|moi)|lasci passare|mi lasci|lass mir|lassen sie uns|denos|danos|denme|ci dia|deem[ -]nos|gebt uns|geben sie (?:uns|mir))\\s+(?:about |around |roughly |approximately |etwa |ca\\.? |circa |environ |unos |unas |uns |umas |ungefahr |the next |like |another |noch |otras |otros |altre |altri |nog |zo'n )?(?<count>${NUMBER})(?: (?:more|good|full|volle|bonnes))?(?:\\s+${NUMBER})?[\\s-]*${UNIT}`,
    ),
    resolve: inAWhile,
  },
  {
    pattern: whole(
      `(?<count>${NUMBER})\\s+${UNIT}(?:'s?)?\\s+(?:from (?:now|today)|today|tomorrow|later|time|out|hence|spater|plus tard|mas tarde|dopo|later|depois|despues)`,
    ),
    resolve: inAWhile,
  },
  {
    pattern: whole(
      "in a fortnight|in a fortnight's time|a fortnight from now|dans une quinzaine|en una quincena",
    ),
    resolve: (_parts, { now }) => oneDay(now.plus({ weeks: 2 })),
  },
  {
    pattern: whole(
      "(?:in )?half a year|in six months|in einem halben jahr|dans six mois|medio ano|meio ano|mezz'anno|halfjaar|half jaar|over een half jaar",
    ),
    resolve: (_parts, { now }) => oneDay(now.plus({ months: 6 })),
  },
];

/** "Three weeks" alone: how long it lasts. */
export const durationPattern: DatePattern = {
  pattern: whole(
    `(?:(?:for|lasts?|last|take|takes|runs|fur|fuer|pendant|pour|durante|por|per|voor|x)\\s+|(?<!(?:within|innert|innerhalb|last|past|every|alle|seit|since|hace|ha|da|depuis|sinds|letzten|nach|after|ultim[ei]|derniers|dernieres|these|working|jede) ))(?:about |around |etwa |ca\\.? |environ |unos |circa |the next |die nachsten )?(?<count>${SEVERAL}) ${UNIT}(?! (?:old|experience|ago|and counting|a week|pro woche|per week|par semaine|a la semana|later|fa\\b|alt|late|early|geleden|werktage|business))`,
  ),
  resolve: inAWhile,
  kind: 'duration',
};
