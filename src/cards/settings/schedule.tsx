import { Flex, Heading, NumberInput, Text } from '@hubspot/ui-extensions';
import { useChanges } from '../unsaved/unsaved.tsx';
import type { BusinessHours, SettingsView } from './contract.ts';
import { HoursFields } from './hours-fields.tsx';
import { SaveButton } from './save-button.tsx';
import { hoursProblem } from './schedule-words.ts';
import type { SettingsTools } from './use-settings.ts';

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
      <HoursFields hours={schedule} change={change}>
        <NumberInput
          label="First email after (minutes)"
          name="firstEmailDelay"
          testId="first-email-delay"
          min={0}
          precision={0}
          value={delay}
          onChange={(firstEmailDelayMinutes) => changes.change({ firstEmailDelayMinutes })}
        />
      </HoursFields>
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
  const wrong = hoursProblem(schedule);
  if (wrong !== null) return wrong;
  if (!Number.isInteger(delay) || delay < 0) return 'The delay is a whole number of minutes.';
  return null;
}
