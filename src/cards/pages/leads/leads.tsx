import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import type { LeadsView } from '../contract.ts';
import { useCsvFile } from '../csv-file.tsx';
import { PageState } from '../page-state.tsx';
import { ListHead, rangeOf } from '../list-head.tsx';
import { Pager } from '../pager.tsx';
import { leadFilterOf, leadParams } from '../place.ts';
import type { Params } from '../place.ts';
import { useSelection } from '../selection.ts';
import { usePagesTools, useParams, useShown } from '../use-pages.ts';
import type { PagesTools } from '../use-pages.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkJobs } from './bulk-jobs.tsx';
import { LeadFilters } from './lead-filters.tsx';
import { LeadTable } from './lead-table.tsx';
import { useBulkJobs } from './use-bulk-jobs.ts';

const pageSize = 50;

/** What the list of an address is asked with. */
function queryOf(params: Params): Params {
  const { sort, direction, after } = params;
  return {
    ...leadParams(params),
    ...(sort ? { sort, direction: direction ?? 'ascending' } : {}),
    ...(after ? { after } : {}),
    limit: String(pageSize),
  };
}

/** Where is this person? */
export function Leads() {
  const tools = usePagesTools();
  const { params, change } = useParams();
  const query = queryOf(params);
  const question = new URLSearchParams(query).toString();
  const shown = useShown<LeadsView>(
    question,
    () => tools.api.leads(query),
    () => 20_000,
  );
  const jobs = useBulkJobs(tools, shown.hurry);
  const csv = useCsvFile(() => tools.api.csv(leadFilterOf(params)), ['lead', 'leads'], tools);
  return (
    <Flex direction="column" gap="md">
      <BulkJobs jobs={jobs} tools={tools} />
      <LeadFilters params={params} change={change} />
      {csv.result}
      <PageState shown={shown} subject="the leads">
        {(view) => (
          <List
            view={view}
            params={params}
            change={change}
            question={question}
            answers={shown.answers}
            tools={tools}
            asking={shown.asking}
            onStarted={jobs.hurry}
            exportButton={csv.button}
          />
        )}
      </PageState>
    </Flex>
  );
}

interface ListProps {
  view: LeadsView;
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
  question: string;
  answers: string;
  asking: boolean;
  tools: PagesTools;
  onStarted: () => void;
  exportButton: ReactNode;
}

function List({
  view,
  params,
  change,
  question,
  answers,
  asking,
  tools,
  onStarted,
  exportButton,
}: ListProps) {
  const selection = useSelection(question, view.leads, leadFilterOf(params), view.total);
  if (view.leads.length === 0 && !asking)
    return <NoLeads filtered={Object.keys(leadParams(params)).length > 0} />;
  return (
    <Flex direction="column" gap="sm">
      <ListHead
        total={view.total}
        nouns={['lead', 'leads']}
        asking={asking}
        locale={tools.locale}
        exportButton={exportButton}
      />
      <BulkBar selection={selection} view={view} tools={tools} onStarted={onStarted} />
      <LeadTable
        rows={view.leads}
        listKey={answers}
        params={params}
        change={change}
        selection={selection}
        tools={tools}
      />
      <Pager
        params={params}
        change={change}
        asking={asking}
        next={view.next}
        what={rangeOf({ shown: view.leads.length, total: view.total, pageSize }, params, tools.locale)}
      />
    </Flex>
  );
}

function NoLeads({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState title="No lead matches" layout="vertical" testId="no-match">
        <Flex direction="column" gap="sm" align="center">
          <Text>Nobody you may see fits all of these filters.</Text>
          <PageLink to="/leads">Clear all filters</PageLink>
        </Flex>
      </EmptyState>
    );
  return (
    <EmptyState title="No leads yet" layout="vertical" imageName="leads" testId="no-leads">
      <Flex direction="column" gap="sm" align="center">
        <Text>
          A contact becomes a lead when an assistant is made its owner: on its record, in a list, or by a
          workflow.
        </Text>
        <PageLink to="/">See the first steps</PageLink>
      </Flex>
    </EmptyState>
  );
}
