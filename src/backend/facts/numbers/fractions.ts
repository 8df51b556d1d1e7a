import { languages, type Language } from '../../ground/languages.ts';
import type { Unit } from './units.ts';
import { lean, textFor } from '../prose/lean.ts';

interface Part {
  start: number;
  end: number;
  values: readonly number[];
  unit: Unit;
  spelled: true;
}

/** Parts of a whole, as percent, in words; folded. */
const fractions: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  en: [
    [66.667, 'two[- ]thirds'],
    [75, 'three[- ]quarters'],
    [33.333, '(?:a|one)[- ]third(?! party)'],
    [25, '(?:a|one)[- ]quarter(?! of an hour| hour)'],
    [20, '(?:a|one)[- ]fifth|one (?:in|out of) five|every fifth'],
    [10, '(?:a|one)[- ]tenth|one (?:in|out of) ten|every tenth'],
    [
      50,
      'half[- ]price|(?<!first |second |other )half(?=(?: of)? (?:the|your|its|their|all|our|as|his|her|of)\\b)(?! (?:the|a|an)? ?(?:hour|day|year))|halv(?:e[sd]?|ing)|(?:by|in) half(?! (?:a|an)\\b)|one half|(?:half|one out of two|every (?:second|other))(?= (?:the )?(?:time|cost|price|effort|[\\p{L}]+s)\\b)(?! (?:the )?(?:hours?|days?|years?))',
    ],
  ],
  de: [
    [66.667, 'zwei drittel\\p{L}*'],
    [75, 'drei viertel(?! ?stunde)'],
    [33.333, '(?:ein(?:es|em)? )drittel\\p{L}*|jede[rsn]? dritte'],
    [25, '(?:ein(?:es|em)? )viertel(?!stunde| ?stunde|jahr)|jede[rsn]? vierte'],
    [20, '(?:ein(?:es|em)? )funftel|jede[rsnm]? funfte'],
    [10, '(?:ein(?:es|em)? )zehntel|jede[rsnm]? zehnte'],
    [
      50,
      '(?<!erste[nr]? |zweite[nr]? )halfte|halbe[nrsm]? preis|halbier(?:t|en|te|ung)\\p{L}*|jede[rsn]? zweite',
    ],
  ],
  fr: [
    [66.667, '(?:les )?deux tiers'],
    [75, "(?:les )?trois quarts(?! d'heure)"],
    [33.333, '(?:un|le) tiers'],
    [25, "(?:un|le) quart(?! d'heure)"],
    [20, 'un cinquieme|une?(?: \\p{L}+)? sur cinq'],
    [10, 'un dixieme|une?(?: \\p{L}+)? sur dix'],
    [50, '(?:la |de |a )?moitie(?: prix)?|divis(?:e|er|ant|ons)(?:\\p{L}*)? par deux'],
  ],
  es: [
    [66.667, 'dos tercios'],
    [75, 'tres cuartas partes|tres cuartos(?! de hora)'],
    [33.333, 'un tercio|una tercera parte'],
    [25, '(?:un|una) (?:cuarto|cuarta parte)(?! de hora)'],
    [20, '(?:un|una) (?:quinto|quinta parte)'],
    [10, '(?:un|una) (?:decimo|decima parte)|un[oa] de cada diez'],
    [50, '(?:la |a la |a )?mitad(?: de precio)?'],
  ],
  pt: [
    [66.667, 'dois tercos'],
    [75, 'tres quartos'],
    [33.333, 'um terco'],
    [25, 'um quarto(?! de hora)'],
    [20, 'um quinto'],
    [10, 'um decimo|um(?:a)? em cada dez'],
    [50, '(?:a |pela |na )?metade'],
  ],
  it: [
    [66.667, '(?:i )?due terzi'],
    [75, "tre quarti(?! d'ora)"],
    [33.333, 'un terzo'],
    [25, "un quarto(?! d'ora)"],
    [20, 'un quinto'],
    [10, 'un decimo|un[oa]? su dieci'],
    [
      50,
      '(?:la |della |alla )?meta(?= (?:de[lil]|dei|di|il|tempo))|(?:della|la) meta|a meta prezzo|dimezza\\p{L}*',
    ],
  ],
  nl: [
    [66.667, 'twee derde'],
    [75, 'drie kwart(?! uur)|driekwart'],
    [33.333, '(?:een )?derde(?= (?:van|minder|meer|sneller|lager|op|aan|goedkoper))|een derde'],
    [25, 'een kwart(?!ier| ?uur)'],
    [20, 'een vijfde'],
    [10, 'een tiende|een op de tien'],
    [50, '(?<!eerste |tweede )helft|halve prijs|gehalveerd|halveer(?:t|de|den)|halveren'],
  ],
  ja: [
    [66.667, '3分の2|三分の二'],
    [33.333, '3分の1|三分の一'],
    [25, '4分の1|四分の一'],
    [20, '5分の1|五分の一'],
    [10, '10分の1|十分の一'],
    [50, '半分|半額|半減|2分の1|二分の一|半数'],
  ],
};
/** How many times as much, in words. */
const factors: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  en: [
    [
      2,
      'doubl(?:e[sd]?|ing)(?! (?:opt|check|room|bed|digit|click))|twice(?= (?:as|the|their|its|your))|twofold',
    ],
    [3, 'tripl(?:e[sd]?|ing)|threefold'],
    [4, 'quadrupl\\p{L}*'],
  ],
  de: [
    [2, 'verdoppel(?:t|te|n|ung)\\p{L}*|doppelt so|zweimal so|doppelte[rs]?'],
    [3, 'verdreifach\\p{L}*|dreimal so|dreifach\\p{L}*'],
    [4, 'vervierfach\\p{L}*'],
  ],
  fr: [
    [
      2,
      'doubl(?:e|er|ee?s?|ant|ent|ons)(?= (?:s|l|v|n|d|c|son|ses|leur|le|la|les|vos|votre|nos|en|la))|(?:a|ont) double|deux fois',
    ],
    [3, 'tripl(?:e|er|ee?s?|ant)|trois fois|divis\\p{L}+ par trois'],
    [4, 'quadrupl\\p{L}*'],
  ],
  es: [
    [2, 'duplic\\p{L}*|el doble|doble(?= (?:de|que))|dobl(?:o|ar|aron|ado)'],
    [3, 'triplic\\p{L}*|el triple'],
    [4, 'cuadruplic\\p{L}*'],
  ],
  pt: [
    [2, 'dobr(?:ou|ar|aram|ado|o d)|duplic\\p{L}*|o dobro'],
    [3, 'triplic\\p{L}*|o triplo'],
    [4, 'quadruplic\\p{L}*'],
  ],
  it: [
    [2, 'raddoppi\\p{L}*|il doppio|doppi[oae](?! (?:vetr|click))'],
    [3, 'triplic\\p{L}*|il triplo'],
    [4, 'quadruplic\\p{L}*'],
  ],
  nl: [
    [2, 'verdubbel\\p{L}*|dubbel(?:e)? zo\\p{L}*|twee keer zo|tweemaal zo'],
    [3, 'verdrievoudig\\p{L}*|drie keer zo'],
    [4, 'verviervoudig\\p{L}*'],
  ],
  ja: [
    [2, '倍増'],
    [3, '三倍'],
  ],
};

