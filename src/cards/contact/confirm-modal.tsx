import { Button, LoadingButton, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import type { CardTools, ContactView } from './card-tools.ts';
import type { RepAction } from './contract.ts';
import { actionWords } from './action-labels.ts';

interface Props {
  action: RepAction;
  view: ContactView;
  tools: CardTools;
}

/** What ends the assistant's work asks first, and says what will happen. */
export function ConfirmModal({ action, view, tools }: Props) {
  const { title, text, keep } = question(action, view);
  const confirm = async () => {
    tools.closeOverlay(action);
    await tools.ask(action);
  };
  return (
    <Modal id={action} title={title} variant="danger" width="sm">
      <ModalBody>
        <Text>{text}</Text>
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant="destructive"
          testId={`confirm-${action}`}
          disabled={tools.running !== null}
          onClick={() => void confirm()}
        >
          {actionWords[action].label}
        </LoadingButton>
        <Button testId={`cancel-${action}`} onClick={() => tools.closeOverlay(action)}>
          {keep}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function question(action: RepAction, view: ContactView): { title: string; text: string; keep: string } {
  const lead = 'lead' in view && view.lead !== null && 'priorOwnerName' in view.lead ? view.lead : null;
  const name = lead?.assistantName ?? 'Baton';
  const keepsOwner = lead !== null && 'campaign' in lead && lead.campaign?.keepsOwner === true;
  const whose = keepsOwner
    ? 'the owner stays who it is'
    : `${lead?.priorOwnerName ?? 'the fallback owner'} becomes the contact owner`;
  const goesBack = `${whose}. Emails that are planned are not sent.`;
  const keep = lead ? `Keep with ${name}` : 'Cancel';
  switch (action) {
    case 'unsubscribe':
      return {
        title: 'Unsubscribe this contact?',
        text: `${lead ? `${name} stops writing, and ${goesBack} ` : ''}Baton never writes to this address again, whoever asks. It cannot be taken back here.`,
        keep: 'Cancel',
      };
    case 'stop':
      return {
        title: 'Stop the follow-up?',
        text: `${name} writes no more, the lead counts as Deactivated, and ${goesBack}`,
        keep,
      };
    case 'mark-hot':
    case 'mark-responded':
      return {
        title: `${actionWords[action].label} and hand back?`,
        text: `A person is needed then: ${name} stops writing, and ${goesBack}`,
        keep,
      };
    default:
      return {
        title: 'Hand this contact back now?',
        text: `${name} stops writing to this contact, and ${goesBack}`,
        keep,
      };
  }
}
