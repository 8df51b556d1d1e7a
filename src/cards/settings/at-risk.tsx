import { Flex, Heading, NumberInput, Text } from '@hubspot/ui-extensions';
import { useChanges } from '../unsaved/unsaved.tsx';
import type { SettingsView } from './contract.ts';
import { SaveButton } from './save-button.tsx';
import type { SettingsTools } from './use-settings.ts';

/** What happens with a lead that answered and that nobody picks up. */
export function AtRisk({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { remindEveryDays, remindTimes } = view;
  const changes = useChanges('at-risk', { remindEveryDays, remindTimes });
  const { remindEveryDays: days, remindTimes: times } = changes.shown;
  const problems = { days: problemOf(days, 1, 30), times: problemOf(times, 0, 20) };
  const save = async () => {
    const outcome = await tools.run({
      name: 'at-risk',
      request: () => tools.api.change({ remindEveryDays: days, remindTimes: times }),
      done: () => 'Saved. It counts from the next reminder on.',
    });
    if (outcome !== 'busy' && outcome.ok) changes.forget();
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Leads that nobody picks up</Heading>
      <Text>
        A lead that is Hot or Responded needs a person. Until its task is completed, or somebody says “Picked
        up” on the card, Baton reminds the owner by task; after the last time it is at risk.
      </Text>
      <Flex direction="row" gap="sm" wrap>
        <NumberInput
          label="Remind every (days)"
          name="remindEveryDays"
          testId="remind-days"
          min={1}
          max={30}
          precision={0}
          value={days}
          error={problems.days !== null}
          validationMessage={problems.days ?? undefined}
          onChange={(value) => changes.change({ remindEveryDays: value })}
        />
        <NumberInput
          label="How often"
          name="remindTimes"
          testId="remind-times"
          min={0}
          max={20}
          precision={0}
          value={times}
          error={problems.times !== null}
          validationMessage={problems.times ?? undefined}
          onChange={(value) => changes.change({ remindTimes: value })}
        />
      </Flex>
      <SaveButton
        name="at-risk"
        isReady={changes.isChanged && problems.days === null && problems.times === null}
        tools={tools}
        save={save}
      />
    </Flex>
  );
}

/** An emptied field comes as NaN or nothing, whatever its type says. */
const problemOf = (value: number, least: number, most: number): string | null =>
  Number.isInteger(value) && value >= least && value <= most
    ? null
    : `Enter a whole number from ${least} to ${most}.`;
