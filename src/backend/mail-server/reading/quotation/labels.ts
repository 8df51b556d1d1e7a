import { names } from './header-words.ts';

/** Outlook's block: a "From:" line with a date line and a subject line near below it, in the languages of Office. */
const fromLine =
  /^[*_]*(From|Von|De|Da|Van|Från|Fra|Od|От|差出人|发件人|寄件者|보낸 사람|Kimden|Lähettäjä)\s?[:：][*_]*\s*\S/i;
const dateLine =
  /^[*_]*(Sent|Date|Gesendet|Datum|Envoyé|Date d['’]envoi|Enviad[oa]( el| em)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Wysłano|Отправлено|Дата|送信日時|日付|日時|发送时间|日期|보낸 날짜|Odesláno|Lähetetty)\s?[:：][*_]*\s*\S/i;
const subjectLine =
  /^[*_]*(Subject|Betreff|Objet|Asunto|Oggetto|Ogg|Onderwerp|Ämne|Emne|Assunto|Temat|Тема|件名|主题|主旨|제목|Předmět|Aihe)\s?[:：][*_]*/i;
const toLine =
  /^[*_]*(To|An|À|A|Para|Aan|Till|Til|Do|Кому|宛先|收件人|收件者|받는 사람|Komu|Kime|Vastaanottaja)\s?[:：][*_]*\s*\S/i;
const labelled = /^[*_\s]*\p{L}[\p{L} .'’-]{0,25}[*_]*\s?[:：][*_]*(\s*\S|$)/u;
/** The same as some programs write it, without a colon. */
const bareFrom = /^(From|Von|De|Da|Van)\s[^:\n]{0,100}[^\s<>@]{1,64}@/i;
const bareLine =
  /^(To|Cc|Date|Sent|Subject|An|Datum|Gesendet|Betreff|A|À|Envoyé|Objet|Data|Oggetto|Para|Fecha|Asunto|Assunto|Aan|Onderwerp)\s/i;

export const dated = /\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,2}[.,]?\s\p{L}{3,}|\p{L}{3,}\.?\s\d{1,2}\b/u;
export const clock = /\b\d{1,2}[:.h時点]\s?\d{2}|\d{1,2}\s?[ap]\.?m\b/i;
export const year = /\b(19|20)\d\d\b|20\d\d年|\d[./-]\d{1,2}[./-]\d\d\b/;
export const address = /[^\s<>@]{1,64}@[^\s<>@]{1,200}/;

/** So many lines a block has at most. */
const MAX_BLOCK = 9;

/** How many lines from a place are labels with what a mail's header has; 0 if they are something else. */
export function blockLength(lines: readonly string[], index: number, people: readonly string[]): number {
  const near = lines.slice(index, index + MAX_BLOCK);
  const end = near.findIndex((line) => !labelled.test(line));
  const block = near.slice(0, end < 0 ? near.length : end);
  return isBlock(block, people) ? block.length : bareLength(near);
}

function bareLength(lines: readonly string[]): number {
  if (!bareFrom.test(lines[0] ?? '')) return 0;
  const end = lines.findIndex((line, index) => index > 0 && !bareLine.test(line));
  const length = end < 0 ? lines.length : end;
  return length >= 3 && lines.slice(0, length).some((line) => clock.test(line)) ? length : 0;
}

const isWhole = (block: readonly string[]): boolean =>
  fromLine.test(block[0] ?? '') &&
  [dateLine, subjectLine].every((pattern) => block.some((line) => pattern.test(line)));

function isBlock(block: readonly string[], people: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => block.some((line) => pattern.test(line));
  // What a person lists above one that has everything is theirs.
  if (block.some((_, index) => index > 0 && isWhole(block.slice(index)))) return false;
  if (isWhole(block)) return true;
  if (block.length < 3 || !begins(block[0] ?? '', people)) return false;
  if (!block.some((line) => year.test(line) && clock.test(line))) return false;
  // What a person lists may name them and a time as well.
  return (has(address) || has(fromLine)) && block.some((line) => names(line, people));
}

/** A label that mails have, or one of a language nobody knows with who wrote. */
const begins = (line: string, people: readonly string[]): boolean =>
  [fromLine, dateLine, subjectLine, toLine].some((known) => known.test(line)) ||
  (address.test(line) && names(line, people));

/** How many lines from the first on are labels of which one tells who wrote: enough behind marks of quotation. */
export function markedBlock(lines: readonly string[]): number {
  const end = lines.findIndex((line) => !labelled.test(line));
  const block = lines.slice(0, end < 0 ? lines.length : end);
  return block.length >= 2 && block.some((line) => fromLine.test(line)) ? block.length : 0;
}

/** How many of the last lines are labels with what a mail's header has, where an earlier mail follows. */
export function blockAbove(lines: readonly string[], people: readonly string[]): number {
  for (let length = Math.min(MAX_BLOCK, lines.length); length >= 2; length -= 1) {
    const block = lines.slice(-length);
    if (blockLength(block, 0, people) === length || isShortBlock(block, people)) return length;
  }
  return 0;
}

/** Labels of a language nobody knows tell by an address. */
function isShortBlock(block: readonly string[], people: readonly string[]): boolean {
  if (!block.every((line) => labelled.test(line))) return false;
  const text = block.join(' ');
  const first = block[0] ?? '';
  return (fromLine.test(first) || (address.test(first) && names(first, people))) && dated.test(text);
}
