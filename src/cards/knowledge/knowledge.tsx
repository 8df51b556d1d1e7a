import { Alert, Button, Flex, Heading, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Problem } from '../requests/answers.ts';
import { useKept, useUnsaved } from '../unsaved/unsaved.tsx';
import { AddKnowledge, NothingKnown } from './add-knowledge.tsx';
import type { Adding } from './add-knowledge.tsx';
import type { KnowledgeQuery, KnowledgeView } from './contract.ts';
import { ItemEdit } from './item-edit.tsx';
import { ItemFilters } from './item-filters.tsx';
import { ItemTable } from './item-table.tsx';
import { SearchTrial } from './search-trial.tsx';
import { useKnowledge } from './use-knowledge.ts';
import type { KnowledgeTools } from './use-knowledge.ts';

/** What an admin lets the assistants know. */
export function Knowledge() {
  const { state, shown, query, change, refresh, tools } = useKnowledge();
  const problem = state.status === 'loading' ? null : state.problem;
  return (
    <Flex direction="column" gap="sm" testId="knowledge">
      <Heading>Knowledge</Heading>
      <Text>
        What your assistants may say beside each contact’s Context: prices, products, answers to questions.
        They make nothing up: what a mail claims stands here, in the Context, in the contact’s properties or
        in the conversation.
      </Text>
      {shown === null && state.status === 'loading' ? (
        <LoadingSpinner label="Loading the knowledge" showLabel />
      ) : null}
      {problem === null ? null : (
        <Failed
          title={shown === null ? 'The knowledge cannot be shown' : 'This may be out of date'}
          problem={problem}
          onRetry={refresh}
        />
      )}
      {shown === null ? null : <Known view={shown} query={query} change={change} tools={tools} />}
    </Flex>
  );
}

function Failed({ title, problem, onRetry }: { title: string; problem: Problem; onRetry: () => void }) {
  return (
    <Alert variant="warning" title={title} testId="knowledge-failed">
      <Flex direction="column" gap="xs" align="start">
        <Text>{problem.message}</Text>
        <Button size="sm" testId="retry-knowledge" onClick={onRetry}>
          Try again
        </Button>
      </Flex>
    </Alert>
  );
}

interface KnownProps {
  view: KnowledgeView;
  query: KnowledgeQuery;
  change: (part: Partial<KnowledgeQuery>) => void;
  tools: KnowledgeTools;
}

/** One form at a time. */
function Known({ view, query, change, tools }: KnownProps) {
  const [adding, setAdding] = useKept<Adding | null>('adding', () => null);
  const [edited, setEdited] = useKept<string | null>('edited', () => null);
  const { forgetForm } = useUnsaved();
  const add = (next: Adding | null) => {
    if (next === null) forgetForm('form');
    setAdding(next);
  };
  const edit = (next: string | null) => {
    if (next === null) forgetForm('edit');
    setEdited(next);
  };
  const item = view.items.find(({ id }) => id === edited);
  const none = view.all === 0;
  return (
    <Flex direction="column" gap="md">
      {none && adding === null ? <NothingKnown onAdd={add} /> : null}
      {none && adding === null ? null : (
        <AddKnowledge view={view} adding={adding} onAdd={add} busy={item !== undefined} tools={tools} />
      )}
      {item ? (
        <ItemEdit
          key={`${item.id} ${item.version}`}
          item={item}
          view={view}
          tools={tools}
          onClose={() => edit(null)}
        />
      ) : null}
      {none ? null : (
        <Flex direction="column" gap="md">
          <ItemFilters view={view} query={query} change={change} />
          <ItemTable
            view={view}
            query={query}
            change={change}
            tools={tools}
            editing={adding !== null || item !== undefined}
            onEdit={edit}
          />
          <SearchTrial view={view} tools={tools} />
        </Flex>
      )}
    </Flex>
  );
}
