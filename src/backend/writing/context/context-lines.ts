import { beginningOf, storable } from '../../ground/text.ts';
import { fold } from '../../replies/dates/words.ts';
import type { Language } from '../../ground/languages.ts';
import { languageOf } from '../../ground/languages.ts';
import { sentencesIn } from '../sentences.ts';
import type { ContextLabel, OwnLabel } from './labels.ts';
import { comparable } from './comparable.ts';
import { MAX_LENGTH, MAX_LINES, piecesIn } from './lines.ts';
import type { Piece } from './lines.ts';
import { readOrigin } from './origin-line.ts';
import { capital, polished, polishedAsk } from './polish.ts';
import { readTone } from './tone.ts';
import type { Addressee, ContextLine } from './types.ts';
import { forbiddenIn, readUnlabelled } from './unlabelled.ts';

export interface ContextInput {
  context: string;
  /** It is the contact's own: a default one says nothing of the person, and what it leaves unlabelled neither. */
  own: boolean;
  addressee: Addressee;
  priorOwnerName: string | null;
  /** Of the mail: sentences without a label are read in English, for English mails. */
  language: Language;
  labels: readonly OwnLabel[];
}

/** A sentence or line of a Context, as it stands in a mail. */
export interface Point {
  use: 'opening' | 'about' | 'offer' | 'ask' | 'subject';
  /** Whole, with capital letter and punctuation; of a subject without. */
  text: string;
  /** Places in `lines` that it comes from: two where a line goes on in the next. */
  from: readonly number[];
  /** It carries a label: the words are not touched. */
  labelled: boolean;
}

/** A Context taken apart: what a mail may say, and how. */
export interface ContextReading {
  lines: readonly Omit<ContextLine, 'steps'>[];
  points: readonly Point[];
  formal: boolean | null;
  short: boolean;
}

type Line = Omit<ContextLine, 'steps'>;

/**
 * Reads a Context. A labelled line reaches the mail as it is written; of lines without a label only what
 * `readUnlabelled` takes; private ones never.
 */
export function contextLines(input: ContextInput): ContextReading {
  const { pieces, tooMany } = piecesIn(storable(input.context), input.labels);
  const reading: ContextReading & { lines: Line[]; points: Point[] } = {
    lines: [],
    points: [],
    formal: null,
    short: false,
  };
  const forbidden = forbiddenIn(input.context);
  const foreign = foreignIn(pieces, input.language);
  for (const [index, piece] of pieces.entries()) {
    if (isHeading(piece, pieces[index + 1])) continue;
    if (piece.label === null) readSentences(reading, piece, input, forbidden);
    else readLabelled(reading, piece, piece.label, { ...input, foreign });
  }
  if (tooMany > 0) reading.lines.push(beyond(tooMany));
  return withoutRepetition(reading);
}

/** "Offer:" alone, with what it is for below it. */
const isHeading = (piece: Piece, next: Piece | undefined): boolean =>
  piece.text === '' && next !== undefined && next.label === piece.label;

const beyond = (count: number): Line => ({
  line: MAX_LINES + 1,
  at: 0,
  from: 0,
  text: '',
  label: null,
  use: 'unused',
  reason: `Baton reads ${MAX_LINES.toLocaleString('en-GB')} lines; ${count.toLocaleString('en-GB')} more follow.`,
  hint: null,
});

const placed = ({ line, at, from, text }: Piece): Pick<Line, 'line' | 'at' | 'from' | 'text'> => ({
  line,
  at,
  from,
  text,
});
const used = { reason: null, hint: null };

const uses = { why: 'opening', about: 'about', offer: 'offer', ask: 'ask', subject: 'subject' } as const;

type Growing = ContextReading & { lines: Line[]; points: Point[] };

type Foreign = ReadonlyMap<Piece, Language>;

