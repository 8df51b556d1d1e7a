import { beginningOf } from '../../ground/text.ts';
import type { Earlier, MailAddress, TakenPart } from '../types.ts';
import { indexOf, linesAround, runsOf, type Index, type Run } from './alignment.ts';
import { headerAbove, headerLength, isDivider, isQuoted } from './quotation/quotation.ts';
import { cutSignature } from './signature.ts';
import { OPENING, wordsOf, type Word } from './words.ts';

const MAX_LENGTH = 50_000;
const MAX_TAKEN = 20;
const MAX_TAKEN_TEXT = 500;
/** A mail that is nothing but so few words of ours was typed by its writer, unless it has the form of a quotation. */
const MIN_WHOLE = 12;

type Why = TakenPart['why'];

interface Line {
  text: string;
  /** Why it is no new text; null for new text. */
  why: Why | null;
}

/**
 * What a person newly wrote in a mail, and what else stands in it: mails of the conversation wherever they are quoted,
 * with the header above them; then what looks like a quotation; signature and legal notes. Takes time in proportion to
 * the text: the rules work line by line and never on long lines.
 * @param people lower-cased names and addresses of those whom the mail goes to
 * @param from the writer, to know the signature by; null: not known
 */
export function newText(
  fullText: string,
  people: readonly string[],
  earlier: Earlier = { sent: [], received: [] },
  from: MailAddress | null = null,
): { text: string; taken: TakenPart[] } {
  const lines = cleaned(fullText).map((text): Line => ({ text, why: null }));
  takeEarlier(lines, indexOf(earlier), people);
  takeQuotations(lines, people);
  const rest = textOf(lines);
  const text = cutSignature(rest, from);
  const signature = rest.startsWith(text) ? rest.slice(text.length).trim() : '';
  return { text: text.replace(/\n{3,}/g, '\n\n'), taken: partsOf(lines, signature) };
}

const cleaned = (fullText: string): string[] =>
  beginningOf(fullText, MAX_LENGTH)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    // "TJ> ": The Bat and others put initials before the mark.
    .replace(/^[ \t]*[A-Z]{1,3}(?=>(?:[ >]|$))/gm, '')
    .replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .split('\n');

const textOf = (lines: readonly Line[]): string =>
  lines
    .filter(({ why }) => why === null)
    .map(({ text }) => text)
    .join('\n')
    .trim()
    .replace(/(^|\n)[-_=*\s]{3,}$/, '');

/** Marks what stands in earlier mails. Received ones count below a part of ours only: people repeat themselves. */
function takeEarlier(lines: Line[], index: Index, people: readonly string[]): void {
  const words = wordsOf(lines.map(({ text }) => text));
  const first = (runs: readonly Run[]) =>
    runs.find(({ sentFrom }) => sentFrom < index.receivedFrom)?.from ?? Infinity;
  const found = runsOf(words, index);
  const runs = found.filter(({ from, sentFrom }) => sentFrom < index.receivedFrom || from > first(found));
  if (runs.length === 0 || isTyped(lines, words, runs)) return;
  for (const line of linesAround(words, runs, index)) mark(lines[line], 'sent before');
  for (const run of [...runs].reverse()) takeRun(lines, words.slice(run.from, run.to));
  takeBetween(lines);
  takeHeaders(lines, people);
}

/** Whether the runs are all there is and too short to be a quotation. */
function isTyped(lines: readonly Line[], words: readonly Word[], runs: readonly Run[]): boolean {
  const length = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  return length < MIN_WHOLE && length === words.length && !lines.some(({ text }) => isQuoted(text));
}

const mark = (line: Line | undefined, why: Why): void => {
  if (line) line.why ??= why;
};

/** Takes a run out of its lines, from the last on. Of a line that has more than the run, the rest stays. */
function takeRun(lines: Line[], run: readonly Word[]): void {
  for (const [number, words] of [...Map.groupBy(run, ({ line }) => line)].reverse()) {
    const { text } = lines[number] ?? { text: '' };
    const before = text.slice(0, words[0]?.start);
    const after = text.slice(words.at(-1)?.end).replace(/^[^\p{L}\p{N}]+/u, '');
    const taken: Line = { text: text.slice(before.length, text.length - after.length), why: 'sent before' };
    const kept = (part: string): Line[] => (/[\p{L}\p{N}]/u.test(part) ? [{ text: part, why: null }] : []);
    lines.splice(number, 1, ...kept(before.replace(OPENING, '').trimEnd()), taken, ...kept(after));
  }
}

