import { Alert, Flex, Heading, ProgressBar, Text, Toggle } from '@hubspot/ui-extensions';
import type { DataSyncView, SettingsView } from '../settings/contract.ts';
import type { SettingsTools } from '../settings/use-settings.ts';
import { moment } from '../wording/dates.ts';
import { counted, number } from '../wording/numbers.ts';
import { spanWords } from './words.ts';

/** Whether anything flows between Baton and the account. */
export function DataSync({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { dataSync } = view;
  const change = (on: boolean) =>
    tools.run({
      name: 'data-sync',
      request: () => tools.api.switchDataSync(on),
      done: () => (on ? 'On. The first sync begins.' : 'Off. Only hand-backs and opt-outs flow.'),
    });
  return (
    <Flex direction="column" gap="sm" testId="data-sync">
      <Heading>Data sync</Heading>
      <Text>
        With this on, Baton reads contacts, owners and changes from HubSpot and writes what it does. With this
        off, nothing is read or written but hand-backs and opt-outs: new assignments and emails wait.
      </Text>
      <Toggle
        label="Sync data with HubSpot"
        name="dataSync"
        testId="switch-data-sync"
        readOnly={tools.running !== null}
        checked={dataSync.on}
        onChange={(wanted) => void change(wanted)}
      />
      {dataSync.on ? (
        <FirstSync dataSync={dataSync} tools={tools} />
      ) : (
        <Off dataSync={dataSync} tools={tools} />
      )}
    </Flex>
  );
}

interface PartProps {
  dataSync: DataSyncView;
  tools: SettingsTools;
}

const Off = ({ dataSync: { since, waiting }, tools }: PartProps) => (
  <Text variant="microcopy" testId="data-sync-off">
    {`Off${since === null ? '' : ` since ${moment(since, tools)}`}. ${
      waiting === 0
        ? 'Nothing waits to be written.'
        : `${counted(waiting, 'change waits', 'changes wait', tools.locale)} to be written; nothing is lost.`
    } When you switch it on, Baton looks at every contact of its assistants first.`}
  </Text>
);

function FirstSync({ dataSync: { firstSync, since }, tools }: PartProps) {
  if (firstSync === null)
    return since === null ? null : (
      <Text variant="microcopy" testId="data-sync-on">
        {`On since ${moment(since, tools)}. Everything was looked at.`}
      </Text>
    );
  const { done, total, remainingMs } = firstSync;
  if (total === 0)
    return (
      <Alert variant="info" title="The first sync has begun: Baton looks for contacts" testId="first-sync" />
    );
  return (
    <ProgressBar
      testId="first-sync"
      title="First sync"
      value={done}
      maxValue={total}
      showPercentage
      valueDescription={`${number(done, tools.locale)} of ${counted(total, 'contact', 'contacts', tools.locale)}, ${
        remainingMs === null ? 'just begun' : `${spanWords(remainingMs)} left`
      }`}
    />
  );
}
