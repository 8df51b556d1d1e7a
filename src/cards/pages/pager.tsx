import { Button, Flex, Text } from '@hubspot/ui-extensions';
import type { Params } from './place.ts';

interface Props {
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
  /** For `after` of the next page; null: this is the last one. */
  next: string | null;
  /** What is shown: "51–100 of 1,234 leads". */
  what: string;
  asking: boolean;
}

/** The way back is known for pages that were come from; any page leads back to the first. */
const cameFrom = new Map<string, Params>();

export const pageOf = (params: Params): number => Math.max(1, Math.trunc(Number(params['page'])) || 1);

/** Pages follow each other: the server says where the next begins, so that no page counts all before it. */
export function Pager({ params, change, next, what, asking }: Props) {
  const page = pageOf(params);
  const { after } = params;
  const before = after === undefined ? undefined : cameFrom.get(after);
  if (page === 1 && after === undefined && next === null) return <Text variant="microcopy">{what}</Text>;
  return (
    <Flex direction="row" gap="sm" align="center" justify="between" wrap testId="pager">
      <Text variant="microcopy">{what}</Text>
      <Flex direction="row" gap="xs">
        <Button
          size="sm"
          testId="first-page"
          disabled={after === undefined || asking}
          onClick={() => change({})}
        >
          First
        </Button>
        <Button
          size="sm"
          testId="previous-page"
          disabled={before === undefined || asking}
          onClick={() => change({ after: before?.['after'], page: before?.['page'] })}
        >
          Previous
        </Button>
        <Button
          size="sm"
          testId="next-page"
          disabled={next === null || asking}
          onClick={() => {
            if (next === null) return;
            cameFrom.set(next, params);
            change({ after: next, page: String(page + 1) });
          }}
        >
          Next
        </Button>
      </Flex>
    </Flex>
  );
}
