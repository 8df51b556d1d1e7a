import { Button, Flex, Text, Tile } from '@hubspot/ui-extensions';
import type { LeadAction, LeadsView } from '../contract.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { counted } from '../../wording/numbers.ts';
import { BulkModal } from './bulk-modal.tsx';
import type { Selection } from './selection.ts';

interface Props {
  selection: Selection;
  view: LeadsView;
  tools: PagesTools;
  onStarted: () => void;
}

/** What can be done with the leads that are ticked. */
export function BulkBar({ selection, view, tools, onStarted }: Props) {
  const offered = useViewer()?.choices.bulk ?? [];
  if (selection.count === 0 || offered.length === 0) return null;
  const wholePage = selection.ids.size === view.leads.length && view.total > view.leads.length;
  return (
    <Tile compact testId="bulk-bar">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }} testId="selected">
          {`${counted(selection.count, 'lead', 'leads', tools.locale)} selected`}
        </Text>
        {wholePage && !selection.all ? (
          <Button size="xs" variant="transparent" testId="select-all" onClick={selection.selectAll}>
            {`Select all ${counted(view.total, 'lead', 'leads', tools.locale)} that match`}
          </Button>
        ) : null}
        {offered.map((choice) => (
          <BulkButton
            key={choice.value}
            kind={choice.value}
            label={choice.label}
            selection={selection}
            tools={tools}
            onStarted={onStarted}
          />
        ))}
        <Button size="xs" variant="transparent" testId="clear-selection" onClick={selection.clear}>
          Clear selection
        </Button>
      </Flex>
    </Tile>
  );
}

interface ButtonProps extends Omit<Props, 'view'> {
  kind: LeadAction['kind'];
  label: string;
}

function BulkButton({ kind, label, selection, tools, onStarted }: ButtonProps) {
  return (
    <Button
      size="sm"
      testId={`bulk-${kind}`}
      overlay={
        <BulkModal kind={kind} label={label} selection={selection} tools={tools} onStarted={onStarted} />
      }
    >
      {label}
    </Button>
  );
}
