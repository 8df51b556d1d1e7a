import type { Assistant } from '../../assistants/assistants.ts';
import type { Draft, SourceTexts } from '../../facts/types.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { SequenceStep } from '../../writing/types.ts';
import type { Lead } from '../lead/lead-entity.ts';

/** Properties of a contact that a mail may tell of; the others are for machines. */
const TOLD = [
  'firstname',
  'lastname',
  'email',
  'company',
  'jobtitle',
  'city',
  'state',
  'country',
  'phone',
  'mobilephone',
] as const;

/** Everything that a mail to this contact may take its claims from: never what is known of another one. */
export function sourcesOf(
  lead: Lead,
  assistant: Assistant,
  record: Pick<ContactRecord, 'properties'>,
  thread: readonly Mail[],
  { knowledge = [], own = [] }: Partial<Pick<SourceTexts, 'knowledge' | 'own'>> = {},
): SourceTexts {
  const told = TOLD.flatMap((name): [string, string][] => {
    const value = record.properties[name];
    return value ? [[name, value]] : [];
  });
  return {
    context: lead.ownContext ?? assistant.defaultContext,
    properties: {
      ...Object.fromEntries(told),
      ...fieldsTold(lead),
      ...(lead.priorOwnerName === null ? {} : { 'prior owner': lead.priorOwnerName }),
    },
    thread: thread
      .filter(({ round }) => round === lead.round)
      .map(({ mailId: id, direction, at, subject, text }) => ({
        id,
        direction,
        at,
        // An answer carries the subject on.
        text: [subject, text].filter((part) => part !== '').join('\n\n'),
      })),
    knowledge,
    own,
  };
}

/** What fields say stands in HubSpot, in the words of the email. */
const fieldsTold = ({ facts }: Lead): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts.fields ?? {}).flatMap(([tag, text]) =>
      text === null ? [] : [[`field ${tag}`, text]],
    ),
  );

/** As the check of facts reads it. */
export const draftOf = (
  { name, email, role, signature, companyDescription, brochureUrl, calendarUrl }: Assistant,
  written: { lang: string; subject: string; letter: string; at: number },
): Draft => ({
  lang: written.lang,
  assistant: { name, email, role, signature, companyDescription, brochureUrl, calendarUrl },
  at: written.at,
  subject: written.subject,
  body: written.letter,
});

/** What people wrote of an email: the text of its step between the values, and what the writer took up as it stands. */
export const ownTexts = ({ subject, body, ps = '' }: SequenceStep, given: readonly string[]): string[] =>
  [...[subject, body, ps].flatMap((text) => text.split(/\{\{[^}]*\}\}|\{%[^%]*%\}/)), ...given]
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text));
