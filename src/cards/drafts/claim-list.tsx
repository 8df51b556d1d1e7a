import { Accordion, Alert, Flex, Tag, Text } from '@hubspot/ui-extensions';
import type { ClaimView } from '../contact/contract.ts';
import { markedOf } from './draft-acts.ts';

/** Each claim beside its source; what stands in none comes first and is never folded away. */
export function ClaimList({ claims, open }: { claims: readonly ClaimView[]; open: boolean }) {
  const marked = markedOf(claims);
  const sourced = claims.filter(({ source }) => source !== null);
  return (
    <Flex direction="column" gap="sm" testId="claims">
      {marked.length > 0 ? (
        <Alert
          variant="danger"
          title={
            marked.length === 1
              ? 'One claim stands in no source'
              : `${marked.length} claims stand in no source`
          }
          testId="marked"
        >
          <Flex direction="column" gap="xs">
            {marked.map((claim, index) => (
              <Text key={index}>{`“${claim.words}”${inSubject(claim)}: ${claim.reason}`}</Text>
            ))}
          </Flex>
        </Alert>
      ) : null}
      {sourced.length > 0 ? (
        <Accordion
          title={`Where it comes from (${sourced.length})`}
          size="sm"
          defaultOpen={open}
          testId="sources"
        >
          <Flex direction="column" gap="sm">
            {sourced.map((claim, index) => (
              <Sourced key={index} claim={claim} />
            ))}
          </Flex>
        </Accordion>
      ) : null}
      {claims.length === 0 ? (
        <Text variant="microcopy" testId="no-claims">
          It claims nothing that needs a source.
        </Text>
      ) : null}
    </Flex>
  );
}

function Sourced({ claim }: { claim: ClaimView }) {
  return (
    <Flex direction="column" gap="flush">
      <Flex direction="row" gap="xs" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }} inline>{`“${claim.words}”${inSubject(claim)}`}</Text>
        <Tag>{claim.kind}</Tag>
      </Flex>
      <Text variant="microcopy">{`${claim.source?.label ?? ''}: ${claim.source?.excerpt ?? ''}`}</Text>
    </Flex>
  );
}

const inSubject = ({ part }: ClaimView): string => (part === 'subject' ? ' in the subject' : '');
