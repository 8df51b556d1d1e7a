import { oneDay, whole, type DatePattern } from './patterns.ts';
import { NEXT } from './parts.ts';
import { onWeekday } from './weeks.ts';
import { WEEKDAY_NAME, WEEKDAY_SHORT } from './words.ts';

/** Days told by their name, by the day of the mail, or by the date before them. */
export const weekdayPatterns: readonly DatePattern[] = [
  {
    pattern: whole(
      'day after tomorrow|ubermorgen|uebermorgen|apres[- ]demain|pasado manana|depois de amanha|dopodomani|overmorgen',
    ),
    resolve: (_parts, { now }) => oneDay(now.plus({ days: 2 })),
  },
  {
    pattern: whole(
      'tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|(?<!guten |heute )(?<!tag )morgen(?!s)|demain|(?<!(?:la|esta|una|por) )manana|amanha|domani|imorgon|i morgen',
    ),
    resolve: (_parts, { now }) => oneDay(now.plus({ days: 1 })),
  },
  {
    pattern: whole(
      `(?:the )?(?<weekday>${WEEKDAY_NAME}|segunda|terca|quarta|quinta|sexta) (?:after that|(?:straight |right )?after(?=\\s*(?:[^\\p{L}\\d\\s]|$))|following|danach|darauf|suivante?|d'apres|siguiente|seguinte|a seguir|seguente|successivo|dopo|erna|erop|daarna)`,
    ),
    resolve: onWeekday,
    kind: 'following',
  },
  {
    pattern: whole(`(?<=(?<![a-z])(?:the|den) )(?<weekday>${WEEKDAY_NAME})`),
    resolve: onWeekday,
    kind: 'following',
  },
  {
    pattern: whole(
      `(?:${NEXT} |this )?(?<!\\b(?:black|good|cyber|casual|ash|fat|giving|super|palm|easter|small) )(?<weekday>${WEEKDAY_NAME})`,
    ),
    resolve: onWeekday,
    kind: 'weekday',
  },
  {
    pattern: whole(
      `(?<=\\b(?:until|till?|thru|through|bis|ab|am|seit|tot|t/m|tm|vanaf|op|hasta el|na|ate|ate a|proxima|esta|nesta|essa|mo|back|volto|retorno|regresso|so)\\s)(?!(?<=(?:volto|retorno|regresso|na|ate|so) )do\\b)(?<weekday>${WEEKDAY_SHORT})(?!\\s+(?:quinzena|quincena|semana|metade|mitad|etapa|vez|fase|vuelta|you|not))`,
    ),
    resolve: onWeekday,
    kind: 'weekday',
  },
  {
    pattern: whole(
      '(?<weekday>segunda|terca|quarta|quinta|sexta)(?=\\s*(?:[,.!?;]|$|(?:to|tou|estou|volto|eu|ja|de manha|de tarde|a tarde|a gente|dia|te|me|respondo|retorno|tamo|estamos|nos|sim)\\b))',
    ),
    resolve: onWeekday,
    kind: 'weekday',
  },
  {
    // Not the French word.
    pattern: whole(
      '(?:(?:next|this) |(?<=(?:on|by|or|and) ))(?<weekday>mon)|(?<day>mon)(?=\\s*(?:[^\\p{L}\\s]|$|(?:at|or|and|morning|afternoon|works|is|would|please|pls)\\b))',
    ),
    resolve: (_parts, reading) => onWeekday({ weekday: 'mon' }, reading),
    kind: 'weekday',
  },
  {
    pattern:
      /(?<=^|[\n.!?+,;] ?)(?<weekday>mo|di|mi|do|fr|ma|wo|vr) (?=wieder|zuruck|da|weer|terug|bin|ben)/gu,
    resolve: onWeekday,
    kind: 'weekday',
  },
  {
    pattern: whole(
      "(?:the )?(?:next day|day after(?=\\s*(?:[^\\p{L}\\d\\s]|$|that|please|would|works))|following day)|(?:am )?(?:tag da(?:rauf|nach)|folgetag)|(?:le )?lendemain|(?:el )?dia (?:siguiente|despues)|(?:il )?giorno (?:dopo|seguente|successivo)|(?:no )?dia (?:seguinte|a seguir)|(?:de )?dag (?:erna|erop|daarna)|(?:na|dopo|nach|after|apres|depois d|despues de)[ ']?(?:die|quella|diesem|that|genoemde|cette|essa|esa|dieser|this|voornoemde) (?:datum|data|date|fecha|tag|termin)",
    ),
    resolve: (_parts, { now }) => oneDay(now.plus({ days: 1 })),
    kind: 'following',
  },
  {
    pattern: whole(
      `(?:the )?week after(?: that|(?=\\s*(?:[^\\p{L}\\d\\s]|$|is\\b|please|would|works)))|(?:the )?following week|(?:der |die )?folgende[nr]? woche|(?:in der )?(?:woche d(?:arauf|anach)|folgewoche)|(?:la )?semaine (?:d'apres|suivante)|(?:la )?semana (?:siguiente|posterior)|(?:la )?settimana (?:dopo|seguente|successiva)|(?:na )?semana seguinte|(?:de )?week (?:erna|erop|daarna)`,
    ),
    resolve: (_parts, { now }) => oneDay(now.plus({ weeks: 1 }).startOf('week')),
    kind: 'following',
  },
];
