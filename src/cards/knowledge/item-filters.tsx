import { AutoGrid, SearchInput, Select } from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';
import type { KnowledgeQuery, KnowledgeView } from './contract.ts';

interface Props {
  view: KnowledgeView;
  query: KnowledgeQuery;
  change: (part: Partial<KnowledgeQuery>) => void;
}

const TYPED_MS = 300;
/** Fewer are seen at a glance. */
const MANY = 5;

/** What narrows the list down. */
export function ItemFilters({ view, query, change }: Props) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const typed = (find: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ find }), TYPED_MS);
  };
  if (view.all <= MANY && view.attention === 0) return null;
  return (
    <AutoGrid columnWidth={180} flexible gap="sm">
      <SearchInput
        label="Find"
        name="find"
        testId="find-knowledge"
        placeholder="Title, address or file"
        clearable
        onInput={typed}
      />
      <Select
        label="Show"
        name="show"
        testId="show-knowledge"
        value={query.show ?? 'all'}
        options={[
          { value: 'all', label: `All (${view.all})` },
          { value: 'attention', label: `Needs attention (${view.attention})` },
        ]}
        onChange={(show) => change({ show: show === 'attention' ? 'attention' : 'all' })}
      />
      <Select
        label="Sort by"
        name="sort"
        testId="sort-knowledge"
        value={query.sort ?? 'added'}
        options={[
          { value: 'added', label: 'Added last' },
          { value: 'title', label: 'Title' },
          { value: 'expiry', label: 'Expires first' },
        ]}
        onChange={(sort) => change({ sort: sort === 'title' || sort === 'expiry' ? sort : 'added' })}
      />
    </AutoGrid>
  );
}
