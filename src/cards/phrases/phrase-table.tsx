import {
  Button,
  Flex,
  Modal,
  ModalBody,
  ModalFooter,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { dayAt } from '../wording/dates.ts';
import type { PhraseView } from './contract.ts';
import type { PhrasesTools } from './use-phrases.ts';
import { meanings, modes } from './words.ts';

const SHOWN_AT_FIRST = 10;

interface Props {
  phrases: readonly PhraseView[];
  tools: PhrasesTools;
  onEdit: (phrase: PhraseView) => void;
  /** One is being changed or added just now. */
  editing: boolean;
}

/** What is taught, the newest first. */
export function PhraseTable({ phrases, tools, onEdit, editing }: Props) {
  const [all, showAll] = useState(false);
  const shown = all ? phrases : phrases.slice(0, SHOWN_AT_FIRST);
  return (
    <Flex direction="column" gap="xs">
      <Table bordered density="condensed" testId="phrases">
        <TableHead>
          <TableRow>
            <TableHeader width={280}>Example</TableHeader>
            <TableHeader width={180}>Means</TableHeader>
            <TableHeader width={120}>Used for</TableHeader>
            <TableHeader width="min"> </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((phrase) => (
            <Row key={phrase.id} phrase={phrase} tools={tools} onEdit={onEdit} editing={editing} />
          ))}
        </TableBody>
      </Table>
      {shown.length < phrases.length ? (
        <Flex direction="row">
          <Button size="sm" testId="all-phrases" onClick={() => showAll(true)}>
            {`Show all ${phrases.length}`}
          </Button>
        </Flex>
      ) : null}
    </Flex>
  );
}

function Row({ phrase, tools, onEdit, editing }: Omit<Props, 'phrases'> & { phrase: PhraseView }) {
  const { id, example, mode, taughtBy, taughtAt } = phrase;
  const busy = tools.running !== null || editing;
  return (
    <TableRow testId={`phrase-${id}`}>
      <TableCell>
        <Text>{`“${example}”`}</Text>
        <Text variant="microcopy">{`${taughtBy}, ${dayAt(taughtAt, tools)}`}</Text>
      </TableCell>
      <TableCell>
        <Text>{meanings[phrase.class]}</Text>
        <StatusTag variant={mode === 'always' ? 'success' : 'info'}>{modes[mode].label}</StatusTag>
      </TableCell>
      <TableCell>
        <Uses phrase={phrase} tools={tools} />
      </TableCell>
      <TableCell width="min">
        <Flex direction="row" gap="xs">
          <Button size="sm" testId={`edit-phrase-${id}`} disabled={busy} onClick={() => onEdit(phrase)}>
            Edit
          </Button>
          <Button
            size="sm"
            testId={`delete-phrase-${id}`}
            disabled={busy}
            overlay={<DeleteModal phrase={phrase} tools={tools} />}
          >
            Delete
          </Button>
        </Flex>
      </TableCell>
    </TableRow>
  );
}

function Uses({ phrase: { uses, lastUsedAt }, tools }: { phrase: PhraseView; tools: PhrasesTools }) {
  if (uses === 0 || lastUsedAt === null) return <Text variant="microcopy">Nothing yet</Text>;
  return (
    <>
      <Text>{uses === 1 ? '1 answer' : `${uses} answers`}</Text>
      <Text variant="microcopy">{`last ${dayAt(lastUsedAt, tools)}`}</Text>
    </>
  );
}

function DeleteModal({ phrase, tools }: { phrase: PhraseView; tools: PhrasesTools }) {
  const overlayId = `delete-phrase-${phrase.id}-modal`;
  const remove = async () => {
    tools.closeOverlay(overlayId);
    await tools.run({
      name: 'delete-phrase',
      request: () => tools.api.remove(phrase.id),
      done: () => 'The phrase is forgotten.',
    });
  };
  return (
    <Modal id={overlayId} title="Forget this phrase?" variant="danger" width="sm">
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text>{`“${phrase.example}”`}</Text>
          <Text>From now on, Baton reads such answers by itself again. What it has decided stays.</Text>
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="destructive"
          testId={`confirm-delete-phrase-${phrase.id}`}
          onClick={() => void remove()}
        >
          Forget it
        </Button>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
