import { Flex, Heading, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import type { SettingsSection } from '../../settings/contract.ts';
import type { FirstStep } from '../contract.ts';
import { SettingsLink } from '../settings-link.tsx';
import { useViewer } from '../viewer.ts';

/** What an account that never handed a contact over does first, in order. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const next = steps.find(({ done }) => !done);
  return (
    <Flex direction="column" gap="sm" testId="first-steps">
      <Heading>Your first steps with Baton</Heading>
      <Text>As soon as the first contact is with an assistant, this page shows what happens.</Text>
      {steps.map((step, index) => (
        <Step key={step.kind} step={step} place={index + 1} isNext={step === next} />
      ))}
    </Flex>
  );
}

function Step({ step, place, isNext }: { step: FirstStep; place: number; isNext: boolean }) {
  const viewer = useViewer();
  const mark = step.done
    ? ({ words: 'Done', tone: 'success' } as const)
    : isNext
      ? ({ words: 'Next', tone: 'info' } as const)
      : ({ words: 'Later', tone: 'default' } as const);
  return (
    <Tile testId={`step-${step.kind}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" justify="between" wrap>
          <Text format={{ fontWeight: 'demibold' }}>{`${place}. ${step.title}`}</Text>
          <StatusTag variant={mark.tone}>{mark.words}</StatusTag>
        </Flex>
        <Text>{step.hint}</Text>
        {step.settings && !step.done ? (
          <InSettings section={step.settings} isAdmin={viewer?.role === 'admin'} />
        ) : null}
      </Flex>
    </Tile>
  );
}

function InSettings({ section, isAdmin }: { section: SettingsSection; isAdmin: boolean }) {
  if (!isAdmin)
    return <Text variant="microcopy">An admin of this account does this in Baton’s settings.</Text>;
  return <SettingsLink section={section} />;
}
