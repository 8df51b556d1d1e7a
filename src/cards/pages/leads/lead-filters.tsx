import { Accordion, AutoGrid, Flex, MultiSelect } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { Choice } from '../contract.ts';
import { One, Several } from '../filter-fields.tsx';
import type { FieldProps } from '../filter-fields.tsx';
import { leadParams } from '../place.ts';
import type { Params } from '../place.ts';
import { SearchField } from '../search-field.tsx';
import { useViewer } from '../viewer.ts';
import { columns, columnsOf, columnsParam } from './columns.ts';

type Props = Pick<FieldProps, 'params' | 'change'>;

const withChoices: readonly Choice[] = [
  { value: 'assistant', label: 'With an assistant' },
  { value: 'person', label: 'Back with a person' },
];

/** Fields that stand behind "More filters". */
const more = ['assistant', 'priorOwner', 'lastAnswer', 'nextEmail'] as const;

/** Everything that narrows the list down. Each change goes into the address. */
export function LeadFilters({ params, change }: Props) {
  const choices = useViewer()?.choices;
  const hidden = more.filter((name) => params[name]).length;
  const several = (name: string, label: string, offered: readonly Choice[] | undefined) => (
    <Several name={name} label={label} params={params} change={change} offered={offered ?? []} />
  );
  const one = (name: string, label: string, offered: readonly Choice[] | undefined) => (
    <One name={name} label={label} params={params} change={change} offered={offered ?? []} />
  );
  return (
    <Flex direction="column" gap="sm" testId="lead-filters">
      <AutoGrid columnWidth={150} flexible gap="sm">
        <SearchField
          text={params['search'] ?? ''}
          placeholder="Name, email or company"
          onSearch={(search) => change({ search })}
        />
        {several('state', 'State', choices?.states)}
        {one('with', 'Who has the contact', withChoices)}
        {one('attention', 'Needs attention', [
          { value: 'any', label: 'For any reason' },
          ...(choices?.attention ?? []),
        ])}
      </AutoGrid>
      <Accordion
        title={hidden === 0 ? 'More filters and columns' : `More filters and columns (${hidden} set)`}
        size="xs"
        testId="more-filters"
      >
        <AutoGrid columnWidth={150} flexible gap="sm">
          {several('assistant', 'Assistant', choices?.assistants)}
          {several('priorOwner', 'Prior owner', choices?.priorOwners)}
          {several('lastAnswer', 'Last answer', choices?.answers)}
          {one('nextEmail', 'Next email', choices?.nextEmail)}
          <MultiSelect
            name="columns"
            label="Columns"
            testId="columns"
            options={columns.map(({ value, label }) => ({ value, label }))}
            value={columnsOf(params['columns']).map(({ value }) => value)}
            onChange={(chosen) => change({ columns: columnsParam(chosen.map(String)) })}
          />
        </AutoGrid>
      </Accordion>
      {Object.keys(leadParams(params)).length > 0 ? (
        <PageLink to="/leads" params={keptWithoutFilters(params)} testId="clear-filters">
          Clear all filters
        </PageLink>
      ) : null}
    </Flex>
  );
}

function keptWithoutFilters(params: Params): Record<string, string> {
  const kept = ['sort', 'direction', 'columns'];
  return Object.fromEntries(Object.entries(params).filter(([name]) => kept.includes(name)));
}
