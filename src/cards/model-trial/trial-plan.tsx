import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  LoadingButton,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import type { TrialPlan } from './contract.ts';
import type { TrialTools } from './use-model-trial.ts';
import { whatIsSent, whatItTakes, whichReplies } from './words.ts';

interface Props {
  plan: TrialPlan;
  tools: TrialTools;
  onBegin: () => void;
  onClose: () => void;
}

/** What will be sent to whom, and what it takes, before anything is. */
export function PlanOfTrial({ plan, tools, onBegin, onClose }: Props) {
  if (plan.replies === 0)
    return (
      <Alert variant="info" title="No replies to test on yet" testId="no-replies">
        <Text>Baton holds no reply of a person in this account. Come back when the first ones are in.</Text>
      </Alert>
    );
  const begins = tools.running === 'begin-trial';
  return (
    <Tile compact testId="trial-plan">
      <Flex direction="column" gap="sm">
        <DescriptionList>
          <DescriptionListItem label="Tested on">
            <Text>{whichReplies(plan, tools)}</Text>
          </DescriptionListItem>
          <DescriptionListItem label="Sent">
            <Text>{whatIsSent(plan, tools)}</Text>
          </DescriptionListItem>
          <DescriptionListItem label="Takes">
            <Text>{whatItTakes(plan, tools)}</Text>
          </DescriptionListItem>
        </DescriptionList>
        <Budget plan={plan} />
        <Flex direction="row" gap="sm" wrap>
          <LoadingButton
            testId="begin-trial"
            loading={begins}
            disabled={plan.enough === 'none' || tools.running !== null}
            onClick={onBegin}
          >
            {plan.replies === 1 ? 'Send it and test' : 'Send them and test'}
          </LoadingButton>
          <Button testId="close-plan" disabled={begins} onClick={onClose}>
            Not now
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}

function Budget({ plan: { enough } }: { plan: TrialPlan }) {
  if (enough === 'all') return null;
  if (enough === 'none')
    return (
      <Alert variant="danger" title="Too little is left of today’s budget" testId="no-budget">
        <Text>Not even one question fits. Raise the budget, or come back after midnight UTC.</Text>
      </Alert>
    );
  return (
    <Alert variant="warning" title="The budget may be used up on the way" testId="short-budget">
      <Text>
        The test then stops and can go on tomorrow. Until then, answers in doubt that come in go to a person.
      </Text>
    </Alert>
  );
}
