import type { Language } from '../ground/languages.ts';
import { systemSequences } from './system/system-sequences.ts';
import type { Sequence, SequenceStep } from './types.ts';

export { systemSequences };

/** The emails of a sequence for who speaks `language`, as a lead carries them; null: nothing is known of that. */
export function stepsOf(
  { languages, emails }: Pick<Sequence, 'languages' | 'emails'>,
  language: Language | null,
): SequenceStep[] {
  const main = languages[0] ?? 'en';
  const spoken = language !== null && languages.includes(language) ? language : main;
  return emails.flatMap(({ id, name, afterBusinessDays, onlyUnanswered, assistantWrites, texts }) => {
    const text = texts[spoken] ?? texts[main];
    if (!text) return [];
    return {
      key: id,
      name,
      afterBusinessDays,
      subject: text.subject,
      body: text.body,
      language: spoken,
      ...(onlyUnanswered ? { onlyUnanswered } : {}),
      ...(assistantWrites ? { assistantWrites } : {}),
      ...(text.ps === '' ? {} : { ps: text.ps }),
    };
  });
}
