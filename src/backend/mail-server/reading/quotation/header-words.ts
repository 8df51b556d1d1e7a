import { Info } from 'luxon';

const LOCALES = [
  'en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'hu', 'tr', 'ru', 'uk', 'ja', 'zh', 'ko',
]; // prettier-ignore

/** What stands between a name and a date, and who wrote. */
const glue =
  'on at um am uhr le à el a las la los il alle ore giorno em às dia no nel de di del da den des der kl klo op om o v dne dnia w dniu г в by von par por from od от via the and th st nd rd pm am gmt utc cet cest mez mesz est edt cst cdt mst mdt pst pdt brt jst bst you sie vous tu tú usted você u jij je hat ha heeft had het volgende folgendes following h hrs am le date mailto 上午 下午 오전 오후 年 月 日 時 分 さん 様 님이 于 於 在';
/** Who writes of themselves, which no header does. None of these is a month, a zone or a name as well. */
const personal =
  /(?<![\p{L}'’])(i|i['’]\p{L}+|my|me|we|our|your|this|that|is|are|was|what|here|please|ich|mein\p{L}*|mir|wir|unser\p{L}*|hier|ist|bitte|j['’]\p{L}+|nous|mes|votre|voici|yo|nosotros|aquí|eu|meu|minha|nós|seu|aqui|io|mio|noi|ecco|ik|mijn|wij|uw|jouw|let|call|meet|works?|yes|no(?! dia)|ok|okay|thanks?|ja|nein|danke|passt|oui|merci|gracias|sim|não|obrigad[oa]|grazie|nee|bedankt)(?!\p{L})/iu;

/** What such a line says that somebody did. */
export const verbs =
  'wrote|writes|said|schrieb(?:en)?|écrit|escribió|scritto|escreveu|schreef|geschreven|geschrieben|skrev|napsal|pisze|napisał|kirjoitti|написал|пишет|írta|yazdı|scrie|書きました|写道|寫道|작성|のメール|のメッセージ|からのメール';

let words: ReadonlySet<string> | undefined;
/** Months and weekdays of many languages, as dates name them, and `glue`. */
const known = (): ReadonlySet<string> =>
  (words ??= new Set(
    LOCALES.flatMap((locale) =>
      (['long', 'short'] as const).flatMap((length) => [
        ...Info.months(length, { locale }),
        ...Info.monthsFormat(length, { locale }),
        ...Info.weekdays(length, { locale }),
      ]),
    )
      .concat(glue)
      .flatMap((word) => word.toLowerCase().match(/\p{L}+/gu) ?? []),
  ));

const verb = new RegExp(`^(${verbs}|님이|さんは|さん)+$`, 'iu');
/** An address with the name before it. */
const ADDRESS =
  /(?:["«“][^"»”\n]{1,80}["»”]\s*|(?:\p{Lu}[\p{L}'’.-]*\s+){0,4})[<(\[]?\s*(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,200}/gu;

/** Whether a line names one of these names or addresses (lower-cased): those whom the answer goes to. */
export const names = (line: string, people: readonly string[]): boolean => {
  const text = line.toLowerCase();
  return people.some((person) => positionOf(text, person) >= 0);
};

/** A name within a longer word is none. */
function positionOf(text: string, person: string): number {
  const at = text.indexOf(person);
  if (at < 0 || person.includes('@')) return at;
  const around = `${text[at - 1] ?? ' '}${text[at + person.length] ?? ' '}`;
  return /[a-zß-ÿ]/.test(around) ? -1 : at;
}

/** How many words of a line are no part of a date, of those names and addresses, or of what joins them. */
export function otherWords(line: string, people: readonly string[]): number {
  if (personal.test(line)) return Infinity;
  let text = line.replace(ADDRESS, ' ').toLowerCase();
  for (const person of people) text = text.replaceAll(person, ' ');
  return (text.match(/\p{L}+/gu) ?? []).filter((word) => !known().has(word) && !verb.test(word)).length;
}
