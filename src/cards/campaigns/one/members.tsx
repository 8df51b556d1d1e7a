import { AutoGrid, EmptyState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCsvFile } from '../../pages/csv-file.tsx';
import { One } from '../../pages/filter-fields.tsx';
import type { Choice } from '../../pages/contract.ts';
import { PageState } from '../../pages/page-state.tsx';
import { Pager, pageOf } from '../../pages/pager.tsx';
import type { Params } from '../../pages/place.ts';
import { SearchField } from '../../pages/search-field.tsx';
import { useShown } from '../../pages/use-pages.ts';
import { useViewer } from '../../pages/viewer.ts';
import { counted, number } from '../../wording/numbers.ts';
import type { MembersView } from '../contract.ts';
import { capitalized } from '../words.ts';
import type { PartProps } from './part-props.ts';
import { MemberTable } from './member-table.tsx';
import { MoveBar } from './move-bar.tsx';

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
        <One name="state" label="State" offered={alone(campaign.states)} params={params} change={change} />
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
  const { campaign, live, place, tools } = props;
  const viewer = useViewer();
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  if (view.members.length === 0 && !asking)
    return <Nobody id={campaign.id} filtered={filters.some((name) => place.params[name])} />;
  const mayMove = tools.isAdmin && campaign.may.includes('move');
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" justify="between" wrap>
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: 'demibold' }} testId="how-many">
            {counted(view.total, 'contact', 'contacts', tools.locale)}
          </Text>
          {asking ? (
            <LoadingSpinner label="Searching" showLabel size="xs" testId="asking" />
          ) : (
            <Text variant="microcopy">{viewer?.sees ?? ''}</Text>
          )}
        </Flex>
        {exportButton}
      </Flex>
      {mayMove ? (
        <MoveBar
          campaign={campaign}
          live={live}
          tools={tools}
          ticked={ticked}
          onClear={() => tick(new Set())}
        />
      ) : null}
      <MemberTable members={view.members} ticked={mayMove ? ticked : null} onTick={tick} tools={tools} />
      <Pager
        params={place.params}
        change={place.change}
        asking={asking}
        next={view.next}
        what={rangeOf(view, place.params, tools.locale)}
      />
    </Flex>
  );
}

function rangeOf(view: MembersView, params: Params, locale: string | undefined): string {
  const first = (pageOf(params) - 1) * pageSize + 1;
  const last = first + view.members.length - 1;
  return `${number(first, locale)}–${number(last, locale)} of ${number(view.total, locale)}`;
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
