import { Alert, Box, Button, Flex, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import { dayAt } from '../wording/dates.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type { AskedAbout } from './contract.ts';
import type { PhrasesTools } from './use-phrases.ts';

interface Props {
  tools: PhrasesTools;
  onTeach: (example: string) => void;
}

/** The way in from answers that Baton did not decide about. */
export function AnswersToTeach({ tools, onTeach }: Props) {
  const { asked, ask } = useLatestAnswer<AskedAbout>();
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row">
        <LoadingButton
          testId="show-asked"
          loading={asked.status === 'asking'}
          disabled={asked.status === 'asking'}
          onClick={() => void ask(tools.api.asked)}
        >
          Show replies that a person had to read
        </LoadingButton>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="danger" title={asked.problem.message} testId="asked-failed" />
      ) : null}
      {asked.status === 'answered' ? (
        <Answers asked={asked.value.asked} tools={tools} onTeach={onTeach} />
      ) : null}
    </Flex>
  );
}

function Answers({ asked, tools, onTeach }: Props & AskedAbout) {
  if (asked.length === 0) return <Text testId="none-asked">There is none that Baton still holds.</Text>;
  return (
    <Flex direction="column" gap="sm" testId="asked">
      {asked.map(({ contactName, at, text, example }) => (
        <Tile key={`${at} ${contactName}`} compact>
          <Flex direction="row" gap="sm" justify="between" align="start">
            <Box flex={1}>
              <Text variant="microcopy">{`${contactName}, ${dayAt(at, tools)}`}</Text>
              <WrittenText>{text}</WrittenText>
            </Box>
            <Button size="sm" testId={`teach-${at}`} onClick={() => onTeach(example)}>
              Teach this
            </Button>
          </Flex>
        </Tile>
      ))}
    </Flex>
  );
}
