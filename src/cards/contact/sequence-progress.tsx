import { Flex, ProgressBar, StepIndicator, Text } from '@hubspot/ui-extensions';
import type { Layout } from './card-tools.ts';
import type { ActiveLead } from './contract.ts';

/** More step names than this do not fit side by side. */
const mostNamedSteps = 5;

/** "Step 2 of 8": by name where there is room, as a bar otherwise. */
export function SequenceProgress({ lead, layout }: { lead: ActiveLead; layout: Layout }) {
  const { step, stepCount, stepNames } = lead;
  if (stepCount === 0) return null;
  const words = `Step ${step} of ${stepCount}`;
  if (layout === 'tab' && stepNames.length === stepCount && stepCount <= mostNamedSteps) {
    return (
      <Flex direction="column" gap="xs">
        <Text>{words}</Text>
        <StepIndicator
          stepNames={[...stepNames]}
          currentStep={step - 1}
          variant="compact"
          testId="step-indicator"
        />
      </Flex>
    );
  }
  const name = stepNames[step - 1];
  return (
    <ProgressBar
      title={name && layout === 'tab' ? `${words}: ${name}` : words}
      aria-label={words}
      value={step}
      maxValue={stepCount}
      testId="step-progress"
    />
  );
}
