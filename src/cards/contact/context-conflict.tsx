import { Alert, Button, Flex, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { WrittenText } from '../wording/written-text.tsx';

interface Props {
  mine: string;
  theirs: string;
  running: boolean;
  onKeepMine: () => void;
  onKeepTheirs: () => void;
}

/** Two people changed the Context at once: both texts, and a choice of one. Nothing is saved before the choice. */
export function ContextConflictChoice({ mine, theirs, running, onKeepMine, onKeepTheirs }: Props) {
  return (
    <Flex direction="column" gap="sm" testId="context-conflict">
      <Alert variant="warning" title="Somebody else changed the Context meanwhile">
        <Text>Choose which one is to apply. Nothing of yours is saved yet.</Text>
      </Alert>
      <Version title="Saved by somebody else" text={theirs} testId="theirs" />
      <Version title="Yours" text={mine} testId="mine" />
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton testId="keep-mine" loading={running} disabled={running} onClick={onKeepMine}>
          Use mine
        </LoadingButton>
        <Button testId="keep-theirs" disabled={running} onClick={onKeepTheirs}>
          Keep theirs
        </Button>
      </Flex>
    </Flex>
  );
}

function Version({ title, text, testId }: { title: string; text: string; testId: string }) {
  return (
    <Tile compact testId={testId}>
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      {text.trim() === '' ? <Text>Empty: the default applies.</Text> : <WrittenText>{text}</WrittenText>}
    </Tile>
  );
}
