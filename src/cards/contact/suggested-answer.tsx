import {
  Accordion,
  Button,
  Flex,
  Heading,
  LoadingButton,
  LoadingSpinner,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { ClaimList } from '../drafts/claim-list.tsx';
import { SentenceSources, SourceLines } from '../drafts/sentence-sources.tsx';
import { WrittenText } from '../wording/written-text.tsx';
import type { CardTools } from './card-tools.ts';
import type { SuggestedAnswer } from './contract.ts';

interface Props {
  suggestion: SuggestedAnswer;
  tools: CardTools;
  /** Opens the reply, which begins with what is suggested. */
  onReply: () => void;
}

/** What the assistant might answer, with the source of each sentence. It leaves only where a person sends it. */
export function SuggestedAnswerTile(props: Props) {
  const { suggestion } = props;
  if (suggestion.state === 'writing')
    return (
      <LoadingSpinner
        label={suggestion.note}
        showLabel
        size="xs"
        layout="inline"
        testId="suggestion-writing"
      />
    );
  return suggestion.state === 'ready' ? <Ready {...props} /> : <None {...props} />;
}

function Ready({ suggestion, tools, onReply }: Props) {
  const { letter, note, sentences, marked } = suggestion;
  return (
    <Tile compact testId="suggestion">
      <Flex direction="column" gap="sm">
        <Heading>Suggested answer</Heading>
        <WrittenText>{letter}</WrittenText>
        {marked.length === 0 ? null : <ClaimList claims={marked} open={false} />}
        <SentenceSources sentences={sentences} open={tools.layout === 'tab'} />
        <Text variant="microcopy" testId="suggestion-note">
          {note}
        </Text>
        <Flex direction="row" gap="sm" align="center" wrap>
          <Button size="sm" testId="use-suggestion" disabled={tools.running !== null} onClick={onReply}>
            Edit and send
          </Button>
          <Again tools={tools} />
          <Dismiss tools={tools} />
        </Flex>
      </Flex>
    </Tile>
  );
}

function None({ suggestion: { note, sources }, tools }: Props) {
  return (
    <Flex direction="column" gap="xs" testId="no-suggestion">
      <Text variant="microcopy">{`No answer is suggested. ${note}`}</Text>
      {sources.length === 0 ? null : (
        <Accordion title={`What Knowledge may say about it (${sources.length})`} size="xs">
          <SourceLines sources={sources} />
        </Accordion>
      )}
      <Flex direction="row" gap="sm" align="center" wrap>
        <Again tools={tools} />
        <Dismiss tools={tools} />
      </Flex>
    </Flex>
  );
}

const Again = ({ tools }: { tools: CardTools }) => (
  <LoadingButton
    size="sm"
    testId="suggest-again"
    loading={tools.running === 'suggest-again'}
    disabled={tools.running !== null}
    onClick={() =>
      void tools.run({
        name: 'suggest-again',
        request: tools.api.suggestAgain,
        done: () => 'It is being written anew.',
      })
    }
  >
    Suggest again
  </LoadingButton>
);

const Dismiss = ({ tools }: { tools: CardTools }) => (
  <LoadingButton
    size="sm"
    testId="dismiss-suggestion"
    loading={tools.running === 'dismiss-suggestion'}
    disabled={tools.running !== null}
    onClick={() =>
      void tools.run({
        name: 'dismiss-suggestion',
        request: tools.api.dismissSuggestion,
        done: () => 'Dismissed. The contact still waits for you.',
      })
    }
  >
    Dismiss
  </LoadingButton>
);
