import { Button, Flex, LoadingButton, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { newRequestId } from '../../requests/request-id.ts';
import { patientAnswerTo } from '../../requests/answers.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignDetail, CampaignReview } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';

interface Props {
  first: 'all' | 'tenth';
  campaign: CampaignDetail;
  review: CampaignReview | null;
  tools: CampaignsTools;
  onStarted: () => void;
}

/** Says in numbers what begins, and begins it only then. */
export function StartModal({ first, campaign: { id, draft }, review, tools, onStarted }: Props) {
  const overlayId = `start-${first}-modal`;
  const [starting, setStarting] = useState(false);
  const enrolled = review?.enrolled ?? 0;
  const many = (count: number) => counted(count, 'contact', 'contacts', tools.locale);
  const start = async () => {
    setStarting(true);
    // one id for one click: asked twice, it starts once
    const requestId = newRequestId(tools.userId);
    const answer = await patientAnswerTo(() => tools.campaigns.step(id, 'start', { requestId, first }));
    setStarting(false);
    if (!answer.ok) return tools.addAlert({ type: 'danger', message: answer.problem.message });
    tools.closeOverlay(overlayId);
    tools.addAlert({ type: 'success', message: `“${draft.name}” is started. You can leave this page.` });
    onStarted();
  };
  return (
    <Modal
      id={overlayId}
      title={first === 'all' ? `Start “${draft.name}”?` : `Start a tenth of “${draft.name}”?`}
      width="md"
    >
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text format={{ fontWeight: 'demibold' }} testId={`start-${first}-numbers`}>
            {first === 'all'
              ? `About ${many(enrolled)} of the list are enrolled.`
              : `About ${many(Math.ceil(enrolled / 10))} of ${many(enrolled)} are enrolled now. The rest waits until you say so.`}
          </Text>
          {review?.state === 'done' ? null : (
            <Text>The dry run did not come to its end: it may be more.</Text>
          )}
          {draft.automatic ? <Text>Who joins the list afterwards is enrolled as well.</Text> : null}
          <Text>
            An email that has left cannot be taken back. You can pause at any time, and undo takes out again
            everybody to whom nothing was sent.
          </Text>
        </Flex>
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant="primary"
          testId={`confirm-start-${first}`}
          loading={starting}
          onClick={() => void start()}
        >
          {first === 'all' ? 'Start' : 'Start a tenth'}
        </LoadingButton>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Not yet</Button>
      </ModalFooter>
    </Modal>
  );
}
