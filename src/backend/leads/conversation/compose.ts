import type { Assistant } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { threadSoFar } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { messageIdFor } from '../../mail-server/message-id.ts';
import type { OutgoingMail } from '../../mail-server/types.ts';
import type { Settings } from '../../settings/settings.ts';
import type { UnsubscribeLinks } from '../../unsubscribe/unsubscribe-links.ts';
import { brochureStep } from '../../writing/answer-steps.ts';
import type { Footer, SequenceStep, WritingInput, WrittenMail } from '../../writing/types.ts';
import { writeMail } from '../../writing/write-mail.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { footerFor } from './footer.ts';
import { writingFor } from './writing-for.ts';

export interface ComposeDeps {
  database: Database;
  unsubscribeLinks: UnsubscribeLinks;
  settings: Pick<Settings, 'get'>;
  clock: Clock;
}

/** What a mail says, beside whom it goes to and what it answers. */
export type Text = Pick<OutgoingMail, 'subject' | 'text' | 'html'> & { unsubscribeUrl: string };

/** The text of a mail, as it is written now. */
export async function writeNow(
  deps: ComposeDeps,
  mail: Pick<Mail, 'kind' | 'step'>,
  lead: Lead,
  assistant: Assistant,
): Promise<WrittenMail & Text & { footer: Footer; thread: readonly Mail[] }> {
  const { input, ...around } = await inputNow(deps, mail, lead, assistant);
  return { ...(await writeMail(input)), ...around };
}

/** What a mail is written from now, and what stands around it. */
export async function inputNow(
  deps: ComposeDeps,
  mail: Pick<Mail, 'kind' | 'step'>,
  lead: Lead,
  assistant: Assistant,
): Promise<{ input: WritingInput; unsubscribeUrl: string; footer: Footer; thread: readonly Mail[] }> {
  const thread = await threadSoFar(deps.database, lead.portalId, lead.contactId, lead.round);
  const step = stepOf(mail, lead);
  const unsubscribeUrl = unsubscribeUrlFor(deps, lead, step.language);
  const settings = await deps.settings.get(lead.portalId);
  const footer = footerFor(lead, assistant, settings, step);
  const input = {
    ...writingFor(lead, assistant, { thread, labels: settings.contextLabels }),
    footer,
    step,
    stepIndex: mail.step,
    unsubscribeUrl,
  };
  return { input, unsubscribeUrl, footer, thread };
}

export const unsubscribeUrlFor = (
  { unsubscribeLinks }: Pick<ComposeDeps, 'unsubscribeLinks'>,
  { portalId, contactId, facts }: Pick<Lead, 'portalId' | 'contactId' | 'facts'>,
  /** Of the mail; absent: English. */
  language?: string,
): string => unsubscribeLinks.urlFor({ portalId, contactId, address: facts.email ?? '' }, language);

/** A text as a mail that is ready to leave, in the thread of the conversation. `known`: the thread, if it is known. */
export async function compose(
  deps: Pick<ComposeDeps, 'database' | 'clock'>,
  mail: Pick<Mail, 'mailId'>,
  lead: Lead,
  assistant: Assistant,
  { subject, text, html, unsubscribeUrl, thread: known }: Text & { thread?: readonly Mail[] },
): Promise<OutgoingMail> {
  const { portalId, contactId, round, facts } = lead;
  const thread = known ?? (await threadSoFar(deps.database, portalId, contactId, round));
  const references = thread.flatMap((earlier) => (earlier.messageId ? [earlier.messageId] : []));
  return {
    subject,
    text,
    html,
    messageId: messageIdFor(portalId, mail.mailId, assistant.email.split('@')[1] ?? 'localhost'),
    from: { email: assistant.email, name: assistant.name },
    to: { email: facts.email ?? '', name: [facts.firstName, facts.lastName].filter(Boolean).join(' ') },
    inReplyTo: references.at(-1) ?? null,
    references,
    unsubscribeUrl,
    date: deps.clock.now(),
  };
}

export const stepOf = (mail: Pick<Mail, 'kind' | 'step'>, lead: Lead): SequenceStep => {
  const step = mail.kind === 'brochure' ? brochureStep : lead.steps[mail.step];
  if (!step) throw new Error(`Lead ${lead.contactId} has no step ${mail.step}.`);
  return step;
};
