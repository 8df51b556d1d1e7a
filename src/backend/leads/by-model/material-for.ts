import type { Assistant } from '../../assistants/assistants.ts';
import { beginningOf } from '../../ground/text.ts';
import type { FoundPassage } from '../../knowledge/searching/search.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Material, Source } from '../../model-writer/material.ts';
import { speaksToAMachine } from '../../replies/machine-talk.ts';
import type { ContextLine } from '../../writing/context/types.ts';
import type { WritingInput } from '../../writing/types.ts';
import { readingOf } from '../../writing/write-mail.ts';

/** What is read of an email. */
export type ThreadMail = Pick<Mail, 'mailId' | 'round' | 'direction' | 'at' | 'subject' | 'text'>;

/** What there is to write from: of one contact, its conversation and its assistant's knowledge, and of nobody else. */
export interface Known {
  input: WritingInput;
  /** Emails of this round that left or came, oldest first. */
  thread: readonly ThreadMail[];
  passages: readonly FoundPassage[];
  /** What the sequence says at this step, rendered; null: nothing, or a field of it is not known. */
  outline: string | null;
}

const MOST_LINES = 40;
const LONGEST_LINE = 500;
const LONGEST_PROPERTY = 200;
const MOST_MAILS = 6;
const LONGEST_MAIL = 2_000;
const LONGEST_TEXT = 2_000;

type Part = Omit<Source, 'id'>;

/**
 * Everything that a model is given for a mail. Private lines of the Context never stand in it, nor addresses, numbers and
 * links of unsubscribing; and nothing that speaks to a program instead of a person.
 */
export function materialFor(
  { input, thread, passages, outline }: Known,
  { task, again }: Pick<Material, 'task' | 'again'>,
): Material {
  const { step, assistant } = input;
  const reading = readingOf(input);
  const { lines, background } = contextParts(reading.lines);
  const sources = [
    ...numbered('C', lines),
    ...numbered('S', textPart('sequence', 'what this email is about, in the words of a colleague', outline)),
    ...numbered('A', assistantParts(assistant)),
    ...numbered('P', propertyParts(input)),
    ...numbered('T', thread.slice(-MOST_MAILS).map(mailPart)),
    ...numbered('K', passages.map(passagePart)),
  ];
  const { name, email, role, signature, companyDescription, brochureUrl, calendarUrl } = assistant;
  return {
    task,
    language: step.language ?? 'en',
    wantsSubject: task !== 'answer' && (step.subject.trim() !== '' || input.threadSubject === null),
    assistant: { name, email, role, signature, companyDescription, brochureUrl, calendarUrl },
    formal: reading.formal,
    short: reading.short,
    sources,
    background: background.filter((text) => !speaksToAMachine(text)),
    again,
  };
}

/** What speaks to a program is left out, whoever wrote it: the ids of the others do not tell. */
const numbered = (letter: string, parts: readonly Part[]): Source[] =>
  parts
    .filter(({ text, kind }) => text !== '' && (kind === 'assistant' || !speaksToAMachine(text)))
    .map((part, at) => ({ id: `${letter}${at + 1}`, ...part }));

const uses: Readonly<Partial<Record<ContextLine['use'], string>>> = {
  opening: 'why we write',
  about: 'about us',
  offer: 'our offer',
  ask: 'our question',
  subject: 'the subject',
};

/** Lines that the contact may read are sources; what carries no label may only be thought of. */
function contextParts(all: readonly Omit<ContextLine, 'steps'>[]): { lines: Part[]; background: string[] } {
  const lines: Part[] = [];
  const background: string[] = [];
  for (const { use, label, text: whole } of all.slice(0, MOST_LINES)) {
    const text = beginningOf(whole, LONGEST_LINE);
    const what = uses[use];
    if (use === 'private' || label === 'private' || text === '') continue;
    if (what !== undefined) lines.push({ kind: 'context', of: '', what, text });
    else if (label === 'tone') background.push(`Tone: ${text}`);
    else if (label === null) background.push(text);
  }
  return { lines, background };
}

const textPart = (kind: Part['kind'], what: string, text: string | null): Part[] =>
  text === null ? [] : [{ kind, of: '', what, text: beginningOf(text.trim(), LONGEST_TEXT) }];

const assistantParts = ({
  companyDescription,
  brochureUrl,
  calendarUrl,
}: Pick<Assistant, 'companyDescription' | 'brochureUrl' | 'calendarUrl'>): Part[] => [
  ...textPart('assistant', 'about our company', companyDescription),
  ...textPart('assistant', 'where our brochure is', brochureUrl),
  ...textPart('assistant', 'where the contact can pick a time for a meeting', calendarUrl),
];

/** The properties that leave the account, and no other. */
const propertyParts = ({ contact, priorOwnerName }: WritingInput): Part[] =>
  (
    [
      ['firstname', 'first name of the contact', contact.firstName],
      ['lastname', 'last name of the contact', contact.lastName],
      ['company', 'company of the contact', contact.company],
      ['jobtitle', 'job title of the contact', contact.jobTitle],
      [
        'prior owner',
        'our colleague whose contact this is',
        priorOwnerName?.includes('@') ? null : priorOwnerName,
      ],
    ] as const
  ).flatMap(([of, what, text]): Part[] =>
    text === null ? [] : [{ kind: 'property', of, what, text: beginningOf(text.trim(), LONGEST_PROPERTY) }],
  );

/** Without what stands below the letter: the way out is the contact's own. */
const mailPart = ({ mailId, direction, at, subject, text }: ThreadMail): Part => ({
  kind: 'thread',
  of: mailId,
  what: `email “${subject}”`,
  text: beginningOf((direction === 'out' ? (text.split('\n\n--\n')[0] ?? '') : text).trim(), LONGEST_MAIL),
  at,
  direction,
});

const passagePart = ({ itemId, title, text }: FoundPassage): Part => ({
  kind: 'knowledge',
  of: itemId,
  what: title,
  text,
});
