/**
 * Names by which dates are written in the languages Baton reads: English, German, French, Spanish, Portuguese,
 * Italian, Dutch; Japanese has its own patterns. All as `fold` leaves them: lower case, without accents.
 */
const months: readonly string[] = [
  'january|januar|janner|janvier|enero|janeiro|gennaio|januari|janury|jaunary',
  'february|februar|fevrier|febrero|fevereiro|febbraio|februari|febuary|feburary|febraury|feber',
  'march|marz|maerz|marzo|marco|mars|maart|marsch',
  'april|avril|abril|aprile|apirl',
  'may|mai|mayo|maio|maggio|mei',
  'june|juni|juin|junio|junho|giugno|juno',
  'july|juli|juillet|julio|julho|luglio|julei',
  'august|aout|agosto|augustus|augsut|augst',
  'september|septembre|septiembre|setiembre|setembro|settembre|septmber|septemebr|setember|septemeber',
  'october|oktober|octobre|octubre|outubro|ottobre|ocotber|octover',
  'november|novembre|noviembre|novembro|novemeber|novmber',
  'december|dezember|decembre|diciembre|dezembro|dicembre|decmber|decemeber|desember',
];

/** Understood beside the number of a day only: many are words of their own in another language. */
const monthsShort: readonly string[] = [
  'jan|janv|ene|gen',
  'feb|fev|febr|fevr',
  'mar|mrz|mrt|mae',
  'apr|abr|avr',
  'mag|mai',
  'jun|giu',
  'jul|juil|lug',
  'aug|ago',
  'sep|sept|set|sett',
  'oct|okt|out|ott',
  'nov',
  'dec|dez|dic|des',
];

/** Monday first, as ISO weekdays count. */
const weekdays: readonly string[] = [
  'monday|montag|lundi|lunes|segunda-feira|segunda feira|lunedi|lunedì|maandag|munday',
  'tuesday|tues|tue|dienstag|mardi|martes|terca-feira|terca feira|terça-feira|martedi|martedì|dinsdag|teusday|tuseday|thuesday',
  'wednesday|weds|wed|mittwoch|mercredi|miercoles|miércoles|quarta-feira|quarta feira|mercoledi|mercoledì|woensdag|wensday|wendesday|wednsday',
  'thursday|thurs|thur|thu|donnerstag|jeudi|jueves|quinta-feira|quinta feira|giovedi|giovedì|donderdag|thrusday|thursay',
  'friday|fri|freitag|vendredi|viernes|sexta-feira|sexta feira|venerdi|venerdì|vrijdag|firday',
  'saturday|samstag|sonnabend|samedi|sabado|sábado|sabato|zaterdag',
  'sunday|sonntag|dimanche|domingo|domenica|zondag',
];

/** Understood before the number of a day, or after a word like "until", only. */
const weekdaysShort: readonly string[] = [
  'mon|mo|ma|lun|lu|seg|segunda|2a',
  'di|mar|ter|terca|3a',
  'mi|wo|mer|mie|mier|qua|quarta|4a',
  'do|jeu|jue|gio|qui|quinta|5a',
  'fr|vr|ven|vie|sex|sexta|6a',
  'sat|sa|za|sam|sab',
  'sun|so|zo|dim|dom',
];

const numbers: readonly string[] = [
  'a|an|one|ein|eine|einem|einer|einen|un|une|una|uno|um|uma|een|1',
  'two|a couple of|a couple|couple of|zwei|deux|dos|dois|duas|due|twee',
  'three|a few|few|drei|trois|tres|tre|drie|quelques|einigen|ein paar|paar|een paar|unas|unos|qualche|alguns|algumas',
  'four|vier|quatre|cuatro|quatro|quattro',
  'five|funf|fuenf|cinq|cinco|cinque|vijf',
  'six|sechs|seis|sei|zes',
  'seven|sieben|sept|siete|sete|sette|zeven',
  'eight|acht|huit|ocho|oito|otto',
  'nine|neun|neuf|nueve|nove|negen',
  'ten|zehn|dix|une dizaine de|diez|dez|dieci|una decina di|tien',
  'eleven|elf|onze|once|undici',
  'twelve|zwolf|zwoelf|douze|doce|doze|dodici|twaalf',
  'thirteen|dreizehn|treize|trece|treze|tredici|dertien',
  'fourteen|vierzehn|quatorze|catorce|catorze|quattordici|veertien',
  'fifteen|funfzehn|quinze|quince|quindici|vijftien',
];
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  zwanzig: 20,
  vingt: 20,
  veinte: 20,
  vinte: 20,
  venti: 20,
  twintig: 20,
  thirty: 30,
  dreissig: 30,
  trente: 30,
  treinta: 30,
  trinta: 30,
  trenta: 30,
  dertig: 30,
  forty: 40,
  vierzig: 40,
  quarante: 40,
  cuarenta: 40,
  quarenta: 40,
  quaranta: 40,
  veertig: 40,
  fifty: 50,
  funfzig: 50,
  fuenfzig: 50,
  cinquante: 50,
  cincuenta: 50,
  cinquenta: 50,
  cinquanta: 50,
  vijftig: 50,
  sixty: 60,
  sechzig: 60,
  soixante: 60,
  sesenta: 60,
  sessenta: 60,
  sessanta: 60,
  zestig: 60,
  ninety: 90,
  neunzig: 90,
  noventa: 90,
  novanta: 90,
  negentig: 90,
  'quatre-vingt-dix': 90,
};

