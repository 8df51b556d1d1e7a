import { z } from 'zod';
import type { AskedQuestion, JsonSchema } from './question.ts';
import { writtenFrom } from './written.ts';

/** What the stand-in answers to questions that hold a text, letter for letter. The first that fits counts. */
export const scriptedAnswerSchema = z.object({ contains: z.string().min(1), answer: z.unknown() });
export type ScriptedAnswer = z.infer<typeof scriptedAnswerSchema>;

/** It understands this much by itself. */
export const knownFromTheStart: readonly ScriptedAnswer[] = [
  { contains: 'The library is open on Monday and on Thursday.', answer: { days: ['Monday', 'Thursday'] } },
];

/**
 * By the script; an email from the sources of the question; else as empty an object as the schema allows: a model that
 * knows nothing.
 */
export function answerTo(question: AskedQuestion, script: readonly ScriptedAnswer[]): unknown {
  const { text, schema } = question;
  const scripted = script.find(({ contains }) => text.includes(contains));
  if (scripted) return scripted.answer;
  return writtenFrom(question) ?? (schema ? emptiest(schema) : 'I do not know.');
}

function emptiest(schema: JsonSchema): unknown {
  const options = [schema['anyOf'], schema['oneOf']].find(Array.isArray) as JsonSchema[] | undefined;
  if (options) return emptiest(options.find(({ type }) => type === 'null') ?? options[0] ?? {});
  if (Array.isArray(schema['enum'])) return schema['enum'].at(-1);
  const types = [schema['type']].flat();
  if (types.includes('null')) return null;
  if (types.includes('object')) {
    const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>; // As JSON schema says.
    return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, emptiest(one)]));
  }
  if (types.includes('array')) return [];
  if (types.includes('string')) return '';
  return types.includes('boolean') ? false : 0;
}
