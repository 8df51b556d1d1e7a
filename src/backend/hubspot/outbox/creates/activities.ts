import { createHash } from 'node:crypto';
import { convert } from 'html-to-text';
import type { OwnerId } from '../../../ground/identifiers.ts';
import { epochMs } from '../../records/contacts.ts';
import type {
  EmailAddress,
  EmailWrite,
  NewContactWrite,
  NoteWrite,
  OptOutWrite,
  TaskWrite,
} from '../../types.ts';
import { beginningOf } from '../../../ground/text.ts';

export type ActivityKind = 'note' | 'task' | 'email';
/** What is stored of an intent; the rest stands in columns. */
type Stored<Write> = Omit<Write, 'portalId' | 'contactId' | 'lane' | 'key' | 'withinMs' | 'everyMs'>;
export type ActivityWrite =
  | ({ kind: 'note' } & Stored<NoteWrite>)
  | ({ kind: 'task' } & Stored<TaskWrite>)
  | ({ kind: 'email' } & Stored<EmailWrite>);

/** What of an intent to create a contact is stored. */
export type NewContact = { kind: 'new-contact' } & Stored<NewContactWrite>;

/** What of an intent to opt an address out is stored. */
export type OptOut = { kind: 'opt-out' } & Stored<OptOutWrite>;

interface ActivityType {
  /** HubSpot's name of the object in paths. */
  object: 'notes' | 'tasks' | 'emails';
  /** HUBSPOT_DEFINED association type id, activity to contact. */
  toContact: number;
  /** Properties by which a record is known again. */
  known: readonly string[];
}

export const activityTypes: Readonly<Record<ActivityKind, ActivityType>> = {
  note: { object: 'notes', toContact: 202, known: ['hs_note_body'] },
  task: { object: 'tasks', toContact: 204, known: ['hs_task_body'] },
  email: {
    object: 'emails',
    toContact: 198,
    known: ['hs_email_headers', 'hs_timestamp', 'hs_email_direction', 'hs_email_subject'],
  },
};

/** Text properties of HubSpot hold 65,536 characters; some room is left for the reference. */
const LONGEST_TEXT = 65_000;

/**
 * The reference by which a note or task is known again after a lost answer: the same for the same key, different for
 * every other. It is visible text because HubSpot's editor drops comments, unknown attributes and hidden elements.
 */
export const referenceOf = (portalId: string, key: string): string =>
  createHash('sha256').update(`${portalId}\n${key}`).digest('hex').slice(0, 16);

/** The properties of the record to be created, all of them strings as HubSpot wants. */
export function propertiesOf(
  write: ActivityWrite,
  reference: string,
  owner: OwnerId | null,
): Record<string, string> {
  const ownership: Record<string, string> = owner ? { hubspot_owner_id: owner } : {};
  switch (write.kind) {
    case 'note':
      return {
        hs_timestamp: iso(write.at),
        hs_note_body: withReference(write.html, reference),
        ...ownership,
      };
    case 'task':
      return {
        hs_timestamp: iso(write.dueAt),
        hs_task_subject: write.subject,
        hs_task_body: withReference(write.html, reference),
        hs_task_status: 'NOT_STARTED',
        hs_task_priority: write.priority,
        hs_task_type: 'TODO',
        ...ownership,
      };
    case 'email':
      return {
        hs_timestamp: iso(write.at),
        hs_email_direction: write.direction,
        hs_email_status: write.status,
        hs_email_subject: write.subject,
        hs_email_text: beginningOf(write.text, LONGEST_TEXT),
        hs_email_html: fit(write.html),
        hs_email_headers: headersOf(write),
        ...ownership,
      };
  }
}

/**
 * Is this record of HubSpot the one that `write` asked for? Notes and tasks carry the reference. An email carries its
 * Message-ID in the headers; should HubSpot keep only the fields it knows there, then time to the millisecond,
 * direction and subject tell it among the emails of one contact.
 */
export function isSame(
  write: ActivityWrite,
  reference: string,
  record: Readonly<Record<string, string | null | undefined>>,
): boolean {
  switch (write.kind) {
    case 'note':
      return record['hs_note_body']?.includes(reference) ?? false;
    case 'task':
      return record['hs_task_body']?.includes(reference) ?? false;
    case 'email':
      return (
        (record['hs_email_headers']?.includes(JSON.stringify(write.messageId).slice(1, -1)) ?? false) ||
        (epochMs(record['hs_timestamp'] ?? '') === write.at &&
          record['hs_email_direction'] === write.direction &&
          record['hs_email_subject']?.trim() === write.subject.trim())
      );
  }
}

const iso = (at: number): string => new Date(at).toISOString();

const withReference = (html: string, reference: string): string =>
  `${fit(html)}<p><span style="color: #99acc2; font-size: 10px;">Baton ref ${reference} (keeps this from being written twice)</span></p>`;

/** HTML that is too long becomes text that is cut: a cut through a tag would spoil the rest. */
function fit(html: string): string {
  if (html.length <= LONGEST_TEXT) return html;
  const text = beginningOf(convert(html, { wordwrap: false }), LONGEST_TEXT / 2);
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
  return beginningOf(escaped, LONGEST_TEXT);
}

/** `hs_email_headers` is a JSON text; HubSpot fills the read-only from and to properties from it. */
const headersOf = (write: Extract<ActivityWrite, { kind: 'email' }>): string =>
  JSON.stringify({
    from: address(write.from),
    to: [address(write.to)],
    cc: [],
    bcc: [],
    messageId: write.messageId,
  });

function address({ email, name = '' }: EmailAddress): Record<string, string> {
  const [firstName = '', ...rest] = name.trim().split(/\s+/);
  return { email, ...(firstName ? { firstName, lastName: rest.join(' ') } : {}) };
}
