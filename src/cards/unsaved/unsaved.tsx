import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

/** What somebody entered and has not saved, and what is open, by section and name. */
type Entries = Readonly<Record<string, { value: unknown; isChange: boolean }>>;

interface Store {
  entries: Entries;
  update: (change: (now: Entries) => Entries) => void;
}

const StoreContext = createContext<Store | null>(null);
const SectionContext = createContext('');

const keyOf = (section: string, name: string): string => `${section}/${name}`;

interface ProviderProps {
  /** What is entered below is of no interest above: it is gone with this very part. */
  apart?: boolean;
  children: ReactNode;
}

/** Keeps what is entered below it while sections, or pages, take each other's place. */
export function UnsavedProvider({ apart = false, children }: ProviderProps) {
  const above = useContext(StoreContext);
  const [entries, update] = useState<Entries>({});
  const store = useMemo(() => ({ entries, update }), [entries]);
  return <StoreContext.Provider value={apart ? store : (above ?? store)}>{children}</StoreContext.Provider>;
}

/** What is kept below belongs to this section. */
export const UnsavedSection = ({ name, children }: { name: string; children: ReactNode }) => (
  <SectionContext.Provider value={name}>{children}</SectionContext.Provider>
);

function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('What is entered is kept only below an UnsavedProvider.');
  return store;
}

type Set<Value> = (next: Value | ((now: Value) => Value)) => void;

function useEntry<Value>(name: string, start: () => Value, isChange: boolean): [Value, Set<Value>] {
  const { entries, update } = useStore();
  const key = keyOf(useContext(SectionContext), name);
  const [first] = useState(start);
  // whoever wrote the entry of this name wrote a value of this type
  const valueIn = (all: Entries): Value => (key in all ? (all[key]?.value as Value) : first);
  const set: Set<Value> = (next) =>
    update((all) => {
      const value = typeof next === 'function' ? (next as (now: Value) => Value)(valueIn(all)) : next;
      const { [key]: _before, ...others } = all;
      return JSON.stringify(value) === JSON.stringify(first)
        ? others
        : { ...others, [key]: { value, isChange } };
    });
  return [valueIn(entries), set];
}

/** `useState` for what somebody enters: it is there again when the section is, and counts as not saved meanwhile. */
export const useDraft = <Value,>(name: string, start: () => Value): [Value, Set<Value>] =>
  useEntry(name, start, true);

/** `useState` for which form is open: kept like a draft, but nothing that could be saved. */
export const useKept = <Value,>(name: string, start: () => Value): [Value, Set<Value>] =>
  useEntry(name, start, false);

/** Changes to what is saved. What is as it was saved is no change. */
export function useChanges<Saved extends object>(name: string, saved: Saved) {
  const [changes, set] = useDraft<Partial<Saved>>(name, () => ({}));
  const isNew = ([field, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify((saved as Record<string, unknown>)[field]);
  const real = Object.fromEntries(Object.entries(changes).filter(isNew)) as Partial<Saved>;
  return {
    shown: { ...saved, ...real },
    isChanged: Object.keys(real).length > 0,
    change: (part: Partial<Saved>) =>
      // what is as it was goes, so that nothing is told to be unsaved
      set((now) => Object.fromEntries(Object.entries({ ...now, ...part }).filter(isNew)) as Partial<Saved>),
    forget: () => set({}),
  };
}

/** The sections with something unsaved, and how to forget what was entered: in one form of this section, or in a section. */
export function useUnsaved() {
  const { entries, update } = useStore();
  const here = useContext(SectionContext);
  const without = (prefix: string) =>
    update((all) => Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith(prefix))));
  const changed = Object.entries(entries).filter(([, { isChange }]) => isChange);
  return {
    sections: new Set(changed.map(([key]) => key.slice(0, key.indexOf('/')))),
    forgetForm: (form: string) => without(keyOf(here, form)),
    forgetSection: (section: string) => without(keyOf(section, '')),
  };
}
