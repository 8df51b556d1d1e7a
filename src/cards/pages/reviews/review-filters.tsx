import { AutoGrid, Flex } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { One, Several } from '../filter-fields.tsx';
import { reviewParams } from '../place.ts';
import type { Params } from '../place.ts';
import { useViewer } from '../viewer.ts';

const kinds = [
  { value: 'answer', label: 'Answers in doubt' },
  { value: 'draft', label: 'Emails to approve' },
];
const whose = [{ value: 'true', label: 'Only my contacts' }];

interface Props {
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
}

/** What narrows down what waits for a person. */
export function ReviewFilters({ params, change }: Props) {
  const assistants = useViewer()?.choices.assistants ?? [];
  return (
    <Flex direction="column" gap="sm" testId="review-filters">
      <AutoGrid columnWidth={180} flexible gap="sm">
        <One name="kind" label="What" offered={kinds} params={params} change={change} />
        <One name="mine" label="Whose" offered={whose} params={params} change={change} />
        <Several name="assistant" label="Assistant" offered={assistants} params={params} change={change} />
      </AutoGrid>
      {Object.keys(reviewParams(params)).length > 0 ? (
        <PageLink to="/reviews" testId="clear-filters">
          Clear all filters
        </PageLink>
      ) : null}
    </Flex>
  );
}
