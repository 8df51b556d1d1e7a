import { useMemo, useState } from 'react';
import type { TimelineItem } from '../api/types.ts';
import { Icon } from '../cardhost/components/icons.tsx';
import { Empty } from '../shell/states.tsx';
import { ago, fullTime } from '../shell/time.ts';
import { useNow, useWorld } from '../shell/world.tsx';
import { byNewest, toActivity } from './activity.ts';
import type { Activity } from './activity.ts';
import { SafeHtml, htmlToText } from './safe-html.tsx';

type Filter = 'all' | Activity['kind'];
const filters: { id: Filter; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'note', label: 'Notes' },
  { id: 'email', label: 'Emails' },
  { id: 'task', label: 'Tasks' },
];

export function Timeline({ items }: { items: TimelineItem[] }) {
  const [filter, setFilter] = useState<Filter>('all');
  const activities = useMemo(() => items.map(toActivity).sort(byNewest), [items]);
  const shown = filter === 'all' ? activities : activities.filter((one) => one.kind === filter);
  return (
    <div className="timeline">
      <div className="filter-tabs" role="tablist" aria-label="Kinds of activity">
        {filters.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === filter}
            onClick={() => setFilter(id)}
          >
            {label}
            <span className="count">
              {id === 'all' ? activities.length : activities.filter((one) => one.kind === id).length}
            </span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <Empty title="Nothing here yet">Notes, emails and tasks of this contact appear at once.</Empty>
      ) : (
        <ol className="activities" aria-label="Activities">
          {shown.map((activity, index) => (
            <Entry key={activity.key} activity={activity} startsOpen={index === 0} />
          ))}
        </ol>
      )}
    </div>
  );
}

const icons = { note: 'edit', email: 'email', task: 'tasks' } as const;
const nouns = { note: 'Note', email: 'Email', task: 'Task' } as const;

function Entry({ activity, startsOpen }: { activity: Activity; startsOpen: boolean }) {
  const { portal } = useWorld();
  const now = useNow(30_000);
  const [open, setOpen] = useState(startsOpen);
  const { kind, author, facts, title, body, bodyIsHtml, at } = activity;
  const preview = useMemo(() => (bodyIsHtml ? htmlToText(body) : body).slice(0, 220), [body, bodyIsHtml]);
  return (
    <li className={`activity is-${kind}`} data-kind={kind} data-activity={activity.key}>
      <button type="button" className="activity-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="activity-icon">
          <Icon name={icons[kind]} size="sm" />
        </span>
        <span className="activity-title">
          <strong>{kind === 'note' ? 'Note' : `${nouns[kind]}: ${title}`}</strong>
          <span className="muted">
            {[author ? `by ${author}` : null, ...facts].filter(Boolean).join(' · ')}
          </span>
        </span>
        <time dateTime={new Date(at).toISOString()} title={fullTime(at, portal.timeZone)}>
          {ago(at, now, portal.timeZone)}
        </time>
      </button>
      {open ? (
        <div className="activity-body">
          {bodyIsHtml ? <SafeHtml html={body} /> : <p className="plain-text">{body}</p>}
          {body ? null : <p className="muted">No text</p>}
        </div>
      ) : preview ? (
        <p className="activity-preview">{preview}</p>
      ) : null}
    </li>
  );
}
