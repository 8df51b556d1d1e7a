import {
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  LoadingButton,
  Select,
  StepIndicator,
  Text,
  Tile,
  Toggle,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { SettingsView, SetUpStep } from '../settings/contract.ts';
import type { SettingsTools } from '../settings/use-settings.ts';
import { OWN, presetOf, presets } from './words.ts';

const names = ['Limits', 'Data sync', 'Finish'];
const next = ['Save and go on', 'Save and go on', 'Finish'];

interface Props {
  view: SettingsView;
  tools: SettingsTools;
}

/** The three steps after connecting. Each is saved for itself, so that anybody can take it up where it was left. */
export function SetUp({ view, tools }: Props) {
  const { setUp } = view;
  /** The step that a person went back to; null: the first that is not saved. */
  const [chosen, choose] = useState<number | null>(null);
  if (setUp === null || view.connection.status !== 'connected') return null;
  const open = setUp.limits ? (setUp.dataSync ? 2 : 1) : 0;
  const step = Math.min(chosen ?? open, open);
  const save = async (body: SetUpStep) => {
    const outcome = await tools.run({
      name: 'set-up',
      request: () => tools.api.saveSetUp(body),
      done: () => (body.step === 'finish' ? 'Set up. Add the first assistant now.' : 'Saved.'),
    });
    if (outcome !== 'busy' && outcome.ok) choose(null);
  };
  const parts = { view, tools, save };
  return (
    <Tile testId="set-up">
      <Flex direction="column" gap="md">
        <Heading>{`Set up Baton: step ${step + 1} of 3`}</Heading>
        <Text testId="set-up-off">
          Until the last step is done no assistant can be added: Baton reads no contacts and sends no emails.
          You can leave at any time; what is saved stays, and another admin may go on. Each choice can be
          changed later under HubSpot API.
        </Text>
        <StepIndicator
          stepNames={names}
          currentStep={step}
          testId="set-up-steps"
          onClick={(index) => (index <= open ? choose(index) : undefined)}
        />
        {step === 0 ? <Limits {...parts} /> : null}
        {step === 1 ? <Sync {...parts} /> : null}
        {step === 2 ? <Finish {...parts} back={() => choose(0)} /> : null}
      </Flex>
    </Tile>
  );
}

interface PartProps extends Props {
  save: (step: SetUpStep) => Promise<void>;
}

function Limits({ view: { api }, tools, save }: PartProps) {
  const own = presetOf(api.set);
  const [preset, choose] = useState(own);
  const apiBudget = preset === OWN ? api.set : (presets.find(({ name }) => name === preset)?.budget ?? null);
  return (
    <Flex direction="column" gap="sm">
      <Select
        label="Calls to HubSpot that Baton may make"
        name="set-up-limits"
        testId="set-up-limits"
        value={preset}
        options={[
          ...presets.map(({ name, label }) => ({ value: name, label })),
          ...(own === OWN ? [{ value: OWN, label: 'The numbers set under HubSpot API' }] : []),
        ]}
        description="In any 10 seconds, and from midnight to midnight of the account. Choose what your HubSpot subscription has, or fewer."
        onChange={(value) => choose(String(value))}
      />
      <Go tools={tools} step={0} onGo={() => save({ step: 'limits', apiBudget })} />
    </Flex>
  );
}

function Sync({ view: { dataSync }, tools, save }: PartProps) {
  const [on, switchTo] = useState(dataSync.on);
  return (
    <Flex direction="column" gap="sm">
      <Toggle
        label="Sync data with HubSpot"
        name="set-up-sync"
        testId="set-up-sync"
        checked={on}
        onChange={switchTo}
      />
      <Text>
        {on
          ? 'Baton reads contacts, owners and changes from HubSpot, and writes what it does.'
          : 'Nothing is read or written but hand-backs and opt-outs: new assignments and emails wait until you switch it on.'}
      </Text>
      <Go tools={tools} step={1} onGo={() => save({ step: 'data-sync', on })} />
    </Flex>
  );
}

function Finish({ view: { api, dataSync }, tools, save, back }: PartProps & { back: () => void }) {
  const chosen = presets.find(({ name }) => name === presetOf(api.set))?.label;
  return (
    <Flex direction="column" gap="sm">
      <DescriptionList direction="row">
        <DescriptionListItem label="Limits">
          <Text>{chosen ?? 'Numbers of your own'}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Data sync">
          <Text>{dataSync.on ? 'On' : 'Off: assignments and emails wait'}</Text>
        </DescriptionListItem>
      </DescriptionList>
      <Flex direction="row" gap="sm" wrap>
        <Go tools={tools} step={2} onGo={() => save({ step: 'finish' })} />
        <Button size="sm" variant="transparent" testId="set-up-back" onClick={back}>
          Change
        </Button>
      </Flex>
    </Flex>
  );
}

const Go = ({ tools, step, onGo }: { tools: SettingsTools; step: number; onGo: () => Promise<void> }) => (
  <Flex direction="row">
    <LoadingButton
      variant="primary"
      testId="set-up-next"
      loading={tools.running === 'set-up'}
      disabled={tools.running !== null}
      onClick={() => void onGo()}
    >
      {next[step]}
    </LoadingButton>
  </Flex>
);