const alternation = (groups: readonly string[]): string =>
  groups
    .flatMap((group) => group.split('|'))
    .sort((a, b) => b.length - a.length)
    .join('|');

/** For building patterns: each matches one name. */
export const MONTH = `(?:${alternation(months)})`;
export const MONTH_BY_NUMBER = `(?:${alternation([...months, ...monthsShort])})`;
/** More than one: "a week" is said of much else. */
export const SEVERAL = `(?:\\d{1,3}|${alternation([...numbers.slice(1), ...Object.keys(tens)])})`;
/** Short names that are no word of another language. */
export const MONTH_SAFE = `(?:${alternation(months)}|jan|feb|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|ene|abr|janv|fev)`;
export const WEEKDAY_NAME = `(?:${alternation(weekdays)})`;
/** In a text of another meaning than dates: "mon" is a French word. */
export const WEEKDAY = `(?:${alternation(weekdays)}|mon)`;
export const WEEKDAY_SHORT = `(?:${alternation([...weekdays, ...weekdaysShort])})`;
export const NUMBER = `(?:\\d{1,3}|${alternation([...numbers, ...Object.keys(tens)])})`;

/** 1-based place of a word in a table; 0 if it is in none. */
const placeIn = (groups: readonly string[], word: string): number =>
  groups.findIndex((group) => group.split('|').includes(word)) + 1;

export const monthNumber = (word: string): number => placeIn(months, word) || placeIn(monthsShort, word);
export const weekdayNumber = (word: string): number =>
  placeIn(weekdays, word) || placeIn(weekdaysShort, word);
export const numberOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : (tens[word] ?? placeIn(numbers, word));

/** As somebody who dictates says the day: English, German, Dutch. */
const ordinals: readonly string[] = [
  'ersten|eerste|first',
  'zweiten|tweede|second',
  'dritten|derde|third',
  'vierten|vierde|fourth',
  'funften|vijfde|fifth',
  'sechsten|zesde|sixth',
  'siebten|zevende|seventh',
  'achten|achtste|eighth',
  'neunten|negende|ninth',
  'zehnten|tiende|tenth',
  'elften|elfde|eleventh',
  'zwolften|twaalfde|twelfth',
  'dreizehnten|dertiende|thirteenth',
  'vierzehnten|veertiende|fourteenth',
  'funfzehnten|vijftiende|fifteenth',
  'sechzehnten|zestiende|sixteenth',
  'siebzehnten|zeventiende|seventeenth',
  'achtzehnten|achttiende|eighteenth',
  'neunzehnten|negentiende|nineteenth',
  'zwanzigsten|twintigste|twentieth',
];
export const ORDINAL = `(?:${alternation(ordinals)})`;
/** The day of the month that is written: 5, "fifth", "primero"; else the first. */
export const dayNumber = (day = ''): number => (/^\d/.test(day) ? Number(day) : placeIn(ordinals, day) || 1);

/** Lower case, Latin letters without accents, digits of half width; every character stays at its place. */
export const fold = (text: string): string =>
  text
    .replace(/[\u00c0-\u017f]/g, (letter) => letter.normalize('NFD').charAt(0))
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[‘’´`]/g, "'")
    .replace(/[\u3000\u00a0\u202f]/g, ' ')
    .replace(/[～〜]/g, '~')
    .toLowerCase();
