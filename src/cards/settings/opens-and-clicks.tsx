import { Alert, Flex, Heading, Text, Toggle } from '@hubspot/ui-extensions';
import type { SendingView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

/** Whether emails tell that they are opened and their links followed. */
export function OpensAndClicks({
  sending: { trackEngagement },
  tools,
}: {
  sending: SendingView;
  tools: SettingsTools;
}) {
  const change = (wanted: boolean) =>
    tools.run({
      name: 'opens-and-clicks',
      request: () => tools.api.change({ trackEngagement: wanted }),
      done: () =>
        wanted ? 'On, from the next email on.' : 'Off. No email tells anything from the next one on.',
    });
  return (
    <Flex direction="column" gap="sm" testId="opens-and-clicks">
      <Heading>Opens and clicks</Heading>
      <Text>
        With this on, Baton notices when a contact opens an email or follows a link: the lead becomes Engaged,
        or Warm after three emails or a click, and later emails leave at the hour in which this contact
        usually reads. What mail scanners and privacy proxies open does not count.
      </Text>
      <Toggle
        label="Notice opens and clicks"
        name="trackEngagement"
        testId="track-engagement"
        readOnly={tools.running !== null}
        checked={trackEngagement}
        onChange={(wanted) => void change(wanted)}
      />
      {trackEngagement ? (
        <Alert variant="warning" title="The law of many countries has a say" testId="tracking-law">
          <Text>
            In the European Union, Norway, Iceland, Liechtenstein and the United Kingdom it takes the reader’s
            consent. Baton leaves emails to contacts there as they are, and to contacts whose country is not
            known. Say in your privacy notice that you notice opens; this is no legal advice.
          </Text>
        </Alert>
      ) : (
        <Text variant="microcopy">Off: emails hold no image and lead nowhere but where they say.</Text>
      )}
    </Flex>
  );
}
