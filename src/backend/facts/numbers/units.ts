import { lean } from '../prose/lean.ts';

/** What a number is of. */
export type Unit =
  | { kind: 'percent' }
  | { kind: 'money'; currency: string | null }
  /** In minutes or in months: what a factor tells. */
  | { kind: 'time'; base: 'minutes' | 'months'; factor: number; working?: boolean }
  /** A size, in metres, litres, kilograms and the like: what a factor tells. */
  | { kind: 'measure'; of: Measure; factor: number }
  | { kind: 'factor' }
  | { kind: 'things'; thing: string | null; word: string }
  | { kind: 'none' };

export const percentBehind =
  /^\s?(?:%|prozentpunkte?n?|prozent(?:ige[nrsm]?)?|percent(?:age points?)?|per cent|pour ?cent|por ?ciento|por ?cento|per ?cento|procent(?:punt(?:en)?)?|パーセント|pct\b)/;

/** Currencies by sign, code and word, before or behind the number. */
const currencies: readonly (readonly [string, string])[] = [
  ['BRL', 'r\\$|brl|rea(?:is|l)(?![\\p{L}])'],
  ['USD', 'us ?\\$|usd|us-?dollars?|dollars?|dolares|dolar|dollari|dollaro|ドル|米ドル'],
  ['$', '\\$'],
  ['EUR', '€|eur(?:os?)?(?![\\p{L}])|ユーロ'],
  ['GBP', '£|gbp|pounds?(?: sterling)?|pfund|livres? sterling|libras?|sterline|pond|ポンド'],
  ['CHF', 'chf|sfr\\.?|fr\\.(?= ?\\d)|franken|francs?(?: suisses?)?|francos suizos|franchi'],
  ['JPY', '¥|jpy|円|yen'],
  ['MXN', 'mxn|pesos?(?: mexicanos)?'],
  ['COP', 'cop'],
  ['CAD', 'cad'],
  ['AUD', 'aud'],
  ['SEK', 'sek|kronor'],
  ['DKK', 'dkk|kroner'],
  ['PLN', 'pln|zloty'],
  ['INR', 'inr|₹|rupees?'],
  ['cents', 'cents?(?![\\p{L}])|ct(?![\\p{L}])|centimes?|centimos?|centavos?|centesimi|pence|p(?![\\p{L}.])'],
];
const before = currencies.map(
  ([code, words]) => [code, lean(`(?<![\\p{L}])(?:${words})\\s?$`, 'u')] as const,
);
const behind = currencies.map(
  ([code, words]) =>
    [
      code,
      lean(`^(?:[\\s-]?|,-{1,2} ?|\\.- ?|,– ?| d'| de | di | of | van )(?:${words})(?![a-z])`, 'u'),
    ] as const,
);

/** The currency that stands right before or behind, and how far it reaches. */
export function currencyAt(
  textBefore: string,
  textBehind: string,
): { currency: string; before: number; behind: number } | null {
  for (const [currency, pattern] of behind) {
    const found = pattern.exec(textBehind);
    if (found) return { currency, before: 0, behind: found[0].length };
  }
  for (const [currency, pattern] of before) {
    const found = pattern.exec(textBefore);
    if (found) return { currency, before: found[0].length, behind: 0 };
  }
  return null;
}

const MINUTES_A_DAY = 1_440;
/** Words behind a number that measure time; folded. */
const times: readonly (readonly ['minutes' | 'months', number, string])[] = [
  ['minutes', 1 / 60, 'seconds?|secs?|sekunden?|secondes?|segundos?|second[oi]|seconden?|秒'],
  ['minutes', 1, 'minutes?|mins?|minuten?|minutos?|minut[oi]|minuutjes?|minuut|分(?!の|割)'],
  [
    'minutes',
    60,
    'hours?|hrs?|stunden?|std|heures?|horas?|or[ae](?! del)|uur|uren|uurtjes?|h(?![\\p{L}])|時間',
  ],
  [
    'minutes',
    MINUTES_A_DAY,
    '(?:working |business |calendar )?days?|(?:werk|arbeits|kalender|geschafts)?tage?n?|jours?(?: ouvr\\p{L}*)?|journees?|j(?= ?(?:/|sur))|dias?(?: (?:uteis|util|habil(?:es)?|laborables?))?|giorn[oi](?: lavorativ[oi])?|giornat[ae]|(?:werk)?dagen|(?:werk)?dag|日(?:間|以内|後|ほど|程度|分|目)|営業日|日(?=で|も(?!土)|[。、)）]|$)',
  ],
  ['minutes', 7 * MINUTES_A_DAY, 'weeks?|wks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|週間?'],
  [
    'months',
    1,
    'months?|mos?(?![\\p{L}])|monate?n?|mois|mes(?:es)?|mes[ei]|maanden|maand|[かヶケカヵ箇]月間?',
  ],
  ['months', 3, 'quarters?|quartale?n?|trimestres?|trimestr[ei]|kwartalen|kwartaal|四半期'],
  ['months', 12, 'years?|yrs?|jahren?|jahre|jahr|ans?|annees?|anos?|ann[oi]|jaar|jaren|年間?(?!月)'],
];
const timed = times.map(
  ([base, factor, words]) =>
    [
      base,
      factor,
      lean(`^[\\s'-]?(?:more |weitere |volle |full |consecutive |good )?(?:${words})(?![a-z])`, 'u'),
    ] as const,
);

