import {
  Accordion,
  Button,
  Flex,
  Heading,
  List,
  LoadingButton,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import { PastReplies } from '../model-trial/past-replies.tsx';
import { useModelTrial } from '../model-trial/use-model-trial.ts';
import type { LanguageModelView, SettingsView } from './contract.ts';
import { useKept, useUnsaved } from '../unsaved/unsaved.tsx';
import { changeOf, draftOf } from './language-model-draft.ts';
import { LanguageModelForm } from './language-model-form.tsx';
import { LanguageModelStatus, statusOf } from './language-model-status.tsx';
import { LetItWrite } from './let-it-write.tsx';
import { LanguageModelTrial } from './language-model-trial.tsx';
import type { SettingsTools } from './use-settings.ts';

/** What is set is tested. */
const asItIs = () => null;

interface Props {
  view: LanguageModelView;
  tools: SettingsTools;
}

/** Whether a language model is asked about answers and whether it writes: which one, and how it goes. */
export function LanguageModel({
  view: { languageModel: view },
  tools,
}: {
  view: SettingsView;
  tools: SettingsTools;
}) {
  const [editing, setEditing] = useKept('editing', () => false);
  const { forgetForm } = useUnsaved();
  const close = () => {
    forgetForm('form');
    setEditing(false);
  };
  const trial = useModelTrial();
  const status = statusOf(view);
  return (
    <Flex direction="column" gap="sm" testId="language-model">
      <Flex direction="row" gap="sm" align="center">
        <Heading>Language model</Heading>
        <StatusTag variant={status.tone} testId="language-model-status">
          {status.label}
        </StatusTag>
      </Flex>
      <Text>
        Baton reads most answers by itself. Where it is not sure, it can ask a language model of yours; what
        the model does not settle either is left to a person, as without it. It never overrules what is
        certain. By another switch it also writes emails of sequences and suggests answers.
      </Text>
      {view.model !== '' && !editing ? <LanguageModelStatus view={view} tools={tools} /> : null}
      {view.model !== '' && !editing ? <LetItWrite view={view} tools={tools} /> : null}
      <WhatIsSent />
      {editing ? (
        <LanguageModelForm view={view} tools={tools} trial={trial} onClose={close} />
      ) : (
        <Buttons view={view} tools={tools} onEdit={() => setEditing(true)} />
      )}
      {view.model !== '' && !editing ? (
        <>
          <LanguageModelTrial view={view} tools={tools} />
          <PastReplies trial={trial} wanted={asItIs} subject={view.model} />
        </>
      ) : null}
    </Flex>
  );
}

/** In plain words, before anybody switches it on. */
const WhatIsSent = () => (
  <Accordion title="What is sent to the provider, and what is not" size="sm" testId="language-model-sent">
    <Flex direction="column" gap="sm">
      <Text format={{ fontWeight: 'bold' }}>To read an answer, only where Baton is not sure of it</Text>
      <List variant="unordered">
        <Text>
          the new text of the answer, without what it quotes: personal as far as the person wrote it so
        </Text>
        <Text>the last question of the email that it answers</Text>
        <Text>its language and the day on which it came</Text>
      </List>
      <Text format={{ fontWeight: 'bold' }}>
        To write an email or suggest an answer, if you switch that on
      </Text>
      <List variant="unordered">
        <Text>the Context that applies, without its Private lines</Text>
        <Text>first and last name, company and job title of the contact, and the prior owner’s name</Text>
        <Text>the last six emails with this contact, without what stands below them</Text>
        <Text>what the sequence says at this step</Text>
        <Text>up to five passages of Knowledge that have to do with it</Text>
        <Text>the assistant’s name, role, company description, brochure and calendar links</Text>
      </List>
      <Text>
        Never sent: addresses, phone numbers, other properties from HubSpot, other contacts, attachments,
        Private lines. Agree with your provider on how it handles personal data before you switch it on.
      </Text>
    </Flex>
  </Accordion>
);

function Buttons({ view, tools, onEdit }: Props & { onEdit: () => void }) {
  const isSet = view.model !== '';
  const turn = (enabled: boolean) =>
    tools.run({
      name: 'language-model',
      request: () => tools.api.changeLanguageModel(changeOf(draftOf(view), { ...view, enabled })),
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
          {view.enabled ? 'Stop reading answers' : 'Let it read answers'}
        </LoadingButton>
      ) : null}
    </Flex>
  );
}
