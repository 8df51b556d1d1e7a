import { Flex, Heading, Text, Toggle } from '@hubspot/ui-extensions';
import type { SettingsView } from '../settings/contract.ts';
import type { SettingsTools } from '../settings/use-settings.ts';
import { moment } from '../wording/dates.ts';

/** Whether emails and status are written to HubSpot: they come together. */
export function EmailActivity({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { on, since } = view.emailActivity;
  const change = (wanted: boolean) =>
    tools.run({
      name: 'email-activity',
      request: () => tools.api.switchEmailActivity(wanted),
      done: () => (wanted ? 'On, from now on.' : 'Off. Emails and status stay in Baton.'),
    });
  return (
    <Flex direction="column" gap="sm" testId="email-activity">
      <Heading>Email activity</Heading>
      <Text>
        With this on, every email sent or received is logged on the contact in HubSpot, and lead status and
        conversation status are kept current there. With this off, neither is written: they come together.
      </Text>
      <Toggle
        label="Write emails and status to HubSpot"
        name="emailActivity"
        testId="switch-email-activity"
        readOnly={tools.running !== null}
        checked={on}
        onChange={(wanted) => void change(wanted)}
      />
      <Text variant="microcopy" testId="email-activity-state">
        {stateWords(on, since === null ? null : moment(since, tools))}
      </Text>
    </Flex>
  );
}

function stateWords(on: boolean, since: string | null): string {
  if (!on)
    return `Off${since === null ? '' : ` since ${since}`}. Do Not Contact is still written, and hand-backs still tell the owner by note and task. What happens meanwhile is not logged later.`;
  return since === null
    ? 'On.'
    : `On since ${since}. What happened while it was off is not logged; the status of a contact is written with its next change.`;
}
