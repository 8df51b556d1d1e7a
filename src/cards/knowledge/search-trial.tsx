import {
  Alert,
  Box,
  Flex,
  Heading,
  Input,
  LoadingButton,
  Select,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type { KnowledgeFound, KnowledgeView } from './contract.ts';
import type { KnowledgeTools } from './use-knowledge.ts';
import { dayWords } from './words.ts';

const ANY = 'any';

/** Shows an admin what an assistant would find for a question. */
export function SearchTrial({ view, tools }: { view: KnowledgeView; tools: KnowledgeTools }) {
  const [words, setWords] = useState('');
  const [assistant, setAssistant] = useState(ANY);
  const { asked, ask, forget } = useLatestAnswer<KnowledgeFound>();
  const search = () => void ask(() => tools.api.search(words, assistant === ANY ? '' : assistant));
  return (
    <Flex direction="column" gap="sm" testId="search-trial">
      <Heading inline>Try a question</Heading>
      <Flex direction="row" gap="sm" align="end" wrap>
        <Box flex={3}>
          <Input
            label="What a contact could ask"
            name="question"
            testId="question"
            placeholder="How much does the Enterprise plan cost?"
            onInput={(typed) => {
              forget();
              setWords(typed);
            }}
          />
        </Box>
        {view.assistants.length > 1 ? (
          <Box flex={1}>
            <Select
              label="Asked of"
              name="asked-of"
              testId="asked-of"
              value={assistant}
              options={[
                { value: ANY, label: 'Any assistant' },
                ...view.assistants.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(chosen) => {
                forget();
                setAssistant(String(chosen));
              }}
            />
          </Box>
        ) : null}
        <LoadingButton
          testId="search-knowledge"
          loading={asked.status === 'asking'}
          disabled={words.trim() === '' || asked.status === 'asking'}
          onClick={search}
        >
          Search
        </LoadingButton>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="danger" title={asked.problem.message} testId="search-failed" />
      ) : null}
      {asked.status === 'answered' ? <Found found={asked.value} tools={tools} /> : null}
    </Flex>
  );
}

/** From this share of the question on, a passage is about it. */
const ABOUT_IT = 0.6;

function Found({ found: { passages }, tools }: { found: KnowledgeFound; tools: KnowledgeTools }) {
  if (passages.length === 0)
    return (
      <Alert variant="info" title="Nothing in the knowledge says this" testId="nothing-found">
        <Text>Try other words, or add what your contacts ask.</Text>
      </Alert>
    );
  return (
    <Flex direction="column" gap="sm" testId="passages">
      {passages.map(({ id, title, asOf, text, score }, place) => (
        <Tile key={`${id} ${place}`} compact>
          <Flex direction="column" gap="xs">
            <Flex direction="row" gap="sm" justify="between" wrap>
              <Text variant="microcopy">{`${title}, as of ${dayWords(asOf, tools)}`}</Text>
              <StatusTag variant={score >= ABOUT_IT ? 'success' : 'default'}>
                {score >= ABOUT_IT ? 'Answers it' : 'Says a part of it'}
              </StatusTag>
            </Flex>
            <WrittenText>{text}</WrittenText>
          </Flex>
        </Tile>
      ))}
    </Flex>
  );
}
