import { AutoGrid, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import { useCsvFile } from '../../pages/csv-file.tsx';
import { One } from '../../pages/filter-fields.tsx';
import type { Choice } from '../../pages/contract.ts';
import { PageState } from '../../pages/page-state.tsx';
import { ListHead, rangeOf } from '../../pages/list-head.tsx';
import { Pager } from '../../pages/pager.tsx';
import type { Params } from '../../pages/place.ts';
import { SearchField } from '../../pages/search-field.tsx';
import { useSelection } from '../../pages/selection.ts';
import { useShown } from '../../pages/use-pages.ts';
import type { MemberFilter, MembersView } from '../contract.ts';
import { capitalized } from '../words.ts';
import type { PartProps } from './part-props.ts';
import { MemberTable } from './member-table.tsx';
import { bulkActs, MemberBar } from './member-bar.tsx';

const pageSize = 50;
const filters = ['state', 'reason', 'search'];

const alone = (choices: readonly Choice[]): Choice[] =>
  choices.map(({ value, label }) => ({ value, label: capitalized(label) }));

const queryOf = (params: Params): Params => ({
  ...Object.fromEntries(Object.entries(params).filter(([name]) => [...filters, 'after'].includes(name))),
  limit: String(pageSize),
});

/** Who is in it and how they stand, who was left out and why. */
export function Members(props: PartProps) {
  const { campaign, place, tools } = props;
  const { params, change } = place;
  const query = queryOf(params);
  const question = new URLSearchParams(query).toString();
  const shown = useShown<MembersView>(
    `members ${campaign.id} ${question}`,
    () => tools.campaigns.members(campaign.id, query),
    () => 20_000,
  );
  const csv = useCsvFile(() => tools.campaigns.csv(campaign.id, 'members'), ['contact', 'contacts'], tools);
  return (
    <Flex direction="column" gap="md">
      <AutoGrid columnWidth={150} flexible gap="sm">
        <SearchField
          text={params['search'] ?? ''}
          placeholder="Name, email or company"
          onSearch={(search) => change({ search })}
        />
        <One
          name="state"
          label="State"
          offered={alone([...campaign.states, ...campaign.apart])}
          params={params}
          change={change}
        />
        <One
          name="reason"
          label="Left out because"
          offered={alone(campaign.leftOut)}
          params={params}
          change={change}
        />
      </AutoGrid>
      {csv.result}
      <PageState shown={shown} subject="the contacts">
        {(view) => <List view={view} asking={shown.asking} exportButton={csv.button} {...props} />}
      </PageState>
    </Flex>
  );
}

interface ListProps extends PartProps {
  view: MembersView;
  asking: boolean;
  exportButton: ReactNode;
}

function List({ view, asking, exportButton, ...props }: ListProps) {
  const { campaign, place, tools } = props;
  const { params } = place;
  const filter = Object.fromEntries(filters.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
  const question = JSON.stringify([campaign.id, filter]);
  const selection = useSelection<MemberFilter>(question, view.members, filter, view.total);
  if (view.members.length === 0 && !asking)
    return <Nobody id={campaign.id} filtered={filters.some((name) => params[name])} />;
  const mayChoose = tools.isAdmin && bulkActs.some((act) => campaign.may.includes(act));
  return (
    <Flex direction="column" gap="sm">
      <ListHead
        total={view.total}
        nouns={['contact', 'contacts']}
        asking={asking}
        locale={tools.locale}
        exportButton={exportButton}
      />
      {mayChoose ? <MemberBar selection={selection} view={view} {...props} /> : null}
      <MemberTable members={view.members} selection={mayChoose ? selection : null} tools={tools} />
      <Pager
        params={params}
        change={place.change}
        asking={asking}
        next={view.next}
        what={rangeOf({ shown: view.members.length, total: view.total, pageSize }, params, tools.locale)}
      />
    </Flex>
  );
}

function Nobody({ id, filtered }: { id: string; filtered: boolean }) {
  return (
    <EmptyState
      title={filtered ? 'No contact matches' : 'Nobody is in it yet'}
      layout="vertical"
      imageName="contacts"
      testId="nobody"
    >
      <Flex direction="column" gap="sm" align="center">
        <Text>
          {filtered
            ? 'Nobody you may see fits all of these filters.'
            : 'The contacts of the list stand here once the campaign is started.'}
        </Text>
        {filtered ? (
          <PageLink to="/campaigns" params={{ campaign: id, tab: 'contacts' }}>
            Clear all filters
          </PageLink>
        ) : null}
      </Flex>
    </EmptyState>
  );
}
