import { Box, Button, Dropdown, Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { labelNames, markOf, remarkOn } from './context-words.ts';
import type { ContextLabel, ContextLine, EmailPreview } from './contract.ts';

const SHOWN_AT_FIRST = 12;

interface Props {
  email: EmailPreview;
  /** The text has changed since: what a label would be put before is not known for the moment. */
  stale: boolean;
  /** null: the lines are somebody else's to label. */
  onLabel: ((line: ContextLine, label: ContextLabel | null) => void) | null;
}

/** What happens to each line of the Context, with a menu to label it. */
export function ContextLines({ email, stale, onLabel }: Props) {
  const [all, showAll] = useState(false);
  const { lines } = email.context;
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, SHOWN_AT_FIRST);
  return (
    <Flex direction="column" gap="sm" testId="context-lines">
      {shown.map((line, place) => (
        <LineRow
          key={place}
          line={line}
          next={email.step}
          stale={stale}
          // several sentences of one line have one label before all of them
          onLabel={shown[place - 1]?.line === line.line && shown[place - 1]?.at === line.at ? null : onLabel}
        />
      ))}
      {lines.length > shown.length ? (
        <Button size="xs" variant="transparent" testId="all-lines" onClick={() => showAll(true)}>
          {`Show ${lines.length - shown.length} more`}
        </Button>
      ) : null}
    </Flex>
  );
}

interface RowProps extends Pick<Props, 'stale' | 'onLabel'> {
  line: ContextLine;
  next: number;
}

function LineRow({ line, next, stale, onLabel }: RowProps) {
  const mark = markOf(line, next);
  const remark = remarkOn(line);
  return (
    <Flex direction="row" gap="sm" justify="between" align="start">
      <Box flex="auto">
        <Flex direction="column" gap="flush">
          <Flex direction="row" gap="xs" align="center" wrap>
            <Text variant="microcopy">{`Line ${line.line}`}</Text>
            <StatusTag variant={mark.variant} testId={`mark-${line.line}`}>
              {mark.text}
            </StatusTag>
          </Flex>
          {line.text === '' ? null : <Text>{shortened(line.text)}</Text>}
          {remark === null ? null : (
            <Text variant="microcopy" testId={`remark-${line.line}`}>
              {remark}
            </Text>
          )}
        </Flex>
      </Box>
      {onLabel ? <LabelMenu line={line} disabled={stale} onLabel={onLabel} /> : null}
    </Flex>
  );
}

const MOST_SHOWN = 90;
const shortened = (text: string): string =>
  text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;

interface MenuProps {
  line: ContextLine;
  disabled: boolean;
  onLabel: NonNullable<Props['onLabel']>;
}

// the keys of a record are the labels
const labels = Object.keys(labelNames) as ContextLabel[];

function LabelMenu({ line, disabled, onLabel }: MenuProps) {
  return (
    <Dropdown
      buttonText="Label"
      buttonSize="xs"
      variant="transparent"
      disabled={disabled}
      testId={`label-${line.line}`}
    >
      {labels
        .filter((label) => label !== line.label)
        .map((label) => (
          <Dropdown.ButtonItem
            key={label}
            testId={`label-${line.line}-${label}`}
            onClick={() => onLabel(line, label)}
          >
            {labelNames[label]}
          </Dropdown.ButtonItem>
        ))}
      {line.from > line.at ? (
        <Dropdown.ButtonItem testId={`label-${line.line}-none`} onClick={() => onLabel(line, null)}>
          No label
        </Dropdown.ButtonItem>
      ) : null}
    </Dropdown>
  );
}
