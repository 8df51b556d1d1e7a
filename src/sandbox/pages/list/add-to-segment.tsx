import { useState } from 'react';
import { request } from '../api/client.ts';
import { membersChangedSchema, segmentSchema, segmentsSchema } from '../api/list-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

interface AddProps {
  contactIds: string[];
  onDone: () => void;
  onClose: () => void;
}

const NEW = 'new';

/** Adds chosen contacts to a static list, or to a new one. */
export function AddToSegment({ contactIds, onDone, onClose }: AddProps) {
  const { portal, user } = useWorld();
  const toasts = useToasts();
  const path = `/sandbox/api/portals/${portal.portalId}/lists`;
  const segments = usePolled(path, segmentsSchema, 0);
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const open = (segments.data ?? []).filter(
    (one) => one.deletedAt === null && one.objectTypeId === '0-1' && one.processingType !== 'DYNAMIC',
  );
  const target = chosen ?? open[0]?.listId ?? NEW;
  const create = async () => {
    const body = {
      name: name.trim(),
      objectTypeId: '0-1',
      processingType: 'MANUAL',
      members: contactIds,
      userId: user.id,
    };
    const { data } = await request(path, segmentSchema, { method: 'POST', body });
    return { name: data.name, added: data.size };
  };
  const addTo = async (listId: string) => {
    const { data } = await request(`${path}/${listId}/members`, membersChangedSchema, {
      method: 'POST',
      body: { add: contactIds },
    });
    return { name: open.find((one) => one.listId === listId)?.name ?? listId, added: data.added.length };
  };
  const add = async () => {
    const done = await (target === NEW ? create() : addTo(target));
    const there = contactIds.length - done.added;
    const message = `${done.added} added to ${done.name}${there > 0 ? `, ${there} were in it already` : ''}.`;
    toasts.add({ tone: 'success', title: 'Added to segment', message });
    onDone();
  };
  const count = `${contactIds.length} ${contactIds.length === 1 ? 'contact' : 'contacts'}`;
  return (
    <FormDialog
      id="add-to-segment"
      title={`Add ${count} to a static segment`}
      button="Add"
      isReady={segments.data !== null && (target !== NEW || name.trim() !== '')}
      onDo={add}
      onClose={onClose}
    >
      <label className="stacked-field">
        Segment
        <select
          className="input"
          aria-label="Segment"
          value={target}
          onChange={(event) => setChosen(event.target.value)}
        >
          {open.map((one) => (
            <option key={one.listId} value={one.listId}>
              {one.name}
            </option>
          ))}
          <option value={NEW}>A new one</option>
        </select>
      </label>
      {target === NEW ? (
        <label className="stacked-field">
          Name of the new segment
          <input className="input" value={name} onChange={(event) => setName(event.target.value)} />
        </label>
      ) : null}
    </FormDialog>
  );
}
