import {
  attributes,
  isAttribution,
  isBare,
  isDated,
  isQuoteHeader,
  MAX_HEADER_LENGTH,
  mayBegin,
} from './attribution.ts';
import { names } from './header-words.ts';
import { address, blockAbove, blockLength, clock, dated, markedBlock } from './labels.ts';

/** A header is wrapped over no more lines. */
const MAX_WRAPPED = 3;

/** "-----Original Message-----" in any language: a few words between dashes. */
const framed = /^[*_\s>]*[-‐—–_=]{4,}[*\s]*[\p{L}'’\s-]{4,60}[:.]?[*\s]*[-‐—–_=]{4,}[*_\s]*$/u;
/** The same where one side has fewer dashes, by its words. */
const originalWords =
  '(original message|ursprüngliche nachricht|originalnachricht|message d.origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig (besked|meddelelse)|originalmeddelande|forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|元のメッセージ|原始邮件|원본 메시지)';
const original = new RegExp(`^[-_*\\s]{2,20}${originalWords}[-_*\\s]*$`, 'i');
/** And without any, above labels. */
const originalAlone = new RegExp(`^\\s*${originalWords}\\s*$`, 'i');

const divider = /^[-_=*\s]{3,}$/;

export const isQuoted = (line: string): boolean => /^\s?>/.test(line);

/** A line that only parts an answer from what is below. */
export const isDivider = (line: string): boolean =>
  divider.test(line) || framed.test(line) || original.test(line) || originalAlone.test(line);

/**
 * How many of the trimmed lines from a place are the header of a quotation that begins there; 0 if none does.
 * @param people lower-cased names and addresses of those whom the answer goes to
 */
export function headerLength(lines: readonly string[], index: number, people: readonly string[]): number {
  const line = lines[index] ?? '';
  if (line === '' || line.length > MAX_HEADER_LENGTH) return 0;
  if (framed.test(line) || original.test(line)) return 1;
  if (originalAlone.test(line) && blockLength(lines, index + 1, people) > 0) return 1;
  return (
    blockLength(lines, index, people) || markedLength(lines, index) || attributionLength(lines, index, people)
  );
}

/** Labels behind marks of quotation, with the earlier mail below them without any: Orange, old Hotmail. */
function markedLength(lines: readonly string[], index: number): number {
  if (!isQuoted(lines[index] ?? '')) return 0;
  const near = lines.slice(index, index + 12);
  const length = markedBlock(near.map((line) => line.replace(/^[>\s]+/, '')));
  const below = near.slice(length).find((line) => !/^[>\s]*$/.test(line));
  return below === undefined || isQuoted(below) ? 0 : length;
}

function attributionLength(lines: readonly string[], index: number, people: readonly string[]): number {
  const above = (lines[index - 1] ?? '') === '' || index === 0;
  const whole = wrapped(lines, index, people);
  // What begins with its date in the next line takes nothing from this one.
  const below = wrapped(lines, index + 1, people);
  const texts = below.some((text) => isDated(text) && isAttribution(text, people, true))
    ? whole.slice(0, 1)
    : whole;
  const length = texts.findIndex((text) => isAttribution(text, people, above)) + 1;
  return length || introducing(lines, index, texts, people) || dateAbove(lines, index, people);
}

/** A short line with a date or an address that ends with a colon, right above quoted lines. */
function introducing(
  lines: readonly string[],
  index: number,
  texts: readonly string[],
  people: readonly string[],
): number {
  const length =
    texts.findIndex(
      (text) =>
        /[:：]$/.test(text) &&
        mayBegin(text, people) &&
        (address.test(text) || (dated.test(text) && clock.test(text))),
    ) + 1;
  if (length === 0 || (texts[length - 1]?.length ?? 0) > 250) return 0;
  const below = lines.slice(index + length, index + length + 3).find((line) => line !== '');
  return below !== undefined && isQuoted(below) ? length : 0;
}

/** A date in a line of its own with who wrote below it, as Becky! writes it, or above it, as old Notes does. */
function dateAbove(lines: readonly string[], index: number, people: readonly string[]): number {
  const [first = '', next = ''] = lines.slice(index, index + 2);
  if (isQuoted(next) || !isBare(first, people) || !isBare(next, people)) return 0;
  if (isDated(first)) return !isDated(next) && attributes(next, people) ? 2 : 0;
  const hasAddress = address.test(first) && names(first, people);
  return hasAddress && isDated(next) && !address.test(next) && !/[:：]$/.test(next) ? 2 : 0;
}

/** The line, the line with the next, and with the next two; never over an empty line or into a header of its own. */
function wrapped(lines: readonly string[], index: number, people: readonly string[]): string[] {
  const joined: string[] = [lines[index] ?? ''];
  if (!mayBegin(lines[index] ?? '', people)) return joined;
  for (const next of lines.slice(index + 1, index + MAX_WRAPPED)) {
    const text = joined.at(-1) ?? '';
    if (next === '' || isQuoted(next) || text.length > MAX_HEADER_LENGTH || isQuoteHeader(next)) break;
    joined.push(`${text} ${next}`);
  }
  return joined.filter((text) => text.length <= MAX_HEADER_LENGTH);
}

/**
 * How many of the last lines are the header of a mail that was sent before and follows right below them: who wrote
 * when, or labels with such values.
 */
export function headerAbove(lines: readonly string[], people: readonly string[]): number {
  const last = lines.at(-1) ?? '';
  if (isDivider(last)) return 1;
  const block = blockAbove(lines, people);
  if (block > 0) return block;
  for (let length = 1; length <= Math.min(MAX_WRAPPED, lines.length); length += 1) {
    const part = lines.slice(-length);
    if ((length === 1 || mayBegin(part[0] ?? '', people)) && attributes(part.join(' '), people))
      return (
        length +
        (isDated(part.join(' ')) ? 0 : bareAbove(lines.slice(0, -length), MAX_WRAPPED - length, people))
      );
  }
  return 0;
}

const goesBefore = (line: string, people: readonly string[]): boolean =>
  isBare(line, people) || (/[<(]$/.test(line) && mayBegin(line, people));

/** How many of the last lines, up to a number and to a date, have nothing but dates and names. */
function bareAbove(lines: readonly string[], most: number, people: readonly string[]): number {
  let count = 0;
  for (const line of [...lines.slice(-most)].reverse()) {
    if (most < 1 || !goesBefore(line, people)) break;
    count += 1;
    if (isDated(line)) break;
  }
  return count;
}
