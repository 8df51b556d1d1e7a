import { descriptionSentences } from './company.ts';
import { readContext, type ContextPoints } from './context.ts';
import { letterWords } from './languages.ts';
import { layOut } from './layout.ts';
import { greetingName, spokenCompany } from './names.ts';
import { render } from './template.ts';
import type { WritingInput, WrittenMail } from './types.ts';
import { beginningOf } from '../ground/text.ts';

const MAX_SUBJECT = 150;
const DEFAULT_ASK = 'Would you have fifteen minutes for a short call in the next days?';

/**
 * The built-in writer: renders the step's Liquid with what the rules take from the Context. The Context itself is
 * never a value of the template, so nothing of it can reach the contact unread. An empty Context gives a mail from the
 * company description; missing names are written around.
 * @throws BatonError TEMPLATE_INVALID
 */
export async function writeMail(input: WritingInput): Promise<WrittenMail> {
  const contact = {
    ...input.contact,
    firstName: greetingName(input.contact.firstName),
    lastName: greetingName(input.contact.lastName),
    company: spokenCompany(input.contact.company),
  };
  const points = readContext(input.context, input.ownContext, contact);
  const values = {
    ...valuesOf(points, input),
    contact,
    assistant: assistantValues(input),
    // An owner without a name is known by the address, which is nothing to be introduced by.
    priorOwnerName: input.priorOwnerName?.includes('@') ? null : input.priorOwnerName,
  };
  const subject = await subjectOf(input, values);
  const body = await render(input.step.body, values, `The text of step “${input.step.name}”`);
  return { subject, ...layOut(body, greetingIn(input.step, contact, points.formal), input) };
}

/** Templates see what a mail may say; not the default Context, the mailbox or anything else an assistant has. */
function assistantValues({ assistant }: WritingInput): Record<string, string | null> {
  const { name, email, role, companyDescription, brochureUrl, calendarUrl } = assistant;
  return { name, email, role, companyDescription, brochureUrl, calendarUrl };
}

function valuesOf(points: ContextPoints, input: WritingInput): Record<string, string | boolean> {
  const saidFirst = points.short ? 1 : 2;
  const description = descriptionSentences(input.assistant.companyDescription)
    .filter((about) => !points.ours.some((ours) => saysTheSame(about, ours)))
    .slice(0, points.ours.length > 0 ? 1 : saidFirst);
  // Follow-ups tell what the first mail had no room for, then remind of what it said: a Context that was changed
  // meanwhile is heard in the next mail.
  const reminders = [
    ...points.ours.slice(1),
    ...points.offers.slice(1),
    ...points.offers.slice(0, 1),
    ...points.ours.slice(0, 1),
  ];
  const lastResort = input.stepIndex === 1 ? (points.facts[saidFirst] ?? '') : '';
  const more = input.stepIndex === 0 ? '' : (reminders[input.stepIndex - 1] ?? lastResort);
  const ownAsk = points.asks[input.stepIndex] ?? points.asks[0] ?? '';
  const topic = points.topic ?? '';
  return {
    opening: points.facts.slice(0, saidFirst).join(' '),
    value: [...description, ...points.ours.slice(0, 1)].join(' '),
    offer: points.offers[0] ?? '',
    more,
    // Only for texts that conversations begun earlier carry with them.
    ...(input.stepIndex === 0 ? {} : { more_inside: more, topic_inside: topic }),
    ask: ownAsk === '' ? DEFAULT_ASK : ownAsk,
    own_ask: ownAsk,
    topic: topic.charAt(0).toUpperCase() + topic.slice(1),
    plain_topic: !/ (for|at|in|with) /i.test(topic),
  };
}

/** "Acme helps …" and "We help …": a person says such a thing once. */
function saysTheSame(one: string, other: string): boolean {
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size);
  if (!fewer || !more) return false;
  return [...fewer].filter((word) => more.has(word)).length >= 0.7 * fewer.size;
}

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).map((word) => word.replace(/e?s$/, '')));

function greetingIn(
  { language = 'en' }: WritingInput['step'],
  contact: { firstName: string | null; lastName: string | null },
  formal: boolean,
): string {
  if (language === 'en') return greeting(contact, formal);
  return letterWords[language].greeting(contact.firstName, contact.lastName);
}

function greeting(contact: { firstName: string | null; lastName: string | null }, formal: boolean): string {
  if (contact.firstName === null) return formal ? 'Good day,' : 'Hello,';
  if (formal) return `Dear ${[contact.firstName, contact.lastName].filter(Boolean).join(' ')},`;
  return `Hi ${contact.firstName},`;
}

async function subjectOf(input: WritingInput, values: Readonly<Record<string, unknown>>): Promise<string> {
  const own = oneLine(await render(input.step.subject, values, `The subject of step “${input.step.name}”`));
  if (own !== '') return own;
  const thread = oneLine((input.threadSubject ?? '').replace(/^(\s*re:\s*)+/i, ''));
  return thread === '' ? 'Following up' : `Re: ${thread}`;
}

const oneLine = (text: string): string => beginningOf(text.replace(/\s+/g, ' ').trim(), MAX_SUBJECT);
