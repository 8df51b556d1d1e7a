import { Alert, Button, Flex, LoadingButton, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import type { Problem } from '../requests/answers.ts';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { LanguageModelChange } from '../settings/contract.ts';
import type { Trial, TrialPlan, TrialRequest } from './contract.ts';
import { PlanOfTrial } from './trial-plan.tsx';
import { TrialProgress } from './trial-progress.tsx';
import { TrialResult } from './trial-result.tsx';
import type { ModelTrial, TrialTools } from './use-model-trial.ts';

interface Props {
  trial: ModelTrial;
  /** What would be tested now: the form, null for what is set. undefined: the form has to be mended first, and says so. */
  wanted: () => LanguageModelChange | null | undefined;
  /** Changes whenever something else would be tested. */
  subject: unknown;
}

/** Tests a model on what persons answered in this account, before it is trusted and whenever somebody wants to know. */
export function PastReplies({ trial: { state, refresh, tools }, wanted, subject }: Props) {
  return (
    <Flex direction="column" gap="sm" testId="past-replies">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'demibold' }}>Test on past replies</Text>
        <Text variant="microcopy">
          Compares what Baton reads with what the model says, on what your contacts answered. Nothing changes
          on any contact.
        </Text>
      </Flex>
      {state.status === 'loading' || state.problem === null ? null : (
        <Failed problem={state.problem} onRetry={refresh} />
      )}
      {state.status === 'ready' ? (
        <Test trial={state.view.trial} tools={tools} wanted={wanted} subject={subject} />
      ) : null}
    </Flex>
  );
}

function Failed({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <Alert variant="warning" title="The last test cannot be shown" testId="trial-failed">
      <Flex direction="column" gap="xs" align="start">
        <Text>{problem.message}</Text>
        <Button size="sm" testId="retry-trial" onClick={onRetry}>
          Try again
        </Button>
      </Flex>
    </Alert>
  );
}

interface TestProps extends Omit<Props, 'trial'> {
  trial: Trial | null;
  tools: TrialTools;
}

function Test({ trial, tools, wanted, subject }: TestProps) {
  if (trial?.state === 'running')
    return (
      <>
        <TrialProgress trial={trial} tools={tools} />
        {trial.asked > 0 ? <TrialResult trial={trial} tools={tools} /> : null}
      </>
    );
  return (
    <>
      <Beginning trial={trial} tools={tools} wanted={wanted} subject={subject} />
      {trial ? <TrialResult trial={trial} tools={tools} /> : null}
    </>
  );
}

const counts = [10, 25, 50] as const;

/** Says what it will take, and begins only then. */
function Beginning({ trial, tools, wanted, subject }: TestProps) {
  const [count, setCount] = useState<number>(25);
  const { asked, ask, forget } = useLatestAnswer<{ plan: TrialPlan; request: TrialRequest }>();
  // What was planned for other settings says nothing of these.
  useEffect(forget, [subject, count, forget]);
  const plan = () => {
    const model = wanted();
    if (model === undefined) return;
    const request = { count, model };
    void ask(async () => {
      const answer = await tools.api.plan(request);
      return answer.ok ? { ok: true, value: { plan: answer.value, request } } : answer;
    });
  };
  const begin = async (request: TrialRequest) => {
    const outcome = await tools.run({
      name: 'begin-trial',
      request: () => tools.api.begin(request, trial?.id ?? null),
      done: () => 'The test has begun. You can leave this page; it goes on.',
    });
    if (outcome !== 'busy') forget();
  };
  return (
    <>
      <ToggleGroup
        label="How many replies, at most"
        name="trial-count"
        testId="trial-count"
        toggleType="radioButtonList"
        inline
        value={String(count)}
        options={counts.map((value) => ({ value: String(value), label: String(value) }))}
        onChange={(value) => setCount(Number(value))}
      />
      <Flex direction="row">
        <LoadingButton
          testId="plan-trial"
          loading={asked.status === 'asking'}
          disabled={asked.status === 'asking' || tools.running !== null}
          onClick={plan}
        >
          See what it takes
        </LoadingButton>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="danger" title={asked.problem.message} testId="plan-failed" />
      ) : null}
      {asked.status === 'answered' ? (
        <PlanOfTrial
          plan={asked.value.plan}
          tools={tools}
          onBegin={() => void begin(asked.value.request)}
          onClose={forget}
        />
      ) : null}
    </>
  );
}
