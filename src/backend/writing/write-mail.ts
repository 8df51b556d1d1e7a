import { contextLines } from './context/context-lines.ts';
import type { ContextReading } from './context/context-lines.ts';
import { contextValues } from './context/spread.ts';
import { glue } from './glue.ts';
import { letterWords } from './languages.ts';
import { layOut } from './layout.ts';
import { greetingName, spokenCompany } from './names.ts';
import { render } from './template/render.ts';
import { tagsOf } from './template/tags.ts';
import type { WritingInput, WrittenMail } from './types.ts';
import { beginningOf } from '../ground/text.ts';

const MAX_SUBJECT = 150;

/**
 * The built-in writer: renders the step's Liquid with what the Context gives (see `contextLines`). The Context itself is
 * never a value of the template, so nothing of it can reach the contact unread. An empty Context gives a mail from the
 * company description; missing names are written around.
 * @throws BatonError TEMPLATE_INVALID
 */
export async function writeMail(input: WritingInput): Promise<WrittenMail> {
  const { values, fromContext } = valuesOf(input);
  const given = Object.values(fromContext).filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  const subject = await subjectOf(input, values);
  return { subject, given, ...(await around(input, await bodyOf(input))) };
}

/** The text of a step without greeting and signature. @throws BatonError as `writeMail` */
export const bodyOf = (input: WritingInput): Promise<string> =>
  render(input.step.body, valuesOf(input).values, `The text of step “${input.step.name}”`);

/**
 * A mail around a text that somebody else wrote, as the built-in writer would have laid it out. `subject` null: that of
 * the thread. @throws BatonError TEMPLATE_INVALID, MERGE_FIELD_EMPTY for the PS of the step
 */
export async function writeAround(
  input: WritingInput,
  { subject, body }: { subject: string | null; body: string },
): Promise<WrittenMail> {
  const whole = await around(input, body);
  return { subject: subject ?? (await subjectOf(input, valuesOf(input).values)), given: [], ...whole };
}

async function around(input: WritingInput, body: string) {
  const { values, contact, reading } = valuesOf(input);
  const ps = await render(input.step.ps ?? '', values, `The PS of step “${input.step.name}”`);
  return layOut(body, greetingIn(input.step, contact, reading.formal), { ...input, ps });
}

/** What the templates of a step may use. */
function valuesOf(input: WritingInput) {
  const contact = contactValues(input);
  const reading = readingOf(input);
  const fromContext = contextValues(reading, input);
  const values = {
    ...fromContext,
    contact,
    field: fieldValues(input),
    assistant: assistantValues(input),
    priorOwnerName: spokenOwner(input),
  };
  return { values, fromContext, contact, reading };
}

/** A field that is not there any more is one that is not known. */
const fieldValues = ({ step, fields = {} }: Pick<WritingInput, 'step' | 'fields'>) =>
  Object.fromEntries(tagsOf(step).map((tag) => [tag, fields[tag] ?? null]));

/** What the Context of a mail says, as the writer reads it. */
export const readingOf = (
  input: Omit<WritingInput, 'stepIndex' | 'said' | 'threadSubject'>,
): ContextReading =>
  contextLines({
    context: input.context,
    own: input.ownContext,
    addressee: contactValues(input),
    priorOwnerName: spokenOwner(input),
    language: input.step.language ?? 'en',
    labels: input.labels,
  });

const contactValues = ({ contact }: Pick<WritingInput, 'contact'>) => ({
  ...contact,
  firstName: greetingName(contact.firstName),
  lastName: greetingName(contact.lastName),
  company: spokenCompany(contact.company),
});

/** An owner without a name is known by the address, which is nothing to be introduced by. */
const spokenOwner = ({ priorOwnerName }: Pick<WritingInput, 'priorOwnerName'>): string | null =>
  priorOwnerName?.includes('@') ? null : priorOwnerName;

/** Templates see what a mail may say; not the default Context, the mailbox or anything else an assistant has. */
function assistantValues({ assistant }: WritingInput): Record<string, string | null> {
  const { name, email, role, companyDescription, brochureUrl, calendarUrl } = assistant;
  return { name, email, role, companyDescription, brochureUrl, calendarUrl };
}

function greetingIn(
  { language = 'en' }: WritingInput['step'],
  { firstName, lastName }: { firstName: string | null; lastName: string | null },
  formal: boolean | null,
): string {
  if (language === 'en') return greeting(firstName, lastName, formal === true);
  const words = letterWords[language];
  return formal === false ? words.informal(firstName) : words.greeting(firstName, lastName);
}

function greeting(firstName: string | null, lastName: string | null, formal: boolean): string {
  if (firstName === null) return formal ? 'Good day,' : 'Hello,';
  return formal ? `Dear ${[firstName, lastName].filter(Boolean).join(' ')},` : `Hi ${firstName},`;
}

async function subjectOf(input: WritingInput, values: Readonly<Record<string, unknown>>): Promise<string> {
  const own = oneLine(await render(input.step.subject, values, `The subject of step “${input.step.name}”`));
  if (own !== '') return own;
  const thread = oneLine((input.threadSubject ?? '').replace(/^(\s*re:\s*)+/i, ''));
  if (thread !== '') return `Re: ${thread}`;
  const { topic } = values;
  return (typeof topic === 'string' ? oneLine(topic) : '') || glue[input.step.language ?? 'en'].subject;
}

const oneLine = (text: string): string => beginningOf(text.replace(/\s+/g, ' ').trim(), MAX_SUBJECT);
