import { fold } from '../../replies/dates/words.ts';
import type { Language } from '../../ground/languages.ts';
import type { Draft } from '../types.ts';
import { letterOf, type Span } from './letter.ts';
import { moodOf, type Mood } from './mood.ts';
import { lean } from './lean.ts';

/** A sentence of a draft that is looked at. */
export interface Sentence {
  part: 'subject' | 'body';
  /** Offset of `text` in its part. */
  start: number;
  text: string;
  /** As `text`, character by character, without case and accents. */
  folded: string;
  mood: Mood;
  /** The folded sentences right before and behind. */
  beside: string;
  lang: Language;
  /** Every word may be written large: a heading. */
  heading: boolean;
  /** Part of the signature: names and addresses are whose it is. */
  signed: boolean;
}

const abbreviated = lean(
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|inc|ltd|corp|co|no|nr|n|num|vs|approx|ca|z|b|bzw|inkl|exkl|zzgl|mind|max|min|usw|etc|e\.g|i\.e|u\.a|d\.h|mio|mrd|tsd|mme|mlle|m|sr|sra|sres|dra|ing|avv|dott|sig|dhr|mevr|ir|drs|bijv|o\.a|art|abs|str|tel|ext|p\.ex|p\.es|por ej|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dez|dec|s\.p\.a|s\.r\.l|s\.a|s\.l|b\.v|n\.v|\p{L})\.$/u,
);

/** No sentence is longer; what has no end is cut, which bounds the work. */
const LONGEST = 700;

/** Spans of sentences within a span of a text. */
export function* sentenceSpans(text: string, span: Span): Generator<Span> {
  for (const { start, end } of endedSpans(text, span)) {
    let from = start;
    while (end - from > LONGEST) {
      const space = text.lastIndexOf(' ', from + LONGEST);
      const to = space > from ? space : from + LONGEST;
      yield { start: from, end: to };
      from = to;
    }
    yield { start: from, end };
  }
}

function* endedSpans(text: string, { start, end }: Span): Generator<Span> {
  let from = start;
  for (const { index, 0: mark } of text
    .slice(start, end)
    .matchAll(/[.!?]+["»”)]*(?=\s|$)|[。！？]+|(?<=\s)[•·–—](?=\s)|\n+/gu)) {
    const at = start + index + mark.length;
    const before = text.slice(Math.max(from, at - 14), at);
    const after = text.slice(at, at + 24).trimStart();
    if (mark === '.' && (abbreviated.test(fold(before)) || /^\p{Ll}/u.test(after))) continue;
    // "Am 12. März": a day, not an end.
    if (
      mark === '.' &&
      /(?<!\d)\d{1,2}\.$/.test(before) &&
      /^\p{Lu}\p{Ll}/u.test(after) &&
      /(?<![\d.,])\d{1,2}\.$/.test(before) &&
      dayFollows.test(fold(after))
    )
      continue;
    if (at > from) yield { start: from, end: at };
    from = at;
  }
  if (end > from) yield { start: from, end };
}
const dayFollows =
  /^(?:jan|feb|mar|marz|apr|mai|jun|jul|aug|sep|okt|nov|dez|quartal|halbjahr|jahr|kalender|geburtstag|etage|stock|platz)/;

const sentence = (
  whole: string,
  part: Sentence['part'],
  span: Span,
  lang: Language,
  heading = false,
): Sentence => {
  const raw = whole.slice(span.start, span.end);
  const indent = raw.length - raw.trimStart().length;
  const text = raw.trim();
  const folded = fold(text);
  return {
    part,
    start: span.start + indent,
    text,
    folded,
    mood: moodOf(folded, lang),
    beside: '',
    lang,
    heading,
    signed: false,
  };
};

/** The greeting of a draft, and the sentences of its subject and body. */
export function sentencesOfDraft(
  { subject, body, assistant }: Draft,
  lang: Language,
): { greeting: Span | null; sentences: Sentence[] } {
  const letter = letterOf(body, lang, assistant.name, assistant.signature);
  const sentences = [
    sentence(subject, 'subject', { start: 0, end: subject.length }, lang, isHeading(subject)),
  ];
  for (const span of joined(body, letter.said))
    for (const one of sentenceSpans(body, span)) sentences.push(sentence(body, 'body', one, lang));
  for (const span of letter.signed) sentences.push({ ...sentence(body, 'body', span, lang), signed: true });
  const said = sentences.filter(({ text }) => /[\p{L}\d]/u.test(text));
  for (const [at, one] of said.entries())
    one.beside = [said[at - 1], said[at + 1]]
      .flatMap((other) => (other?.part === one.part ? [other.folded] : []))
      .join(' ');
  return { greeting: letter.greeting, sentences: said };
}

/** Lines that a sentence runs across. */
function joined(body: string, lines: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const line of lines) {
    const last = spans.at(-1);
    const runsOn =
      last &&
      /^\n?$/.test(body.slice(last.end, line.start)) &&
      !/[.!?:;。！？]\s*$/.test(body.slice(last.start, last.end)) &&
      !/^\s*(?:[-*•·–]|\d+[.)])\s/.test(body.slice(line.start, line.end));
    if (last && runsOn) last.end = line.end;
    else spans.push({ ...line });
  }
  return spans;
}

function isHeading(subject: string): boolean {
  const words =
    subject.replace(/^(?:re|aw|fwd?|wg|tr|rif|res|antw|sv)\s*:\s*/i, '').match(/\p{L}{4,}/gu) ?? [];
  return words.length > 1 && words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.75;
}
