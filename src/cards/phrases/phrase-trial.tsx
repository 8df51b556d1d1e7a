import { Alert, Box, Flex, Input, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { PastResult, PhraseDraft, Tried } from './contract.ts';
import { PastAnswers } from './past-answers.tsx';
import type { PhrasesTools } from './use-phrases.ts';
import { nowWords, percent } from './words.ts';

interface Props {
  draft: PhraseDraft;
  id: string | null;
  tools: PhrasesTools;
}

/** What the phrase would do, before it is taught: to past answers, and to any sentence. */
export function PhraseTrial({ draft, id, tools }: Props) {
  const past = useLatestAnswer<PastResult>();
  const text = useLatestAnswer<Tried>();
  const { forget: forgetPast } = past;
  const { forget: forgetText } = text;
  // What was tried with another phrase says nothing of this one.
  useEffect(() => {
    forgetPast();
    forgetText();
  }, [draft, forgetPast, forgetText]);
  const ready = draft.example.trim() !== '';
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton
          testId="test-past"
          loading={past.asked.status === 'asking'}
          disabled={!ready || past.asked.status === 'asking'}
          onClick={() => void past.ask(() => tools.api.testPast({ phrase: draft, id }))}
        >
          Test on past replies
        </LoadingButton>
        <Text variant="microcopy">Shows what would have been decided otherwise. Nothing is changed.</Text>
      </Flex>
      {past.asked.status === 'failed' ? (
        <Alert variant="danger" title={past.asked.problem.message} testId="test-past-failed" />
      ) : null}
      {past.asked.status === 'answered' ? <PastAnswers result={past.asked.value} tools={tools} /> : null}
      <TryText draft={draft} id={id} tools={tools} ready={ready} text={text} />
    </Flex>
  );
}

interface TextProps extends Props {
  ready: boolean;
  text: ReturnType<typeof useLatestAnswer<Tried>>;
}

function TryText({ draft, id, tools, ready, text: { asked, ask, forget } }: TextProps) {
  const [text, setText] = useState('');
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="end">
        <Box flex={1}>
          <Input
            label="Try a sentence"
            name="try-text"
            testId="try-text"
            placeholder="An answer as it could come"
            onInput={(typed) => {
              forget();
              setText(typed);
            }}
          />
        </Box>
        <LoadingButton
          testId="try"
          loading={asked.status === 'asking'}
          disabled={!ready || text.trim() === '' || asked.status === 'asking'}
          onClick={() => void ask(() => tools.api.testText({ phrase: draft, id }, text))}
        >
          Try
        </LoadingButton>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="danger" title={asked.problem.message} testId="try-failed" />
      ) : null}
      {asked.status === 'answered' ? <TextResult tried={asked.value} /> : null}
    </Flex>
  );
}

function TextResult({ tried }: { tried: Tried }) {
  const alike = tried.decidedBy !== 'not-alike';
  const decides = tried.decidedBy === 'phrase';
  return (
    <Alert
      variant={decides ? 'success' : alike ? 'warning' : 'info'}
      title={`${percent(tried.similarity)} alike: ${alike ? nowWords(tried) : 'the phrase does not decide'}`}
      testId="tried"
    >
      {alike ? null : (
        <Text>
          From 90 % on it would. A word more, less or other counts as another sentence, as it may turn round
          what is said.
        </Text>
      )}
    </Alert>
  );
}
