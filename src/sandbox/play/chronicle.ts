import type { Portal } from '../accounts/portal.ts';
import { associationsOf } from '../associations/associations.ts';
import type { SandboxMail } from '../mail/sandbox-mail.ts';
import { ownerName } from '../people/people.ts';
import { CONTACT, NOTE, TASK } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import type { Deed } from './act.ts';

/** Something that happened to a contact, as HubSpot and the mailboxes show it. */
export type Happening = { at: number } & (
  | { kind: 'mail'; id: string; subject: string }
  | ({ kind: 'answer' } & Omit<Deed, 'at'>)
  | { kind: 'decision'; changes: { property: string; label: string; value: string }[] }
  | { kind: 'note'; id: string; body: string }
  | { kind: 'task'; id: string; subject: string; body: string; owner: string | null }
);

/** What the app writes within this time was one decision. */
const ONE_DECISION_MS = 2 * 60_000;
/** In the order in which they stand when they happened at one moment. */
const order = ['mail', 'answer', 'decision', 'note', 'task'] as const;

/** Everything that happened to a contact since a time, oldest first: nothing is asked of the app. */
export function chronicleOf(
  portal: Portal,
  mail: SandboxMail,
  contact: StoredRecord,
  { since, deeds, appId }: { since: number; deeds: readonly Deed[]; appId: number },
): Happening[] {
  const all: Happening[] = [
    ...mailsTo(mail, contact, since).map(
      ({ id, at, subject }) => ({ kind: 'mail', at, id, subject }) as const,
    ),
    ...deeds.map((deed) => ({ kind: 'answer', ...deed }) as const),
    ...decisionsOf(portal, contact, since, appId),
    ...activitiesOf(portal, contact, since),
  ];
  return all.sort((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Mails in the contact's inbox, oldest first. */
export const mailsTo = (mail: SandboxMail, contact: StoredRecord, since: number) =>
  mail
    .list({ mailbox: contact.properties.email ?? '', arrived: true })
    .filter(({ at }) => at >= since)
    .reverse();

/** How many traces the app has left on a contact. */
export const tracesOf = (portal: Portal, contact: StoredRecord, since: number, appId: number): number =>
  writtenBy(contact, since, appId).length + activitiesOf(portal, contact, since).length;

function writtenBy(contact: StoredRecord, since: number, appId: number) {
  return Object.entries(contact.history).flatMap(([name, versions]) =>
    versions
      .filter(({ timestamp, sourceId }) => timestamp >= since && sourceId === String(appId))
      .map(({ timestamp, value }) => ({ name, at: timestamp, value })),
  );
}

/** Choices that the app made: properties with options, and the owner; written together, told together. */
function decisionsOf(portal: Portal, contact: StoredRecord, since: number, appId: number) {
  const decisions: Extract<Happening, { kind: 'decision' }>[] = [];
  const changes = writtenBy(contact, since, appId).sort((a, b) => a.at - b.at);
  for (const { name, at, value } of changes) {
    const definition = portal.property(CONTACT, name);
    if (!definition || !['enumeration', 'bool'].includes(definition.type)) continue;
    const shown = name === 'hubspot_owner_id' ? ownerName(portal, value) : optionLabel(definition, value);
    const change = { property: name, label: definition.label, value: shown ?? '' };
    const last = decisions.at(-1);
    if (last && at - last.at < ONE_DECISION_MS)
      last.changes = [...last.changes.filter(({ property }) => property !== name), change];
    else decisions.push({ kind: 'decision', at, changes: [change] });
  }
  return decisions;
}

const optionLabel = (
  { options }: { options: readonly { value: string; label: string }[] },
  value: string,
): string => options.find((option) => option.value === value)?.label ?? value;

function activitiesOf(portal: Portal, contact: StoredRecord, since: number) {
  const recordsOf = (type: typeof NOTE) =>
    associationsOf(portal, contact, type)
      .flatMap(({ toId }) => portal.table(type).live(toId) ?? [])
      .filter(({ createdAt }) => createdAt >= since);
  return [
    ...recordsOf(NOTE).map(({ id, createdAt, properties }) => ({
      kind: 'note' as const,
      at: createdAt,
      id,
      body: properties.hs_note_body ?? '',
    })),
    ...recordsOf(TASK).map(({ id, createdAt, properties }) => ({
      kind: 'task' as const,
      at: createdAt,
      id,
      subject: properties.hs_task_subject ?? '',
      body: properties.hs_task_body ?? '',
      owner: ownerName(portal, properties.hubspot_owner_id),
    })),
  ];
}