/** Parts of an hour and a year, in all languages. */
const times: readonly (readonly [number, 'minutes' | 'months', RegExp])[] = [
  [
    45,
    'minutes',
    lean(
      /three[- ]quarters of an hour|dreiviertelstunde|trois quarts d'heure|tres cuartos de hora|tres quartos de hora|tre quarti d'ora|driekwart uur|drie kwartier/gu,
    ),
  ],
  [
    30,
    'minutes',
    lean(
      /(?<!and a )half(?: an|[- ])? ?hours?|halbe[n]? stunde|dreissig minuten|demi[- ]heure|media hora(?!s)|meia hora|mezz'?ora|mezza ora|(?<![a-z])half uur(?:tje)?|半時間/gu,
    ),
  ],
  [
    15,
    'minutes',
    lean(
      /(?:a )?quarter of an hour|(?:a )?quarter[- ]hour|viertelstunde|quart d'heure|(?:un )?cuarto de hora|(?:um )?quarto de hora|quarto d'ora|kwartier(?:tje)?/gu,
    ),
  ],
  [
    20_160,
    'minutes',
    lean(
      /fortnight(?:ly)?|bi-?weekly|every (?:other|second) week|14-?tagig\p{L}*|zweiwochentlich\p{L}*|om de week|tweewekelijks\p{L}*|quincenal(?:es|mente)?|quinzenal(?:mente)?|隔週/gu,
    ),
  ],
  [1_440, 'minutes', lean(/etmaal/gu)],
  [
    720,
    'minutes',
    lean(
      /half(?:[- ]| a )day|halbe[nr]? tag|halbtag\p{L}*|demi[- ]journee|media jornada|medio dia|meio dia|mezza giornata|halve dag|dagdeel|半日/gu,
    ),
  ],
  [
    1.5,
    'months',
    lean(
      /(?:a|one) month and a half|anderthalb monaten?|eineinhalb monaten?|un mois et demi|un mes y medio|um mes e meio|un mese e mezzo|anderhalve maand|[1一][かヶカ]月半/gu,
    ),
  ],
  [
    3,
    'months',
    lean(
      /(?:every|each) quarter|quarterly|vierteljahr(?:lich\p{L}*)?|quartalsweise|jedes quartal|(?:chaque|tous les) trimestres?|(?:cada|todos los|todos os) trimestres?|(?:ogni|tutti i) trimestr[ei]|(?:elk|ieder) kwartaal|trimestriels?|trimestrielles?|trimestral(?:es)?|trimestrale|trimestrali|per kwartaal/gu,
    ),
  ],
  [
    18,
    'months',
    lean(
      /(?:a|one) year and a half|anderthalb jahren?|eineinhalb jahren?|un an et demi|un ano y medio|um ano e meio|un anno e mezzo|anderhalf jaar/gu,
    ),
  ],
  [
    90,
    'minutes',
    lean(
      /(?:an|one) hour and a half|anderthalb stunden|eineinhalb stunden|une heure et demie|(?:una )?hora y media|uma hora e meia|un'ora e mezza|anderhalf uur/gu,
    ),
  ],
  [
    6,
    'months',
    lean(
      /half a year|half[- ]year|halbe[sn]? jahr|halbjahr|six mois|semestre|medio ano|meio ano|mezzo anno|half ?jaar|半年/gu,
    ),
  ],
];

