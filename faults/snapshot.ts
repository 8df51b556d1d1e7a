import { associationsOf } from '../src/sandbox/associations/associations.ts';
import { CONTACT, EMAIL, NOTE, TASK } from '../src/sandbox/records/object-types.ts';
import { mailsTo, type Actor } from './actor.ts';
import type { HistoryWorld } from './history-world.ts';

/** What a history has come to, without what differs between two who lived through the same: names, ids and times. */
export type Snapshot = Record<string, unknown>;

const WATCHED = [
  'hs_lead_status', 'baton_lead_connection_status', 'baton_status', 'baton_assistant', 'baton_prior_owner',
  'baton_do_not_contact', 'baton_context', 'hs_email_optout',
]; // prettier-ignore

const LEAD_SQL = `SELECT contact_id, round, stage, state, sub_state, step, prior_owner_id, handed_back_to, own_context,
  merged_into, gone_from, wake_at FROM lead WHERE contact_id IN (?, ?) ORDER BY contact_id = ?`;

export interface LeadRow {
  stage: string;
  wake_at: number | null;
}

export const leadsOf = ({ database }: HistoryWorld, { contact, twin }: Actor): (LeadRow & Snapshot)[] =>
  // Columns as the statement names them.
  database.prepare(LEAD_SQL).all(contact, twin, twin) as unknown as (LeadRow & Snapshot)[];

export function snapshot(world: HistoryWorld, actor: Actor): Snapshot {
  const plain = (value: unknown): unknown => unnamed(actor, value);
  return {
    leads: leadsOf(world, actor).map(({ wake_at, ...lead }) => ({
      ...(plain(lead) as object),
      sleeps: wake_at !== null,
    })),
    contacts: contactsOf(world, actor).map(plain),
    activities: activitiesOf(world, actor)
      .map(({ kind, text }) => `${kind}: ${String(plain(text))}`)
      .sort(),
    mails: mailsTo(world, actor)
      .map(({ subject }) => subject)
      .sort(),
  };
}

/**
 * Of two contacts that both had a conversation and were merged, taken back by a person: the Lead Status of either is
 * true of whom they both are. Which one stays goes by whether the merge or the owner was heard of first.
 */
function contactsOf(world: HistoryWorld, { contact, twin }: Actor): Snapshot[] {
  const found = [contact, twin].map((id) => contactOf(world, id));
  const isMerged = found.some(({ mergedInto }) => mergedInto !== null);
  return found.map((one) =>
    isMerged && one['baton_status'] === 'canceled' ? { ...one, hs_lead_status: 'of either' } : one,
  );
}

function contactOf({ portal }: HistoryWorld, id: string): Snapshot {
  const record = portal.table(CONTACT).get(id);
  const values = WATCHED.map((name) => [name, record?.properties[name] ?? ''] as const);
  return {
    deleted: record?.archivedAt !== null,
    mergedInto: record?.mergedInto ?? null,
    owner: record?.properties['hubspot_owner_id'] ?? '',
    ...Object.fromEntries(values),
  };
}

/** Of both contacts, each once. */
export function activitiesOf(
  { portal }: HistoryWorld,
  { contact, twin }: Actor,
): { kind: string; text: string }[] {
  const records = [contact, twin].flatMap((id) => portal.table(CONTACT).get(id) ?? []);
  return [NOTE, TASK, EMAIL].flatMap((type) => {
    const ids = new Set(
      records.flatMap((record) => associationsOf(portal, record, type).map(({ toId }) => toId)),
    );
    return [...ids].map((id) => {
      const {
        hs_note_body,
        hs_task_body,
        hs_task_subject,
        hs_email_subject,
        hs_email_text,
        hs_email_direction,
      } = portal.table(type).get(id)?.properties ?? {};
      const parts = [
        hs_note_body,
        hs_task_subject,
        hs_task_body,
        hs_email_direction,
        hs_email_subject,
        hs_email_text,
      ];
      return { kind: type.singular, text: parts.filter(Boolean).join(' / ') };
    });
  });
}

/** The reference in each note and task tells two of the same apart from one that was written twice. */
export const referencesOf = (world: HistoryWorld, actor: Actor): string[] =>
  activitiesOf(world, actor).flatMap(({ text }) => /Baton ref ([0-9a-f]+)/.exec(text)?.[1] ?? []);

function unnamed(actor: Actor, value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(actor.contact, 'CONTACT')
    .replaceAll(actor.twin, 'TWIN')
    .replaceAll(actor.name, 'NAME')
    .replace(/Baton ref [0-9a-f]+/g, '')
    .replace(/https?:[^\s"<>]+/g, 'URL')
    .replace(/\d{1,2}:\d\d( GMT)?/g, 'TIME');
  return JSON.parse(text);
}
