import { useState } from 'react';
import type { LeadFilter, LeadRow } from '../contract.ts';

/** Which leads a bulk action is for: those ticked, or all that match the filter, also on other pages. */
export interface Selection {
  ids: ReadonlySet<string>;
  all: boolean;
  count: number;
  toggle: (contactId: string, on: boolean) => void;
  togglePage: (on: boolean) => void;
  selectAll: () => void;
  clear: () => void;
  on: { contactIds: readonly string[] } | { filter: LeadFilter };
}

/** @param question what the list shows: a selection ends where another list begins */
export function useSelection(
  question: string,
  rows: readonly LeadRow[],
  filter: LeadFilter,
  total: number,
): Selection {
  const [state, setState] = useState({ question, ids: new Set<string>(), all: false });
  const current = state.question === question ? state : { question, ids: new Set<string>(), all: false };
  const set = (ids: Set<string>, all = false) => setState({ question, ids, all });
  return {
    ids: current.ids,
    all: current.all,
    count: current.all ? total : current.ids.size,
    toggle: (contactId, on) => {
      const ids = new Set(current.all ? rows.map((row) => row.contactId) : current.ids);
      if (on) ids.add(contactId);
      else ids.delete(contactId);
      set(ids);
    },
    togglePage: (on) => set(new Set(on ? rows.map((row) => row.contactId) : [])),
    selectAll: () => set(new Set(rows.map((row) => row.contactId)), true),
    clear: () => set(new Set()),
    on: current.all ? { filter } : { contactIds: [...current.ids] },
  };
}
