import type { Member } from '../api/list-types.ts';
import { recordPath } from '../routing/routes.ts';
import { RouteLink } from '../routing/router.tsx';
import { Avatar } from '../shell/avatar.tsx';
import { contactName } from '../shell/people.ts';
import { ago, fullTime } from '../shell/time.ts';
import { useNow, useWorld } from '../shell/world.tsx';

interface TableProps {
  members: Member[];
  objectTypeId: string;
  /** null: the filters say who is in it. */
  onRemove: ((id: string, name: string) => void) | null;
}

const columns = {
  '0-1': [
    ['email', 'Email'],
    ['company', 'Company'],
    ['country', 'Country/Region'],
  ],
  '0-2': [
    ['industry', 'Industry'],
    ['city', 'City'],
    ['numberofemployees', 'Employees'],
  ],
} as const;

/** Who is in a list. */
export function MembersTable({ members, objectTypeId, onRemove }: TableProps) {
  const isCompany = objectTypeId === '0-2';
  const shown = columns[isCompany ? '0-2' : '0-1'];
  return (
    <div className="list-scroll">
      <table className="list-table member-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            {shown.map(([name, label]) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">Added</th>
            {onRemove ? (
              <th scope="col">
                <span className="visually-hidden">Remove</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Row
              key={member.id}
              member={member}
              isCompany={isCompany}
              shown={shown.map(([name]) => name)}
              onRemove={onRemove}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<TableProps, 'onRemove'> {
  member: Member;
  isCompany: boolean;
  shown: readonly string[];
}

function Row({ member, isCompany, shown, onRemove }: RowProps) {
  const { portal } = useWorld();
  const now = useNow(10_000);
  const { properties } = member;
  const name = isCompany
    ? (properties['name'] ?? properties['domain'] ?? member.id)
    : contactName(properties);
  const label = (
    <>
      <Avatar name={name} size={26} />
      {name}
    </>
  );
  return (
    <tr data-record-id={member.id}>
      <th scope="row">
        {isCompany ? (
          <span className="list-name">{label}</span>
        ) : (
          <RouteLink className="list-name" to={recordPath(portal.portalId, member.id)}>
            {label}
          </RouteLink>
        )}
      </th>
      {shown.map((column) => (
        <td key={column}>{properties[column] ?? <span className="muted">--</span>}</td>
      ))}
      <td title={fullTime(member.joinedAt, portal.timeZone)}>{ago(member.joinedAt, now, portal.timeZone)}</td>
      {onRemove ? (
        <td className="member-remove">
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${name}`}
            onClick={() => onRemove(member.id, name)}
          >
            ×
          </button>
        </td>
      ) : null}
    </tr>
  );
}
