import {
  AutoGrid,
  DateInput,
  Flex,
  Heading,
  MultiSelect,
  NumberInput,
  Text,
  Toggle,
  ToggleGroup,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { dateIn, startOfDay } from '../../pages/activity/days.ts';
import type { Day } from '../../pages/activity/days.ts';
import { HoursFields } from '../../settings/hours-fields.tsx';
import { hoursWords } from '../../settings/schedule-words.ts';
import type { CampaignDraft } from '../contract.ts';
import { leavings } from '../words.ts';
import { RulesForm } from '../rules/rules-form.tsx';
import { wrong } from './step-props.ts';
import type { StepProps } from './step-props.ts';

const usualCap = 50;

/** When emails leave, how many, and what becomes of who joins and leaves the list. */
export function ScheduleStep(props: StepProps) {
  const { draft, change, choices } = props;
  return (
    <Flex direction="column" gap="md" testId="step-schedule">
      <Hours {...props} />
      <Days {...props} />
      <Cap {...props} />
      <Heading>The list, as it changes</Heading>
      <Toggle
        label="Enroll new members as they join"
        name="campaign-automatic"
        testId="campaign-automatic"
        checked={draft.automatic}
        onChange={(automatic) => change({ automatic })}
      />
      <ToggleGroup
        label="What becomes of a contact that leaves the list"
        name="campaign-leaving"
        testId="campaign-leaving"
        toggleType="radioButtonList"
        value={draft.leaving}
        options={[...leavings]}
        // one of the options above
        onChange={(leaving) => change({ leaving: leaving as CampaignDraft['leaving'] })}
      />
      <MultiSelect
        label="Owners whose contacts are left out"
        name="campaign-protected"
        testId="campaign-protected"
        placeholder="Nobody"
        options={[...choices.owners]}
        value={[...draft.protectedOwners]}
        onChange={(owners) => change({ protectedOwners: owners.map(String) })}
      />
      <RulesForm {...props} />
    </Flex>
  );
}

function Hours({ draft, change, choices, problems }: StepProps) {
  const { hours } = draft;
  const set = (part: Partial<NonNullable<CampaignDraft['hours']>>) =>
    change({ hours: { ...(hours ?? choices.hours), ...part } });
  return (
    <Flex direction="column" gap="sm">
      <ToggleGroup
        label="Hours"
        name="campaign-hours"
        testId="campaign-hours"
        toggleType="radioButtonList"
        value={hours === null ? 'account' : 'own'}
        options={[
          {
            value: 'account',
            label: 'Those of the account',
            description: `${hoursWords(choices.hours)}, in each contact’s own time zone`,
          },
          { value: 'own', label: 'Its own', description: 'In each contact’s own time zone as well' },
        ]}
        onChange={(value) => (value === 'own' ? set({}) : change({ hours: null }))}
      />
      {hours === null ? null : <HoursFields hours={hours} change={set} wrong={wrong(problems, 'hours')} />}
    </Flex>
  );
}

/** Days of the account's zone: emails leave up to the end of the last one. */
function Days({ draft, change, choices, problems }: StepProps) {
  const { portal } = useExtensionContext<'pages'>();
  const zone = choices.timeZone || portal.timezone;
  const { startAt, endAt } = draft;
  return (
    <AutoGrid columnWidth={220} flexible gap="sm">
      <DateInput
        label="Nobody is enrolled before"
        name="campaign-start"
        testId="campaign-start"
        format="ll"
        description="Empty: from the start on."
        {...(startAt === null ? {} : { value: dateIn(startAt, zone) })}
        // an emptied field comes as nothing, whatever its type says
        onChange={(day: Day | null | undefined) => change({ startAt: day ? startOfDay(day, zone) : null })}
      />
      <DateInput
        label="Last day of emails"
        name="campaign-end"
        testId="campaign-end"
        format="ll"
        description="Empty: no end."
        {...(endAt === null ? {} : { value: dateIn(endAt - 1, zone) })}
        {...wrong(problems, 'endAt')}
        onChange={(day: Day | null | undefined) =>
          change({ endAt: day ? startOfDay({ ...day, date: day.date + 1 }, zone) : null })
        }
      />
    </AutoGrid>
  );
}

function Cap({ draft, change, problems }: StepProps) {
  const { dailyCap } = draft;
  return (
    <Flex direction="column" gap="sm">
      <Toggle
        label="A limit of its own for emails a day"
        name="campaign-has-cap"
        testId="campaign-has-cap"
        checked={dailyCap !== null}
        onChange={(on) => change({ dailyCap: on ? usualCap : null })}
      />
      {dailyCap === null ? (
        <Text variant="microcopy">Without one, what the assistant’s mailbox may send is shared.</Text>
      ) : (
        <NumberInput
          label="Emails a day, at most"
          name="campaign-cap"
          testId="campaign-cap"
          min={1}
          precision={0}
          description="What the assistant’s mailbox may send in all still holds."
          value={dailyCap}
          {...wrong(problems, 'dailyCap')}
          onChange={(cap) => change({ dailyCap: cap })}
        />
      )}
    </Flex>
  );
}
