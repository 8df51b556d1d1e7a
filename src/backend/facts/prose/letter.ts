import { fold } from '../../replies/dates/words.ts';
import type { Language } from '../../ground/languages.ts';
import { closings, greetings } from './closings.ts';
import { lean } from './lean.ts';

/** A stretch of a text, in UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

interface Line extends Span {
  folded: string;
}

/** The parts of a mail that say something, and the greeting. */
export interface Letter {
  greeting: Span | null;
  said: readonly Span[];
  /** The lines from the closing on: whose they are is no claim, what else stands there is. */
  signed: readonly Span[];
}

const linesOf = (body: string): Line[] => {
  let start = 0;
  return body.split('\n').map((text) => {
    const line = { start, end: start + text.length, folded: fold(text).trim() };
    start = line.end + 1;
    return line;
  });
};

const postscript = /^(?:p\.? ?s\.?|追伸|ps)(?:[:. ]|$)/;
const closing = new Map<Language, RegExp>();
const greeting = new Map<Language, RegExp>();
const kept = (cache: Map<Language, RegExp>, lang: Language, make: () => string): RegExp => {
  const known = cache.get(lang) ?? lean(make(), 'u');
  cache.set(lang, known);
  return known;
};
const closingOf = (lang: Language): RegExp =>
  kept(
    closing,
    lang,
    () =>
      `^(?:${lang === 'en' ? closings.en : `${closings[lang]}|${closings.en}`})[ ,.!。、]*(?:\\p{L}[\\p{L} .-]{0,30})?$`,
  );
const greetingOf = (lang: Language): RegExp =>
  kept(greeting, lang, () =>
    lang === 'ja'
      ? `^${greetings.ja}(?:[,、。 ]|$)`
      : `^(?:${greetings[lang]}|hi|hello)(?![\\p{L}\\d])[^,:!.?\\n]{0,60}(?:[,:!](?=\\s|$)|$|(?<=\\b(?:mr|mrs|ms|dr|herr|frau))\\.[^,:!?\\n]{0,40}[,:!]?)`,
  );

const quoted =
  /^(?:>|-{2,} ?(?:original|ursprungliche|message d'origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk)|_{10,}|on .{6,80} wrote:$|am .{6,80} schrieb.{0,60}:$|le .{6,80} a ecrit ?:$|el .{6,80} escribio:$|em .{6,80} escreveu:$|il .{6,80} ha scritto:$|op .{6,80} schreef.{0,60}:$)/;
/** What follows such a line is not read: somebody else wrote it. */
export const startsQuotation = (line: string): boolean => quoted.test(fold(line).trim());
/** A line that ends a letter, in this language or in English. */
export const isClosing = (line: string, lang: Language): boolean => closingOf(lang).test(fold(line).trim());
/** "Hi Ada, thanks …" without "Hi Ada,". */
export const withoutGreeting = (line: string, lang: Language): string =>
  line.slice(greetingOf(lang).exec(fold(line))?.[0].length ?? 0).trim();

/** Says something, as no line of a signature does: "Thank you for asking." may stand before it, and closes nothing. */
const isSentence = ({ folded }: Line): boolean =>
  folded.length > 90 ||
  (/[.!?。！？]["»”)]*$/.test(folded) && (folded.match(/\S+/g)?.length ?? 0) > 3) ||
  /[^。]{12,}[。！？]$/.test(folded);

/** Whether a line with a closing formula is followed by a signature, not by the letter itself. */
function closes(
  lines: readonly Line[],
  at: number,
  last: number,
  names: readonly string[],
  lang: Language,
): boolean {
  const after = lines.slice(at + 1, last).filter(({ folded }) => folded !== '');
  if (after.slice(0, 2).some(({ folded }) => names.some((name) => folded.startsWith(name)))) return true;
  for (const line of after) {
    if (postscript.test(line.folded)) return true;
    if (isSentence(line) && !closingOf(lang).test(line.folded)) return false;
  }
  return true;
}

/** Where the letter ends: its closing formula, or the name of who writes. */
function endOf(lines: readonly Line[], lang: Language, names: readonly string[]): number {
  const quote = lines.findIndex(({ folded }) => quoted.test(folded));
  const last = quote < 0 ? lines.length : quote;
  const short = (line: Line | undefined): boolean => line !== undefined && line.folded.length <= 70;
  for (let at = Math.max(1, last - 14); at < last; at += 1) {
    const line = lines[at];
    if (!line || !short(line)) continue;
    if (/^--\s*$/.test(line.folded)) return at;
    if (closingOf(lang).test(line.folded) && closes(lines, at, last, names, lang)) return at;
    if (names.includes(line.folded.replace(/^[-–—]\s*|[,.]$/g, ''))) return at;
  }
  return last;
}

/** Parts a mail: what is greeted with, what is said, also in a postscript. Signature and quotation are left out. */
export function letterOf(body: string, lang: Language, author: string, signature: string): Letter {
  const lines = linesOf(body);
  const whole = fold(author).trim();
  const names = [whole, ...whole.split(/\s+/), ...fold(signature).split('\n')]
    .map((one) => one.trim())
    .filter(Boolean);
  const end = endOf(lines, lang, names);
  const said: Span[] = [];
  const signed: Span[] = [];
  let hello: Span | null = null;
  let postscripts = false;
  for (const [at, line] of lines.entries()) {
    if (line.folded === '') continue;
    if (at >= end) {
      if (quoted.test(line.folded)) break;
      postscripts ||= postscript.test(line.folded);
      (postscripts ? said : signed).push(line);
      continue;
    }
    const begins: RegExpExecArray | null =
      said.length === 0 && hello === null ? greetingOf(lang).exec(line.folded) : null;
    if (!begins) {
      said.push(line);
      continue;
    }
    const indent = body.slice(line.start, line.end).search(/\S/);
    const helloEnd: number = line.start + indent + begins[0].length;
    hello = { start: line.start, end: helloEnd };
    if (line.end - helloEnd > 3) said.push({ start: helloEnd, end: line.end });
  }
  return { greeting: hello, said, signed };
}
