import { Flex, Heading, Text, Toggle } from '@hubspot/ui-extensions';
import type { SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

/** Whether the assistant writes to whom an absence notice names. */
export function NamedSubstitutes({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const change = (wanted: boolean) =>
    tools.run({
      name: 'named-substitutes',
      request: () => tools.api.change({ writeToSubstitutes: wanted }),
      done: () =>
        wanted
          ? 'On. Assistants write to named substitutes, unless the owner says no.'
          : 'Off. Named substitutes are only shown to the owner.',
    });
  return (
    <Flex direction="column" gap="sm">
      <Heading>Named substitutes</Heading>
      <Text>
        An absence notice often names a colleague to turn to. Baton shows the owner who that is. With this on,
        the assistant also writes to that person: as a contact of its own, created if HubSpot has none, with
        the same prior owner.
      </Text>
      <Toggle
        label="Write to a named substitute"
        name="writeToSubstitutes"
        testId="write-to-substitutes"
        readOnly={tools.running !== null}
        checked={view.writeToSubstitutes}
        onChange={(wanted) => void change(wanted)}
      />
      <Text variant="microcopy">
        The owner is told first and has 24 hours to say no, at least one working day. Contacts of other
        owners, and people an assistant wrote to before, are only shown.
      </Text>
    </Flex>
  );
}
