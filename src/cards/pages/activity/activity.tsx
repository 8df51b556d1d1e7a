import { EmptyState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ActivityView } from '../contract.ts';
import { PageState } from '../page-state.tsx';
import { Pager, pageOf } from '../pager.tsx';
import { activityParams } from '../place.ts';
import type { Params } from '../place.ts';
import { usePagesTools, useParams, useShown } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { ActivityEntry } from './activity-entry.tsx';
import { ActivityFilters } from './activity-filters.tsx';

const pageSize = 50;

function queryOf(params: Params): Params {
  const { after } = params;
  return { ...activityParams(params), ...(after ? { after } : {}), limit: String(pageSize) };
}

/** What did Baton do? */
export function Activity() {
  const tools = usePagesTools();
  const { params, change } = useParams();
  const viewer = useViewer();
  const query = queryOf(params);
  const shown = useShown<ActivityView>(
    new URLSearchParams(query).toString(),
    () => tools.api.activity(query),
    // older pages do not change
    () => (query['after'] === undefined ? 20_000 : null),
  );
  const contactName = shown.view?.entries.find(
    ({ contactId }) => contactId === params['contact'],
  )?.contactName;
  return (
    <Flex direction="column" gap="md">
      <Text variant="microcopy">{viewer?.sees ?? ''}</Text>
      <ActivityFilters params={params} change={change} contactName={contactName ?? null} />
      <PageState shown={shown} subject="the activity">
        {(view) => (
          <Flex direction="column" gap="md">
            {shown.asking ? <LoadingSpinner label="Searching" showLabel size="xs" testId="asking" /> : null}
            {view.entries.length === 0 && !shown.asking ? (
              <NoActivity filtered={Object.keys(activityParams(params)).length > 0} />
            ) : (
              <Flex key={shown.answers} direction="column" gap="sm" testId="entries">
                {view.entries.map((entry) => (
                  <ActivityEntry key={entry.id} entry={entry} params={params} reader={tools} />
                ))}
              </Flex>
            )}
            <Pager
              params={params}
              change={change}
              asking={shown.asking}
              next={view.next}
              what={pageOf(params) === 1 ? 'Newest first' : `Page ${pageOf(params)}, newest first`}
            />
          </Flex>
        )}
      </PageState>
    </Flex>
  );
}

function NoActivity({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      title={filtered ? 'Nothing matches' : 'Nothing has happened yet'}
      layout="vertical"
      testId="no-activity"
    >
      <Flex direction="column" gap="sm" align="center">
        <Text>
          {filtered
            ? 'Baton did nothing that fits all of these filters.'
            : 'As soon as a contact is handed to an assistant, each step stands here with its why.'}
        </Text>
        {filtered ? (
          <PageLink to="/activity">Clear all filters</PageLink>
        ) : (
          <PageLink to="/">See the first steps</PageLink>
        )}
      </Flex>
    </EmptyState>
  );
}
