import { Button } from '@hubspot/ui-extensions';
import type { LeadAction, LeadFilter, LeadsView } from '../contract.ts';
import { SelectionBar } from '../selection-bar.tsx';
import type { Selection } from '../selection.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { BulkModal } from './bulk-modal.tsx';

interface Props {
  selection: Selection<LeadFilter>;
  view: LeadsView;
  tools: PagesTools;
  onStarted: () => void;
}

/** What can be done with the leads that are ticked. */
export function BulkBar({ selection, view, tools, onStarted }: Props) {
  const offered = useViewer()?.choices.bulk ?? [];
  if (offered.length === 0) return null;
  return (
    <SelectionBar
      selection={selection}
      rows={view.leads}
      total={view.total}
      nouns={['lead', 'leads']}
      locale={tools.locale}
    >
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
    </SelectionBar>
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
