import { useMemo } from 'react';
import type { Contact } from '../api/types.ts';
import { ownerNames } from '../shell/people.ts';
import { fullTime } from '../shell/time.ts';
import { useWorld } from '../shell/world.tsx';

/** Who owned the contact and how that was changed, newest first. */
export function OwnerHistory({ contact }: { contact: Contact }) {
  const { owners, portal } = useWorld();
  const names = useMemo(() => ownerNames(owners), [owners]);
  const changes = contact.history['hubspot_owner_id'] ?? [];
  if (changes.length === 0) return null;
  return (
    <details className="owner-history">
      <summary>
        Owner history ({changes.length} {changes.length === 1 ? 'value' : 'values'})
      </summary>
      <ol>
        {changes.map((change, index) => (
          <li key={index}>
            <strong>{change.value ? (names.get(change.value) ?? change.value) : 'No owner'}</strong>
            <span>
              {change.timestamp ? fullTime(change.timestamp, portal.timeZone) : null}
              {change.sourceType ? ` · ${change.sourceType}` : null}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
