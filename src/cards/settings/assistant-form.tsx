import { Alert, Button, Flex, Heading, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft } from '../unsaved/unsaved.tsx';
import { findProblems, startDraft, toAssistant } from './assistant-draft.ts';
import type { AssistantDraft } from './assistant-draft.ts';
import { MailboxFields } from './assistant-mailbox-fields.tsx';
import { ApprovalField, PersonFields, WritingFields } from './assistant-fields.tsx';
import type { AssistantView, SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  view: SettingsView;
  /** null: a new one. */
  assistant: AssistantView | null;
  tools: SettingsTools;
  onClose: () => void;
}

/** Adds or changes an assistant. What is typed survives the page's own refreshes and a failed save. */
export function AssistantForm({ view, assistant, tools, onClose }: Props) {
  const [draft, setDraft] = useDraft('form.assistant', () => startDraft(assistant, view.sequences));
  const [tried, setTried] = useState(false);
  const found = findProblems(draft);
  const valid = Object.keys(found).length === 0;
  /** What it means to make this person's user an assistant, until the admin confirms it. */
  const [doubt, setDoubt] = useState<string | null>(null);
  const change = (part: Partial<AssistantDraft>) => {
    if (part.email !== undefined) setDoubt(null);
    setDraft((now) => ({ ...now, ...part }));
  };
  const save = async () => {
    setTried(true);
    if (!valid) return;
    const wanted = { ...toAssistant(draft), ...(doubt === null ? {} : { confirmed: true }) };
    const outcome = await tools.run({
      name: 'save-assistant',
      request: () =>
        assistant ? tools.api.changeAssistant(assistant.id, wanted) : tools.api.addAssistant(wanted),
      done: () => (assistant ? `${wanted.name} is saved.` : `${wanted.name} is added.`),
    });
    if (outcome === 'busy') return;
    if (outcome.ok) onClose();
    else if (outcome.problem.code === 'CONFIRM_FIRST') setDoubt(outcome.problem.message);
  };
  const fields = { draft, problems: tried ? found : {}, change };
  return (
    <Tile testId="assistant-form">
      <Flex direction="column" gap="sm">
        <Heading>{assistant ? `Edit ${assistant.name}` : 'Add an assistant'}</Heading>
        <PersonFields {...fields} owners={freeOwners(view, assistant)} isNew={assistant === null} />
        <WritingFields {...fields} sequences={view.sequences} />
        <ApprovalField {...fields} />
        <MailboxFields {...fields} hasOwn={assistant?.hasOwnMailbox ?? false} />
        {doubt === null ? null : (
          <Alert variant="warning" title={`Is ${draft.name} to be an assistant?`} testId="person-doubt">
            <Text>{doubt}</Text>
          </Alert>
        )}
        <Flex direction="row" gap="sm">
          <LoadingButton
            variant="primary"
            testId="save-assistant"
            loading={tools.running === 'save-assistant'}
            disabled={(tried && !valid) || tools.running !== null}
            onClick={() => void save()}
          >
            {doubt === null ? 'Save' : `Make ${draft.name} an assistant all the same`}
          </LoadingButton>
          <Button testId="cancel-assistant" disabled={tools.running !== null} onClick={onClose}>
            Cancel
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}

/** Owners who are no assistants yet. */
function freeOwners(view: SettingsView, assistant: AssistantView | null): SettingsView['owners'] {
  const taken = new Set(
    view.assistants.filter((each) => each !== assistant).map(({ email }) => email.toLowerCase()),
  );
  return view.owners.filter(({ email }) => !taken.has(email.toLowerCase()));
}
