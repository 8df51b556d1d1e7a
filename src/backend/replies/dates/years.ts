import { oneDay, whole, type DatePattern } from './patterns.ts';
import { ahead, LATE, NEXT, spanOf, YEAR } from './parts.ts';

const quarter: DatePattern['resolve'] = ({ one, two, three, four, number, year, next, late }, { now }) => {
  const count = number ? Number(number) : [one, two, three, four].findIndex(Boolean) + 1;
  const start = now.startOf('year').set({ month: count * 3 - 2 });
  if (year) return spanOf(start.set({ year: Number(year.length === 2 ? `20${year}` : year) }), 'quarter');
  const moved = (late ? start.endOf('quarter') : start) <= now || next ? start.plus({ years: 1 }) : start;
  const span = spanOf(moved, 'quarter');
  return late ? oneDay(span.last) : span;
};

const half: DatePattern['resolve'] = ({ first, year }, { now }) => {
  const start = now.startOf('year').set({ month: first ? 1 : 7 });
  if (year) return oneDay(start.set({ year: Number(year) }));
  return oneDay(start <= now ? start.plus({ years: 1 }) : start);
};

/** Before the dates with a number: "Q1 del 27". */
export const quarterPattern: DatePattern = {
  pattern: whole(
    '(?:(?<late>end of |ende |fin d[eu] |fine |fim do |eind |final del? )(?:the )?)?(?:q|t)(?<number>[1-4])(?:[\\s/-]*(?:of |de |del |des |do )?(?:fy)?(?<year>20\\d\\d|2\\d))?(?<next> (?:of )?next year)?',
  ),
  resolve: quarter,
};

export const yearPatterns: readonly DatePattern[] = [
  {
    pattern: whole(
      '(?:next|following) quarter|next qtr|(?:nachste[nms]?|naechste[nms]?|kommende[nms]?) quartal|(?:le |au )?trimestre prochain|(?:el |no )?proximo trimestre|(?:trimestre|trim) que (?:viene|vem)|(?:il )?(?:prossimo trimestre|trimestre prossimo)|volgend kwartaal|komend kwartaal',
    ),
    resolve: ahead('quarter', 1),
  },
  {
    pattern: whole(
      `(?:${LATE})\\s+(?:of )?(?:the |this |dieses |des |de |de l'|del |do |dell')?(?:year|jahres|l'annee|annee|ano|anno|het jaar|dit jaar|jaar)|jahresende|eoy|year[- ]end|fin d'annee`,
    ),
    resolve: (_parts, { now }) => oneDay(now.endOf('year')),
  },
  {
    pattern: whole(
      `(?:(?<one>first|1st|1\\.?[oº°]?|erste[snm]?|premier|1er|primer|primeiro|primo|eerste|1e)|(?<two>second|2nd|2\\.?[oº°]?|zweite[snm]?|deuxieme|2e|segundo|secondo|tweede)|(?<three>third|3rd|3\\.?[oº°]?|dritte[snm]?|troisieme|3e|tercer|terceiro|terzo|derde|tredje)|(?<four>fourth|last|4th|4\\.?[oº°]?|vierte[snm]?|letzte[snm]?|quatrieme|4e|cuarto|ultimo|quarto|vierde|laatste))\\s+(?:quarter|quartals?|trimestre|kwartaal|kvartal)${YEAR}(?<next> (?:of )?next year|(?: de| del| do)? (?:ano|anno) (?:que viene|que vem|prossimo|proximo)| (?:van )?volgend jaar)?`,
    ),
    resolve: quarter,
  },
  {
    pattern: whole(
      `(?:(?<first>first|1st|1\\.|erste[snm]?|premier|1er|primer|primeiro|primo|eerste)|(?:second|2nd|2\\.|2e|2o|zweite[snm]?|deuxieme|second|segund[oa]|second[oa]|tweede))\\s+(?:half|meta|metade|mitad|moitie|halbjahr(?:e?s)?|semestre|helft|jahreshalfte|semester)(?:,? (?:of |de |del |do |van |dell'|des )(?:the year|l'annee|ano|anno|jahres))?${YEAR}|h2|s2`,
    ),
    resolve: half,
  },
  {
    pattern: whole(
      `(?:(?:${NEXT} year|nachstes jahr|im neuen jahr|neues jahr|neuen jahr|next yr|(?:in )?the new year|new year|l'an(?:nee)? prochaine?|nouvelle annee|(?:el |para el )?(?:proximo ano|ano que viene|ano proximo|ano nuevo|nuevo ano)|ano que vem|ano novo|novo ano|proximo ano|(?:l'|nell')?(?:anno prossimo|anno nuovo|nuovo anno|prossimo anno|anno venturo)|volgend jaar|nieuwe jaar|nieuw jaar|nachsten jahres))`,
    ),
    resolve: ahead('year', 1),
  },
  {
    pattern: whole(
      '(?<!(?:budget|plan|fy|of|de|del|do|des|from|messe|expo) |[-/.] ?)(?<year>20[2-9]\\d)(?!年|[-/.]?\\d)',
    ),
    resolve: ({ year }, { now }) =>
      Number(year) > now.year && Number(year) < now.year + 4
        ? spanOf(now.set({ year: Number(year) }), 'year')
        : null,
  },
];
