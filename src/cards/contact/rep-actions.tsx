import { Dropdown, Flex, LoadingButton, LoadingSpinner } from '@hubspot/ui-extensions';
import { ConfirmModal } from './confirm-modal.tsx';
import type { CardTools, ContactView } from './card-tools.ts';
import type { RepAction } from './contract.ts';
import { actionWords, inOrder } from './action-labels.ts';
import { asksFirst, withForm } from './rep-action-words.ts';

interface Props {
  view: ContactView;
  tools: CardTools;
  /** Shows the form of an action that needs more than a click. */
  open: (action: RepAction) => void;
}

/** What a rep can ask for now; what does not fit is not offered. */
export function RepActions({ view, tools, open }: Props) {
  const fits = ({ refused }: ContactView['actions'][number]): boolean => refused === null;
  const fitting = inOrder(view.actions.filter(fits).map(({ action }) => action));
  const working = runningWords(tools.running);
  if (working) return <LoadingSpinner label={working} showLabel size="sm" testId="working" />;
  if (fitting.length === 0) return null;
  const busy = tools.running !== null;
  const first = view.kind === 'paused' ? 'resume' : view.kind === 'done' ? 'pick-up' : null;
  return (
    <Flex direction="row" gap="sm" align="center" wrap>
      {first !== null && fitting.includes(first) ? (
        <LoadingButton
          variant="primary"
          size="sm"
          testId={first}
          disabled={busy}
          onClick={() => void tools.ask(first)}
        >
          {actionWords[first].label}
        </LoadingButton>
      ) : null}
      <Dropdown buttonText="Actions" buttonSize="sm" disabled={busy} testId="actions">
        {fitting
          .filter((action) => action !== first)
          .map((action) => (
            <Item key={action} action={action} view={view} tools={tools} open={open} />
          ))}
      </Dropdown>
    </Flex>
  );
}

/** What runs may be no action of a rep's: an approval, say. */
const runningWords = (running: string | null): string | undefined =>
  Object.entries(actionWords).find(([action]) => action === running)?.[1].running;

function Item({ action, view, tools, open }: Props & { action: RepAction }) {
  const { label } = actionWords[action];
  if (asksFirst(action, view))
    return (
      <Dropdown.ButtonItem
        testId={action}
        overlay={<ConfirmModal action={action} view={view} tools={tools} />}
      >
        {label}
      </Dropdown.ButtonItem>
    );
  const onClick = withForm.has(action) ? () => open(action) : () => void tools.ask(action);
  return (
    <Dropdown.ButtonItem testId={action} onClick={onClick}>
      {label}
    </Dropdown.ButtonItem>
  );
}