/** Labelled lines that are not in the language of the mail. A line too short to tell is taken as the others are. */
function foreignIn(pieces: readonly Piece[], language: Language): Foreign {
  const lines = pieces.filter(({ label, text }) => label !== null && label in uses && text !== '');
  const common = languageOf(lines.map(({ text }) => text).join('\n'));
  return new Map(
    lines.flatMap((line) => {
      const own = languageOf(line.text) ?? common;
      return own === null || own === language ? [] : [[line, own] as const];
    }),
  );
}

const nameOf = (language: Language): string =>
  new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;

function readLabelled(
  reading: Growing,
  piece: Piece,
  label: ContextLabel,
  { own, language, foreign }: Pick<ContextInput, 'own' | 'language'> & { foreign: Foreign },
): void {
  const place = reading.lines.length;
  const line = { ...placed(piece), label };
  if (label === 'private') {
    reading.lines.push({ ...line, text: '', use: 'private', ...used });
  } else if (piece.text === '' || !/[\p{L}\p{N}]/u.test(piece.text)) {
    reading.lines.push({ ...line, use: 'unused', reason: 'Nothing stands behind the label.', hint: null });
  } else if (piece.text.length > MAX_LENGTH) {
    const reason = `Longer than ${MAX_LENGTH.toLocaleString('en-GB')} characters: split it into lines.`;
    reading.lines.push({ ...line, text: shortened(piece.text), use: 'unused', reason, hint: null });
  } else if (label === 'tone') readToneLine(reading, line);
  else {
    const other = foreign.get(piece);
    const mixed =
      other === undefined ? null : `It is in ${nameOf(other)}, and the email in ${nameOf(language)}.`;
    // What is written for everybody is not put into a mail that speaks another language; what is for this contact is.
    if (mixed !== null && !own) reading.lines.push({ ...line, use: 'unused', reason: mixed, hint: null });
    else addPoint(reading, piece, label, place, mixed);
  }
}

const shortened = (text: string): string => (text.length > MAX_LENGTH ? `${beginningOf(text, 120)}…` : text);

function readToneLine(reading: Growing, line: Omit<Line, 'use' | 'reason' | 'hint'>): void {
  const { formal, short } = readTone(line.text);
  reading.formal ??= formal;
  reading.short ||= short;
  const understood = formal !== null || short;
  const reason = understood
    ? null
    : 'Baton’s own texts can be formal, informal and short; this says none of it.';
  reading.lines.push({ ...line, use: understood ? 'tone' : 'unused', reason, hint: null });
}

function addPoint(
  reading: Growing,
  piece: Piece,
  label: keyof typeof uses,
  place: number,
  mixed: string | null,
): void {
  const use = uses[label];
  const before = reading.points.at(-1);
  const line = { ...placed(piece), label, use, reason: null, hint: mixed ?? hintFor(piece.text) };
  reading.lines.push(line);
  if (piece.continues && before?.use === use && before.from.at(-1) === place - 1) {
    const whole = before.from.map((at) => reading.lines[at]?.text ?? '').join(' ') + ` ${piece.text}`;
    reading.points.splice(-1, 1, { ...before, text: asWritten(use, whole), from: [...before.from, place] });
  } else reading.points.push({ use, text: asWritten(use, piece.text), from: [place], labelled: true });
}

const asWritten = (use: Point['use'], text: string): string =>
  use === 'subject' ? capital(text) : use === 'ask' ? polishedAsk(text) : polished(text);

const WE_MET =
  /(?<![\p{L}])(?:(?:i|we) (?:have )?met|(?:ich|wir) \p{L}+ (?:\p{L}+ ){0,6}(?:getroffen|kennengelernt)|nous nous sommes (?:rencontres|vus)|nous avons fait connaissance|nos conocimos|nos vimos|nos conhecemos|nos encontramos|ci siamo (?:conosciuti|incontrati|visti)|(?:we|wij) hebben elkaar \p{L}+ (?:\p{L}+ ){0,6}(?:ontmoet|leren kennen)|we hebben elkaar)(?![\p{L}])|お会いし/u;

