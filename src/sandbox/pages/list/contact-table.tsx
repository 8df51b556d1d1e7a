import { useEffect, useRef } from 'react';
import type { ContactRow } from '../api/types.ts';
import { recordPath } from '../routing/routes.ts';
import { RouteLink } from '../routing/router.tsx';
import { Avatar } from '../shell/avatar.tsx';
import { contactName } from '../shell/people.ts';
import { ago, fullTime } from '../shell/time.ts';
import { useNow, useWorld } from '../shell/world.tsx';
import { LEAD_STATE_PROPERTY, leadStateTone } from './lead-state.ts';

interface TableProps {
  rows: ContactRow[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}

export function ContactTable({ rows, selected, onSelect }: TableProps) {
  const all = rows.every((row) => selected.has(row.id));
  const some = rows.some((row) => selected.has(row.id));
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !all;
  }, [some, all]);
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <div className="list-scroll">
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col" className="list-check">
              <input
                ref={box}
                type="checkbox"
                aria-label="Select all on this page"
                checked={all}
                onChange={() => onSelect(all ? new Set() : new Set(rows.map((row) => row.id)))}
              />
            </th>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">Company</th>
            <th scope="col">Contact owner</th>
            <th scope="col">Lead status</th>
            <th scope="col">Lead Connection Status</th>
            <th scope="col">Last activity</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} selected={selected.has(row.id)} onToggle={() => toggle(row.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, selected, onToggle }: { row: ContactRow; selected: boolean; onToggle: () => void }) {
  const { portal } = useWorld();
  const now = useNow(60_000);
  const { properties } = row;
  const name = contactName(properties);
  const state = properties[LEAD_STATE_PROPERTY];
  const last = lastActivity(properties);
  return (
    <tr className={selected ? 'is-selected' : undefined} data-contact-id={row.id}>
      <td className="list-check">
        <input type="checkbox" aria-label={`Select ${name}`} checked={selected} onChange={onToggle} />
      </td>
      <th scope="row">
        <RouteLink className="list-name" to={recordPath(portal.portalId, row.id)}>
          <Avatar name={name} size={26} />
          {name}
        </RouteLink>
      </th>
      <td>{properties['email'] ?? <Nothing />}</td>
      <td>{properties['company'] ?? <Nothing />}</td>
      <td>{row.ownerName ?? <span className="muted">No owner</span>}</td>
      <td>{properties['hs_lead_status'] ? leadStatusLabel(properties['hs_lead_status']) : <Nothing />}</td>
      <td>{state ? <span className={`pill is-${leadStateTone(state)}`}>{state}</span> : <Nothing />}</td>
      <td title={last ? fullTime(last, portal.timeZone) : undefined}>
        {last ? ago(last, now, portal.timeZone) : <Nothing />}
      </td>
    </tr>
  );
}

const Nothing = () => <span className="muted">--</span>;

/** `IN_PROGRESS` -> `In progress`; the list has no property definitions at hand. */
function leadStatusLabel(value: string): string {
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lastActivity(properties: ContactRow['properties']): number | null {
  const text =
    properties['notes_last_updated'] ?? properties['lastmodifieddate'] ?? properties['hs_lastmodifieddate'];
  if (!text) return null;
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(at) ? at : null;
}
