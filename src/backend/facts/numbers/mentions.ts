import { datesWritten } from '../days/calendar.ts';
import { clockTimes } from '../days/clock.ts';
import { languages, type Language } from '../../ground/languages.ts';
import { fractionsIn } from './fractions.ts';
import { japaneseValue } from './japanese-numerals.ts';
import { numberWordsIn } from './number-words.ts';
import { thingOf } from './things.ts';
import { currencyAt, magnitudeAt, measureAt, percentBehind, timeAt, type Unit } from './units.ts';
import { lean } from '../prose/lean.ts';

/** A number in a text, with what it is of. */
export interface NumberMention {
  start: number;
  end: number;
  /** More than one: "1.200" may be 1200 or 1.2. */
  values: readonly number[];
  unit: Unit;
  /** Said in words, or by digits. */
  spelled: boolean;
  bound: 'up to' | 'at least' | 'about' | 'nearly' | null;
}

interface Numeral {
  start: number;
  end: number;
  values: readonly number[];
  spelled: boolean;
}

/** What holds digits and is no number: addresses, names like "RG-400" or "Termin24". */
const noNumbers: readonly RegExp[] = [
  /(?<![\d月])(?:[12]?\d|3[01])日(?!間|以内|後|ほど|程度|分|目|で|も|[。、)）]|$)/g,
  /(?<=月)(?:[12]?\d|3[01])日/g,
  /(?<![\d.,])\d{1,2}(?:st|nd|rd|th|er|ere|eme|ième|ste|de|ª|º|°)(?![a-z])/g,
  /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w.-]+/g,
  lean(
    /(?<!\d(?=x))\p{Script=Latin}[\p{Script=Latin}\d]*[-.]?\d[\p{Script=Latin}\d]*|(?<![\d.,])\d+(?!mila|fach|voudig|prozent)\p{Script=Latin}{4,}\d*/gu,
  ),
];
const own = lean(/^(?:q[1-4]|t[1-4]|n\d+|€\d+|h[12])$/u);

