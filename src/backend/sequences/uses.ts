import { tagsIn } from '../writing/template/tags.ts';
import type { SequenceRow } from './sequence-entity.ts';

/** By tag of a field the names of the sequences that print it. */
export function usesOf(rows: readonly Pick<SequenceRow, 'content'>[]): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const { content } of rows) {
    const texts = content.emails.flatMap((email) => Object.values(email.texts));
    const used = tagsIn(texts.flatMap(({ subject, body, ps }) => [subject, body, ps]).join('\n'));
    for (const tag of used) uses.set(tag, [...(uses.get(tag) ?? []), content.name]);
  }
  return uses;
}
