import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { LanguageModelTest, LanguageModelView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

/** Asks the model with a harmless sample, so that an admin sees whether it works, how fast, and for how much. */
export function LanguageModelTrial({ view, tools }: { view: LanguageModelView; tools: SettingsTools }) {
  const { asked, ask } = useLatestAnswer<LanguageModelTest>();
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton
          testId="test-language-model"
          loading={asked.status === 'asking'}
          disabled={asked.status === 'asking' || tools.running !== null}
          onClick={() => void ask(tools.api.testLanguageModel)}
        >
          Test the connection
        </LoadingButton>
        <Text variant="microcopy">{`Asks ${view.model} what a short note says. Nothing of a contact is sent.`}</Text>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="danger" title={asked.problem.message} testId="language-model-test-failed" />
      ) : null}
      {asked.status === 'answered' ? <Result test={asked.value} /> : null}
    </Flex>
  );
}

function Result({ test }: { test: LanguageModelTest }) {
  if (test.problem !== null)
    return <Alert variant="danger" title={test.problem} testId="language-model-test-problem" />;
  const cost = test.cost === null ? '' : `, for ${test.cost.toFixed(6)}`;
  const tokens = test.tokens === null ? '' : `, ${test.tokens} tokens${cost}`;
  return (
    <Alert
      variant="success"
      title={`It works: answered in ${(test.ms / 1_000).toFixed(1)} s${tokens}.`}
      testId="language-model-test-worked"
    />
  );
}
