import { Button, Flex, Text, Tile } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { counted } from '../wording/numbers.ts';
import type { Selection } from './selection.ts';

interface Props {
  selection: Selection<unknown>;
  rows: readonly { contactId: string }[];
  total: number;
  /** One and many of what is selected. */
  nouns: readonly [string, string];
  locale: string | undefined;
  /** What can be done with them. */
  children: ReactNode;
}

/** How many are ticked, the way to all that match, and what can be done with them. */
export function SelectionBar({ selection, rows, total, nouns, locale, children }: Props) {
  const [one, many] = nouns;
  if (selection.count === 0) return null;
  const wholePage = rows.every(({ contactId }) => selection.has(contactId)) && total > selection.count;
  return (
    <Tile compact testId="bulk-bar">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }} testId="selected">
          {`${counted(selection.count, one, many, locale)} selected`}
        </Text>
        {wholePage && !selection.all ? (
          <Button size="xs" variant="transparent" testId="select-all" onClick={selection.selectAll}>
            {`Select all ${counted(total, one, many, locale)} that match`}
          </Button>
        ) : null}
        {children}
        <Button size="xs" variant="transparent" testId="clear-selection" onClick={selection.clear}>
          Clear selection
        </Button>
      </Flex>
    </Tile>
  );
}
