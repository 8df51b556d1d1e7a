import { Alert, Button, Flex, Text, Tile } from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type { CardTools } from './card-tools.ts';
import type { Again, CardBase } from './contract.ts';

interface Props {
  again: Again;
  answerShown: boolean;
  assistant: CardBase['assistants'][number];
  tools: CardTools;
  onConfirm: () => void;
  onCancel: () => void;
}

/** What was said and what was sent, before a contact is handed over again. */
export function SeenBefore({ again, answerShown, assistant, tools, onConfirm, onCancel }: Props) {
  const { said, sent, against } = again;
  const next = again.next[assistant.id] ?? null;
  return (
    <Flex direction="column" gap="sm" testId="seen-before">
      <Alert
        variant={against ? 'danger' : 'warning'}
        title={against ? 'The answer was a no, or may be one' : 'This contact was written to before'}
      >
        <Text>{wordsOn(said, answerShown)}</Text>
      </Alert>
      {said && !answerShown ? (
        <Tile compact testId="said-before">
          <Flex direction="column" gap="xs">
            <Text variant="microcopy">{`Answer of ${moment(said.at, tools)}`}</Text>
            <WrittenText>{said.text}</WrittenText>
          </Flex>
        </Tile>
      ) : null}
      <Flex direction="column" gap="flush" testId="sent-before">
        {sent.map(({ subject, at }) => (
          <Text key={at} variant="microcopy">{`Sent ${moment(at, tools)}: ${subject}`}</Text>
        ))}
      </Flex>
      <Text testId="next-again">
        {next === null
          ? `Nothing is left in ${assistant.name}’s sequence that this contact has not had. Write yourself, or choose an assistant with another sequence.`
          : `Nothing is sent twice. Next would be ${next}.`}
      </Text>
      <Flex direction="row" gap="sm">
        <Button
          variant={against ? 'destructive' : 'primary'}
          testId="confirm-hand-over"
          disabled={next === null || tools.running !== null}
          onClick={onConfirm}
        >
          {`Hand to ${assistant.name} all the same`}
        </Button>
        <Button testId="cancel-hand-over" onClick={onCancel}>
          Leave it
        </Button>
      </Flex>
    </Flex>
  );
}

const wordsOn = (said: Again['said'], answerShown: boolean): string =>
  said === null ? 'No answer came.' : answerShown ? 'Read it once more above, then decide.' : said.understood;
