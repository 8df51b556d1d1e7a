import { AutoGrid, Flex, NumberInput, Select, Text, Toggle } from '@hubspot/ui-extensions';
import { useShown } from '../../pages/use-pages.ts';
import type { StepProps } from '../edit/step-props.ts';
import type { CampaignRules, CampaignsView } from '../contract.ts';

interface Props extends Pick<StepProps, 'choices' | 'campaignId' | 'tools'> {
  rules: CampaignRules;
  /** Who writes in this campaign. */
  assistantId: string;
  onChange: (part: Partial<CampaignRules>) => void;
}

/** Where contacts go on that have not answered: with another assistant, or in another campaign. */
export function GoingOn(props: Props) {
  return (
    <>
      <HandOver {...props} />
      <ReEnroll {...props} />
    </>
  );
}

function HandOver({ rules: { handOver }, choices, assistantId, onChange }: Props) {
  const others = choices.assistants.filter(({ value }) => value !== assistantId);
  return (
    <Flex direction="column" gap="xs">
      <Toggle
        label="Hand over to another assistant after some emails without an answer"
        name="rule-hand-over"
        testId="rule-hand-over"
        checked={handOver !== null}
        onChange={(on) =>
          onChange({ handOver: on ? { assistantId: others[0]?.value ?? '', emails: 2 } : null })
        }
      />
      {handOver === null ? null : (
        <AutoGrid columnWidth={180} flexible gap="sm">
          <NumberInput
            label="After so many emails"
            name="hand-over-emails"
            testId="hand-over-emails"
            min={1}
            precision={0}
            value={handOver.emails}
            onChange={(emails) => onChange({ handOver: { ...handOver, emails } })}
          />
          <Select
            label="Assistant"
            name="hand-over-assistant"
            testId="hand-over-assistant"
            options={others.map(({ value, label }) => ({ value, label }))}
            value={handOver.assistantId}
            onChange={(value) => onChange({ handOver: { ...handOver, assistantId: String(value) } })}
          />
        </AutoGrid>
      )}
    </Flex>
  );
}

function ReEnroll({ rules: { reEnroll }, onChange, ...props }: Props) {
  return (
    <Flex direction="column" gap="xs">
      <Toggle
        label="Enroll in another campaign whoever has not answered"
        name="rule-re-enroll"
        testId="rule-re-enroll"
        checked={reEnroll !== null}
        onChange={(on) => onChange({ reEnroll: on ? { campaignId: '', days: 30, most: 1 } : null })}
      />
      {reEnroll === null ? null : (
        <>
          <AutoGrid columnWidth={180} flexible gap="sm">
            <OtherCampaign
              {...props}
              value={reEnroll.campaignId}
              onChange={(to) => onChange({ reEnroll: { ...reEnroll, campaignId: to } })}
            />
            <NumberInput
              label="Days after it went back"
              name="re-enroll-days"
              testId="re-enroll-days"
              min={1}
              precision={0}
              value={reEnroll.days}
              onChange={(days) => onChange({ reEnroll: { ...reEnroll, days } })}
            />
            <NumberInput
              label="Times, at most"
              name="re-enroll-most"
              testId="re-enroll-most"
              min={1}
              precision={0}
              value={reEnroll.most}
              onChange={(most) => onChange({ reEnroll: { ...reEnroll, most } })}
            />
          </AutoGrid>
          <Text variant="microcopy">
            The times of a contact count over all campaigns: campaigns that pass contacts to each other come
            to an end.
          </Text>
        </>
      )}
    </Flex>
  );
}

interface OtherProps extends Pick<StepProps, 'campaignId' | 'tools'> {
  value: string;
  onChange: (id: string) => void;
}

/** A campaign that runs: others enroll nobody. */
function OtherCampaign({ campaignId, tools, value, onChange }: OtherProps) {
  const { view } = useShown<CampaignsView>(
    'running campaigns',
    () => tools.campaigns.list({ status: 'running' }),
    () => 60_000,
  );
  const others = (view?.campaigns ?? []).filter(({ id }) => id !== campaignId);
  return (
    <Select
      label="Campaign"
      name="re-enroll-campaign"
      testId="re-enroll-campaign"
      description="One that runs."
      options={others.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => onChange(String(id))}
    />
  );
}
