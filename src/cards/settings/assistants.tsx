import { Alert, Button, EmptyState, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { useKept, useUnsaved } from '../unsaved/unsaved.tsx';
import { AssistantForm } from './assistant-form.tsx';
import { AssistantTile } from './assistant-tile.tsx';
import type { SettingsView } from './contract.ts';
import type { MailDomains } from './use-mail-domains.ts';
import type { SettingsTools } from './use-settings.ts';
import { statusWords } from './words.ts';

interface Props {
  view: SettingsView;
  tools: SettingsTools;
  domains: MailDomains;
}

/** The assistants of this account. One form at a time: for a new one, or in place of the one being edited. */
export function Assistants({ view, tools, domains }: Props) {
  const [edited, edit] = useKept<string | null>('edited', () => null);
  const { forgetForm } = useUnsaved();
  const words = statusWords[view.status];
  const close = () => {
    forgetForm('form');
    edit(null);
  };
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center">
        <Heading>Assistants</Heading>
        <StatusTag variant={words.tone} testId="status">
          {words.label}
        </StatusTag>
      </Flex>
      {view.assistants.map((assistant) =>
        edited === assistant.id ? (
          <AssistantForm key={assistant.id} view={view} assistant={assistant} tools={tools} onClose={close} />
        ) : (
          <AssistantTile
            key={assistant.id}
            view={view}
            assistant={assistant}
            tools={tools}
            domains={domains}
            onEdit={() => edit(assistant.id)}
          />
        ),
      )}
      {edited === 'new' ? <AssistantForm view={view} assistant={null} tools={tools} onClose={close} /> : null}
      {view.setUp !== null ? (
        <Alert variant="info" title="Finish the set-up first" testId="set-up-first">
          <Text>The three steps stand under All settings. Then an assistant can be added.</Text>
        </Alert>
      ) : edited === null ? (
        <AddAssistant first={view.assistants.length === 0} onAdd={() => edit('new')} />
      ) : null}
    </Flex>
  );
}

function AddAssistant({ first, onAdd }: { first: boolean; onAdd: () => void }) {
  const button = (
    <Button variant={first ? 'primary' : 'secondary'} testId="add-assistant" onClick={onAdd}>
      Add an assistant
    </Button>
  );
  if (!first) return <Flex direction="row">{button}</Flex>;
  return (
    <EmptyState
      title="There is no assistant yet"
      imageName="contacts"
      layout="vertical"
      testId="no-assistants"
    >
      <Flex direction="column" gap="sm">
        <Text>An assistant is a HubSpot user to whom reps hand contacts by making it the contact owner.</Text>
        {button}
      </Flex>
    </EmptyState>
  );
}
