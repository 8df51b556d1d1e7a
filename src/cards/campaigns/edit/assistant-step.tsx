import { Alert, Flex, Select, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { SettingsLink } from '../../pages/settings-link.tsx';
import type { CampaignDraft } from '../contract.ts';
import { approvals } from '../words.ts';
import { wrong } from './step-props.ts';
import type { StepProps } from './step-props.ts';

/** Who writes, what, and who has the contact meanwhile. */
export function AssistantStep({ draft, change, choices, problems }: StepProps) {
  const { assistants, sequences } = choices;
  const chosen = assistants.find(({ value }) => value === draft.assistantId);
  return (
    <Flex direction="column" gap="md" testId="step-assistant">
      {assistants.length === 0 ? (
        <Alert variant="warning" title="This account has no assistant yet" testId="no-assistant">
          <SettingsLink section="assistants" />
        </Alert>
      ) : null}
      <Select
        label="Assistant"
        name="campaign-assistant"
        testId="campaign-assistant"
        required
        placeholder="Choose an assistant"
        options={assistants.map(({ value, label, ready }) => ({
          value,
          label: ready ? label : `${label} (not ready yet)`,
        }))}
        {...(draft.assistantId === '' ? {} : { value: draft.assistantId })}
        {...wrong(problems, 'assistantId')}
        onChange={(assistantId) => change({ assistantId: String(assistantId) })}
      />
      {chosen?.ready === false ? (
        <Alert variant="warning" title={`${chosen.label} is not ready yet`} testId="assistant-not-ready">
          <Flex direction="column" gap="xs" align="start">
            <Text>The settings say what is missing. A campaign cannot be started before.</Text>
            <SettingsLink section="assistants" />
          </Flex>
        </Alert>
      ) : null}
      <Select
        label="Sequence"
        name="campaign-sequence"
        testId="campaign-sequence"
        description="What is written, and when. Contacts get it in their language."
        options={[{ value: '', label: 'The assistant’s own' }, ...sequences]}
        value={draft.sequenceId}
        onChange={(sequenceId) => change({ sequenceId: String(sequenceId) })}
      />
      {draft.sequenceId === '' ? null : (
        <PageLink to="/sequences" params={{ sequence: draft.sequenceId }} testId="read-sequence">
          Read this sequence
        </PageLink>
      )}
      <ToggleGroup
        label="Contact owner"
        name="campaign-owner"
        testId="campaign-owner"
        toggleType="radioButtonList"
        value={draft.takesOwnership ? 'takes' : 'stays'}
        options={[
          {
            value: 'takes',
            label: 'The assistant becomes the owner',
            description: 'Whoever answers or comes to the end goes back to the prior owner.',
          },
          {
            value: 'stays',
            label: 'The owner stays who it is',
            description: 'The assistant writes for the owner, who is told when somebody answers.',
          },
        ]}
        onChange={(value) => change({ takesOwnership: value === 'takes' })}
      />
      <Select
        label="A person approves before it leaves"
        name="campaign-approval"
        testId="campaign-approval"
        options={[...approvals]}
        value={draft.approval}
        // one of the options above
        onChange={(approval) => change({ approval: approval as CampaignDraft['approval'] })}
      />
    </Flex>
  );
}
