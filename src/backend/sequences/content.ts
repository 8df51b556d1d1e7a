import { BatonError } from '../ground/errors.ts';
import type { Language } from '../ground/languages.ts';
import { problemsOf } from './template-check.ts';
import type { MappedTags } from './template-check.ts';
import type { SequenceEmail, StepText } from '../writing/types.ts';
import type { SequenceContent } from './sequence-entity.ts';

/** Where something is wrong: an email by its place from 0, a field of it; null: the sequence as a whole. */
export interface ContentProblem {
  email: number | null;
  language: Language | null;
  field: 'name' | 'subject' | 'body' | 'ps' | 'afterBusinessDays' | null;
  text: string;
}

/** Everything that keeps a sequence from being used, in words for who writes it; empty: nothing. */
export function problemsIn(
  { name, languages: spoken, emails }: SequenceContent,
  mapped: MappedTags = [],
): ContentProblem[] {
  const whole = (text: string, field: ContentProblem['field'] = null): ContentProblem => ({
    email: null,
    language: null,
    field,
    text,
  });
  return [
    ...(name === '' ? [whole('Give the sequence a name.', 'name')] : []),
    ...(emails.length === 0 ? [whole('A sequence has at least one email.')] : []),
    ...emails.flatMap((one, index) => [
      ...problemsOfEmail(one, index),
      ...spoken.flatMap((each) => problemsOfText(one.texts[each], { index, spoken: each, mapped })),
    ]),
  ];
}

function problemsOfEmail({ name, afterBusinessDays }: SequenceEmail, index: number): ContentProblem[] {
  const at = { email: index, language: null };
  return [
    ...(name === '' ? [{ ...at, field: 'name', text: 'Give the email a name.' } as const] : []),
    ...(index > 0 && afterBusinessDays === 0
      ? [
          {
            ...at,
            field: 'afterBusinessDays',
            text: 'A follow-up comes at least one business day later.',
          } as const,
        ]
      : []),
  ];
}

function problemsOfText(
  text: StepText | undefined,
  { index, spoken, mapped }: { index: number; spoken: Language; mapped: MappedTags },
): ContentProblem[] {
  const at = { email: index, language: spoken };
  if (!text || text.body.trim() === '') return [{ ...at, field: 'body', text: 'The email has no text yet.' }];
  const fields = ['subject', 'body', 'ps'] as const;
  return [
    ...(index === 0 && text.subject.trim() === ''
      ? [{ ...at, field: 'subject', text: 'The first email needs a subject.' } as const]
      : []),
    ...fields.flatMap((field) =>
      problemsOf(text[field], mapped).map((problem) => ({ ...at, field, text: problem })),
    ),
  ];
}

/** @throws BatonError REQUEST_INVALID with the first thing that is wrong, and its place */
export function checkContent(content: SequenceContent, mapped: MappedTags): void {
  const [first] = problemsIn(content, mapped);
  if (!first) return;
  const place =
    first.email === null
      ? ''
      : `Email ${first.email + 1}${first.language === null ? '' : ` (${first.language})`}: `;
  throw new BatonError('REQUEST_INVALID', `${place}${first.text}`);
}

/** Only what counts: texts of languages that the sequence does not have are left out, the first email waits for nobody. */
export const tidied = ({ name, languages: spoken, emails }: SequenceContent): SequenceContent => ({
  name,
  languages: [...new Set(spoken)],
  emails: emails.map((one, index) => ({
    ...one,
    afterBusinessDays: index === 0 ? 0 : one.afterBusinessDays,
    texts: Object.fromEntries(spoken.flatMap((each) => (one.texts[each] ? [[each, one.texts[each]]] : []))),
  })),
});
