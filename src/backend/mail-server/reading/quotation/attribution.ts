import { names, otherWords, verbs } from './header-words.ts';
import { address, clock, dated, year } from './labels.ts';

/** A line that introduces a quotation is never longer; longer ones are not looked at, which bounds the work. */
export const MAX_HEADER_LENGTH = 400;

/** First lines of a quotation or a forward that are told by their words, as mail programs write them. */
const quoteHeaders: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird: "On Mon, 5 May 2025 at 10:12, Ann <ann@x.com> wrote:"
  new RegExp(
    `^(?=.*[\\d@])(On|Am|Le|El|Il|Em|Op|Den|Dne|W dniu|Dnia|pe|I)\\b.{6,250}(${verbs})(\\(a\\))?.{0,120}:\\s*$`,
    'i',
  ),
  // "2025-05-05 10:12 GMT+02:00 Ann <ann@x.com>:"
  /^\d{4}-\d\d-\d\d \d\d:\d\d.{0,60}<[^<>\s]{1,120}@[^<>\s]{1,120}>\s?:\s*$/,
  // "Ann <ann@x.com> schrieb am 05.05.2025:"
  new RegExp(`^[^<(]{2,100}[<(][^<>()\\s]{1,120}@[^<>()\\s]{1,120}[>)].{0,40}(${verbs}).{0,60}:\\s*$`, 'i'),
  // Chinese, Korean, Japanese, Russian
  /^在.{4,200}写道：\s*$/,
  /^20\d\d[./年].{4,200}(작성:|のメッセージ:|:)\s*$/,
  /^(пн|вт|ср|чт|пт|сб|вс),? .{4,200}:\s*$/i,
  /^(begin forwarded message|anfang der weitergeleiteten nachricht|début du message (réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem encaminhada|begin doorgestuurd bericht|vidarebefordrat (brev|meddelande)|początek przekazywanej wiadomości|начало переадресованного сообщения|転送されたメッセージ)\s*:\s*$/i,
  // GroupWise
  /^>>> (?=.{0,200}\d[.:]\d\d).{3,250} >>>\s*$/,
  // Outlook for mobile draws a line of underscores before its block of headers.
  /^_{20,}\s*$/,
];

export const isQuoteHeader = (line: string): boolean =>
  line !== '' && line.length <= MAX_HEADER_LENGTH && quoteHeaders.some((header) => header.test(line));

const verb = new RegExp(`(^|[\\s,])(${verbs})([\\s:(]|$)`, 'i');
const isNameWrote = (line: string, people: readonly string[]): boolean =>
  line.length <= 80 &&
  /[:：]$/.test(line) &&
  verb.test(line) &&
  otherWords(line, people) === 0 &&
  names(line, people);

/** More words beside name and date than this are a sentence. */
const MAX_OTHER = 8;

/** A line that says when whom the answer goes to had written. A name without an address needs a whole date. */
export function isAttribution(line: string, people: readonly string[], standsAlone: boolean): boolean {
  const other = otherWords(line, people);
  if (other > MAX_OTHER) return false;
  if (isQuoteHeader(line)) return true;
  const bare = line.replace(/^[-*_>\s]+/, '').replace(/[-*_\s]+$/, '');
  if (isNameWrote(bare, people)) return standsAlone;
  // The Bat: "Monday, November 23, 2026, 9:00:13 AM, you wrote:"
  if (other === 0 && verb.test(bare) && /[:：]$/.test(bare) && year.test(bare) && clock.test(bare))
    return true;
  const ends = (/[>)]$/.test(bare) && verb.test(bare)) || /[:：]$/.test(bare) || /-{3,}\s*$/.test(line);
  if (!ends || !(standsAlone || other === 0) || !names(bare, people) || !dated.test(bare)) return false;
  return people.some((person) => person.includes('@') && bare.toLowerCase().includes(person))
    ? clock.test(bare) || year.test(bare)
    : year.test(bare) && clock.test(bare);
}

/** Whether an attribution that is wrapped may begin with a line: it has no sentence, and a date, a name or an address. */
export const mayBegin = (line: string, people: readonly string[]): boolean =>
  !/[.!?。！？]$/.test(line) &&
  otherWords(line, people) <= MAX_OTHER &&
  (dated.test(line) || address.test(line) || names(line, people));

/** Whether a line has nothing but a date, and names or addresses. */
export const isBare = (line: string, people: readonly string[]): boolean =>
  otherWords(line, people) === 0 && (dated.test(line) || address.test(line) || names(line, people));

/** Names with a space: a first name stands in sentences as well. */
const namesWhole = (text: string, people: readonly string[]): boolean =>
  names(
    text,
    people.filter((person) => person.includes(' ')),
  );

/** Unknown verbs, and what stands beside them. */
const MAX_UNKNOWN = 4;

/** Whether a line says when, so that no line above it does. */
export const isDated = (line: string): boolean => dated.test(line) && clock.test(line.replace(DATES, ''));
const DATES = /\d{1,4}[./-]\d{1,2}[./-](\d{2,4})?/g;

/** Whether a text right above a mail that was sent before says who wrote it when, in whatever language. */
export function attributes(text: string, people: readonly string[]): boolean {
  if (text.length > MAX_HEADER_LENGTH || /[.!?。！？]$/.test(text)) return false;
  if (isAttribution(text, people, true)) return true;
  const named = names(text, people) || address.test(text);
  const other = otherWords(text, people);
  if (!named) return false;
  return /[:：]$/.test(text)
    ? other <= MAX_UNKNOWN && (dated.test(text) || clock.test(text) || address.test(text))
    : other === 0 && year.test(text) && clock.test(text) && (address.test(text) || namesWhole(text, people));
}
