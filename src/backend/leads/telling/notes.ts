import type { Assistant } from '../../assistants/assistants.ts';
import { escapeHtml } from '../../ground/html.ts';
import { beginningOf } from '../../ground/text.ts';
import { labelOf } from '../../hubspot/properties/labels.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import { brochureStep } from '../../writing/answer-steps.ts';
import { readingOf } from '../../writing/write-mail.ts';
import { writingFor } from '../conversation/writing-for.ts';
import { endedEarly } from '../deciding/states.ts';
import { sentOf } from '../lead/sent-of.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { authorOf, type Author } from './answers.ts';
import { namedAndKnown, type KnownContact } from './owner-task.ts';
import { understood } from './understood.ts';
import { inZone, paragraphs, zoneOrigin } from './words.ts';

/** A4: names the assistant, the sequence, the Context used and the first send time. */
export function confirmationNote(
  lead: Lead,
  assistant: Assistant,
  labels: PortalSettings['contextLabels'],
  /** What is to be known of the address, one sentence; null: nothing. */
  hint: string | null = null,
  /** The name of the campaign that enrolled the contact; null: none. */
  campaign: string | null = null,
): string {
  return paragraphs(
    `<strong>${escapeHtml(assistant.name)} ${lead.keptOwner === null ? 'has taken over' : 'writes to'} this contact.</strong>`,
    campaign === null ? null : `Campaign: ${escapeHtml(campaign)}.`,
    lead.stage === 'paused' && lead.closeReason
      ? `<strong>Paused.</strong> ${escapeHtml(lead.closeReason)}`
      : null,
    lead.stage === 'queued'
      ? '<strong>Waits for a free place.</strong> It begins by itself when there is one.'
      : null,
    `Sequence: ${escapeHtml(lead.sequenceName)} (${lead.steps.length} emails).`,
    lead.wakeAt === null
      ? null
      : `${lead.step > 0 ? `Next email, ${lead.step + 1} of ${lead.steps.length}` : 'First email'}: ${escapeHtml(inZone(lead.wakeAt, lead.timeZone))}${zoneNote(lead)}.${heldNote(lead)}`,
    hint === null ? null : escapeHtml(hint),
    ...contextWords(lead, assistant, labels),
    lead.keptOwner === null
      ? `When ${escapeHtml(assistant.name)} is done, the contact goes back to ${escapeHtml(lead.priorOwnerName ?? 'its fallback owner')}. Change the owner at any time to stop.`
      : 'The owner stays who it is. Change the owner at any time to stop.',
  );
}

/** HubSpot takes notes of 65,536 characters. */
const MOST_OF_A_CONTEXT = 8_000;

/** What of the Context the emails use and what not. Private lines stand in no note. */
function contextWords(lead: Lead, assistant: Assistant, labels: PortalSettings['contextLabels']): string[] {
  const writing = writingFor(lead, assistant, { thread: [], labels });
  const origin = lead.ownContext ? "the contact's own Context" : `${assistant.name}'s default Context`;
  if (writing.context.trim() === '') return [`No Context: ${escapeHtml(origin)} is empty.`];
  const { lines } = readingOf({ ...writing, step: lead.steps[lead.step] ?? brochureStep });
  const listed = (texts: readonly string[]): string =>
    escapeHtml(beginningOf(texts.join('\n'), MOST_OF_A_CONTEXT)).replaceAll('\n', '<br>');
  const used = byLine(lines.filter(({ use }) => use !== 'unused' && use !== 'private'));
  const unused = byLine(lines.filter(({ use }) => use === 'unused'));
  return [
    used.length > 0
      ? `Context used (${escapeHtml(origin)}): ${listed(used)}`
      : `Nothing of ${escapeHtml(origin)} can stand in the emails.`,
    ...(unused.length > 0 ? [`Not used, as long as no label stands before it: ${listed(unused)}`] : []),
  ];
}

/** Sentences of one line stay together. */
function byLine(lines: readonly { line: number; text: string }[]): string[] {
  const whole = new Map<number, string>();
  for (const { line, text } of lines) whole.set(line, [whole.get(line), text].filter(Boolean).join(' '));
  return [...whole.values()];
}

function zoneNote(lead: Lead): string {
  const origin = zoneOrigin(lead);
  return origin === null ? '' : ` (${escapeHtml(origin)})`;
}

const heldNote = ({ held, wakeAt }: Lead): string =>
  held && held.until === wakeAt ? ` ${escapeHtml(held.text)}` : '';

export interface HandBackText {
  ownerName: string | null;
  /** Why it does not go to the prior owner, if so. */
  detour: string | null;
  answer: Pick<Mail, 'text' | 'at' | 'replyClass'> | null;
  /** The contact in HubSpot that has the address named in the answer. */
  known?: KnownContact | null;
  /** What came with the answers, in words; null: nothing. */
  files?: string | null;
}

/** What happened, for everybody who reads the timeline later. What to do about it is the task's to say. */
export function handBackNote(lead: Lead, assistant: Assistant, text: HandBackText): string {
  const to = text.ownerName ? `to ${escapeHtml(text.ownerName)}` : 'without an owner';
  return paragraphs(
    lead.keptOwner === null
      ? `<strong>${escapeHtml(assistant.name)} hands this contact back ${to}.</strong>`
      : `<strong>${escapeHtml(assistant.name)} writes to this contact no longer.</strong>`,
    lead.closeReason ? `Why: ${escapeHtml(lead.closeReason)}` : null,
    `${stateWords(lead)} Emails sent: ${sentOf(lead)} of ${lead.steps.length}.`,
    text.detour ? escapeHtml(text.detour) : null,
    lead.answer && lead.answer.at >= lead.assignedAt
      ? escapeHtml(understood(lead.answer, lead.closeReason ?? ''))
      : null,
    text.known ? namedAndKnown(text.known) : null,
    text.answer ? answerWords(text.answer, lead.timeZone) : null,
    text.files ? escapeHtml(text.files) : null,
  );
}

const stateWords = (lead: Lead): string =>
  endedEarly(lead)
    ? 'The conversation ended before it came to an answer.'
    : `Lead state: ${escapeHtml(labelOf('baton_lead_connection_status', lead.state))}.`;

const introduced: Readonly<Record<Author, string>> = {
  contact: 'Their answer',
  'mail-server': 'What the mail server reported',
  program: 'An automatic answer came',
};

function answerWords(
  { text, at, replyClass }: Pick<Mail, 'text' | 'at' | 'replyClass'>,
  zone: string,
): string {
  const quoted = escapeHtml(text.trim()).replaceAll('\n', '<br>');
  return `${introduced[authorOf(replyClass)]}, ${escapeHtml(inZone(at, zone))}:<br>${quoted}`;
}
