import { fold } from '../../replies/dates/words.ts';
import { hasPrivateAside, labelNamed, labelsWithin } from './labels.ts';
import type { ContextLabel, OwnLabel } from './labels.ts';

/** A piece of a Context: a line, or what stands behind one of several labels in it. */
export interface Piece {
  /** 1-based. */
  line: number;
  /** Where the label begins, or the text if there is none: UTF-16 units of the line in NFC, bullets left out. */
  at: number;
  /** Where the text begins. */
  from: number;
  text: string;
  label: ContextLabel | null;
  /** Words before a colon that are no label of ours: "Budget". */
  unknown: string | null;
  /** It goes on with the piece before, which its line broke off. */
  continues: boolean;
}

export const MAX_LINES = 1_000;
/** Longer ones are no sentences that a person puts into a mail. */
export const MAX_LENGTH = 2_000;

/** Every way to end a line. CRLF is one end. */
const LINE_END = /\r\n?|[\n\u2028\u2029\u0085\v\f]/;
/** Bullets and numbers, and marks of direction that cannot be seen. */
const BULLETS =
  /^(?:[\s\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]|[-–—>•·‣▪]+(?=\s*[\p{L}\p{N}*_[【「"“])|\*\s|\d{1,2}[.)]\s|#{1,6}\s)*/u;
/** "Offer:", "**Offer:**", "Offer ：", "【提案】", "[Offer]"; then "Offer – …", which only a label of ours may be. */
const COLON =
  /^([*_]{0,3}[\p{L}\p{N}'’´`(][^:：\n.;!?|。；！？]{0,60}?)[*_]{0,3}\s*[:：](?!\/\/)[*_]{0,3}\s*/u;
const BRACKETS = /^[【「[]([^】」\]]{1,40})[】」\]]\s*[:：]?\s*/u;
const DASH = /^([*_]{0,3}[\p{L}'’ ]{1,40}?)[*_]{0,3}(?:\s+[-–—]+\s+|\s*[–—]\s*)/u;
/** As many words as a label of somebody's own may have; more are a sentence with a colon in it. */
const MOST_LABEL_WORDS = 5;

interface Head {
  label: ContextLabel | null;
  unknown: string | null;
  length: number;
}

/** The label at the start of a text without bullets. */
function headOf(text: string, own: readonly OwnLabel[]): Head {
  for (const form of [COLON, BRACKETS, DASH]) {
    const [whole, words] = form.exec(text) ?? [];
    // "10:30" is a time.
    if (whole === undefined || words === undefined || /\d$/.test(words)) continue;
    const label = labelNamed(words, own);
    if (label !== null) return { label, unknown: null, length: whole.length };
    if (form === COLON && words.trim().split(/\s+/).length <= MOST_LABEL_WORDS)
      return { label: null, unknown: words.replace(/[*_]/g, '').trim(), length: whole.length };
  }
  return { label: null, unknown: null, length: 0 };
}

/** Several labels in one line: what stands behind each, so that nothing private hides behind another label. */
function piecesOf(line: string, number: number, own: readonly OwnLabel[], within: RegExp): Piece[] {
  const at = BULLETS.exec(line)?.[0].length ?? 0;
  const head = headOf(line.slice(at), own);
  const starts = [{ at, from: at + head.length, label: head.label, unknown: head.unknown }];
  if (line.length > MAX_LENGTH)
    return starts.map((start) => ({
      line: number,
      ...start,
      text: line.slice(start.from).trim(),
      continues: false,
    }));
  for (const found of fold(line).matchAll(within)) {
    const from = found.index + found[0].length;
    if (found.index < at + head.length) continue;
    const label = labelNamed(found[0].replace(/[\s:：*_]+$/u, ''), own);
    starts.push({ at: found.index, from, label, unknown: null });
  }
  const pieces = starts.map((start, index): Piece => {
    const next = starts[index + 1];
    const text = tidied(line.slice(start.from, next?.at), next !== undefined);
    const label = hasPrivateAside(text) ? 'private' : start.label;
    return { line: number, ...start, text, label, continues: false };
  });
  const full = pieces.filter(({ text }) => text !== '');
  return full.length > 0 ? full : pieces.slice(0, 1);
}

const tidied = (text: string, isFollowed: boolean): string =>
  (isFollowed ? text.replace(/[\s;|/,([（【–—-]+$/u, '') : text).trim();

/** What rules over the lines that follow: a label on a line of its own, or in front of the line before. */
interface Section {
  label: ContextLabel | null;
  /** The label stands alone: it is for what follows. */
  isHeading: boolean;
  hasContent: boolean;
}

/**
 * Takes a Context apart. What follows a private label is private too: until an empty line, or until the next label of
 * ours where the private one is a heading.
 */
export function piecesIn(context: string, own: readonly OwnLabel[]): { pieces: Piece[]; tooMany: number } {
  const lines = context.normalize('NFC').split(LINE_END);
  const within = labelsWithin(own);
  const pieces: Piece[] = [];
  let section: Section | null = null;
  for (const [index, line] of lines.slice(0, MAX_LINES).entries()) {
    const [bare, ...more] = piecesOf(line, index + 1, own, within);
    if (!bare || isEmpty(bare)) {
      section = afterEmptyLine(section);
      continue;
    }
    const first = inSection(bare, section, pieces.at(-1));
    pieces.push(first, ...more);
    const last = more.at(-1);
    section = last ? startedBy(last) : afterLine(bare, first, section);
  }
  return { pieces, tooMany: Math.max(0, lines.length - MAX_LINES) };
}

const isEmpty = ({ text, label, unknown }: Piece): boolean =>
  text === '' && label === null && unknown === null;

const afterEmptyLine = (section: Section | null): Section | null =>
  section?.isHeading && (section.label === 'private' || !section.hasContent) ? section : null;

/** A line without a label of ours, as what stands above makes it. */
function inSection(piece: Piece, section: Section | null, before: Piece | undefined): Piece {
  if (piece.label !== null || section === null) return piece;
  if (section.label === 'private') return { ...piece, label: 'private' };
  if (piece.unknown !== null) return piece;
  if (section.label === null) return { ...piece, unknown: '' };
  if (section.isHeading) return { ...piece, label: section.label };
  return before && goesOn(before, piece) ? { ...piece, label: before.label, continues: true } : piece;
}

/** "Why: you asked us for prices and" / "a case study": one sentence over two lines. */
const goesOn = (before: Piece, { text, at }: Piece): boolean =>
  at === 0 && /^\p{Ll}/u.test(text) && !/[.!?…。！？][)"”'»]*$/u.test(before.text);

/** @param bare the line by itself @param first as what stands above made it */
function afterLine(bare: Piece, first: Piece, section: Section | null): Section | null {
  if (bare.label !== null || (bare.unknown !== null && first.label === null)) return startedBy(first);
  if (section === null || section.isHeading || section.label === null || section.label === 'private')
    return section && { ...section, hasContent: true };
  return first.continues ? section : null;
}

const startedBy = ({ label, text }: Piece): Section => ({ label, isHeading: text === '', hasContent: false });
