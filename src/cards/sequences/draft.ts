import type {
  SequenceDetail,
  SequenceDraft,
  SequenceEmail,
  SequenceLanguage,
  SequenceProblem,
  StepText,
} from './contract.ts';

const nothing: StepText = { subject: '', body: '', ps: '' };

/** A draft of one's own that begins with what another sequence says. */
export const copyOf = ({ name, languages, emails }: SequenceDetail): SequenceDraft => ({
  name: `Copy of ${name}`,
  languages,
  emails,
});

/** What the backend takes of a draft or of a sequence as it was loaded. */
export const draftOf = ({ name, languages, emails }: SequenceDraft): SequenceDraft => ({
  name,
  languages,
  emails,
});

export const textOf = (email: SequenceEmail, language: SequenceLanguage): StepText =>
  email.texts[language] ?? nothing;

export const withText = (
  email: SequenceEmail,
  language: SequenceLanguage,
  part: Partial<StepText>,
): SequenceEmail => ({
  ...email,
  texts: { ...email.texts, [language]: { ...textOf(email, language), ...part } },
});

export const withEmail = (draft: SequenceDraft, index: number, email: SequenceEmail): SequenceDraft => ({
  ...draft,
  emails: draft.emails.map((one, place) => (place === index ? email : one)),
});

export const withoutEmail = (draft: SequenceDraft, index: number): SequenceDraft => ({
  ...draft,
  emails: draft.emails.filter((_, place) => place !== index),
});

/** The email changes places with the one before it. */
export function movedUp(draft: SequenceDraft, index: number): SequenceDraft {
  const emails = [...draft.emails];
  const [moved] = emails.splice(index, 1);
  if (moved) emails.splice(index - 1, 0, moved);
  return { ...draft, emails };
}

export const withNewEmail = (draft: SequenceDraft): SequenceDraft => ({
  ...draft,
  emails: [
    ...draft.emails,
    {
      id: '',
      name: draft.emails.length === 0 ? 'First email' : `Follow-up ${draft.emails.length}`,
      afterBusinessDays: draft.emails.length === 0 ? 0 : 4,
      onlyUnanswered: false,
      texts: {},
    },
  ],
});

/** Of the text of an email in a language, or of what all its texts share. */
export const problemOf = (
  problems: readonly SequenceProblem[],
  email: number | null,
  field: SequenceProblem['field'],
  language: SequenceLanguage | null,
): string | undefined =>
  problems.find((one) => one.email === email && one.field === field && one.language === language)?.text;
