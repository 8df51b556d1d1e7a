import type { ActivityRow, ActivityView } from '../../cards/pages/contract.ts';
import type { Activity } from '../activity/activity.ts';
import type { ActivityQuery } from '../activity/search.ts';
import type { Database } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { timelineEntry } from '../leads/card/view.ts';
import type { LeadList } from '../leads/list/list.ts';
import { nameOfContact } from '../leads/list/words.ts';
import { mailsById } from '../mail/mails.ts';
import { cursorOf } from './filters.ts';
import type { Names } from './leads-view.ts';
import { activityWords } from './words.ts';

export interface ActivityViewDeps {
  database: Database;
  activity: Pick<Activity, 'find'>;
  list: Pick<LeadList, 'named'>;
}

/** One page of what Baton did, each entry with its why and the mail it is about. */
export async function activityView(
  { database, activity, list }: ActivityViewDeps,
  names: Names,
  portalId: PortalId,
  query: ActivityQuery,
): Promise<ActivityView> {
  const found = await activity.find(portalId, { ...query, limit: query.limit + 1 });
  const entries = found.slice(0, query.limit);
  const [mails, leads] = await Promise.all([
    mailsById(
      database,
      portalId,
      entries.flatMap(({ mailId }) => mailId ?? []),
    ),
    list.named(
      portalId,
      entries.map(({ contactId }) => contactId),
    ),
  ]);
  const rows = entries.map((entry): ActivityRow => {
    const lead = leads.get(entry.contactId);
    return {
      ...timelineEntry(entry, mails),
      kind: entry.kind,
      kindLabel: activityWords[entry.kind],
      contactId: entry.contactId,
      contactName: lead ? nameOfContact(lead) : `Contact ${entry.contactId}`,
      assistantName: names.assistant(entry.assistantId),
    };
  });
  const last = found.length > query.limit ? entries.at(-1) : undefined;
  return { entries: rows, next: last ? cursorOf({ at: last.at, id: last.id }) : null };
}
