import { Alert, Flex, Link, Text } from '@hubspot/ui-extensions';
import type { Elsewhere } from './contract.ts';

/** The card is open on a contact that is no more: where its conversation goes on. */
export function MergedPanel({ into: { name, url } }: { into: Pick<Elsewhere, 'name' | 'url'> }) {
  return (
    <Alert variant="info" title={`This contact was merged into ${name}`} testId="merged">
      <Flex direction="column" gap="xs" align="start">
        <Text>
          {url === null
            ? `${name} is not in HubSpot any more either.`
            : 'Whatever an assistant did for it, its emails, answers and timeline, stands there.'}
        </Text>
        {url === null ? null : (
          <Link href={{ url, external: true }} testId="merged-record">{`Open ${name}`}</Link>
        )}
      </Flex>
    </Alert>
  );
}
