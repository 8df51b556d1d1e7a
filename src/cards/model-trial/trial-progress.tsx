import { Alert, Box, Flex, LoadingButton, ProgressBar, Text, Tile } from '@hubspot/ui-extensions';
import { number } from '../wording/numbers.ts';
import type { Trial } from './contract.ts';
import type { TrialTools } from './use-model-trial.ts';

/** How far a test is, with a way to end it. */
export function TrialProgress({ trial, tools }: { trial: Trial; tools: TrialTools }) {
  const { id, model, asked, total, askedBy, problem } = trial;
  const cancel = () =>
    void tools.run({
      name: 'cancel-trial',
      request: () => tools.api.cancel(id),
      done: () => 'The test is cancelled. What was asked by then is shown.',
    });
  return (
    <Tile compact testId="trial-progress">
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="md" align="center">
          <Box flex={1}>
            <ProgressBar
              title={`Testing ${model}`}
              value={asked}
              maxValue={Math.max(1, total)}
              valueDescription={`${number(asked, tools.locale)} of ${number(total, tools.locale)} replies`}
            />
          </Box>
          <LoadingButton
            size="xs"
            testId="cancel-trial"
            loading={tools.running === 'cancel-trial'}
            disabled={tools.running !== null}
            onClick={cancel}
          >
            Cancel
          </LoadingButton>
        </Flex>
        <Text variant="microcopy">{`Begun by ${askedBy}. You can leave this page; it goes on.`}</Text>
        {problem ? (
          <Alert variant="warning" title={problem} testId="trial-waits">
            <Text>Baton tries again in a moment.</Text>
          </Alert>
        ) : null}
      </Flex>
    </Tile>
  );
}
