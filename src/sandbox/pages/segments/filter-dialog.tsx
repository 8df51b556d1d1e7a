import { useState } from 'react';
import type { FilterBranch } from '../api/list-types.ts';
import { useWorld } from '../shell/world.tsx';
import { FilterEditor, newRow } from './filter-editor.tsx';
import { FormDialog } from '../shell/form-dialog.tsx';
import { branchOf, groupsOf, isComplete, type FilterRow } from './filter-rows.ts';
import { useDefinitions } from './use-definitions.ts';
import { useMatchCount } from './use-match-count.ts';
import { countWords } from './words.ts';

/** Groups of filters while they are written, and what they choose. */
export function useFilters(objectTypeId: string, saved: FilterBranch | null) {
  const { portal } = useWorld();
  const definitions = useDefinitions(objectTypeId);
  const [changed, setChanged] = useState<{ objectTypeId: string; groups: FilterRow[][] } | null>(null);
  // another kind of records has other properties
  const written = changed?.objectTypeId === objectTypeId ? changed.groups : null;
  const groups =
    definitions && (written ?? (saved && groupsOf(saved, definitions)) ?? [[newRow(definitions)]]);
  const isReady =
    definitions && groups?.flat().every((row) => isComplete(definitions.get(row.property), row));
  const branch = isReady && groups ? branchOf(groups, definitions, portal.timeZone) : null;
  const matching = useMatchCount(objectTypeId, branch);
  return {
    definitions,
    groups,
    /** null: something is not filled in. */
    branch,
    matching,
    change: (next: FilterRow[][]) => setChanged({ objectTypeId, groups: next }),
  };
}

export function FilterFields({
  filters,
  objectTypeId,
}: {
  filters: ReturnType<typeof useFilters>;
  objectTypeId: string;
}) {
  const { definitions, groups, branch, matching, change } = filters;
  if (!definitions || !groups) return <p className="muted">Reading properties …</p>;
  return (
    <>
      <FilterEditor groups={groups} definitions={definitions} onChange={change} />
      <p className="filter-count muted" role="status">
        {!branch
          ? 'Fill in every filter to see who matches.'
          : matching === null
            ? 'Counting …'
            : `${countWords(matching, objectTypeId)} ${matching === 1 ? 'matches' : 'match'} now.`}
      </p>
    </>
  );
}

interface FilterDialogProps {
  objectTypeId: string;
  saved: FilterBranch;
  onSave: (branch: FilterBranch) => Promise<void>;
  onClose: () => void;
}

/** Changes the filters of a list. */
export function FilterDialog({ objectTypeId, saved, onSave, onClose }: FilterDialogProps) {
  const filters = useFilters(objectTypeId, saved);
  const save = async () => {
    if (filters.branch) await onSave(filters.branch);
  };
  return (
    <FormDialog
      id="filters"
      title="Edit filters"
      size="lg"
      button="Save filters"
      isReady={filters.branch !== null}
      onDo={save}
      onClose={onClose}
    >
      <FilterFields filters={filters} objectTypeId={objectTypeId} />
    </FormDialog>
  );
}
