import { Button, EmptyState, Flex, LoadingSpinner, StatusTag, Tag, Text, Tile } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { moment } from '../../wording/dates.ts';
import type { ReviewRow, ReviewsView } from '../contract.ts';
import { BulkJobs } from '../leads/bulk-jobs.tsx';
import { useBulkJobs } from '../leads/use-bulk-jobs.ts';
import { PageState } from '../page-state.tsx';
import { Pager, pageOf } from '../pager.tsx';
import { reviewParams } from '../place.ts';
import type { Params } from '../place.ts';
import { usePagesTools, useParams, useShown } from '../use-pages.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { counted, number } from '../../wording/numbers.ts';
import { ApproveMany } from './approve-many.tsx';
import { ReviewPage } from './review-page.tsx';
import { ReviewFilters } from './review-filters.tsx';
import { TakenBy } from './taken-by.tsx';

const pageSize = 25;

/** What does Baton ask me? */
export function Reviews() {
  const { params, change } = useParams();
  const { review, ...list } = params;
  return review === undefined ? (
    <ReviewList params={params} change={change} />
  ) : (
    <ReviewPage key={review} id={review} list={list} />
  );
}

interface ListProps {
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
}

function ReviewList({ params, change }: ListProps) {
  const tools = usePagesTools();
  const { after } = params;
  const query = { ...reviewParams(params), ...(after ? { after } : {}), limit: String(pageSize) };
  const shown = useShown<ReviewsView>(
    new URLSearchParams(query).toString(),
    () => tools.api.reviews(query),
    () => 15_000,
  );
  const jobs = useBulkJobs(tools, shown.hurry);
  const ours = { ...jobs, jobs: jobs.jobs.filter(({ action }) => action.kind === 'approve') };
  return (
    <Flex direction="column" gap="md">
      <BulkJobs jobs={ours} tools={tools} />
      <ReviewFilters params={params} change={change} />
      <PageState shown={shown} subject="what waits for you">
        {(view) => (
          <List
            view={view}
            params={params}
            change={change}
            asking={shown.asking}
            tools={tools}
            onStarted={jobs.hurry}
          />
        )}
      </PageState>
    </Flex>
  );
}

interface RowsProps extends ListProps {
  view: ReviewsView;
  asking: boolean;
  tools: PagesTools;
  onStarted: () => void;
}

function List({ view, params, change, asking, tools, onStarted }: RowsProps) {
  const viewer = useViewer();
  if (view.reviews.length === 0 && !asking)
    return <NothingWaits filtered={Object.keys(reviewParams(params)).length > 0} />;
  const first = (pageOf(params) - 1) * pageSize + 1;
  const range = `${number(first, tools.locale)}–${number(first + view.reviews.length - 1, tools.locale)} of ${number(view.total, tools.locale)}, oldest first`;
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" justify="between" wrap>
        <Flex direction="column" gap="flush">
          <Text format={{ fontWeight: 'demibold' }} testId="how-many">
            {counted(view.total, 'thing waits for a person', 'things wait for a person', tools.locale)}
          </Text>
          {asking ? (
            <LoadingSpinner label="Searching" showLabel size="xs" testId="asking" />
          ) : (
            <Text variant="microcopy">{viewer?.sees ?? ''}</Text>
          )}
        </Flex>
        {view.simple > 1 ? (
          <ApproveMany params={params} count={view.simple} tools={tools} onStarted={onStarted} />
        ) : null}
      </Flex>
      {view.reviews.map((row) => (
        <Row key={row.id} row={row} tools={tools} onOpen={() => change({ ...params, review: row.id })} />
      ))}
      <Pager params={params} change={change} asking={asking} next={view.next} what={range} />
    </Flex>
  );
}

function Row({ row, tools, onOpen }: { row: ReviewRow; tools: PagesTools; onOpen: () => void }) {
  return (
    <Tile compact testId={`review-${row.id}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" justify="between" wrap>
          <Flex direction="row" gap="sm" align="center" wrap>
            <Tag variant={row.kind === 'answer' ? 'warning' : 'info'}>
              {row.kind === 'answer' ? 'Answer in doubt' : 'Email to approve'}
            </Tag>
            <Text format={{ fontWeight: 'demibold' }} inline>
              {[row.contactName, row.company].filter(Boolean).join(', ')}
            </Text>
            {row.expired ? <StatusTag variant="danger">Not decided in time</StatusTag> : null}
            {row.kind === 'draft' && row.marked && !row.expired ? (
              <StatusTag variant="warning">Look at it alone</StatusTag>
            ) : null}
          </Flex>
          <Button size="sm" testId={`open-${row.id}`} onClick={onOpen}>
            Open
          </Button>
        </Flex>
        <Text>{row.kind === 'answer' ? `“${row.title}”` : row.title}</Text>
        <Text variant="microcopy">{row.why}</Text>
        <Text variant="microcopy">
          {`With ${row.assistantName}. Waits since ${moment(row.since, tools)}.`}
        </Text>
        <TakenBy taken={row.taken} reader={tools} />
      </Flex>
    </Tile>
  );
}

function NothingWaits({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      title={filtered ? 'Nothing like that waits' : 'Nothing waits for you'}
      layout="vertical"
      imageName="emptyStateCharts"
      testId="nothing-waits"
    >
      <Flex direction="column" gap="sm" align="center">
        <Text>
          {filtered
            ? 'Nothing that you may see fits all of these filters.'
            : 'Emails that need your approval and answers that Baton is not sure of stand here.'}
        </Text>
        {filtered ? (
          <PageLink to="/reviews">Clear all filters</PageLink>
        ) : (
          <PageLink to="/settings" params={{ section: 'assistants' }}>
            Which emails wait for approval is set for each assistant
          </PageLink>
        )}
      </Flex>
    </EmptyState>
  );
}
