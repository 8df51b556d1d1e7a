import { Alert, Button, Flex, Heading, Select, Text, Toggle } from '@hubspot/ui-extensions';
import type { OptOutsView, SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

/** Of the choice that only an opt-out from all email counts. */
const ALL_EMAIL = 'all';

interface Props {
  optOuts: OptOutsView;
  tools: SettingsTools;
}

/** Whether who unsubscribes here is unsubscribed in HubSpot as well, and the other way round. */
export function OptOuts({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { optOuts } = view;
  const { share } = optOuts;
  const change = (shareOptOuts: boolean) =>
    tools.run({
      name: 'opt-outs',
      request: () => tools.api.change({ shareOptOuts }),
      done: () =>
        !shareOptOuts
          ? 'Off. Baton tells HubSpot of no opt-out any more.'
          : optOuts.granted
            ? 'On. HubSpot is told of every opt-out.'
            : 'On. Allow it in HubSpot as the last step.',
    });
  return (
    <Flex direction="column" gap="sm" testId="opt-outs">
      <Heading>Opt-outs</Heading>
      <Text>
        Baton never writes again to who unsubscribes, by link, by answer or by a colleague’s hand. With this
        on, HubSpot’s own email to that person stops too, and Baton asks HubSpot before every email whether
        the person has unsubscribed there.
      </Text>
      <Toggle
        label="Share opt-outs with HubSpot"
        name="shareOptOuts"
        testId="share-opt-outs"
        readOnly={tools.running !== null}
        checked={share}
        onChange={(wanted) => void change(wanted)}
      />
      {share ? <Shared optOuts={optOuts} tools={tools} /> : <NotShared optOuts={optOuts} />}
    </Flex>
  );
}

function NotShared({ optOuts: { unsubscribed } }: Pick<Props, 'optOuts'>) {
  return (
    <Text variant="microcopy" testId="opt-outs-off">
      Off: HubSpot’s own email to people who unsubscribe from Baton’s does not stop.
      {unsubscribed > 0
        ? ` Switching it on tells HubSpot of the ${people(unsubscribed)} who unsubscribed so far. HubSpot lets nobody but the person take that back.`
        : ''}
    </Text>
  );
}

const people = (count: number): string =>
  count === 1 ? 'one person' : `${count.toLocaleString('en-US')} people`;

function Shared({ optOuts, tools }: Props) {
  if (!optOuts.granted) return <Allow installUrl={optOuts.installUrl} />;
  if (!optOuts.types)
    return <Alert variant="warning" title="HubSpot does not tell its subscription types right now" />;
  return <SubscriptionType optOuts={optOuts} types={optOuts.types} tools={tools} />;
}

function Allow({ installUrl }: { installUrl: string }) {
  return (
    <>
      <Alert variant="warning" title="One step is left: allow it in HubSpot" testId="opt-outs-not-granted">
        <Text>
          Until then HubSpot’s own email to people who unsubscribe does not stop. Baton keeps their opt-outs
          and tells HubSpot as soon as it may.
        </Text>
      </Alert>
      <Flex direction="row">
        <Button variant="primary" testId="allow-opt-outs" href={{ url: installUrl, external: true }}>
          Allow it in HubSpot
        </Button>
      </Flex>
    </>
  );
}

function SubscriptionType({ optOuts, types, tools }: Props & { types: NonNullable<OptOutsView['types']> }) {
  const choose = (value: string) =>
    tools.run({
      name: 'subscription-type',
      request: () => tools.api.change({ subscriptionType: value === ALL_EMAIL ? null : value }),
      done: () => 'Saved. It counts from the next email on.',
    });
  const gone = optOuts.subscriptionType !== null && !types.some(({ id }) => id === optOuts.subscriptionType);
  return (
    <Select
      label="Subscription type of Baton’s emails"
      name="subscriptionType"
      testId="subscription-type"
      readOnly={tools.running !== null}
      value={gone ? '' : (optOuts.subscriptionType ?? ALL_EMAIL)}
      error={gone}
      validationMessage={gone ? 'HubSpot does not have the chosen type any more. Emails wait.' : ''}
      options={[
        { label: 'None: only who unsubscribed from all email', value: ALL_EMAIL },
        ...types.map(({ id, name }) => ({ label: name, value: id })),
      ]}
      description="Nobody who unsubscribed from this type, or from all email, gets an email from Baton."
      onChange={(value) => void choose(String(value))}
    />
  );
}
