import { lean, textFor } from '../prose/lean.ts';

/** A time of day, in minutes since midnight; more than one where "at six" may be either. */
export interface ClockTime {
  start: number;
  end: number;
  minutes: readonly number[];
}

const HOUR = '(?<hour>[01]?\\d|2[0-4])';
const before =
  "(?:at|by|before|after|until|till|from|between|around|um|ab|bis|vor|nach|gegen|zwischen|entre|vers|avant|apres|des|jusqu'a|a|las|desde las|hasta las|antes das|depois das|das|ate as|as|alle|dalle|ore|om|rond|tegen|vanaf|tot|voor|na|tussen)";
const WORDS =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|ein|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|een|twee|drie|vijf|zes|zeven|negen|tien|twaalf)';
const SOUTH =
  '(?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|duas|quatro|sete|oito|nove|dez|doze|due|tre|quattro|cinque|sei|sette|otto|dieci|undici|dodici)';
const hours = new Map(
  'one two three four five six seven eight nine ten eleven twelve|eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf|une deux trois quatre cinq six sept huit neuf dix onze douze|een twee drie vier vijf zes zeven acht negen tien elf twaalf|una dos tres cuatro cinco seis siete ocho nueve diez once doce|uma duas tres quatro cinco seis sete oito nove dez onze doze|una due tre quattro cinque sei sette otto nove dieci undici dodici'
    .split('|')
    .flatMap((list) => list.split(' ').map((word, at) => [word, at + 1] as const)),
);

const patterns: readonly RegExp[] = [
  lean(
    `(?<![\\d.,:])${HOUR}(?:[:.](?<minute>[0-5]\\d))? ?(?:uhr|a\\.?m\\b\\.?|p\\.?m\\b\\.?|o'clock)(?![a-z])`,
    'gu',
  ),
  lean(
    `(?<![\\d.,:/])${HOUR}(?::| ?h ?)(?<minute>[0-5]\\d)(?!\\d)(?: ?(?:h|uur|uhr|horas?|heures?)(?![a-z]))?`,
    'gu',
  ),
  lean(`(?<![\\d.,:/])${HOUR}[.,](?<minute>[0-5]\\d) ?(?:h|uur|uhr|hs|hrs|horas?|heures?)(?![a-z])`, 'gu'),
  lean(
    `(?<=(?<!\\p{L})${before} )${HOUR} ?(?:h|uur|heures?|horas?|hs|hrs)(?![\\p{L}\\d/])(?! (?:sur|al dia|por dia|par jour|per dag|am tag))`,
    'gu',
  ),
  lean(
    `(?<=(?<!\\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|lunes|martes|miercoles|jueves|viernes|sabado|domingo|feira|terca|quarta|quinta|sexta|segunda|demain|manana|amanha|hoy|hoje),? )${HOUR} ?(?:h|hs|hrs)(?![\\p{L}\\d/])`,
    'gu',
  ),
  lean(
    `(?<=(?<!\\p{L})(?:a las|at|um|gegen|alle(?: ore)?|dalle(?: ore)?|om|ore) )${HOUR}(?:[.:](?<minute>[0-5]\\d))?(?!\\d|[.,]\\d| ?[%€$£]|\\p{L}| (?!suit|work|for|ok|be|pass|in|on|or|oder|an|am|le |conv|vendr|sche|ne|any|would|with|di |del|and|e |y |o |in )\\p{L}{3})`,
    'gu',
  ),
  lean(
    `(?<=(?<!\\p{L})(?:dalle|alle|from|von|de|das|las|tussen|between|zwischen|entre|tra le|fra le) )${HOUR}(?:[.:](?<minute>[0-5]\\d))?(?= ?(?:alle|to|bis|a|as|en|and|und|et|y|e|-|–) ?(?:las |as )?\\d\\d?(?:[.:]\\d\\d)? ?(?:h|uhr|uur|a\\.?m|p\\.?m|[,.;?!]|$))`,
    'gu',
  ),
  lean(
    `(?<=(?<!\\p{L})(?:before|after|until|till|vor|nach|ab|avant|apres|antes de las|despues de las|prima delle|dopo le|voor|na) )${HOUR}(?=[,.;:!?)](?!\\d)|$| (?:is|ist|and|oder|or|und|would|works|passt))`,
    'gu',
  ),
  lean(
    `(?<![\\d.,:/])${HOUR}(?:[:.](?<minute>[0-5]\\d))?(?: ?h)?(?= ?(?:bis|to|until|till|a|as|alle|tot|et|and|und|y|e|-|–) ?(?:las )?\\d\\d?(?:[:.h]\\d\\d)? ?(?:h(?![\\p{L}\\d/])|uhr|uur|a\\.?m|p\\.?m|heures?|時))`,
    'gu',
  ),
  lean(`(?<=\\d ?h? (?:a|et|y|e|as|alle|-|–) )${HOUR} ?h(?![\\p{L}\\d/])`, 'gu'),
  lean(/(?:午前|午後)?(?<!\d)(?<hour>[01]?\d|2[0-4])時(?!間)(?:(?<minute>\d{1,2})分|(?<half>半))?/gu),
  lean(
    `(?<=(?<!\\p{L})${before} )(?<word>${WORDS}) (?:o'clock|uhr|heures?|uur|horas)(?! (?:lang|\\p{L}+ig))`,
    'gu',
  ),
  lean(
    `(?<=(?<!\\p{L})(?:a las|desde las|hasta las|das|as|alle|dalle|verso le|prima delle) )(?<word>${SOUTH})(?!\\p{L})(?!(?: (?:alle|as|las|a las|a) ${SOUTH})? (?:dias?|giorn|settiman|semana|mes|ann|anos?|minut|segund))`,
    'gu',
  ),
  lean(`(?<=(?<!\\p{L})at )(?<word>${WORDS})(?= ?[,.;:!?)]|$| (?:in|on|sharp|for))`, 'gu'),
];

/** The times of day in a folded text. */
export function clockTimes(folded: string): ClockTime[] {
  const found: ClockTime[] = [];
  for (const pattern of patterns)
    for (const { index: start, 0: words, groups } of textFor(pattern, folded).matchAll(pattern)) {
      const end = start + words.length;
      if (found.some((one) => start < one.end && one.start < end)) continue;
      const hour = groups?.['word'] ? (hours.get(groups['word']) ?? 0) : Number(groups?.['hour']);
      if (hour === 24 && /\p{L}/u.test(words)) continue;
      const minute = groups?.['half'] ? 30 : Number(groups?.['minute'] ?? 0);
      found.push({
        start,
        end,
        minutes: [hour, (hour + 12) % 24, hour === 24 ? 0 : hour].map((one) => one * 60 + minute),
      });
    }
  return found.sort((a, b) => a.start - b.start);
}
