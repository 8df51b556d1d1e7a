import {
  Alert,
  Button,
  Flex,
  Heading,
  Input,
  LoadingButton,
  LoadingSpinner,
  SearchInput,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft } from '../unsaved/unsaved.tsx';
import type { ExclusionsAdded } from './contract.ts';
import { ExclusionTable } from './exclusion-table.tsx';
import { useExclusions } from './use-exclusions.ts';
import type { ExclusionsTools } from './use-exclusions.ts';

/** Whom Baton never writes to. */
export function Exclusions() {
  const { state, refresh, tools, search } = useExclusions();
  return (
    <Flex direction="column" gap="sm" testId="exclusions">
      <Heading>Never write to</Heading>
      <Text>
        Addresses and domains that no assistant writes to, whoever hands the contact over. A contact with one
        of them is handed back at once, also one that an assistant works on already, and also when it is only
        a further address of the person. Taking one off the list starts nothing by itself.
      </Text>
      {state.status === 'loading' ? <LoadingSpinner label="Loading the list" showLabel /> : null}
      {state.status === 'loading' || state.problem === null ? null : (
        <Alert
          variant="warning"
          title={state.status === 'failed' ? 'The list cannot be shown' : 'This may be out of date'}
          testId="exclusions-failed"
        >
          <Flex direction="column" gap="xs" align="start">
            <Text>{state.problem.message}</Text>
            <Button size="sm" testId="retry-exclusions" onClick={refresh}>
              Try again
            </Button>
          </Flex>
        </Alert>
      )}
      {state.status === 'ready' ? (
        <>
          {state.view.total > 0 ? (
            <SearchInput
              label="Search"
              name="searchExclusions"
              testId="search-exclusions"
              placeholder="Search addresses and domains"
              value={tools.query.search}
              onChange={search}
            />
          ) : null}
          <ExclusionTable view={state.view} tools={tools} />
          <AddExclusions tools={tools} />
        </>
      ) : null}
    </Flex>
  );
}

/** One field for one address and for a list of thousands. */
function AddExclusions({ tools }: { tools: ExclusionsTools }) {
  const [text, setText] = useDraft('add.text', () => '');
  const [reason, setReason] = useDraft('add.reason', () => '');
  const [count, setCount] = useState(0);
  const [added, setAdded] = useState<ExclusionsAdded | null>(null);
  const add = async () => {
    const outcome = await tools.add({ text, reason });
    if (outcome === null) return;
    setAdded(outcome);
    setText('');
    setReason('');
    setCount(count + 1);
  };
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <TextArea
          key={`text-${count}`}
          label="Add addresses or domains"
          name="exclusions"
          testId="exclusions-text"
          rows={3}
          placeholder={'ann@example.com\ncompetitor.com\n*@partner.*\n*.gov'}
          description="One or a whole list, one a line; pasted CSV may have the reason in its second column. A domain counts with all below it, a star is any text."
          defaultValue={text}
          onInput={setText}
        />
        <Input
          key={`reason-${count}`}
          label="Reason"
          name="exclusionReason"
          testId="exclusions-reason"
          placeholder="Competitor"
          defaultValue={reason}
          onInput={setReason}
        />
        <Flex direction="row">
          <LoadingButton
            testId="add-exclusions"
            loading={tools.running === 'add'}
            disabled={text.trim() === '' || tools.running !== null}
            onClick={() => void add()}
          >
            Add
          </LoadingButton>
        </Flex>
        {added === null ? null : <Added added={added} />}
      </Flex>
    </Tile>
  );
}

function Added({ added: { added, known, refused, refusedCount } }: { added: ExclusionsAdded }) {
  const parts = [
    added === 1 ? '1 is added' : `${added} are added`,
    ...(known > 0 ? [`${known} ${known === 1 ? 'was' : 'were'} there already`] : []),
  ];
  if (refusedCount === 0) return <Text testId="exclusions-added">{`${parts.join(', ')}.`}</Text>;
  return (
    <Alert
      variant="warning"
      title={`${parts.join(', ')}, ${refusedCount} could not be read`}
      testId="exclusions-added"
    >
      <Flex direction="column" gap="flush">
        {refused.map(({ line, why }) => (
          <Text key={line}>{`“${line}”: ${why}`}</Text>
        ))}
      </Flex>
    </Alert>
  );
}
