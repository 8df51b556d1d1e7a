import { useState } from 'react';
import { send } from '../api/client.ts';
import { ownerNames } from '../shell/people.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';
import { AddToSegment } from './add-to-segment.tsx';
import { editInSlices } from './edit-in-slices.ts';

interface BulkBarProps {
  selected: ReadonlySet<string>;
  onDone: () => void;
}

/** What can be done with the selected contacts; hidden while none is. */
export function BulkBar({ selected, onDone }: BulkBarProps) {
  const { portal, owners, user } = useWorld();
  const toasts = useToasts();
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  if (selected.size === 0 && !progress) return null;

  const names = ownerNames(owners);
  const apply = async () => {
    const ids = [...selected];
    setProgress({ done: 0, total: ids.length });
    const properties = { hubspot_owner_id: ownerId };
    const path = `/sandbox/api/portals/${portal.portalId}/contacts/bulk`;
    const edit = (slice: string[]) =>
      send(path, { method: 'POST', body: { ids: slice, properties, userId: user.id } });
    const result = await editInSlices(ids, edit, (done) => setProgress({ done, total: ids.length }));
    setProgress(null);
    setOwnerId(null);
    const to = ownerId ? (names.get(ownerId) ?? ownerId) : 'no owner';
    const count = `${result.done} ${result.done === 1 ? 'contact' : 'contacts'}`;
    if (result.problem)
      toasts.add({
        tone: 'danger',
        title: `Changed ${result.done} of ${ids.length}`,
        message: result.problem,
      });
    else toasts.add({ tone: 'success', title: 'Owner changed', message: `${count} now with ${to}.` });
    onDone();
  };

  return (
    <div className="bulk-bar" role="region" aria-label="Selected contacts">
      <strong>{selected.size} selected</strong>
      {progress ? (
        <div className="bulk-progress" role="status">
          <progress value={progress.done} max={progress.total} aria-label="Changing owner" />
          {progress.done} of {progress.total} changed
        </div>
      ) : ownerId === null ? (
        <>
          <button type="button" className="button is-small" onClick={() => setOwnerId('')}>
            Edit owner
          </button>
          <button type="button" className="button is-small" onClick={() => setAdding(true)}>
            Add to segment
          </button>
        </>
      ) : (
        <>
          <label className="inline-field">
            <span>New owner</span>
            <select className="input" value={ownerId} onChange={(event) => setOwnerId(event.target.value)}>
              <option value="">No owner</option>
              {owners
                .filter((owner) => !owner.archived)
                .map((owner) => (
                  <option key={owner.id} value={owner.id}>
                    {names.get(owner.id)}
                  </option>
                ))}
            </select>
          </label>
          <button type="button" className="button is-primary is-small" onClick={apply}>
            Update {selected.size} {selected.size === 1 ? 'contact' : 'contacts'}
          </button>
          <button type="button" className="button is-small is-quiet" onClick={() => setOwnerId(null)}>
            Cancel
          </button>
        </>
      )}
      {isAdding ? (
        <AddToSegment
          contactIds={[...selected]}
          onDone={() => {
            setAdding(false);
            onDone();
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  );
}
