import { Flex, Heading, Select, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

/** Who gets a contact back when its prior owner has left. */
export function FallbackOwner({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const assistants = new Set(view.assistants.map(({ ownerId }) => ownerId));
  const people = view.owners.filter(({ ownerId }) => !assistants.has(ownerId));
  const choose = (ownerId: string) => {
    const owner = people.find((each) => each.ownerId === ownerId);
    return tools.run({
      name: 'fallback-owner',
      request: () => tools.api.change({ fallbackOwnerId: ownerId === '' ? null : ownerId }),
      done: () => (owner ? `${owner.name} is the fallback owner.` : 'There is no fallback owner any more.'),
    });
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Fallback owner</Heading>
      <Text>
        Gets a contact back when its prior owner is no longer active in HubSpot. Without one, such a contact
        is left unassigned, with a task for an admin.
      </Text>
      <Select
        label="Fallback owner"
        name="fallbackOwner"
        testId="fallback-owner"
        readOnly={tools.running !== null}
        value={view.fallbackOwnerId ?? ''}
        options={[
          { label: 'Nobody: unassigned, with a task for an admin', value: '' },
          ...people.map(({ ownerId, name, email }) => ({ label: `${name} (${email})`, value: ownerId })),
          ...goneOwner(view, people),
        ]}
        onChange={(value) => void choose(String(value))}
      />
    </Flex>
  );
}

/** The chosen owner may have been deactivated since: still shown, so that the admin sees why to choose another. */
function goneOwner(view: SettingsView, people: SettingsView['owners']) {
  const { fallbackOwnerId } = view;
  if (fallbackOwnerId === null || people.some(({ ownerId }) => ownerId === fallbackOwnerId)) return [];
  return [{ label: `Owner ${fallbackOwnerId}, no longer active`, value: fallbackOwnerId }];
}