/** Lines without a word between two that were taken: dividers, links, lone marks of quotation. */
function takeBetween(lines: readonly Line[]): void {
  for (const [index, line] of lines.entries()) {
    if (line.why !== null || wordsOf([line.text]).length > 0) continue;
    if (lines[index - 1]?.why === 'sent before') line.why = 'sent before';
  }
}

/** So many lines right above a part are looked at. */
const MAX_HEADER_LINES = 8;

/** The header above each part that was taken, and a divider above that. */
function takeHeaders(lines: readonly Line[], people: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    if (line.why !== 'sent before' || lines[index - 1]?.why === 'sent before') continue;
    let top = index;
    for (let hasHeader = false; ; hasHeader = true) {
      const end = aboveBlanks(lines, top);
      const near = linesAbove(lines, end);
      // Above the header itself only a divider belongs to it.
      const length = hasHeader ? Number(isDivider(near.at(-1) ?? '')) : headerAbove(near, people);
      if (length === 0) break;
      top = end - length;
      for (const header of lines.slice(top, index)) mark(header, 'header of a quotation');
    }
  }
}

function aboveBlanks(lines: readonly Line[], from: number): number {
  let end = from;
  while (lines[end - 1]?.why === null && lines[end - 1]?.text.trim() === '') end -= 1;
  return end;
}

/** The lines of one paragraph right above a place, without marks of quotation. */
function linesAbove(lines: readonly Line[], end: number): string[] {
  const near = lines.slice(Math.max(0, end - MAX_HEADER_LINES), end);
  const texts = near.map(({ text, why }) => (why === null ? text.replace(/^[\s>]+/, '').trim() : ''));
  return texts.slice(texts.lastIndexOf('') + 1);
}

/**
 * Quotations that no earlier mail explains. Below a header everything is somebody's earlier mail, unless that is
 * marked line by line: then what is not marked was written between or below.
 */
function takeQuotations(lines: readonly Line[], people: readonly string[]): void {
  const open = lines.filter(({ why }) => why === null);
  const trimmed = open.map(({ text }) => text.trim());
  for (let index = 0; index < open.length; index += 1) {
    const line = open[index];
    if (isQuoted(line?.text ?? '')) mark(line, 'quoted');
    const length = headerLength(trimmed, index, people);
    if (length === 0) continue;
    for (const header of open.slice(index, index + length)) mark(header, 'header of a quotation');
    if (marksFollow(trimmed, index + length) || headerFollows(trimmed, index + length, people)) continue;
    for (const below of open.slice(index + length)) mark(below, 'quoted');
    return;
  }
}

/** Of a divider with a header of its own below it: that one tells what is quoted. */
function headerFollows(trimmed: readonly string[], from: number, people: readonly string[]): boolean {
  const next = trimmed.findIndex((line, index) => index >= from && line !== '');
  return next >= 0 && next < from + 3 && headerLength(trimmed, next, people) > 0;
}

const marksFollow = (trimmed: readonly string[], from: number): boolean =>
  isQuoted(trimmed.slice(from, from + 4).find((line) => line !== '') ?? '');

/** Neighbouring lines of one reason together. */
function partsOf(lines: readonly Line[], signature: string): TakenPart[] {
  const parts: TakenPart[] = [];
  let last: Why | null = null;
  for (const { text, why } of lines) {
    const part = parts.at(-1);
    if (why !== null && why === last && part)
      part.text = beginningOf(`${part.text}\n${text}`, MAX_TAKEN_TEXT);
    else if (why !== null) parts.push({ why, text: beginningOf(text, MAX_TAKEN_TEXT) });
    if (why !== null || text.trim() !== '') last = why;
  }
  if (signature !== '') parts.push({ why: 'signature', text: beginningOf(signature, MAX_TAKEN_TEXT) });
  return parts.slice(0, MAX_TAKEN).map(({ why, text }) => ({ why, text: text.trim() }));
}
