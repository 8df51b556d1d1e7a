import {
  Accordion,
  Alert,
  Button,
  Flex,
  Heading,
  LoadingButton,
  LoadingSpinner,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { SentenceSources, SourceLines } from '../../drafts/sentence-sources.tsx';
import { WordsEditor } from '../../drafts/words-editor.tsx';
import type { Words } from '../../drafts/words-editor.tsx';
import type { AnswerInDoubt, AnswerSuggestion, ReviewDetail } from '../contract.ts';
import type { PagesTools } from '../use-pages.ts';
import type { Decide } from './decide.ts';

interface Props {
  view: ReviewDetail;
  answer: AnswerInDoubt;
  decide: Decide;
  running: string | null;
  tools: PagesTools;
}

/** A reply in the assistant's name: begun with what is suggested, sent by a person. */
export function ReplyAs(props: Props) {
  const { suggestion } = props.answer;
  /** What the person began with; null: nothing yet. */
  const [begun, begin] = useState<Words | null>(null);
  const [closed, close] = useState(false);
  const offered = suggestion.state === 'ready' && suggestion.offers && !closed;
  const start = begun ?? (offered ? wordsOf(suggestion) : null);
  return (
    <Flex direction="column" gap="sm">
      {suggestion.state === 'writing' ? (
        <LoadingSpinner
          label="A suggested answer is being written …"
          showLabel
          layout="inline"
          testId="suggestion-writing"
        />
      ) : null}
      {begun !== null && suggestion.state === 'ready' && suggestion.offers && !isSame(begun, suggestion) ? (
        <Alert variant="info" title="A suggestion is there" testId="suggestion-ready">
          <Button size="sm" testId="use-suggestion" onClick={() => begin(wordsOf(suggestion))}>
            Use it instead of what you wrote
          </Button>
        </Alert>
      ) : null}
      {start === null ? (
        <Begin {...props} onBegin={() => begin(wordsOf(suggestion))} />
      ) : (
        <Form
          {...props}
          key={`${start.subject}\n${start.letter}`}
          start={start}
          onClose={() => {
            begin(null);
            close(true);
          }}
        />
      )}
    </Flex>
  );
}

const wordsOf = ({ subject, letter }: AnswerSuggestion): Words => ({ subject, letter });

const isSame = (words: Words, { subject, letter }: AnswerSuggestion): boolean =>
  words.subject === subject && words.letter === letter;

function Begin({ view, answer, decide, running, onBegin }: Props & { onBegin: () => void }) {
  const { suggestion } = answer;
  return (
    <Flex direction="column" gap="xs">
      {suggestion.offers ? null : <Suggested suggestion={suggestion} decide={decide} running={running} />}
      <Flex direction="row" gap="sm" align="center" wrap>
        <Button variant="primary" testId="reply-as" disabled={running !== null} onClick={onBegin}>
          {`Reply as ${view.assistantName}`}
        </Button>
        <Text variant="microcopy" inline>
          {`In the same conversation, from ${view.assistantName}’s address.`}
        </Text>
      </Flex>
    </Flex>
  );
}

function Form({
  view,
  answer,
  decide,
  running,
  tools,
  start,
  onClose,
}: Props & { start: Words; onClose: () => void }) {
  return (
    <Flex direction="column" gap="sm" testId="reply-form">
      <Heading>{`Reply as ${view.assistantName}`}</Heading>
      <Suggested suggestion={answer.suggestion} decide={decide} running={running} />
      <WordsEditor
        start={start}
        label={`Send as ${view.assistantName}`}
        check={(words) => tools.api.checkReview(view.id, words)}
        send={(words) =>
          decide('reply', { version: view.version, ...words }, `Sent as ${view.assistantName} in a moment.`)
        }
        sending={running === 'reply'}
        busy={running !== null}
        onClose={onClose}
      />
    </Flex>
  );
}

/** Who wrote it and from what, beside the words that a person may send. */
function Suggested({
  suggestion: { offers, why, sources, sentences, again },
  decide,
  running,
}: {
  suggestion: AnswerSuggestion;
} & Pick<Props, 'decide' | 'running'>) {
  if (why === null) return null;
  return (
    <Flex direction="column" gap="xs">
      <Text
        variant="microcopy"
        testId="suggested"
      >{`${offers ? 'Suggested.' : 'Nothing is suggested.'} ${why}`}</Text>
      {sentences.length > 0 || sources.length === 0 ? null : (
        <Accordion title={`Sources (${sources.length})`} size="sm" testId="suggestion-sources">
          <Flex direction="column" gap="xs">
            <SourceLines sources={sources} />
          </Flex>
        </Accordion>
      )}
      <SentenceSources sentences={sentences} open={false} />
      {again ? (
        <Flex direction="row">
          <LoadingButton
            size="xs"
            testId="suggest-again"
            loading={running === 'suggest-again'}
            disabled={running !== null}
            onClick={() => void decide('suggest-again', {}, 'It is being written anew.')}
          >
            Suggest again
          </LoadingButton>
        </Flex>
      ) : null}
    </Flex>
  );
}
