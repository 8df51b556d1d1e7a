import {
  Accordion,
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  LoadingButton,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { moment } from '../wording/dates.ts';
import type { LanguageModelView, SettingsView } from './contract.ts';
import { changeOf, draftOf, providers } from './language-model-draft.ts';
import { LanguageModelForm } from './language-model-form.tsx';
import { LanguageModelTrial } from './language-model-trial.tsx';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  view: LanguageModelView;
  tools: SettingsTools;
}

/** Whether a language model is asked about answers that Baton is not sure of: which one, and how it goes. */
export function LanguageModel({
  view: { languageModel: view },
  tools,
}: {
  view: SettingsView;
  tools: SettingsTools;
}) {
  const [editing, setEditing] = useState(false);
  const status = statusOf(view);
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center">
        <Heading>Language model</Heading>
        <StatusTag variant={status.tone} testId="language-model-status">
          {status.label}
        </StatusTag>
      </Flex>
      <Text>
        Baton reads most answers by itself. Where it is not sure, it can ask a language model of yours; what
        the model does not settle either is left to a person, as without it. A model never writes to anybody
        and never overrules what is certain.
      </Text>
      {view.model !== '' && !editing ? <Summary view={view} tools={tools} /> : null}
      <WhatIsSent />
      {editing ? (
        <LanguageModelForm view={view} tools={tools} onClose={() => setEditing(false)} />
      ) : (
        <Buttons view={view} tools={tools} onEdit={() => setEditing(true)} />
      )}
      {view.model !== '' && !editing ? <LanguageModelTrial view={view} tools={tools} /> : null}
    </Flex>
  );
}

function statusOf(view: LanguageModelView): { label: string; tone: 'default' | 'success' | 'warning' } {
  if (!view.enabled) return { label: 'Off', tone: 'default' };
  if (view.pausedUntil !== null) return { label: 'Paused after failures', tone: 'warning' };
  return { label: 'On', tone: 'success' };
}

function Summary({ view, tools }: Props) {
  const { today, dailyTokens, dailyCost, lastFailure, pausedUntil } = view;
  const count = (value: number): string => value.toLocaleString(tools.locale?.replaceAll('_', '-'));
  const cost =
    today.cost === null ? '' : `, ${money(today.cost)}${dailyCost === null ? '' : ` of ${money(dailyCost)}`}`;
  return (
    <>
      <DescriptionList direction="row">
        <DescriptionListItem label="Provider">
          <Text>{view.kind === 'openai-compatible' ? (view.baseUrl ?? '') : providers[view.kind]}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Model">
          <Text testId="language-model-name">{view.model}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Today, since midnight UTC">
          <Text testId="language-model-today">
            {`${count(today.questions)} asked, ${count(today.tokens)} of ${count(dailyTokens)} tokens${cost}`}
          </Text>
        </DescriptionListItem>
      </DescriptionList>
      {lastFailure ? (
        <Alert
          variant={pausedUntil === null ? 'info' : 'warning'}
          title={`${pausedUntil === null ? 'Last failure' : 'It fails'}: ${lastFailure.text}`}
          testId="language-model-failure"
        >
          <Text>
            {`${moment(lastFailure.at, tools)}.${
              pausedUntil === null ? '' : ` Baton asks again from ${moment(pausedUntil, tools)}.`
            } Until it works, doubtful answers go to a person.`}
          </Text>
        </Alert>
      ) : null}
    </>
  );
}

const money = (sum: number): string => (sum > 0 && sum < 0.01 ? 'less than 0.01' : sum.toFixed(2));

/** In plain words, before anybody switches it on. */
const WhatIsSent = () => (
  <Accordion title="What is sent to the provider, and what is not" size="sm" testId="language-model-sent">
    <Flex direction="column" gap="sm">
      <Text>Only of answers that Baton is not sure of:</Text>
      <List variant="unordered">
        <Text>
          the new text of the answer, without what it quotes: personal as far as the person wrote it so
        </Text>
        <Text>the last question of the email that it answers</Text>
        <Text>its language and the day on which it came</Text>
      </List>
      <Text>
        Never sent: name, address, company or anything else from HubSpot, attachments, earlier emails. Agree
        with your provider on how it handles personal data before you switch it on.
      </Text>
    </Flex>
  </Accordion>
);

function Buttons({ view, tools, onEdit }: Props & { onEdit: () => void }) {
  const isSet = view.model !== '';
  const turn = (enabled: boolean) =>
    tools.run({
      name: 'language-model',
      request: () => tools.api.changeLanguageModel(changeOf(draftOf(view), enabled)),
      done: () =>
        enabled
          ? `Baton asks ${view.model} about answers that it is not sure of.`
          : 'Off. Answers that Baton is not sure of go to a person.',
    });
  return (
    <Flex direction="row" gap="sm" wrap>
      <Button testId="edit-language-model" disabled={tools.running !== null} onClick={onEdit}>
        {isSet ? 'Change' : 'Set up'}
      </Button>
      {isSet ? (
        <LoadingButton
          testId="switch-language-model"
          loading={tools.running === 'language-model'}
          disabled={tools.running !== null}
          onClick={() => void turn(!view.enabled)}
        >
          {view.enabled ? 'Switch off' : 'Switch on'}
        </LoadingButton>
      ) : null}
    </Flex>
  );
}
