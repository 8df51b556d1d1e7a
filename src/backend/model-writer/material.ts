import { createHash } from 'node:crypto';
import type { DraftAssistant, SourceTexts } from '../facts/types.ts';
import type { Language } from '../ground/languages.ts';

/** One thing that a model may tell of. Its id is all that an answer says of it. */
export interface Source {
  /** C1 a line of the Context, A1 a text of the assistant, S1 of the sequence, P1 a property, T1 an email, K1 knowledge. */
  id: string;
  kind: 'context' | 'assistant' | 'sequence' | 'property' | 'thread' | 'knowledge';
  /** Where it is from: the name of the property, the id of the email or of the knowledge; else ''. */
  of: string;
  /** What it is, in words for the model: "why we write", "job title". */
  what: string;
  text: string;
  /** Of an email: epoch ms, and which way it went. */
  at?: number;
  direction?: 'in' | 'out';
}

/** All that a model is given to write from, and nothing else: what is sent to the provider is made of this. */
export interface Material {
  /** first, follow-up: of a sequence; answer: to the last email of the contact. */
  task: 'first' | 'follow-up' | 'answer';
  language: Language;
  /** Otherwise it stays in its thread. */
  wantsSubject: boolean;
  assistant: DraftAssistant;
  formal: boolean | null;
  short: boolean;
  sources: readonly Source[];
  /** Lines that tell what to think of, and that the contact must not read. */
  background: readonly string[];
  /** Counts how often a person wanted it anew: so that the same is then not the same. */
  again: number;
}

/** What a model wrote, as it is stored. */
export interface Written {
  model: string;
  /** null: it stays in its thread. */
  subject: string | null;
  /** Without greeting and signature; paragraphs are separated by an empty line. */
  body: string;
  /** Ids of the sources that it named, in the order of the material. */
  cited: readonly string[];
  /** What stands in the body, sentence by sentence, each with the ids of its sources; absent: it is from before that was kept. */
  sentences?: readonly { text: string; sources: readonly string[] }[];
}

/** By what the same material is known again. */
export const hashOf = (material: Material): string =>
  createHash('sha256').update(JSON.stringify(material)).digest('hex');

/** What the claims of a draft may come from: exactly the sources that it names. */
export function sourcesNamed({ sources }: Material, ids: readonly string[]): SourceTexts {
  const named = sources.filter(({ id }) => ids.includes(id));
  const of = (kind: Source['kind']): Source[] => named.filter((source) => source.kind === kind);
  // The text of a step carries what the Context says.
  const context =
    of('sequence').length > 0 ? sources.filter(({ kind }) => kind === 'context') : of('context');
  return {
    context: context.map(({ text }) => text).join('\n'),
    properties: Object.fromEntries(of('property').map((source) => [source.of, source.text])),
    thread: of('thread').map(({ of: id, direction = 'in', at = 0, text }) => ({ id, direction, at, text })),
    knowledge: of('knowledge').map(({ of: id, what: title, text }) => ({ id, title, text })),
  };
}
