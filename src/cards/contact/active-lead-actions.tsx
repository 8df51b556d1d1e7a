import {
  Button,
  Dropdown,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
} from '@hubspot/ui-extensions';
import type { ActiveView, CardTools, RepAction } from './card-tools.ts';

const overlayId = 'hand-back';
const runningWords: Readonly<Record<string, string>> = {
  'hand-back': 'Handing back',
  pause: 'Pausing',
  resume: 'Resuming',
};

/** What a rep can do with a contact that is with an assistant. */
export function ActiveLeadActions({ view, tools }: { view: ActiveView; tools: CardTools }) {
  const { assistantName } = view.lead;
  const working = tools.running === null ? undefined : runningWords[tools.running];
  const pause: RepAction = {
    name: 'pause',
    request: tools.api.pause,
    done: () => `Paused. ${assistantName} writes nothing to this contact until you resume.`,
  };
  const resume: RepAction = {
    name: 'resume',
    request: tools.api.resume,
    done: () => `${assistantName} goes on with this contact.`,
  };
  if (working) return <LoadingSpinner label={working} showLabel size="sm" testId="working" />;
  return (
    <Dropdown buttonText="Actions" buttonSize="sm" disabled={tools.running !== null} testId="actions">
      <Dropdown.ButtonItem testId="hand-back" overlay={<HandBackModal view={view} tools={tools} />}>
        Hand back now
      </Dropdown.ButtonItem>
      {view.kind === 'paused' ? (
        <Dropdown.ButtonItem testId="resume" onClick={() => void tools.run(resume)}>
          Resume
        </Dropdown.ButtonItem>
      ) : (
        <Dropdown.ButtonItem testId="pause" onClick={() => void tools.run(pause)}>
          Pause
        </Dropdown.ButtonItem>
      )}
    </Dropdown>
  );
}

/** Handing back ends the sequence for good, so it asks first. */
function HandBackModal({ view, tools }: { view: ActiveView; tools: CardTools }) {
  const { assistantName, priorOwnerName } = view.lead;
  const handBack = async () => {
    tools.closeOverlay(overlayId);
    await tools.run({
      name: 'hand-back',
      request: tools.api.handBack,
      done: () => `${assistantName} hands this contact back${priorOwnerName ? ` to ${priorOwnerName}` : ''}.`,
    });
  };
  return (
    <Modal id={overlayId} title="Hand this contact back now?" variant="danger" width="sm">
      <ModalBody>
        <Text>
          {`${assistantName} stops writing to this contact, and ${priorOwnerName ?? 'the fallback owner'} becomes the contact owner. Emails that are planned are not sent.`}
        </Text>
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant="destructive"
          testId="confirm-hand-back"
          disabled={tools.running !== null}
          onClick={() => void handBack()}
        >
          Hand back
        </LoadingButton>
        <Button testId="cancel-hand-back" onClick={() => tools.closeOverlay(overlayId)}>
          {`Keep with ${assistantName}`}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
