import {
  Button,
  Flex,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import type { Asked } from '../../requests/latest-answer.ts';
import type { BulkPlan, BulkRequest, LeadAction, LeadFilter } from '../contract.ts';
import type { Selection } from '../selection.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { counted, number } from '../../wording/numbers.ts';
import { newRequestId } from '../../requests/request-id.ts';

interface Props {
  kind: LeadAction['kind'];
  /** "Hand back" */
  label: string;
  selection: Selection<LeadFilter>;
  tools: PagesTools;
  onStarted: () => void;
}

/** Says in numbers what would happen, and does it only then. */
export function BulkModal({ kind, label, selection, tools, onStarted }: Props) {
  const id = `bulk-${kind}-modal`;
  const assistants = useViewer()?.choices.assistants ?? [];
  const [assistantId, setAssistantId] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const plan = useLatestAnswer<BulkPlan>();
  const request = useRef<BulkRequest | null>(null);

  const ask = (action: LeadAction) => {
    request.current = { action, on: selection.on, requestId: newRequestId(tools.userId) };
    const asked = request.current;
    void plan.ask(() => tools.api.bulkPlan(asked));
  };
  const open = () => {
    if (kind === 'change-assistant') plan.forget();
    else ask({ kind });
    setAssistantId(null);
  };
  const start = async () => {
    if (!request.current) return;
    setStarting(true);
    const answer = await tools.api.bulk(request.current);
    setStarting(false);
    if (!answer.ok) return tools.addAlert({ type: 'danger', message: answer.problem.message });
    tools.closeOverlay(id);
    tools.addAlert({ type: 'info', message: `${answer.value.title}: started. You can leave this page.` });
    selection.clear();
    onStarted();
  };
  const ready = plan.asked.status === 'answered' && plan.asked.value.willChange > 0;
  const many = counted(selection.count, 'lead', 'leads', tools.locale);
  return (
    <Modal id={id} title={`${label}: ${many}`} width="md" onOpen={open}>
      <ModalBody>
        <Flex direction="column" gap="sm">
          {kind === 'change-assistant' ? (
            <Select
              name="assistant"
              label="New assistant"
              testId="new-assistant"
              placeholder="Choose an assistant"
              options={[...assistants]}
              {...(assistantId === null ? {} : { value: assistantId })}
              onChange={(value) => {
                setAssistantId(String(value));
                ask({ kind, assistantId: String(value) });
              }}
            />
          ) : null}
          <Plan kind={kind} asked={plan.asked} locale={tools.locale} />
        </Flex>
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant="primary"
          testId={`confirm-${kind}`}
          loading={starting}
          disabled={!ready}
          onClick={() => void start()}
        >
          {plan.asked.status === 'answered'
            ? `${label} ${counted(plan.asked.value.willChange, 'lead', 'leads', tools.locale)}`
            : label}
        </LoadingButton>
        <Button testId={`dismiss-${kind}`} onClick={() => tools.closeOverlay(id)}>
          Do nothing
        </Button>
      </ModalFooter>
    </Modal>
  );
}

interface PlanProps extends Pick<Props, 'kind'> {
  asked: Asked<BulkPlan>;
  locale: string | undefined;
}

function Plan({ kind, asked, locale }: PlanProps) {
  if (asked.status === 'none') return <Text>Choose who should go on with these leads.</Text>;
  if (asked.status === 'asking')
    return <LoadingSpinner label="Counting what would happen" showLabel size="sm" />;
  if (asked.status === 'failed') return <Text testId={`plan-failed-${kind}`}>{asked.problem.message}</Text>;
  const { matching, willChange, willNot, wayBack } = asked.value;
  return (
    <Flex direction="column" gap="sm" testId={`plan-${kind}`}>
      <Text format={{ fontWeight: 'demibold' }}>
        {willChange === matching
          ? `${counted(willChange, 'lead', 'leads', locale)} will change.`
          : `${number(willChange, locale)} of ${counted(matching, 'lead', 'leads', locale)} will change.`}
      </Text>
      {willNot.length > 0 ? (
        <List variant="unordered">
          {willNot.map(({ reason, count }) => (
            <Text
              key={reason}
            >{`${counted(count, 'lead stays as it is', 'leads stay as they are', locale)}: ${reason}`}</Text>
          ))}
        </List>
      ) : null}
      <Text>{wayBack}</Text>
    </Flex>
  );
}
