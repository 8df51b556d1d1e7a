import { Alert, Button, EmptyState, Flex, Heading, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Problem } from '../requests/answers.ts';
import { useKept, useUnsaved } from '../unsaved/unsaved.tsx';
import { AnswersToTeach } from './asked-about.tsx';
import type { PhraseDraft, PhrasesView } from './contract.ts';
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

const fresh: PhraseDraft = { example: '', class: 'AgreedToMeet', mode: 'always' };

/** One form at a time. */
function Phrases({ view, tools }: { view: PhrasesView; tools: PhrasesTools }) {
  /** What the form begins with; `id` null: a new phrase. */
  const [edited, setEdited] = useKept<{ id: string | null; start: PhraseDraft } | null>('edited', () => null);
  const { forgetForm } = useUnsaved();
  const edit = (next: typeof edited) => {
    forgetForm('form');
    setEdited(next);
  };
  const { phrases, most } = view;
  const teach = (example: string) => edit({ id: null, start: { ...fresh, example } });
  const full = phrases.length >= most;
  return (
    <Flex direction="column" gap="sm">
      {phrases.length > 0 ? (
        <PhraseTable
          phrases={phrases}
          tools={tools}
          onEdit={({ id, example, class: meant, mode }) =>
            edit({ id, start: { example, class: meant, mode } })
          }
          editing={edited !== null}
        />
      ) : null}
      {edited ? <PhraseForm {...edited} tools={tools} onClose={() => edit(null)} /> : null}
      {edited === null && phrases.length === 0 ? <NothingTaught onAdd={() => teach('')} /> : null}
      {edited === null && phrases.length > 0 ? (
        <Flex direction="row" gap="sm" align="center">
          <Button testId="teach-phrase" disabled={full} onClick={() => teach('')}>
            Teach a phrase
          </Button>
          {full ? (
            <Text variant="microcopy">{`There are ${most}, and no more can be taught. Delete one first.`}</Text>
          ) : null}
        </Flex>
      ) : null}
      {edited === null && !full ? <AnswersToTeach tools={tools} onTeach={teach} /> : null}
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
