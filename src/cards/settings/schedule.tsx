import { AutoGrid, Flex, Heading, NumberInput, Select, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useChanges } from '../unsaved/unsaved.tsx';
import type { BusinessHours, SettingsView } from './contract.ts';
import { SaveButton } from './save-button.tsx';
import { clock } from './schedule-words.ts';
import type { SettingsTools } from './use-settings.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const stepMinutes = 30;
const dayMinutes = 24 * 60;

/** When assistants write: on which days, between which hours, and how soon after the hand-over. */
export function Schedule({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { schedule: hours, firstEmailDelayMinutes: minutes } = view;
  const changes = useChanges('schedule', { schedule: hours, firstEmailDelayMinutes: minutes });
  const { schedule, firstEmailDelayMinutes: delay } = changes.shown;
  const problem = findProblem(schedule, delay);
  const change = (part: Partial<BusinessHours>) => changes.change({ schedule: { ...schedule, ...part } });
  const save = async () => {
    const outcome = await tools.run({
      name: 'schedule',
      request: () => tools.api.change({ schedule, firstEmailDelayMinutes: delay }),
      done: () => 'The schedule is saved. It applies to emails that are not planned yet.',
    });
    if (outcome !== 'busy' && outcome.ok) changes.forget();
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Schedule</Heading>
      <Text>Emails go out only in these hours, in the contact’s time zone.</Text>
      <ToggleGroup
        label="Days"
        name="weekdays"
        testId="weekdays"
        toggleType="checkboxList"
        inline
        value={schedule.weekdays.map(String)}
        options={weekdays.map((label, index) => ({ label, value: String(index + 1) }))}
        onChange={(chosen) => change({ weekdays: chosen.map(Number).sort((a, b) => a - b) })}
      />
      <AutoGrid columnWidth={160} flexible gap="sm">
        <TimeSelect
          label="From"
          name="start"
          value={schedule.startMinute}
          onChange={(startMinute) => change({ startMinute })}
        />
        <TimeSelect
          label="To"
          name="end"
          value={schedule.endMinute}
          onChange={(endMinute) => change({ endMinute })}
        />
        <NumberInput
          label="First email after (minutes)"
          name="firstEmailDelay"
          testId="first-email-delay"
          min={0}
          precision={0}
          value={delay}
          onChange={(firstEmailDelayMinutes) => changes.change({ firstEmailDelayMinutes })}
        />
      </AutoGrid>
      <Text variant="microcopy">
        The delay of the first email is the time a rep has after handing over to write a Context or to change
        their mind.
      </Text>
      {problem ? <Text testId="schedule-problem">{problem}</Text> : null}
      <SaveButton name="schedule" isReady={changes.isChanged && problem === null} tools={tools} save={save} />
    </Flex>
  );
}

function findProblem(schedule: BusinessHours, delay: number): string | null {
  if (schedule.weekdays.length === 0) return 'Choose at least one day.';
  if (schedule.endMinute <= schedule.startMinute) return 'The end has to be later than the start.';
  if (!Number.isInteger(delay) || delay < 0) return 'The delay is a whole number of minutes.';
  return null;
}

interface TimeSelectProps {
  label: string;
  name: string;
  /** Minutes after midnight; 1440 is the end of the day, which HubSpot's TimeInput cannot say. */
  value: number;
  onChange: (minute: number) => void;
}

function TimeSelect({ label, name, value, onChange }: TimeSelectProps) {
  const minutes = new Set([value]);
  for (let minute = 0; minute <= dayMinutes; minute += stepMinutes) minutes.add(minute);
  return (
    <Select
      label={label}
      name={name}
      testId={`schedule-${name}`}
      value={value}
      options={[...minutes].sort((a, b) => a - b).map((minute) => ({ label: clock(minute), value: minute }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