const grouped = /^\d{1,3}(?:([.,' ])\d{3})+(?:[.,]\d+)?$/;
/** What digits with separators may mean: "1.200,50" one thing, "1.200" either of two. */
export function valuesOf(digits: string): number[] {
  if (/^\d+$/.test(digits)) return [Number(digits)];
  const group = grouped.exec(digits)?.[1];
  const separators = digits.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  const asDecimal = Number(
    digits
      .replace(/[' ]/g, '')
      .replace(/[.,](?=.*[.,])/g, '')
      .replace(',', '.'),
  );
  if (group === undefined) return Number.isNaN(asDecimal) ? [] : [asDecimal];
  const many = new Set(digits.match(/[.,' ]/g)).size > 1;
  if (many) return [asDecimal];
  const whole = Number(digits.replace(/[.,' ]/g, ''));
  return separators.length === 1 && last === group ? [whole, asDecimal] : [whole];
}

const isolated = (
  folded: string,
  start: number,
  end: number,
  taken: readonly { start: number; end: number }[],
): boolean =>
  !taken.some((other) => start < other.end && other.start < end) && folded.slice(start, end) !== '';

function* numerals(folded: string, taken: readonly { start: number; end: number }[]): Generator<Numeral> {
  const japanese =
    /(?:\d[\d,]*(?:\.\d+)?[十百千万億兆])(?:[\d,.十百千万億兆]*)|(?<![\p{Script=Han}])[一二三四五六七八九十百千万億]+(?=つ|名|人|社|店|カ所|か所|箇所|件|時間|分|日間|日|週間|か月|ヶ月|カ月|年|台|拠点|倍|個|円|割|本|枚|棟|室|回)/gu;
  const found: { start: number; end: number }[] = [];
  for (const { index, 0: words } of folded.matchAll(japanese)) {
    const value = japaneseValue(words);
    if (value === null || value === 0 || /^一$|^十?分$/.test(words)) continue;
    found.push({ start: index, end: index + words.length });
    yield { start: index, end: index + words.length, values: [value], spelled: !/\d/.test(words) };
  }
  for (const { index, 0: digits } of folded.matchAll(
    /(?<![\d.,])\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*/g,
  )) {
    const end = index + digits.length;
    if (!isolated(folded, index, end, [...taken, ...found])) continue;
    const sen = /^円(\d{1,2})銭/.exec(folded.slice(end));
    if (sen) {
      found.push({ start: end, end: end + sen[0].length });
      yield { start: index, end, values: [Number(digits) + Number(sen[1]) / 100], spelled: false };
      continue;
    }
    yield { start: index, end, values: valuesOf(digits), spelled: false };
  }
}

const upTo = lean(
  /(?<![\p{L}])(?:up to|as much as|as many as|at most|max(?:imum)?\.?|bis zu|maximal|hochstens|bis|jusqu'a|jusqu'au|au maximum|maximum|hasta(?: un)?|como maximo|maximo|ate|no maximo|fino a(?:l|d un)?|al massimo|tot(?: wel)?|maximaal|hoogstens)\s*(?:un |een |a )?[€$£]?$|(?:最大|最高|最長)で?$/u,
);
const atLeast = lean(
  /(?<![\p{L}])(?:over|more than|at least|above|beyond|upwards of|upward of|better than|mindestens|uber|mehr als|ab|wenigstens|plus d(?:e|')|au moins|mas de|al menos|por lo menos|mais de|pelo menos|acima de|oltre|piu di|almeno|meer dan|ruim|minstens|ten minste|boven de)\s*(?:de |den |die )?[€$£]?$/u,
);
const about = lean(
  /(?<![\p{L}])(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.?|rund|etwa|ungefahr|gut|environ|autour de|quelque|unos|unas|alrededor de|aproximadamente|cerca de|uns|umas|por volta de|circa|intorno a|ongeveer|zo'n|om en nabij|zeg|say|piu o meno|mas o menos|mais ou menos|perto de|um die|plus ou moins|reckon on|pakweg)\s*(?:de |den |die |the )?[€$£]?$|約$/u,
);
const nearly = lean(
  /(?<![\p{L}])(?:nearly|almost|(?:just|a (?:shade|little|bit|touch|hair)) (?:under|below)|close to|fast|knapp|beinahe|keine|nicht einmal|nicht ganz|pres (?:de|d')|a peine|presque|casi|quase|quasi|bijna|krap|nog geen|nemmeno|neanche|ni siquiera|nem)\s*(?:un |een |ein |uma? |una )?[€$£]?$/u,
);

function boundOf(before: string): NumberMention['bound'] {
  const near = before.slice(-24);
  if (upTo.test(near)) return 'up to';
  if (atLeast.test(near)) return 'at least';
  if (nearly.test(near)) return 'nearly';
  return about.test(near) ? 'about' : null;
}

const boundBehind = lean(
  /^[^,.;]{0,18}?(?:以上|超|or more|und mehr|ou plus|o mas|ou mais|o piu|of meer|\+)/u,
);

/** The first noun behind a number that is known, else the first word of some length. */
function thingBehind(behind: string): { thing: string | null; word: string; length: number } | null {
  const near = /^[^.;:!?()\n]{0,60}/.exec(behind)?.[0] ?? '';
  let first: { word: string; length: number } | null = null;
  let count = 0;
  for (const { index, 0: word } of near.matchAll(/[\p{L}][\p{L}'-]*/gu)) {
    if (count === 0 && /[,–—]/.test(near.slice(0, index))) break;
    if (count > 0 && /[,–—]/.test(near.slice(0, index))) break;
    count += 1;
    if (count > 4 || joins.test(word)) break;
    const thing = thingOf(word) ?? word.split('-').map(thingOf).find(Boolean) ?? thingInside(word);
    if (thing) return { thing, word, length: index + word.length };
    if (word.length > 3 && !first) first = { word, length: index + word.length };
  }
  return first ? { thing: null, ...first } : null;
}
/** What does not go on with what is counted. */
const joins = lean(
  /^(?:of|them|us|you|we|they|it|those|these|this|that|which|who|then|when|where|if|so|but|or|also|oder|davon|aber|dann|wenn|die|der|das|ihnen|uns|ou|mais|a|as|ai|deja|hat|have|has|had|qui|que|dont|donc|vous|nous|ils|elles|o|u|pero|que|ellos|ellas|aqui|entonces|nos|eles|che|loro|noi|quindi|of|die|dat|dus|maar|ons|in|at|for|per|and|with|on|by|from|to|is|are|was|as|und|pro|mit|fur|bei|auf|aus|je|im|am|sind|ist|par|pour|avec|dans|et|sur|est|sont|por|para|con|en|y|al|es|son|com|em|no|na|e|sao|per|di|su|nel|al|sono|voor|met|op|te|zijn|is|van)$/u,
);

/** German and Dutch compounds end with what is counted: "Kundenunternehmen", "Werkstatttermine". */
const thingInside = (word: string): string | null => {
  for (let at = 3; at < word.length - 3; at += 1) {
    const thing = word.length > 8 ? thingOf(word.slice(at)) : null;
    if (thing && word.length - at >= 5) return thing;
  }
  return null;
};

/** "3x", "zehnfach", "three times faster": but "two times for a call" are none. */
const factorBehind = lean(
  /^(?:[ -]?(?:x(?![a-z]| ?\d)|×(?! ?\d)|fach(?:e[nrsm]?)?|fold|voudig|倍)|[ -](?:times|mal|fois|veces|vezes|volte|keer|maal)(?= (?:faster|more|as|less|fewer|higher|lower|better|quicker|cheaper|bigger|larger|the|your|so|schneller|mehr|weniger|hoher|plus|moins|mas|menos|mais|mayor|maior|meno|piu|meer|minder|zo|sneller|superior|superieur)))/u,
);

const rangeOfPercent = lean(
  /^ ?(?:to|bis|a|ate|tot|[-–]|and|und|et|y|e|en) ?\d{1,3}(?:[.,]\d+)? ?(?:%|percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent)/u,
);
/** "Deux heures et demie". */
const andHalf = lean(
  /^(?:(?: and a half| et demie?| y medi[ao]| e mei[ao]| e mezz[ao]| en een half)(?!\p{L})|半)/u,
);
/** "Two and a half hours". */
const halfMore = lean(
  /^ (?:and a half|et demie?|y medi[ao]|e mei[ao]|e mezz[ao]|en een halve?)(?= \p{L}{3})/u,
);
const sideBehind = lean(/^ ?[x×] ?\d+(?:[.,]\d+)?(?: ?[x×] ?\d+(?:[.,]\d+)?)*/u);

function withUnit(folded: string, { start, end, values, spelled }: Numeral): NumberMention {
  const before = folded.slice(0, start);
  let behind = folded.slice(end);
  let reach = end;
  const bound = boundOf(before) ?? (boundBehind.test(behind) ? 'at least' : null);
  const made = (unit: Unit, from: number, to: number, factor = 1): NumberMention => ({
    start: from,
    end: to,
    values: factor === 1 ? values : values.map((value) => Math.round(value * factor * 1e6) / 1e6),
    unit,
    spelled,
    bound,
  });
  // "40 x 30 x 20 cm" may stand there as 400 x 300 x 200 mm.
  const side = sideBehind.exec(behind);
  if (side)
    return {
      ...made(measureAt(behind.slice(side[0].length))?.unit ?? { kind: 'none' }, start, end),
      values: values.flatMap((value) => [value, value * 10, value / 10]),
    };
  // "15 to 80 %": both are percent.
  if (rangeOfPercent.test(behind)) return made({ kind: 'percent' }, start, end);
  const percent = percentBehind.exec(behind);
  if (percent) return made({ kind: 'percent' }, start, end + percent[0].length);
  if (/^割/.test(behind)) return made({ kind: 'percent' }, start, end + 1, 10);
  const { factor, length } = magnitudeAt(behind);
  reach += length;
  behind = folded.slice(reach);
  const money = currencyAt(before, behind);
  if (money) {
    const pence = money.currency === 'cents';
    return made(
      { kind: 'money', currency: pence ? null : money.currency },
      start - money.before,
      reach + money.behind,
      pence ? factor / 100 : factor,
    );
  }
  if (/^日/.test(behind) && values.every((value) => value > 31))
    return made({ kind: 'time', base: 'minutes', factor: 1_440 }, start, reach + 1, factor);
  const time = timeAt(behind);
  if (time) {
    const half = andHalf.exec(behind.slice(time.length))?.[0].length ?? 0;
    const timed = made(time.unit, start, reach + time.length + half, factor);
    return half > 0 ? { ...timed, values: timed.values.map((value) => value + 0.5) } : timed;
  }
  const size = measureAt(behind);
  if (size) {
    const half = andHalf.exec(behind.slice(size.length))?.[0].length ?? 0;
    const sized = made(size.unit, start, reach + size.length + half, factor);
    return half > 0 ? { ...sized, values: sized.values.map((value) => value + 0.5) } : sized;
  }
  const times = factorBehind.exec(behind);
  if (times) return made({ kind: 'factor' }, start, reach + times[0].length, factor);
  const counter =
    /^(?:社|店舗?|名|人|台|件|拠点|[カかヶケ箇]所|カ国|か国|個|本|枚|席|戸|室|棟|頭|点|通|品目|便)/u.exec(
      behind,
    )?.[0];
  const counted = counter
    ? { thing: thingOf(counter), word: counter, length: counter.length }
    : thingBehind(behind);
  if (counted)
    return made({ kind: 'things', thing: counted.thing, word: counted.word }, start, reach, factor);
  return made({ kind: 'none' }, start, reach, factor);
}

/** The numbers of a folded text; `language` null: number words of any. Dates are left out. */
export function numbersIn(folded: string, language: Language | null): NumberMention[] {
  const taken: { start: number; end: number }[] = [...datesWritten(folded), ...clockTimes(folded)];
  for (const pattern of noNumbers)
    for (const { index, 0: words } of folded.matchAll(pattern))
      if (!own.test(words)) taken.push({ start: index, end: index + words.length });
  const parts = fractionsIn(folded, language).filter(({ start, end }) => isolated(folded, start, end, taken));
  const found = parts.map(
    (part) => ({ ...part, bound: boundOf(folded.slice(0, part.start)) }) satisfies NumberMention,
  );
  const digits = [...numerals(folded, [...taken, ...parts])].map((one) => withUnit(folded, one));
  const spelled = (language === null ? languages : [language]).flatMap((one): NumberMention[] =>
    numberWordsIn(folded, one)
      .filter(({ start, end }) => isolated(folded, start, end, [...taken, ...parts, ...digits]))
      .map(({ start, end, value }) => {
        const half = halfMore.exec(folded.slice(end))?.[0].length ?? 0;
        const values = [half > 0 ? value + 0.5 : value];
        return withUnit(folded, { start, end: end + half, values, spelled: true });
      }),
  );
  return [
    ...found,
    ...digits,
    ...spelled.filter(
      (one) =>
        isolated(folded, one.start, one.end, digits) &&
        !spelled.some((other) => other !== one && other.start < one.start && one.start < other.end),
    ),
  ].sort((a, b) => a.start - b.start);
}
