import { Alert, Button, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { PageState } from '../pages/page-state.tsx';
import { useParams, useShown } from '../pages/use-pages.ts';
import { ProblemState } from '../notices/problem-notice.tsx';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { SequenceDetail, SequencesView } from './contract.ts';
import { copyOf } from './draft.ts';
import { SequenceEditor } from './sequence-editor.tsx';
import { SequenceTable } from './sequence-table.tsx';
import { useSequencesTools } from './use-sequences.ts';
import type { SequencesTools } from './use-sequences.ts';

/** What do the assistants write, and when? `?sequence=` opens one, `?copy=` a copy of one. */
export function Sequences() {
  const tools = useSequencesTools();
  const { params, change } = useParams();
  const shown = useShown<SequencesView>(
    'sequences',
    () => tools.sequences.view(),
    () => 60_000,
  );
  const opened = params['sequence'] ?? params['copy'];
  return (
    <PageState shown={shown} subject="the sequences">
      {(view) =>
        opened === undefined ? (
          <SequenceTable view={view} tools={tools} onOpen={change} onChanged={shown.refresh} />
        ) : (
          <Opened
            key={opened + String(params['copy'] === undefined)}
            id={opened}
            isCopy={params['copy'] !== undefined}
            view={view}
            tools={tools}
            onClose={() => {
              shown.refresh();
              change({ sequence: undefined, copy: undefined });
            }}
          />
        )
      }
    </PageState>
  );
}

interface OpenedProps {
  id: string;
  isCopy: boolean;
  view: SequencesView;
  tools: SequencesTools;
  onClose: () => void;
}

function Opened({ id, isCopy, view, tools, onClose }: OpenedProps) {
  const { asked, ask } = useLatestAnswer<SequenceDetail>();
  const load = () => void ask(() => tools.sequences.one(id));
  useEffect(load, [id]);
  if (asked.status === 'failed')
    return <ProblemState problem={asked.problem} subject="the sequence" onRetry={load} />;
  if (asked.status !== 'answered')
    return <LoadingSpinner label="Loading the sequence" showLabel layout="centered" testId="loading" />;
  const detail = asked.value;
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row">
        <Button size="sm" testId="back-to-sequences" onClick={onClose}>
          All sequences
        </Button>
      </Flex>
      {detail.system && !isCopy ? (
        <Alert variant="info" title="This sequence is Baton’s own" testId="system-sequence">
          <Text>Copy it to change its words, its days or its languages.</Text>
        </Alert>
      ) : null}
      <SequenceEditor
        start={isCopy ? copyOf(detail) : detail}
        saved={isCopy ? null : detail}
        view={view}
        tools={tools}
        onClose={onClose}
        onReload={load}
      />
    </Flex>
  );
}
