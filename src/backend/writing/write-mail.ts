import { readContext, type ContextPoints } from './context.ts';
import { layOut } from './layout.ts';
import { greetingName, spokenCompany } from './names.ts';
import { render } from './template.ts';
import type { WritingInput, WrittenMail } from './types.ts';

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
  const points = readContext(input.context, contact);
  const values = {
    ...valuesOf(points, input),
    contact,
    assistant: assistantValues(input),
    priorOwnerName: input.priorOwnerName,
  };
  const subject = await subjectOf(input, values);
  const body = await render(input.step.body, values, `The text of step “${input.step.name}”`);
  return { subject, ...layOut(body, greeting(contact, points.formal), input) };
}

/** Templates see what a mail may say; not the default Context, the mailbox or anything else an assistant has. */
function assistantValues({ assistant }: WritingInput): Record<string, string | null> {
  const { name, email, role, companyDescription, brochureUrl, calendarUrl } = assistant;
  return { name, email, role, companyDescription, brochureUrl, calendarUrl };
}

function valuesOf(points: ContextPoints, input: WritingInput): Record<string, string | boolean> {
  const saidFirst = points.short ? 1 : 2;
  const description = descriptionSentences(input.assistant.companyDescription).slice(
    0,
    points.ours.length > 0 ? 1 : saidFirst,
  );
  // Follow-ups tell what the first mail had no room for, then remind of what it said: a Context that was changed
  // meanwhile is heard in the next mail.
  const reminders = [
    ...points.ours.slice(1),
    ...points.offers.slice(1),
    ...points.offers.slice(0, 1),
    ...points.ours.slice(0, 1),
  ];
  const lastResort = input.stepIndex === 1 ? (points.facts[saidFirst] ?? points.facts[0] ?? '') : '';
  const more = input.stepIndex === 0 ? '' : (reminders[input.stepIndex - 1] ?? lastResort);
  const ownAsk = points.asks[input.stepIndex] ?? points.asks[0] ?? '';
  const topic = points.topic ?? '';
  return {
    opening: points.facts.slice(0, saidFirst).join(' '),
    value: [...description, ...points.ours.slice(0, 1)].join(' '),
    offer: points.offers[0] ?? '',
    more,
    more_inside: midSentence(more),
    ask: ownAsk === '' ? DEFAULT_ASK : ownAsk,
    own_ask: ownAsk,
    topic: topic.charAt(0).toUpperCase() + topic.slice(1),
    topic_inside: topic,
    plain_topic: !/ (for|at|in|with) /i.test(topic),
  };
}

/** A description is prose, or a few words that need a sentence around them. */
function descriptionSentences(description: string): string[] {
  const text = description.trim().replace(/\s+/g, ' ');
  if (text === '') return [];
  if (!/[.!?]$/.test(text) && text.split(' ').length <= 8 && !/^(we|our)\b/i.test(text))
    return [`My team works on ${midSentence(text)}.`];
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((part) => (/[.!?]$/.test(part) ? part : `${part}.`));
}

/** A sentence that goes on after other words: "We help …" → "we help …"; what may be a name stays. */
const midSentence = (text: string): string =>
  /^(We|Our|You|Your|The|This|That|These|It|They|Their|A|An|In|With|For|If|Would|May|Could)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

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

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT);