function hintFor(text: string): string | null {
  if (/\{\{|\{%/.test(text))
    return 'Fields in braces are not filled in: the email shows them as they stand here.';
  return WE_MET.test(fold(text))
    ? 'The assistant signs this and was not there: better “You met …” with a name.'
    : null;
}

function readSentences(
  reading: Growing,
  piece: Piece,
  input: ContextInput,
  forbidden: readonly string[],
): void {
  const origin = input.own ? readOrigin(piece.text, input.language) : null;
  if (origin !== null) {
    reading.points.push({ use: 'opening', text: origin, from: [reading.lines.length], labelled: false });
    reading.lines.push({ ...placed(piece), label: null, use: 'opening', ...used });
    return;
  }
  const why = whyUnread(piece, input);
  if (why !== null) {
    reading.lines.push({
      ...placed(piece),
      text: shortened(piece.text || (piece.unknown ?? '')),
      label: null,
      use: 'unused',
      reason: why,
      hint: null,
    });
    return;
  }
  const place = reading.lines.length;
  for (const written of sentencesIn(piece.text))
    readSentence(reading, { ...piece, text: written }, input, forbidden);
  const [first, ...more] = reading.lines.slice(place);
  // Of a line that says nothing at all, its sentences need no telling apart.
  if (first && more.length > 0 && [first, ...more].every(({ reason }) => reason === NO_LABEL))
    reading.lines.splice(place, more.length + 1, { ...first, text: piece.text });
}

function whyUnread({ unknown, text }: Piece, { language }: ContextInput): string | null {
  if (unknown === '') return 'It stands below something that is no label.';
  if (unknown !== null) return `“${unknown}” is no label.`;
  if (text.length > MAX_LENGTH) return `Longer than ${MAX_LENGTH.toLocaleString('en-GB')} characters.`;
  return language === 'en' ? null : 'Without a label, and the email is not in English.';
}

const NO_LABEL = 'Without a label, Baton cannot tell whether the contact may read it.';
/** "Keep it short": how to write, not what. */
const STYLE = /^(?:please )?(?:be|keep|use|write|sound|stay|make it)\b/i;

function readSentence(
  reading: Growing,
  piece: Piece,
  input: ContextInput,
  forbidden: readonly string[],
): void {
  const line = { ...placed(piece), label: null };
  const tone = STYLE.test(piece.text) ? readTone(piece.text) : { formal: null, short: false };
  if (tone.formal !== null || tone.short) return readToneLine(reading, line);
  const read = readUnlabelled(piece.text, { ...input, forbidden });
  if (read === null) {
    reading.lines.push({ ...line, use: 'unused', reason: NO_LABEL, hint: null });
    return;
  }
  const from = [reading.lines.length];
  reading.lines.push({ ...line, use: read.use, ...used });
  reading.points.push({ use: read.use, text: read.text, from, labelled: false });
  if (read.topic !== undefined)
    reading.points.push({ use: 'subject', text: capital(read.topic), from, labelled: false });
}

/** What is written twice is said once; of several subjects the first labelled one is taken, else the first. */
function withoutRepetition(reading: Growing): ContextReading {
  const seen = new Map<string, number>();
  const subjects = reading.points.filter(({ use }) => use === 'subject');
  const subject = subjects.find(({ labelled }) => labelled) ?? subjects[0];
  const points = reading.points.filter((point) => {
    const { use, text, from, labelled } = point;
    const key = use === 'subject' ? 'subject' : comparable(text);
    const first = seen.get(key);
    const keep = use === 'subject' ? point === subject : first === undefined;
    if (keep) seen.set(key, reading.lines[from[0] ?? 0]?.line ?? 0);
    else if (labelled || use !== 'subject')
      for (const place of from)
        drop(
          reading,
          place,
          use === 'subject' ? 'Another subject is taken.' : `Says the same as line ${first}.`,
        );
    return keep;
  });
  return { ...reading, points };
}

function drop(reading: Growing, place: number, reason: string): void {
  const line = reading.lines[place];
  if (line) reading.lines[place] = { ...line, use: 'unused', reason };
}
