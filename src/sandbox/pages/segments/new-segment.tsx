import { useState } from 'react';
import { request } from '../api/client.ts';
import { segmentSchema } from '../api/list-types.ts';
import { useRouter } from '../routing/router.tsx';
import { segmentPath } from '../routing/routes.ts';
import { useWorld } from '../shell/world.tsx';
import { FilterFields, useFilters } from './filter-dialog.tsx';
import { FormDialog } from '../shell/form-dialog.tsx';
import { objects } from './words.ts';

/** The button that creates a list, as a person does in HubSpot. */
export function NewSegment() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button is-primary" onClick={() => setOpen(true)}>
        Create segment
      </button>
      {open ? <NewSegmentDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NewSegmentDialog({ onClose }: { onClose: () => void }) {
  const { portal, user } = useWorld();
  const { go } = useRouter();
  const [name, setName] = useState('');
  const [objectTypeId, setObject] = useState<string>('0-1');
  const [isActive, setActive] = useState(true);
  const filters = useFilters(objectTypeId, null);
  const create = async () => {
    const body = {
      name: name.trim(),
      objectTypeId,
      userId: user.id,
      ...(isActive
        ? { processingType: 'DYNAMIC', filterBranch: filters.branch }
        : { processingType: 'MANUAL' }),
    };
    const path = `/sandbox/api/portals/${portal.portalId}/lists`;
    const { data } = await request(path, segmentSchema, { method: 'POST', body });
    go(segmentPath(portal.portalId, data.listId));
  };
  return (
    <FormDialog
      id="new-segment"
      title="Create segment"
      size="lg"
      button="Create"
      isReady={name.trim() !== '' && (!isActive || filters.branch !== null)}
      onDo={create}
      onClose={onClose}
    >
      <div className="segment-naming">
        <label className="stacked-field">
          Name
          <input className="input" value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="stacked-field">
          Of
          <select
            className="input"
            aria-label="Object"
            value={objectTypeId}
            onChange={(event) => setObject(event.target.value)}
          >
            {objects.map((one) => (
              <option key={one.id} value={one.id}>
                {one.many}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className="segment-kinds">
        <legend className="visually-hidden">Type</legend>
        <Kind
          checked={isActive}
          onChoose={() => setActive(true)}
          name="Active"
          text="Filters say who is in it; it follows them by itself."
        />
        <Kind
          checked={!isActive}
          onChoose={() => setActive(false)}
          name="Static"
          text="People and apps add and remove."
        />
      </fieldset>
      {isActive ? (
        <FilterFields filters={filters} objectTypeId={objectTypeId} />
      ) : (
        <p className="muted">
          It begins empty. Choose contacts in the contact list and add them to it, or let an app do it.
        </p>
      )}
    </FormDialog>
  );
}

interface KindProps {
  checked: boolean;
  onChoose: () => void;
  name: string;
  text: string;
}

const Kind = ({ checked, onChoose, name, text }: KindProps) => (
  <label>
    <input type="radio" name="kind" checked={checked} onChange={onChoose} />
    <span>
      <strong>{name}</strong>
      <span className="muted">{text}</span>
    </span>
  </label>
);
