import { useState } from 'react';
import { send } from '../api/client.ts';
import type { FilterBranch, Segment } from '../api/list-types.ts';
import { useRouter } from '../routing/router.tsx';
import { segmentPath } from '../routing/routes.ts';
import { ActionMenu } from '../shell/action-menu.tsx';
import { FormDialog } from '../shell/form-dialog.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';
import { FilterDialog } from './filter-dialog.tsx';
import { groupsOf } from './filter-rows.ts';
import { useDefinitions } from './use-definitions.ts';

interface ActionsProps {
  segment: Segment;
  path: string;
  refresh: () => Promise<void>;
}

type Action = 'rename' | 'filters' | 'convert' | 'delete';

const labels: Readonly<Record<Action, string>> = {
  rename: 'Rename',
  filters: 'Edit filters',
  convert: 'Convert to static',
  delete: 'Delete',
};

/** What a person can do with a list. */
export function SegmentActions({ segment, path, refresh }: ActionsProps) {
  const { portal, user } = useWorld();
  const { go } = useRouter();
  const toasts = useToasts();
  const definitions = useDefinitions(segment.objectTypeId);
  const [asking, setAsking] = useState<Action | null>(null);
  const close = () => setAsking(null);
  const isActive = segment.processingType === 'DYNAMIC';
  const isEditable =
    isActive && definitions !== null && segment.filterBranch && groupsOf(segment.filterBranch, definitions);
  const change = async (body: { name: string } | { filterBranch: FilterBranch }) => {
    await send(path, { method: 'PATCH', body: { ...body, userId: user.id } });
    close();
    await refresh();
  };
  const convert = async () => {
    await send(`${path}/convert`, { method: 'POST' });
    close();
    await refresh();
  };
  const remove = async () => {
    await send(path, { method: 'DELETE' });
    toasts.add({
      tone: 'success',
      title: 'Segment deleted',
      message: `${segment.name} can be restored for 90 days.`,
    });
    go(segmentPath(portal.portalId));
  };
  return (
    <>
      <div>
        <ActionMenu<Action>
          actions={[
            'rename',
            ...(isEditable ? (['filters'] as const) : []),
            ...(isActive ? (['convert'] as const) : []),
            'delete',
          ]}
          labels={labels}
          onChoose={setAsking}
        />
      </div>
      {asking === 'rename' ? (
        <Rename name={segment.name} onSave={(name) => change({ name })} onClose={close} />
      ) : null}
      {asking === 'filters' && segment.filterBranch ? (
        <FilterDialog
          objectTypeId={segment.objectTypeId}
          saved={segment.filterBranch}
          onSave={(filterBranch) => change({ filterBranch })}
          onClose={close}
        />
      ) : null}
      {asking === 'convert' ? (
        <FormDialog
          id="convert-segment"
          title="Convert to a static segment?"
          button="Convert"
          onDo={convert}
          onClose={close}
        >
          <p>It keeps the members that it has and follows its filters no more.</p>
        </FormDialog>
      ) : null}
      {asking === 'delete' ? (
        <FormDialog
          id="delete-segment"
          title="Delete this segment?"
          button="Delete segment"
          isDanger
          onDo={remove}
          onClose={close}
        >
          <p>
            Nobody in it is deleted. It can be restored for 90 days; until then the app finds no such list.
          </p>
        </FormDialog>
      ) : null}
    </>
  );
}

interface RenameProps {
  name: string;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

function Rename({ name, onSave, onClose }: RenameProps) {
  const [typed, setTyped] = useState(name);
  const wanted = typed.trim();
  return (
    <FormDialog
      id="rename-segment"
      title="Rename segment"
      button="Save"
      isReady={wanted !== ''}
      onDo={() => onSave(wanted)}
      onClose={onClose}
    >
      <label className="stacked-field">
        Name
        <input className="input" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
    </FormDialog>
  );
}
