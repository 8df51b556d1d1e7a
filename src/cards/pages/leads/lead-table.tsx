import {
  Checkbox,
  Flex,
  Link,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { dayAt, moment, whenAndZone } from '../../wording/dates.ts';
import { stateWords } from '../../wording/lead-states.ts';
import type { AttentionKind, LeadFilter, LeadRow, LeadSort } from '../contract.ts';
import type { Params } from '../place.ts';
import type { Selection } from '../selection.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import type { Column } from './columns.ts';
import { columnsOf } from './columns.ts';

interface Props {
  /** Of the list that the rows are of: another one is put in its place as a whole, not row by row. */
  listKey: string;
  rows: readonly LeadRow[];
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
  selection: Selection<LeadFilter>;
  tools: PagesTools;
}

type Direction = 'ascending' | 'descending' | 'none';

/** The leads of one page. */
export function LeadTable({ listKey, rows, params, change, selection, tools }: Props) {
  const shown = columnsOf(params['columns']);
  const everyone = rows.every((row) => selection.has(row.contactId));
  const header = (label: string, sort: LeadSort | undefined, key: string) =>
    sort === undefined ? (
      <TableHeader key={key}>{label}</TableHeader>
    ) : (
      <TableHeader
        key={key}
        testId={`sort-${sort}`}
        sortDirection={directionOf(params, sort)}
        onSortChange={(direction) =>
          change(direction === 'none' ? { sort: undefined, direction: undefined } : { sort, direction })
        }
      >
        {label}
      </TableHeader>
    );
  return (
    <Table bordered density="condensed" testId="leads">
      <TableHead>
        <TableRow>
          <TableHeader width="min">
            <Checkbox
              aria-label="Select all on this page"
              checked={everyone}
              onChange={(on) => selection.togglePage(on)}
            />
          </TableHeader>
          {header('Name', 'name', 'name')}
          {shown.map(({ value, label, sort }) => header(label, sort, value))}
        </TableRow>
      </TableHead>
      <TableBody key={listKey}>
        {rows.map((row) => (
          <TableRow key={row.contactId} testId={`lead-${row.contactId}`}>
            <TableCell width="min">
              <Checkbox
                aria-label={`Select ${row.name}`}
                checked={selection.has(row.contactId)}
                onChange={(on) => selection.toggle(row.contactId, on)}
              />
            </TableCell>
            <TableCell>
              <Who row={row} />
            </TableCell>
            {shown.map(({ value }) => (
              <TableCell key={value}>{cell(value, row, tools)}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function directionOf(params: Params, sort: LeadSort): Direction {
  if (params['sort'] !== sort) return 'none';
  return params['direction'] === 'descending' ? 'descending' : 'ascending';
}

/** The name opens the record in HubSpot. */
function Who({ row }: { row: LeadRow }) {
  const recordUrl = useViewer()?.recordUrl;
  return (
    <Flex direction="column" gap="flush">
      <Text truncate={{ maxWidth: 200, tooltipText: row.name }} format={{ fontWeight: 'demibold' }}>
        {recordUrl === undefined ? (
          row.name
        ) : (
          <Link href={{ url: `${recordUrl}${row.contactId}`, external: true }}>{row.name}</Link>
        )}
      </Text>
      {row.email !== null && row.email !== row.name ? (
        <Text variant="microcopy" truncate={{ maxWidth: 200, tooltipText: row.email }}>
          {row.email}
        </Text>
      ) : null}
      {row.addressNote === null ? null : <Tag variant="warning">{row.addressNote}</Tag>}
    </Flex>
  );
}

/** A name that may be long: one line, whole on hovering. */
function Cut({ children }: { children: string }) {
  return <Text truncate={{ maxWidth: 200, tooltipText: children }}>{children}</Text>;
}

const attentionWords: Readonly<Record<AttentionKind, string>> = {
  'needs-you': 'Needs you',
  'at-risk': 'At risk',
  stuck: 'Paused by Baton',
  paused: 'Paused for long',
};

const stageWords: Readonly<Record<LeadRow['stage'], string | null>> = {
  queued: 'Queued',
  nurturing: null,
  paused: 'Paused',
  'handing-back': 'Being handed back',
  closed: null,
};

function cell(column: Column, row: LeadRow, tools: PagesTools): ReactNode {
  switch (column) {
    case 'state':
      return <State row={row} />;
    case 'company':
      return row.company === null ? '' : <Cut>{row.company}</Cut>;
    case 'assistant':
      return <Cut>{row.assistantName}</Cut>;
    case 'step':
      return row.stage === 'closed' ? '' : `${row.step} of ${row.stepCount}`;
    case 'next-email':
      if (row.waitsForApproval) return 'Waits for approval';
      return row.nextEmailAt === null ? '' : <NextEmail at={row.nextEmailAt} row={row} tools={tools} />;
    case 'last-answer':
      return row.lastAnswer === null ? '' : <Answer answer={row.lastAnswer} tools={tools} />;
    case 'prior-owner':
      return <Cut>{row.priorOwnerName ?? 'Nobody'}</Cut>;
    case 'owner':
      return <Cut>{row.ownerName ?? 'Nobody'}</Cut>;
    case 'since':
      return dayAt(row.since, tools);
  }
}

function State({ row }: { row: LeadRow }) {
  const stage = stageWords[row.stage];
  return (
    <Flex direction="column" gap="xs" align="start">
      <Flex direction="row" gap="xs" wrap="wrap" align="center">
        <StatusTag variant={stateWords[row.state].tone}>{row.stateLabel}</StatusTag>
        {row.attention ? (
          <Tag variant="warning">{attentionWords[row.attention]}</Tag>
        ) : stage ? (
          <Text variant="microcopy">{stage}</Text>
        ) : null}
      </Flex>
      {row.closeReason && !row.attention ? <Text variant="microcopy">{row.closeReason}</Text> : null}
    </Flex>
  );
}

function NextEmail({ at, row, tools }: { at: number; row: LeadRow; tools: PagesTools }) {
  const { when, zone } = whenAndZone(at, row.timeZone, tools.locale);
  return (
    <Flex direction="column" gap="flush">
      <Text>{when}</Text>
      <Text variant="microcopy">{zone}</Text>
    </Flex>
  );
}

function Answer({ answer, tools }: { answer: NonNullable<LeadRow['lastAnswer']>; tools: PagesTools }) {
  return (
    <Flex direction="column" gap="flush">
      <Text>{answer.label}</Text>
      <Text variant="microcopy">{moment(answer.at, tools)}</Text>
    </Flex>
  );
}
