import type { TimelineItem } from '../api/types.ts';

export interface Activity {
  key: string;
  kind: TimelineItem['kind'];
  at: number;
  title: string;
  /** HTML or plain text, as the app stored it. */
  body: string;
  bodyIsHtml: boolean;
  author: string | null;
  /** `Sent to …`, `Due …`, as short facts. */
  facts: string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads the HubSpot properties of a timeline entry, which come spread over it or as its `properties`. */
function propertyOf(item: TimelineItem): (name: string) => string {
  const nested =
    typeof item['properties'] === 'object' && item['properties'] !== null ? item['properties'] : {};
  const all: Record<string, unknown> = { ...item, ...nested };
  return (name) => text(all[name]);
}

function addressesIn(headers: string): { from: string; to: string } {
  const none = { from: '', to: '' };
  if (!headers) return none;
  try {
    const parsed = JSON.parse(headers) as { from?: { email?: string }; to?: { email?: string }[] };
    return { from: text(parsed.from?.email), to: (parsed.to ?? []).map((one) => text(one.email)).join(', ') };
  } catch {
    return none;
  }
}

function emailActivity(get: (name: string) => string) {
  const incoming = get('hs_email_direction') === 'INCOMING_EMAIL';
  const headers = addressesIn(get('hs_email_headers'));
  const other = incoming
    ? get('hs_email_from_email') || headers.from
    : get('hs_email_to_email') || headers.to;
  const status = get('hs_email_status');
  return {
    title: get('hs_email_subject') || '(no subject)',
    body: get('hs_email_html') || get('hs_email_text'),
    bodyIsHtml: get('hs_email_html') !== '',
    facts: [
      other ? `${incoming ? 'From' : 'To'} ${other}` : incoming ? 'Received' : 'Sent',
      ...(status && status !== 'SENT' ? [status.toLowerCase()] : []),
    ],
  };
}

function taskActivity(get: (name: string) => string) {
  const priority = get('hs_task_priority');
  return {
    title: get('hs_task_subject') || '(task without a title)',
    body: get('hs_task_body'),
    bodyIsHtml: true,
    facts: [
      get('hs_task_status') === 'COMPLETED' ? 'completed' : 'open',
      ...(priority && priority !== 'NONE' ? [`${priority.toLowerCase()} priority`] : []),
    ],
  };
}

/** A timeline entry as the page shows it. */
export function toActivity(item: TimelineItem): Activity {
  const get = propertyOf(item);
  const base = {
    key: `${item.kind}-${item.id}`,
    kind: item.kind,
    at: item.at,
    author: item.authorName ?? null,
  };
  if (item.kind === 'email') return { ...base, ...emailActivity(get) };
  if (item.kind === 'task') return { ...base, ...taskActivity(get) };
  return { ...base, title: 'Note', body: get('hs_note_body'), bodyIsHtml: true, facts: [] };
}

/** Newest first; entries of the same moment keep the later id above. */
export function byNewest(a: Activity, b: Activity): number {
  return b.at - a.at || b.key.localeCompare(a.key, 'en', { numeric: true });
}
