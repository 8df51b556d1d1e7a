import { useMemo } from 'react';
import type { Happening, PlayedContact, Week } from '../api/week-types.ts';
import { leadStateTone } from '../list/lead-state.ts';
import { Avatar } from '../shell/avatar.tsx';
import { useWorld } from '../shell/world.tsx';
import { byDay, daysOf } from './days.ts';
import type { Day } from './days.ts';
import { HappeningLine } from './happening-line.tsx';
import { languageName } from './language-name.ts';

interface TableProps {
  week: Week;
  onOpen: (contactId: string, dayKey: string | null) => void;
}

/** A row for each contact, a column for each day; cells open the conversation. */
export function WeekTable({ week, onOpen }: TableProps) {
  const { portal } = useWorld();
  const { timeZone } = portal;
  const days = useMemo(() => daysOf(week, timeZone), [week, timeZone]);
  const rows = useMemo(
    () => week.contacts.map((contact) => ({ contact, days: byDay(contact.happenings, timeZone) })),
    [week, timeZone],
  );
  const isPlaying = week.status === 'playing';
  /** Of a day to come, nobody knows yet. */
  const isQuiet = (day: Day): boolean =>
    (!isPlaying || day.isWeekend) && rows.every((row) => !row.days.has(day.key));
  return (
    <table className="week-table" aria-label="The week">
      <colgroup>
        <col className="week-who" />
        {days.map((day) => (
          <col key={day.key} className={isQuiet(day) ? 'is-quiet' : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Contact</th>
          {days.map((day) => (
            <th key={day.key} scope="col" className={isQuiet(day) ? 'is-quiet' : undefined}>
              {day.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.contact.id} data-testid={`week-${row.contact.id}`}>
            <th scope="row">
              <Who
                contact={row.contact}
                assistant={week.assistant}
                onOpen={() => onOpen(row.contact.id, null)}
              />
            </th>
            {days.map((day) => (
              <Cell
                key={day.key}
                day={day}
                name={row.contact.name}
                happenings={row.days.get(day.key) ?? []}
                onOpen={() => onOpen(row.contact.id, day.key)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Who({
  contact,
  assistant,
  onOpen,
}: {
  contact: PlayedContact;
  assistant: string;
  onOpen: () => void;
}) {
  const { name, company, language, owner, state } = contact;
  return (
    <div className="week-contact">
      <Avatar name={name} size={30} />
      <div>
        <button type="button" className="week-name" onClick={onOpen}>
          {name}
        </button>
        <span className="muted">{[company, languageName(language)].filter(Boolean).join(' · ')}</span>
        <span className="week-state">
          {state ? (
            <span className={`pill is-${leadStateTone(state.replaceAll(' ', ''))}`}>{state}</span>
          ) : null}
          {owner ? (
            <span className="muted">{owner === assistant ? `with ${owner}` : `back with ${owner}`}</span>
          ) : null}
        </span>
      </div>
    </div>
  );
}

interface CellProps {
  day: Day;
  name: string;
  happenings: Happening[];
  onOpen: () => void;
}

function Cell({ day, name, happenings, onOpen }: CellProps) {
  if (happenings.length === 0) return <td className="is-empty" />;
  return (
    <td>
      <span className="week-day" aria-hidden="true">
        {day.label}
      </span>
      <button type="button" className="week-cell" aria-label={`${name}, ${day.label}: open`} onClick={onOpen}>
        {happenings.map((happening, index) => (
          <HappeningLine key={index} happening={happening} />
        ))}
      </button>
    </td>
  );
}
