import { Flex, Heading, NumberInput, Text } from '@hubspot/ui-extensions';
import { useChanges } from '../unsaved/unsaved.tsx';
import type { SettingsView } from './contract.ts';
import { SaveButton } from './save-button.tsx';
import type { SettingsTools } from './use-settings.ts';

const LONGEST = 60;

/** How often Baton looks in HubSpot for what nobody told it. */
export function RegularCheck({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { reconcileMinutes } = view;
  const changes = useChanges('regular-check', { reconcileMinutes });
  const minutes = changes.shown.reconcileMinutes;
  const problem = findProblem(minutes);
  const save = async () => {
    const outcome = await tools.run({
      name: 'regular-check',
      request: () => tools.api.change({ reconcileMinutes: minutes }),
      done: () => `Saved. After the next check, Baton looks ${everyMinutes(minutes)}.`,
    });
    if (outcome !== 'busy' && outcome.ok) changes.forget();
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Regular check</Heading>
      <Text>
        HubSpot tells Baton about changes within seconds. In case a message is lost, Baton also looks for
        changes itself.
      </Text>
      <NumberInput
        label="Look for changes every (minutes)"
        name="reconcileMinutes"
        testId="reconcile-minutes"
        min={1}
        max={LONGEST}
        precision={0}
        value={minutes}
        error={problem !== null}
        validationMessage={problem ?? undefined}
        onChange={(entered) => changes.change({ reconcileMinutes: entered })}
      />
      <Text variant="microcopy">
        Each check takes about two calls of the API, and one more for every 50 contacts it looks at.
      </Text>
      <SaveButton
        name="regular-check"
        isReady={changes.isChanged && problem === null}
        tools={tools}
        save={save}
      />
    </Flex>
  );
}

const everyMinutes = (minutes: number): string =>
  minutes === 1 ? 'every minute' : `every ${minutes} minutes`;

/** An emptied field comes as NaN or nothing, whatever its type says. */
const findProblem = (minutes: number): string | null =>
  Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST
    ? null
    : `Enter a whole number of minutes from 1 to ${LONGEST}.`;
