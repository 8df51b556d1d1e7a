import { DateTime } from 'luxon';
import type { Assistant } from '../../assistants/assistants.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { Lead } from './lead-entity.ts';

/* Texts of notes and tasks, as HTML for HubSpot. Everything that came from outside is escaped. */
const paragraphs = (...lines: (string | null)[]): string =>
  lines
    .filter((line) => line !== null)
    .map((line) => `<p>${line}</p>`)
    .join('');

/** "Tuesday 24 November 2026, 09:05 (Europe/Berlin)" */
export const inZone = (at: number, zone: string): string =>
  `${DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('cccc d LLLL yyyy, HH:mm')} (${zone})`;

/** A4: names the assistant, the sequence, the Context used and the first send time. */
export function confirmationNote(lead: Lead, assistant: Assistant): string {
  const context = lead.ownContext ?? assistant.defaultContext;
  const origin = lead.ownContext ? "the contact's own Context" : `${assistant.name}'s default Context`;
  return paragraphs(
    `<strong>${escapeHtml(assistant.name)} has taken over this contact.</strong>`,
    `Sequence: ${escapeHtml(lead.sequenceName)} (${lead.steps.length} emails).`,
    lead.wakeAt === null ? null : `First email: ${inZone(lead.wakeAt, lead.timeZone)}.`,
    context
      ? `Context used (${escapeHtml(origin)}): ${escapeHtml(context)}`
      : `No Context: ${escapeHtml(origin)} is empty.`,
    `When ${escapeHtml(assistant.name)} is done, the contact goes back to ${escapeHtml(lead.priorOwnerName ?? 'its fallback owner')}. Change the owner at any time to stop.`,
  );
}

export interface HandBackText {
  ownerName: string | null;
  /** Why it does not go to the prior owner, if so. */
  detour: string | null;
  reply: string | null;
}

/** What an owner needs to know when the contact comes back. */
export function handBackNote(lead: Lead, assistant: Assistant, text: HandBackText): string {
  const to = text.ownerName ? `to ${escapeHtml(text.ownerName)}` : 'without an owner';
  return paragraphs(
    `<strong>${escapeHtml(assistant.name)} hands this contact back ${to}.</strong>`,
    `Lead state: ${lead.state}. ${escapeHtml(lead.closeReason ?? '')}`,
    text.detour ? escapeHtml(text.detour) : null,
    text.reply ? `Their answer:<br>${escapeHtml(text.reply).replaceAll('\n', '<br>')}` : null,
    `What to do: ${escapeHtml(nextAction(lead))}`,
  );
}

/** Subject of the task for the owner. */
export const handBackTask = (lead: Lead): string => `${nextAction(lead)} (${contactName(lead)})`;

/** One sentence that says what the owner should do now. */
function nextAction(lead: Lead): string {
  switch (lead.state) {
    case 'Hot':
      return 'Confirm the meeting today.';
    case 'Responded':
      return 'Read the answer and reply.';
    case 'UnSubscribed':
      return 'Do not write to this contact any more.';
    case 'DeActivated':
      return deactivatedAction(lead);
    case 'Processed':
      return 'Decide whether to call or to let it rest.';
    default:
      return 'Carry on with this contact.';
  }
}

function deactivatedAction(lead: Lead): string {
  switch (lead.subState) {
    case 'no_email':
    case 'invalid_email':
    case 'bounced':
      return 'Find a working email address.';
    case 'moved_out':
    case 'retired':
      return 'Find the successor at the company.';
    case 'already_in_conversation':
      return 'Merge the contacts that share this address.';
    default:
      return 'Respect the wish and update the contact.';
  }
}

export const contactName = (lead: Lead): string =>
  [lead.facts.firstName, lead.facts.lastName].filter(Boolean).join(' ') ||
  lead.facts.email ||
  `contact ${lead.contactId}`;
