/** Names by which dates are written in the languages Baton reads: English, German, French, Spanish. */
const months: readonly string[] = [
  'january|jan|januar|jänner|janvier|enero',
  'february|feb|februar|février|fevrier|febrero',
  'march|mar|märz|maerz|mars|marzo',
  'april|apr|avril|abril',
  'may|mai|mayo',
  'june|jun|juni|juin|junio',
  'july|jul|juli|juillet|julio',
  'august|aug|août|aout|agosto',
  'september|sept|sep|septembre|septiembre',
  'october|oct|oktober|okt|octobre|octubre',
  'november|nov|novembre|noviembre',
  'december|dec|dezember|dez|décembre|decembre|diciembre',
];

/** Monday first, as ISO weekdays count. */
const weekdays: readonly string[] = [
  'monday|mon|montag|lundi|lunes',
  'tuesday|tues|tue|dienstag|mardi|martes',
  'wednesday|wed|mittwoch|mercredi|miércoles|miercoles',
  'thursday|thurs|thur|thu|donnerstag|jeudi|jueves',
  'friday|fri|freitag|vendredi|viernes',
  'saturday|sat|samstag|sonnabend|samedi|sábado|sabado',
  'sunday|sun|sonntag|dimanche|domingo',
];

const numbers: readonly string[] = [
  'a|an|one|ein|eine|einem|einer|einen|un|une|una',
  'two|a couple of|a couple|couple of|zwei|deux|dos',
  'three|a few|few|drei|trois|tres|quelques|einigen|ein paar|paar|unas|unos',
  'four|vier|quatre|cuatro',
  'five|fünf|cinq|cinco',
  'six|sechs|seis',
  'seven|sieben|sept|siete',
  'eight|acht|huit|ocho',
  'nine|neun|neuf|nueve',
  'ten|zehn|dix|diez',
  'eleven|elf|onze|once',
  'twelve|zwölf|douze|doce',
];

const alternation = (groups: readonly string[]): string =>
  groups
    .flatMap((group) => group.split('|'))
    .sort((a, b) => b.length - a.length)
    .join('|');

/** For building patterns: each matches one name. */
export const MONTH = `(?:${alternation(months)})`;
export const WEEKDAY = `(?:${alternation(weekdays)})`;
export const NUMBER = `(?:\\d{1,3}|${alternation(numbers)})`;

/** 1-based place of a word in a table; 0 if it is in none. */
const placeIn = (groups: readonly string[], word: string): number =>
  groups.findIndex((group) => group.split('|').includes(word.toLowerCase())) + 1;

export const monthNumber = (word: string): number => placeIn(months, word);
export const weekdayNumber = (word: string): number => placeIn(weekdays, word);
export const numberOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : placeIn(numbers, word);
