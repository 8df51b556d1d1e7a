import { Flex, Heading, Select, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

type Sight = SettingsView['repsSee'];

const choices: readonly { value: Sight; label: string; done: string }[] = [
  { value: 'own', label: 'Leads whose contacts they own', done: 'A rep sees the leads of own contacts.' },
  {
    value: 'team',
    label: 'Leads whose contacts they or their teams own',
    done: 'A rep sees the leads of own and of the teams’ contacts.',
  },
  { value: 'all', label: 'Every lead of the account', done: 'A rep sees every lead of the account.' },
];

/** What a rep sees on Baton's pages; admins see everything. */
export function RepsSee({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const choose = (wanted: string) => {
    const choice = choices.find(({ value }) => value === wanted);
    if (!choice) return undefined;
    return tools.run({
      name: 'reps-see',
      request: () => tools.api.change({ repsSee: choice.value }),
      done: () => choice.done,
    });
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>What reps see</Heading>
      <Text>
        On Baton’s pages. HubSpot does not tell apps which records it shows to whom: choose what fits your
        permissions there. “Own” counts the owner before the assistant, too.
      </Text>
      <Select
        label="A rep sees"
        name="repsSee"
        testId="reps-see"
        readOnly={tools.running !== null}
        value={view.repsSee}
        options={choices.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => void choose(String(value))}
      />
    </Flex>
  );
}
