import { Alert, Button, Flex, Heading, Text, Tile } from '@hubspot/ui-extensions';
import type { CardTools, ContactView } from './card-tools.ts';
import { ChangeAssistantForm, ContinueForm, RestartForm } from './go-on-forms.tsx';
import type { RepAction } from './contract.ts';
import { LetterForm } from './letter-form.tsx';
import { NoteForm, RemindForm } from './record-forms.tsx';
import { actionWords } from './action-labels.ts';

interface Props {
  action: RepAction;
  view: ContactView;
  tools: CardTools;
  onClose: () => void;
}

/** What an action needs besides the click. It stays while the card keeps itself current. */
export function ActionForm({ action, view, tools, onClose }: Props) {
  const refused = view.actions.find((one) => one.action === action)?.refused ?? null;
  return (
    <Tile testId={`form-${action}`}>
      <Flex direction="column" gap="sm">
        <Heading>{actionWords[action].label}</Heading>
        {refused === null ? (
          <Form action={action} view={view} tools={tools} onClose={onClose} />
        ) : (
          <Flex direction="column" gap="sm" align="start">
            <Alert variant="warning" title="It does not fit any more" testId="form-refused">
              <Text>{refused}</Text>
            </Alert>
            <Button testId="close-form" onClick={onClose}>
              Close
            </Button>
          </Flex>
        )}
      </Flex>
    </Tile>
  );
}

function Form({ action, ...props }: Props) {
  switch (action) {
    case 'reply':
    case 'introduce':
      return <LetterForm {...props} purpose={action} />;
    case 'note':
      return <NoteForm {...props} />;
    case 'remind':
      return <RemindForm {...props} />;
    case 'continue':
      return <ContinueForm {...props} />;
    case 'restart':
      return <RestartForm {...props} />;
    case 'change-assistant':
      return <ChangeAssistantForm {...props} />;
    default:
      return null;
  }
}
