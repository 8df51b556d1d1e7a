import { z } from 'zod';
import type { AskedQuestion, JsonSchema } from './question.ts';

/** What a question offers to write from, however it names the rest: sources with ids, in JSON. */
const material = z.looseObject({
  language: z.string().default('English'),
  subject: z.string().default('wanted'),
  sources: z.array(z.object({ id: z.string(), text: z.string() })).min(1),
});
type Material = z.infer<typeof material>;

/** One sentence of an email, as it is asked for. */
interface WrittenSentence {
  text: string;
  sources: string[];
  paragraph: number;
}
export interface Written {
  subject: string;
  subjectSources: string[];
  sentences: WrittenSentence[];
}

/** A polite end in the languages that Baton writes. */
const questions: Readonly<Record<string, string>> = {
  English: 'Would that be of interest to you?',
  German: 'Wäre das für Sie interessant?',
  French: 'Est-ce que cela vous intéresserait ?',
  Spanish: '¿Le interesaría?',
  Portuguese: 'Isso seria interessante para você?',
  Italian: 'Potrebbe interessarle?',
  Dutch: 'Is dat iets voor u?',
  Japanese: 'ご興味はございますでしょうか。',
};

const MOST_SENTENCES = 4;
const SUBJECT_LENGTH = 60;

/**
 * An email of the question's own sources, a sentence of each, word for word: it knows nothing and invents nothing. null:
 * no email is asked for, or there is nothing to write from.
 */
export function writtenFrom({ text, schema }: AskedQuestion): Written | null {
  const asked = schema && asksForSentences(schema) ? materialIn(text) : null;
  if (!asked) return null;
  const telling = asked.sources.filter((source) => isSentence(source.text)).slice(0, MOST_SENTENCES);
  const sentences = telling.map((source, at) => ({
    text: firstSentence(source.text),
    sources: [source.id],
    paragraph: at + 1,
  }));
  const [first] = telling;
  const wantsSubject = asked.subject === 'wanted' && first !== undefined;
  return {
    subject: wantsSubject ? shortened(firstSentence(first.text)) : '',
    subjectSources: wantsSubject ? [first.id] : [],
    sentences: [
      ...sentences,
      {
        text: questions[asked.language] ?? questions['English'] ?? '',
        sources: [],
        paragraph: sentences.length + 1,
      },
    ],
  };
}

function asksForSentences({ properties }: JsonSchema): boolean {
  const sentences = (properties as Record<string, JsonSchema> | undefined)?.['sentences'];
  return sentences?.['type'] === 'array';
}

/** The first line that is JSON with sources. */
function materialIn(text: string): Material | null {
  for (const line of text.split('\n').filter((one) => one.startsWith('{'))) {
    try {
      const found = material.safeParse(JSON.parse(line));
      if (found.success) return found.data;
    } catch {
      // Some other line that begins so.
    }
  }
  return null;
}

/** Names, cities and other values say nothing by themselves. */
const isSentence = (text: string): boolean =>
  /[\u3040-\u30ff]/.test(text) ? text.length >= 10 : text.trim().split(/\s+/).length >= 4;

function firstSentence(text: string): string {
  const [first = ''] = /^[\s\S]+?[.!?。！？](?=\s|$)|^[\s\S]+/.exec(text.trim()) ?? [];
  const line = first.replace(/\s+/g, ' ').trim();
  return /[.!?。！？]$/.test(line) ? line : `${line}.`;
}

function shortened(sentence: string): string {
  const plain = sentence.replace(/[.!?。！？]$/, '');
  if (plain.length <= SUBJECT_LENGTH) return plain;
  const cut = plain.slice(0, SUBJECT_LENGTH);
  return cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : SUBJECT_LENGTH);
}
