import { fold } from '../../replies/dates/words.ts';
import type { Language } from '../../ground/languages.ts';
import { languageByWords } from '../lexicon/lexicon.ts';
import { beginningOf } from '../../ground/text.ts';
import { sentenceSpans } from '../prose/sentences.ts';
import type { ClaimSource, DraftAssistant, SourceTexts } from '../types.ts';

/** A sentence, line or value of a source. */
export interface Passage {
  kind: ClaimSource['kind'];
  id: string;
  text: string;
  folded: string;
  /** Of the whole text it stands in, where that tells. */
  lang: Language | null;
  /** Of a mail: who wrote it, and when. */
  direction?: 'in' | 'out';
  at?: number;
}

/** Bounds the work: no Context, mail or text of the knowledge is read beyond. */
const MAX_TEXT = 20_000;
const MAX_EXCERPT = 200;

export const sourceOf = ({ kind, id, text }: Passage): ClaimSource => ({
  kind,
  id,
  excerpt: text.length > MAX_EXCERPT ? `${beginningOf(text, MAX_EXCERPT - 1).trimEnd()}…` : text,
});

type Origin = Pick<Passage, 'kind' | 'id' | 'direction' | 'at'>;

function* parted(text: string, origin: Origin): Generator<Passage> {
  const read = text.slice(0, MAX_TEXT).normalize('NFC');
  const lang = languageByWords(fold(read.slice(0, 800)));
  for (const { start, end } of sentenceSpans(read, { start: 0, end: read.length })) {
    const said = read.slice(start, end).trim();
    if (said !== '') yield { ...origin, text: said, folded: fold(said), lang };
  }
}

/** All that may be said, in the order in which it is looked up. */
export function passagesOf(sources: SourceTexts, assistant: DraftAssistant): Passage[] {
  const passages = [...parted(sources.context, { kind: 'context', id: 'context' })];
  for (const [name, value] of Object.entries(sources.properties))
    passages.push(...parted(value, { kind: 'property', id: name }));
  for (const { id, direction, at, text } of sources.thread)
    passages.push(...parted(text, { kind: 'thread', id, direction, at }));
  for (const { id, title, text } of sources.knowledge)
    passages.push(...parted(`${title}\n${text}`, { kind: 'knowledge', id }));
  const { calendarUrl, brochureUrl, ...said } = assistant;
  const own = [
    said.companyDescription,
    said.name,
    said.role,
    said.email,
    said.signature,
    calendarUrl,
    brochureUrl,
  ];
  for (const text of own) passages.push(...parted(text ?? '', { kind: 'assistant', id: 'assistant' }));
  return passages;
}
