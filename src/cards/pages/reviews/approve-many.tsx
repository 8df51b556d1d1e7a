import {
  Button,
  Flex,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
} from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import type { BulkPlan, BulkRequest } from '../contract.ts';
import { newRequestId } from '../../requests/request-id.ts';
import { reviewFilterOf } from '../place.ts';
import type { Params } from '../place.ts';
import type { PagesTools } from '../use-pages.ts';
import { counted, number } from '../../wording/numbers.ts';

interface Props {
  params: Params;
  count: number;
  tools: PagesTools;
  onStarted: () => void;
}

const modalId = 'approve-many';

/** Approves what nobody has to look at alone; what is marked stays. */
export function ApproveMany({ params, count, tools, onStarted }: Props) {
  const plan = useLatestAnswer<BulkPlan>();
  const [starting, setStarting] = useState(false);
  const request = useRef<BulkRequest | null>(null);
  const emails = (many: number) => counted(many, 'email', 'emails', tools.locale);
  const open = () => {
    const asked: BulkRequest = {
      action: { kind: 'approve' },
      on: { reviews: reviewFilterOf(params) },
      requestId: newRequestId(tools.userId),
    };
    request.current = asked;
    void plan.ask(() => tools.api.bulkPlan(asked));
  };
  const start = async () => {
    if (!request.current) return;
    setStarting(true);
    const answer = await tools.api.bulk(request.current);
    setStarting(false);
    if (!answer.ok) return tools.addAlert({ type: 'danger', message: answer.problem.message });
    tools.closeOverlay(modalId);
    tools.addAlert({ type: 'info', message: `${answer.value.title}: started. You can leave this page.` });
    onStarted();
  };
  const { asked } = plan;
  const ready = asked.status === 'answered' && asked.value.willChange > 0;
  return (
    <Button
      variant="primary"
      size="sm"
      testId="approve-many"
      overlay={
        <Modal id={modalId} title={`Approve ${emails(count)}?`} width="md" onOpen={open}>
          <ModalBody>
            {asked.status === 'asking' ? (
              <LoadingSpinner label="Counting what would happen" showLabel />
            ) : null}
            {asked.status === 'failed' ? <Text>{asked.problem.message}</Text> : null}
            {asked.status === 'answered' ? (
              <Flex direction="column" gap="sm" testId="plan-approve">
                <Text format={{ fontWeight: 'demibold' }}>
                  {`${number(asked.value.willChange, tools.locale)} of ${emails(asked.value.matching)} will be approved, as they are written.`}
                </Text>
                {asked.value.willNot.map(({ reason, count: left }) => (
                  <Text key={reason}>{`${counted(left, 'stays', 'stay', tools.locale)}: ${reason}`}</Text>
                ))}
                <Text>{asked.value.wayBack}</Text>
              </Flex>
            ) : null}
          </ModalBody>
          <ModalFooter>
            <LoadingButton
              variant="primary"
              testId="confirm-approve"
              loading={starting}
              disabled={!ready}
              onClick={() => void start()}
            >
              {asked.status === 'answered' ? `Approve ${emails(asked.value.willChange)}` : 'Approve'}
            </LoadingButton>
            <Button testId="dismiss-approve" onClick={() => tools.closeOverlay(modalId)}>
              Do nothing
            </Button>
          </ModalFooter>
        </Modal>
      }
    >
      {`Approve ${emails(count)}`}
    </Button>
  );
}
