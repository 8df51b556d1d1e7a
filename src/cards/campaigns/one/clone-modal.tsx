import { Button, Input, LoadingButton, Modal, ModalBody, ModalFooter } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { patientAnswerTo } from '../../requests/answers.ts';
import { newRequestId } from '../../requests/request-id.ts';
import type { CampaignDetail } from '../contract.ts';
import type { CampaignPlace, CampaignsTools } from '../use-campaigns.ts';

interface Props {
  campaign: CampaignDetail;
  place: CampaignPlace;
  tools: CampaignsTools;
}

const overlayId = 'clone-modal';

/** A draft with the same settings, under a name of its own. */
export function CloneModal({ campaign: { id, draft }, place, tools }: Props) {
  const [name, setName] = useState('');
  const [cloning, setCloning] = useState(false);
  const request = useRef('');
  const open = () => {
    setName(`Copy of ${draft.name}`);
    request.current = newRequestId(tools.userId);
  };
  const clone = async () => {
    setCloning(true);
    const answer = await patientAnswerTo(() => tools.campaigns.clone(id, name.trim(), request.current));
    setCloning(false);
    if (!answer.ok) return tools.addAlert({ type: 'danger', message: answer.problem.message });
    tools.closeOverlay(overlayId);
    tools.addAlert({ type: 'success', message: `“${name.trim()}” is a draft with the same settings.` });
    place.go({ campaign: answer.value.id, step: '1' });
  };
  return (
    <Modal id={overlayId} title={`Clone “${draft.name}”`} width="md" onOpen={open}>
      <ModalBody>
        <Input
          label="Name of the new one"
          name="clone-name"
          testId="clone-name"
          required
          description="It begins as a draft: nothing is sent before you start it."
          value={name}
          onInput={setName}
          onChange={setName}
        />
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant="primary"
          testId="confirm-clone"
          loading={cloning}
          disabled={name.trim() === ''}
          onClick={() => void clone()}
        >
          Clone
        </LoadingButton>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
