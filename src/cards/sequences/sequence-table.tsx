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
import { counted } from '../wording/numbers.ts';
import { dayAt } from '../wording/dates.ts';
import type { SequenceLanguage, SequencesView, SequenceSummary } from './contract.ts';
import type { SequencesTools } from './use-sequences.ts';

interface Props {
  view: SequencesView;
  tools: SequencesTools;
  onOpen: (place: { sequence?: string; copy?: string }) => void;
  onChanged: () => void;
}

/** Baton's own sequences and those of the account, with who uses each. */
export function SequenceTable({ view, tools, onOpen, onChanged }: Props) {
  return (
    <Flex direction="column" gap="md">
      <Text>
        A sequence is what an assistant writes, and when. Contacts get it in their own language where it has
        it. To write your own, copy the one that comes closest.
      </Text>
      <Table bordered testId="sequences">
        <TableHead>
          <TableRow>
            <TableHeader width={200}>Sequence</TableHeader>
            <TableHeader width="min"> </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {view.sequences.map((sequence) => (
            <Row key={sequence.id} sequence={sequence} {...{ view, tools, onOpen, onChanged }} />
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function Row({ sequence, view, tools, onOpen, onChanged }: Props & { sequence: SequenceSummary }) {
  const { id, name, system, changedBy, changedAt } = sequence;
  return (
    <TableRow testId={`sequence-${id}`}>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }}>{name}</Text>
        <Text variant="microcopy">{`${lengthOf(sequence, tools)}; ${languagesInWords(sequence.languages, view)}`}</Text>
        {system ? (
          <StatusTag variant="info">Baton’s own</StatusTag>
        ) : (
          <Text variant="microcopy">
            {`Changed by ${changedBy ?? 'somebody'}, ${dayAt(changedAt ?? 0, tools)}`}
          </Text>
        )}
        <Users sequence={sequence} tools={tools} />
      </TableCell>
      <TableCell width="min">
        <Flex direction="row" gap="xs" wrap>
          <Button size="sm" testId={`open-${id}`} onClick={() => onOpen({ sequence: id })}>
            {system || !tools.isAdmin ? 'Read' : 'Edit'}
          </Button>
          {tools.isAdmin ? (
            <Button size="sm" testId={`copy-${id}`} onClick={() => onOpen({ copy: id })}>
              Copy
            </Button>
          ) : null}
          {tools.isAdmin && !system ? (
            <Button
              size="sm"
              testId={`archive-${id}`}
              overlay={<ArchiveModal sequence={sequence} tools={tools} onChanged={onChanged} />}
            >
              Archive
            </Button>
          ) : null}
        </Flex>
      </TableCell>
    </TableRow>
  );
}

function lengthOf({ emails, days }: SequenceSummary, { locale }: SequencesTools): string {
  const many = counted(emails, 'email', 'emails', locale);
  return days === 0 ? many : `${many} over ${counted(days, 'business day', 'business days', locale)}`;
}

function languagesInWords(spoken: readonly SequenceLanguage[], { languages }: SequencesView): string {
  if (spoken.length === languages.length) return `in all ${languages.length} languages`;
  return `in ${spoken.map((one) => languages.find(({ value }) => value === one)?.label ?? one).join(', ')}`;
}

function Users({
  sequence: { assistants, leads },
  tools,
}: {
  sequence: SequenceSummary;
  tools: SequencesTools;
}) {
  if (assistants.length === 0 && leads === 0) return <Text variant="microcopy">Used by nobody yet</Text>;
  const who = assistants.length === 0 ? 'no assistant any more' : assistants.join(', ');
  const underWay = leads > 0 ? ` · ${counted(leads, 'lead', 'leads', tools.locale)} under way` : '';
  return <Text>{`Used by ${who}${underWay}`}</Text>;
}

interface ArchiveProps {
  sequence: SequenceSummary;
  tools: SequencesTools;
  onChanged: () => void;
}

function ArchiveModal({ sequence: { id, name, leads }, tools, onChanged }: ArchiveProps) {
  const overlayId = `archive-${id}-modal`;
  const archive = async () => {
    tools.closeOverlay(overlayId);
    const answer = await tools.sequences.archive(id);
    tools.addAlert(
      answer.ok
        ? { type: 'success', message: `“${name}” is archived.` }
        : { type: 'danger', message: answer.problem.message },
    );
    if (answer.ok) onChanged();
  };
  return (
    <Modal id={overlayId} title={`Archive “${name}”?`} variant="danger" width="sm">
      <ModalBody>
        <Text>
          {leads > 0
            ? `Nobody gets it from now on. ${counted(leads, 'lead', 'leads', tools.locale)} under way go on with it to the end.`
            : 'Nobody gets it from now on.'}
        </Text>
      </ModalBody>
      <ModalFooter>
        <Button variant="destructive" testId={`confirm-archive-${id}`} onClick={() => void archive()}>
          Archive it
        </Button>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