const working = /(?:work|business|werk|arbeits|geschafts|ouvr|uteis|habil|laborabl|lavorativ|営業)/;

/** The time that a number measures by what stands behind it. */
export function timeAt(textBehind: string): { unit: Unit; length: number } | null {
  for (const [base, factor, pattern] of timed) {
    const found = pattern.exec(textBehind);
    if (found)
      return {
        unit: { kind: 'time', base, factor, working: working.test(found[0]) },
        length: found[0].length,
      };
  }
  return null;
}

export type Measure = 'length' | 'area' | 'volume' | 'weight' | 'energy' | 'power' | 'data';
/** Sizes behind a number; folded. What stands first is read first: "m²" is no "m". */
const sizes: readonly (readonly [Measure, number, string])[] = [
  [
    'area',
    1,
    'm2|m²|qm|sqm|平方メートル|平米|(?:quadratmeter|square met(?:er|re)|metre carre|metro cuadrado|metro quadrado)n?s?|metres carres|metros (?:cuadrados|quadrados)|metri quadr[ia]t?i?|vierkante meter',
  ],
  ['area', 10_000, 'ha|hectares?|hektar|hectareas?|ettar[oi]'],
  [
    'volume',
    1_000,
    'm3|m³|kubikmetern?|cubic met(?:er|re)s?|metres? cubes?|metros? cubicos?|metr[oi] cub[oi]|kubieke meters?|kuub',
  ],
  ['length', 0.001, 'mm|millimet\\p{L}+|milimet\\p{L}+|ミリ(?:メートル)?'],
  ['length', 0.01, 'cm|cent[ií]met\\p{L}+|zentimeter[n]?|センチ(?:メートル)?'],
  ['length', 1_000, 'km|kilomet\\p{L}+|quilomet\\p{L}+|chilomet\\p{L}+|キロメートル'],
  ['length', 1_609.34, 'miles?|meilen?|millas?'],
  ['length', 1, "m(?!['’])|met(?:er|re)[ns]?|metros?|metr[oi]|メートル"],
  ['volume', 0.001, 'ml|millilit\\p{L}+'],
  ['volume', 0.01, 'cl|centilit\\p{L}+'],
  ['volume', 100, 'hl|hectolit\\p{L}+|hektolit\\p{L}+'],
  ['volume', 1, "l(?!['’])|lit(?:er|re)[ns]?|litros?|litr[oi]|リットル"],
  ['weight', 0.001, 'g(?![-.])|gramm?e?s?|gramos?|グラム'],
  ['weight', 1, 'kg|kilos?|kilogr\\p{L}+|quilos?|chil[oi]|キロ(?:グラム)?(?!メ)'],
  ['weight', 1_000, 't(?![-.])|tons?|tonnes?|tonnen|toneladas?|tonnellat[ae]|ton|トン'],
  ['energy', 1, 'kwh|kilo(?:watt|vat)[ -]?(?:hours?|stunden?|horas?|heures?|uur|ora|ore)|quilowatts?-hora'],
  ['energy', 1_000, 'mwh|mega(?:watt|vat)[ -]?(?:hours?|stunden?|horas?|heures?|uur|ora|ore)'],
  ['energy', 1e6, 'gwh|gigawatt[ -]?(?:hours?|stunden?|horas?|heures?|uur|ora|ore)'],
  ['power', 1, 'kwp?|(?:kilo|quilo)(?:watts?|vatios?)(?:[ -]?peak)?'],
  ['power', 1_000, 'mwp?|mega(?:watts?|vatios?)(?:[ -]?peak)?'],
  ['data', 0.001, 'mb|megabytes?'],
  ['data', 1, 'gb|gigabytes?'],
  ['data', 1_000, 'tb|terabytes?'],
];
const sized = sizes.map(
  ([of, factor, words]) =>
    [of, factor, lean(`^(?:[\\s-]|\\s(?:de |di |d'))?(?:${words})(?![\\p{L}\\d²³])`, 'u')] as const,
);

/** The size that a number measures by what stands behind it. */
export function measureAt(textBehind: string): { unit: Unit; length: number } | null {
  for (const [of, factor, pattern] of sized) {
    const found = pattern.exec(textBehind);
    if (found) return { unit: { kind: 'measure', of, factor }, length: found[0].length };
  }
  return null;
}

/** How much a number is multiplied by what stands behind it; "m" alone is metres as often as millions. */
const magnitudes: readonly (readonly [number, RegExp])[] = [
  [
    1e9,
    /^\s?(?:bn|billions?|mrd\.?|milliarden?|milliards?|mil millones|bilhoes|bilhao|miliard[oi]|miljard|mld\.?)(?![a-z])/,
  ],
  [
    1e6,
    /^\s?(?:mn|millions?|millionen|mio\.?|millones|millon|milhoes|milhao|milioni|milione|miljoen|mln\.?|mlnd?|mi(?=\s)|m(?=€| ?eur| ?usd|\b(?= (?:in|of|users|customers|euros|dollars))))(?![a-z])/,
  ],
  [1e3, /^\s?(?:k|tsd\.?|thousand|tausend|mille|mil|mila|duizend)(?![a-z0-9])/],
];
export function magnitudeAt(textBehind: string): { factor: number; length: number } {
  for (const [factor, pattern] of magnitudes) {
    const found = pattern.exec(textBehind);
    if (found) return { factor, length: found[0].length };
  }
  return { factor: 1, length: 0 };
}
