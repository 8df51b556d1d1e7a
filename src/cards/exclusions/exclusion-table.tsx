import {
  Button,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { dayAt } from '../wording/dates.ts';
import type { Exclusion, ExclusionsView } from './contract.ts';
import type { ExclusionsTools } from './use-exclusions.ts';

interface Props {
  view: ExclusionsView;
  tools: ExclusionsTools;
}

/** A page of them, the newest first. */
export function ExclusionTable({ view, tools }: Props) {
  const { total, found, shown } = view;
  if (total === 0) return <Text testId="no-exclusions">Nobody is excluded yet.</Text>;
  if (found === 0) return <Text testId="none-found">{`None of ${total} contains these letters.`}</Text>;
  return (
    <Flex direction="column" gap="xs">
      <Table bordered density="condensed" testId="exclusion-list">
        <TableHead>
          <TableRow>
            <TableHeader width={260}>Never write to</TableHeader>
            <TableHeader width={220}>Reason</TableHeader>
            <TableHeader width="min"> </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((one) => (
            <Row key={one.pattern} one={one} tools={tools} />
          ))}
        </TableBody>
      </Table>
      <Pages view={view} tools={tools} />
    </Flex>
  );
}

function Row({ one: { pattern, reason, addedBy, at }, tools }: { one: Exclusion; tools: ExclusionsTools }) {
  return (
    <TableRow testId={`exclusion-${pattern}`}>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }}>{pattern}</Text>
      </TableCell>
      <TableCell>
        <Text>{reason === '' ? 'No reason given' : reason}</Text>
        <Text variant="microcopy">{`${addedBy}, ${dayAt(at, tools)}`}</Text>
      </TableCell>
      <TableCell width="min">
        <Button
          size="sm"
          testId={`remove-${pattern}`}
          disabled={tools.running !== null}
          onClick={() => void tools.remove(pattern)}
        >
          Remove
        </Button>
      </TableCell>
    </TableRow>
  );
}

function Pages({ view: { total, found, page, pages }, tools }: Props) {
  const counted = found === total ? `${total} in all` : `${found} of ${total}`;
  if (pages === 1) return <Text variant="microcopy">{counted}</Text>;
  return (
    <Flex direction="row" gap="sm" align="center">
      <Button size="sm" testId="exclusions-back" disabled={page === 0} onClick={() => tools.turnTo(page - 1)}>
        Newer
      </Button>
      <Text variant="microcopy">{`${counted}, page ${page + 1} of ${pages}`}</Text>
      <Button
        size="sm"
        testId="exclusions-on"
        disabled={page + 1 >= pages}
        onClick={() => tools.turnTo(page + 1)}
      >
        Older
      </Button>
    </Flex>
  );
}