type Pattern = readonly [number, Unit, RegExp];
const made = new Map<Language, readonly Pattern[]>();
function patternsOf(language: Language): readonly Pattern[] {
  const known = made.get(language);
  if (known) return known;
  const compile = (words: string) =>
    lean(language === 'ja' ? words : `(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'gu');
  const patterns: Pattern[] = [
    ...fractions[language].map(([value, words]): Pattern => [value, { kind: 'percent' }, compile(words)]),
    ...factors[language].map(([value, words]): Pattern => [value, { kind: 'factor' }, compile(words)]),
  ];
  made.set(language, patterns);
  return patterns;
}

/** "2/3 of our teachers". */
const written = lean(
  /(?<![\d/.,])([1-9])\/([2-9]|10)(?![\d/.,])(?= (?:of|der|des|de|del|dei|delle|van|our|unser|aller|do|da)\b)/gu,
);

/** Parts and multiples that are said in words or as 2/3; `language` null: of any. */
export function fractionsIn(folded: string, language: Language | null): Part[] {
  const found: Part[] = [];
  for (const { index, 0: words, 1: part, 2: whole } of folded.matchAll(written))
    if (Number(part) < Number(whole))
      found.push({
        start: index,
        end: index + words.length,
        values: [(100 * Number(part)) / Number(whole)],
        unit: { kind: 'percent' },
        spelled: true,
      });
  for (const [value, base, pattern] of times)
    for (const { index, 0: words } of textFor(pattern, folded).matchAll(pattern))
      found.push({
        start: index,
        end: index + words.length,
        values: [value],
        unit: { kind: 'time', base, factor: 1 },
        spelled: true,
      });
  for (const one of language === null ? languages : [language])
    for (const [value, unit, pattern] of patternsOf(one))
      for (const { index, 0: words } of textFor(pattern, folded).matchAll(pattern)) {
        const end = index + words.length;
        if (found.some((other) => index < other.end && other.start < end)) continue;
        found.push({ start: index, end, values: [value], unit, spelled: true });
      }
  return found;
}
