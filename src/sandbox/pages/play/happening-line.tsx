import { useMemo } from 'react';
import type { Happening } from '../api/week-types.ts';
import { Icon } from '../cardhost/components/icons.tsx';
import { htmlToText } from '../record/safe-html.tsx';

const icons = {
  mail: 'email',
  answer: 'comment',
  decision: 'workflows',
  note: 'edit',
  task: 'tasks',
} as const satisfies Record<Happening['kind'], string>;

/** The properties that say most, in this order; of others the first. */
const telling = ['baton_lead_connection_status', 'hubspot_owner_id'];

/** One thing that happened, on a few lines. */
export function HappeningLine({ happening }: { happening: Happening }) {
  const { before, text } = useMemo(() => wordsOf(happening), [happening]);
  return (
    <span className={`week-line is-${happening.kind}`}>
      <Icon name={icons[happening.kind]} size="sm" />
      <span className="week-words">
        {before ? <b>{before} </b> : null}
        {text}
      </span>
    </span>
  );
}

function wordsOf(happening: Happening): { before?: string; text: string } {
  switch (happening.kind) {
    case 'mail':
    case 'task':
      return { text: happening.subject };
    case 'answer':
      return { before: happening.behaviour, text: withoutGreeting(happening.text) };
    case 'decision':
      return { text: decided(happening.changes) };
    case 'note':
      return reasonIn(happening.body);
  }
}

/** The states, and whom the contact is with now. */
export function decided(changes: Extract<Happening, { kind: 'decision' }>['changes']): string {
  const known = telling.flatMap((name) => changes.find(({ property }) => property === name) ?? []);
  const shown = known.length > 0 ? known : changes.slice(0, 1);
  return shown
    .filter(({ value }) => value !== '')
    .map(({ property, value }) => (property === 'hubspot_owner_id' ? `back with ${value}` : value))
    .join(' · ');
}

/** An answer on one line says more without its salutation. */
const withoutGreeting = (text: string): string => {
  const parts = text.split(/\n\n+/);
  return (parts.length > 1 && (parts[0] ?? '').length < 40 ? parts.slice(1) : parts).join(' ');
};

/** Why, where a note says so; else how it begins. */
function reasonIn(html: string): { before?: string; text: string } {
  const paragraphs = html.split(/<\/p>|<br\s*\/?>/i).map((part) => htmlToText(part));
  const why = paragraphs.find((part) => part.startsWith('Why:'));
  return why === undefined ? { text: paragraphs[0] ?? '' } : { before: 'Why:', text: why.slice(4).trim() };
}
