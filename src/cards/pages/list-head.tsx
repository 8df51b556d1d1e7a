import { Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { counted, number } from '../wording/numbers.ts';
import { pageOf } from './pager.tsx';
import type { Params } from './place.ts';
import { useViewer } from './viewer.ts';

interface Props {
  total: number;
  /** One and many of what is listed. */
  nouns: readonly [string, string];
  asking: boolean;
  locale: string | undefined;
  exportButton: ReactNode;
}

/** How many a list has, of whom, and the way to a file of them. */
export function ListHead({ total, nouns, asking, locale, exportButton }: Props) {
  const viewer = useViewer();
  return (
    <Flex direction="row" gap="sm" align="center" justify="between" wrap>
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }} testId="how-many">
          {counted(total, ...nouns, locale)}
        </Text>
        {asking ? (
          <LoadingSpinner label="Searching" showLabel size="xs" testId="asking" />
        ) : (
          <Text variant="microcopy">{viewer?.sees ?? ''}</Text>
        )}
      </Flex>
      {exportButton}
    </Flex>
  );
}

/** "51–100 of 1,234" */
export function rangeOf(
  { shown, total, pageSize }: { shown: number; total: number; pageSize: number },
  params: Params,
  locale: string | undefined,
): string {
  const first = (pageOf(params) - 1) * pageSize + 1;
  return `${number(first, locale)}–${number(first + shown - 1, locale)} of ${number(total, locale)}`;
}
