import {
  Button,
  Flex,
  Input,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { patientAnswerTo } from '../../requests/answers.ts';
import { newRequestId } from '../../requests/request-id.ts';
import type { CampaignDetail } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';

interface Props {
  campaign: CampaignDetail;
  tools: CampaignsTools;
  onDone: () => void;
}

const overlayId = 'test-modal';

/** The contact that somebody means: the id, or the address of its record in HubSpot. null: neither. */
export function contactIn(text: string): string | null {
  const found = /^\s*(?:.*\/record\/0-1\/|.*\/contact\/)?(\d+)(?:[/?#].*)?\s*$/.exec(text);
  return found?.[1] ?? null;
}

/** One contact goes through the campaign as it is: real emails, to one person. */
export function TestModal({ campaign: { id, draft }, tools, onDone }: Props) {
  const [text, setText] = useState('');
  const [enrolling, setEnrolling] = useState(false);
  const contactId = contactIn(text);
  const unreadable = text.trim() !== '' && contactId === null;
  const enroll = async () => {
    if (contactId === null) return;
    setEnrolling(true);
    const requestId = newRequestId(tools.userId);
    const answer = await patientAnswerTo(() => tools.campaigns.step(id, 'test', { requestId, contactId }));
    setEnrolling(false);
    if (!answer.ok) return tools.addAlert({ type: 'danger', message: answer.problem.message });
    tools.closeOverlay(overlayId);
    tools.addAlert({ type: 'success', message: 'The contact is being enrolled.' });
    onDone();
  };
  return (
    <Modal id={overlayId} title={`Test “${draft.name}” on one contact`} width="md" onOpen={() => setText('')}>
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text>
            This contact gets the emails of the campaign for real, also while it is a draft. Take one whose
            mailbox you can read.
          </Text>
          <Input
            label="Contact"
            name="test-contact"
            testId="test-contact"
            required
            description="Its id, or the address of its record in HubSpot"
            value={text}
            error={unreadable}
            validationMessage={unreadable ? 'This is neither an id nor the address of a record.' : undefined}
            onInput={setText}
            onChange={setText}
          />
        </Flex>
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant="primary"
          testId="confirm-test"
          loading={enrolling}
          disabled={contactId === null}
          onClick={() => void enroll()}
        >
          Enroll this contact
        </LoadingButton>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
