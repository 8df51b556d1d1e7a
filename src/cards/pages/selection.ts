import { useState } from 'react';

/** Which rows of a list a bulk action is for: those ticked, or all that match the filter, also on other pages. */
export interface Selection<Filter> {
  all: boolean;
  count: number;
  has: (contactId: string) => boolean;
  toggle: (contactId: string, on: boolean) => void;
  togglePage: (on: boolean) => void;
  selectAll: () => void;
  clear: () => void;
  on: { contactIds: readonly string[] } | { filter: Filter };
}

/** @param question what the list shows: a selection ends where another list begins */
export function useSelection<Filter>(
  question: string,
  rows: readonly { contactId: string }[],
  filter: Filter,
  total: number,
): Selection<Filter> {
  const nobody: ReadonlySet<string> = new Set();
  const [state, setState] = useState({ question, ids: nobody, all: false });
  const current = state.question === question ? state : { question, ids: nobody, all: false };
  const page = rows.map(({ contactId }) => contactId);
  const set = (ids: ReadonlySet<string>, all = false) => setState({ question, ids, all });
  const tick = (contactIds: readonly string[], on: boolean) => {
    // Without one of all, those of this page stay.
    const ids = new Set(current.all ? page : current.ids);
    for (const id of contactIds) {
      if (on) ids.add(id);
      else ids.delete(id);
    }
    set(ids);
  };
  return {
    all: current.all,
    count: current.all ? total : current.ids.size,
    has: (contactId) => current.all || current.ids.has(contactId),
    toggle: (contactId, on) => tick([contactId], on),
    togglePage: (on) => tick(page, on),
    selectAll: () => set(nobody, true),
    clear: () => set(nobody),
    on: current.all ? { filter } : { contactIds: [...current.ids] },
  };
}
