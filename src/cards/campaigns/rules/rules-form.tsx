import {
  Alert,
  DateInput,
  Flex,
  Heading,
  MultiSelect,
  Text,
  Toggle,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { dateIn, startOfDay } from '../../pages/activity/days.ts';
import type { Day } from '../../pages/activity/days.ts';
import type { StepProps } from '../edit/step-props.ts';
import type { CampaignRules, ReviewedClass } from '../contract.ts';
import { GoingOn } from './going-on.tsx';
import { KeywordRules } from './keyword-rules.tsx';
import { PropertyRules } from './property-rules.tsx';
import { RulesTrial } from './rules-trial.tsx';
import { classChoices, noRules } from './words.ts';

/** What happens by itself, and what it would have done so far. */
export function RulesForm({ draft, change, choices, problems, campaignId, tools }: StepProps) {
  const { portal } = useExtensionContext<'pages'>();
  const zone = choices.timeZone || portal.timezone;
  const rules = draft.rules ?? noRules;
  const set = (part: Partial<CampaignRules>) => change({ rules: { ...rules, ...part } });
  const { quietUntil } = rules;
  return (
    <Flex direction="column" gap="md" testId="campaign-rules">
      <Heading>Rules</Heading>
      <Text variant="microcopy">
        Each rule counts from the moment it is saved. What a person decides about a contact stands.
      </Text>
      {problems.rules === undefined ? null : (
        <Alert variant="danger" title={problems.rules} testId="rules-problem" />
      )}
      <KeywordRules review={rules.review} onChange={(review) => set({ review })} />
      <MultiSelect
        label="A person reads answers understood as"
        name="rule-classes"
        testId="rule-classes"
        placeholder="None: Baton acts on what it is sure of"
        description="They go to Reviews, and the emails stop. Who wants no more emails gets none, whatever stands here."
        options={[...classChoices]}
        value={[...(rules.reviewClasses ?? [])]}
        // of the options above
        onChange={(chosen) => set({ reviewClasses: chosen as ReviewedClass[] })}
      />
      <PropertyRules
        find={tools.campaigns.ruleProperties}
        rules={rules.properties}
        onChange={(properties) => set({ properties })}
      />
      <Toggle
        label="When a contact agrees to meet, end the campaign for the others of its company"
        name="rule-meeting"
        testId="rule-meeting"
        checked={rules.meetingEndsCompany}
        onChange={(meetingEndsCompany) => set({ meetingEndsCompany })}
      />
      <DateInput
        label="Quiet until"
        name="rule-quiet"
        testId="rule-quiet"
        format="ll"
        description="No email leaves before this day. Contacts are enrolled all the same."
        {...(quietUntil === null ? {} : { value: dateIn(quietUntil, zone) })}
        // an emptied field comes as nothing, whatever its type says
        onChange={(day: Day | null | undefined) => set({ quietUntil: day ? startOfDay(day, zone) : null })}
      />
      <GoingOn
        rules={rules}
        choices={choices}
        assistantId={draft.assistantId}
        campaignId={campaignId}
        tools={tools}
        onChange={set}
      />
      <RulesTrial rules={rules} campaignId={campaignId} tools={tools} />
    </Flex>
  );
}
