import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import type { DraftView } from '../contact/contract.ts';

/** What became different since the email was written or approved. */
export function DraftChanges({ changes }: Pick<DraftView, 'changes'>) {
  if (changes.length === 0) return null;
  return (
    <Alert variant="warning" title="Changed since it was written" testId="draft-changes">
      <Flex direction="column" gap="sm">
        {changes.map(({ what, from, to }) => (
          <Flex key={what} direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{what}</Text>
            <Text>{`Then: ${said(from)}`}</Text>
            <Text>{`Now: ${said(to)}`}</Text>
          </Flex>
        ))}
        <Text variant="microcopy">
          The text below is as it was. Approve it as it is, change it, or have it written again.
        </Text>
      </Flex>
    </Alert>
  );
}

const MOST = 600;

const said = (text: string): string =>
  text.trim() === '' ? 'nothing' : text.length > MOST ? `${text.slice(0, MOST)}…` : text;
