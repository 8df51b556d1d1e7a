import { Alert, Button, EmptyState, Flex, Heading, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Problem } from '../requests/answers.ts';
import type { PhrasesView, PhraseView } from './contract.ts';
import { PhraseForm } from './phrase-form.tsx';
import { PhraseTable } from './phrase-table.tsx';
import { usePhrases } from './use-phrases.ts';
import type { PhrasesTools } from './use-phrases.ts';

/** What an admin teaches Baton about answers. */
export function TaughtPhrases() {
  const { state, refresh, tools } = usePhrases();
  return (
    <Flex direction="column" gap="sm" testId="taught-phrases">
      <Heading>Taught phrases</Heading>
      <Text>
        Teach Baton what your contacts mean. When an answer says an example, in any part of it, Baton
        understands it as you say. Typos, numbers, months and weekdays may differ; a word more, such as “not”,
        makes it another sentence. Opt-outs, legal demands and delivery reports always go first.
      </Text>
      {state.status === 'loading' ? <LoadingSpinner label="Loading the phrases" showLabel /> : null}
      {state.status === 'loading' || state.problem === null ? null : (
        <Failed
          title={state.status === 'failed' ? 'The phrases cannot be shown' : 'This may be out of date'}
          problem={state.problem}
          onRetry={refresh}
        />
      )}
      {state.status === 'ready' ? <Phrases view={state.view} tools={tools} /> : null}
    </Flex>
  );
}

function Failed({ title, problem, onRetry }: { title: string; problem: Problem; onRetry: () => void }) {
  return (
    <Alert variant="warning" title={title} testId="phrases-failed">
      <Flex direction="column" gap="xs" align="start">
        <Text>{problem.message}</Text>
        <Button size="sm" testId="retry-phrases" onClick={onRetry}>
          Try again
        </Button>
      </Flex>
    </Alert>
  );
}

/** One form at a time. */
function Phrases({ view, tools }: { view: PhrasesView; tools: PhrasesTools }) {
  const [edited, edit] = useState<PhraseView | 'new' | null>(null);
  const { phrases, most } = view;
  const form =
    edited === null ? null : (
      <PhraseForm
        key={edited === 'new' ? 'new' : edited.id}
        phrase={edited === 'new' ? null : edited}
        tools={tools}
        onClose={() => edit(null)}
      />
    );
  if (phrases.length === 0) return form ?? <NothingTaught onAdd={() => edit('new')} />;
  return (
    <Flex direction="column" gap="sm">
      <PhraseTable phrases={phrases} tools={tools} onEdit={edit} editing={edited !== null} />
      {form ?? (
        <Flex direction="row" gap="sm" align="center">
          <Button testId="teach-phrase" disabled={phrases.length >= most} onClick={() => edit('new')}>
            Teach a phrase
          </Button>
          {phrases.length >= most ? (
            <Text variant="microcopy">{`There are ${most}, and no more can be taught. Delete one first.`}</Text>
          ) : null}
        </Flex>
      )}
    </Flex>
  );
}

function NothingTaught({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState
      title="Nothing is taught yet"
      imageName="idea"
      layout="vertical"
      imageWidth={120}
      testId="no-phrases"
    >
      <Flex direction="column" gap="sm" align="center">
        <Text>
          Worth teaching is what your contacts say again and again and Baton keeps asking a person about.
        </Text>
        <Button testId="teach-phrase" onClick={onAdd}>
          Teach the first phrase
        </Button>
      </Flex>
    </EmptyState>
  );
}
