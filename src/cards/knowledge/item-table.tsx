import {
  Button,
  Flex,
  Link,
  LoadingButton,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { KnowledgeItemView, KnowledgeQuery, KnowledgeView } from './contract.ts';
import { RemoveModal } from './remove-modal.tsx';
import type { KnowledgeTools } from './use-knowledge.ts';
import { dayWords, kindWords, lengthWords, notesOf, stateWords } from './words.ts';

interface Props {
  view: KnowledgeView;
  query: KnowledgeQuery;
  change: (part: Partial<KnowledgeQuery>) => void;
  tools: KnowledgeTools;
  /** One is being changed or added just now. */
  editing: boolean;
  onEdit: (id: string) => void;
}

/** What the assistants know, one page of it. */
export function ItemTable({ view, query, change, tools, editing, onEdit }: Props) {
  if (view.items.length === 0)
    return <Text testId="none-match">Nothing matches. Look for fewer words, or show all.</Text>;
  // With one assistant everybody is the same one.
  const withUsers = view.assistants.length > 1 || view.items.some(({ usedBy }) => usedBy === null);
  return (
    <Flex direction="column" gap="xs">
      <Table bordered density="condensed" testId="knowledge-items">
        <TableHead>
          <TableRow>
            <TableHeader width={300}>What</TableHeader>
            <TableHeader width={130}>State</TableHeader>
            <TableHeader width={150}>Content as of</TableHeader>
            {withUsers ? <TableHeader width={130}>Used by</TableHeader> : null}
            <TableHeader width="min"> </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {view.items.map((item) => (
            <Row key={item.id} {...{ item, tools, editing, onEdit, withUsers }} />
          ))}
        </TableBody>
      </Table>
      <Pages view={view} page={query.page ?? 0} change={change} />
    </Flex>
  );
}

interface RowProps extends Pick<Props, 'tools' | 'editing' | 'onEdit'> {
  item: KnowledgeItemView;
}

function Row({ item, tools, editing, onEdit, withUsers }: RowProps & { withUsers: boolean }) {
  const { id, asOf, expiresOn, usedBy } = item;
  const state = stateWords(item);
  return (
    <TableRow testId={`knowledge-${id}`}>
      <TableCell>
        <What item={item} tools={tools} />
      </TableCell>
      <TableCell>
        <StatusTag variant={state.tone}>{state.label}</StatusTag>
      </TableCell>
      <TableCell>
        <Text>{dayWords(asOf, tools)}</Text>
        {expiresOn === null ? null : <Text variant="microcopy">{`until ${dayWords(expiresOn, tools)}`}</Text>}
      </TableCell>
      {withUsers ? <TableCell>{usedBy ?? 'Nobody: its assistant was removed'}</TableCell> : null}
      <TableCell width="min">
        <Actions item={item} tools={tools} editing={editing} onEdit={onEdit} />
      </TableCell>
    </TableRow>
  );
}

function What({ item, tools }: { item: KnowledgeItemView; tools: KnowledgeTools }) {
  const { kind, title, source, addedBy } = item;
  const what = kind === 'file' ? source : kindWords[kind];
  const facts = [what, lengthWords(item), `added by ${addedBy}`].filter((fact) => fact !== '');
  return (
    <Flex direction="column" gap="flush">
      {kind === 'link' && title === source ? null : <Text format={{ fontWeight: 'demibold' }}>{title}</Text>}
      {kind === 'link' ? (
        <Text variant="microcopy" truncate={{ maxWidth: 280, tooltipText: source }}>
          <Link href={{ url: source, external: true }}>{source}</Link>
        </Text>
      ) : null}
      <Text variant="microcopy">{facts.join(' · ')}</Text>
      {notesOf(item, tools).map((note) => (
        <Text key={note} variant="microcopy" format={{ italic: true }}>
          {note}
        </Text>
      ))}
    </Flex>
  );
}

function Actions({ item, tools, editing, onEdit }: RowProps) {
  const { id, kind, state } = item;
  const busy = tools.running !== null || editing;
  const reading = `read-${id}`;
  const readAgain = () =>
    tools.run({
      name: reading,
      request: () => tools.api.readAgain(id),
      done: () => 'Baton is reading the page again.',
    });
  return (
    <Flex direction="row" gap="xs">
      <Button size="sm" testId={`edit-knowledge-${id}`} disabled={busy} onClick={() => onEdit(id)}>
        Edit
      </Button>
      {kind === 'link' && state !== 'reading' ? (
        <LoadingButton
          size="sm"
          testId={`read-knowledge-${id}`}
          loading={tools.running === reading}
          disabled={busy}
          onClick={() => void readAgain()}
        >
          Read again
        </LoadingButton>
      ) : null}
      <Button
        size="sm"
        testId={`remove-knowledge-${id}`}
        disabled={busy}
        overlay={<RemoveModal item={item} tools={tools} />}
      >
        Remove
      </Button>
    </Flex>
  );
}

function Pages({ view, page, change }: { view: KnowledgeView; page: number; change: Props['change'] }) {
  if (view.pages === 1) return null;
  return (
    <Flex direction="row" gap="sm" align="center" justify="between" wrap>
      <Text variant="microcopy">{`Page ${page + 1} of ${view.pages}, ${view.total.toLocaleString()} in all`}</Text>
      <Flex direction="row" gap="xs">
        <Button
          size="sm"
          testId="previous-knowledge"
          disabled={page === 0}
          onClick={() => change({ page: page - 1 })}
        >
          Previous
        </Button>
        <Button
          size="sm"
          testId="next-knowledge"
          disabled={page + 1 >= view.pages}
          onClick={() => change({ page: page + 1 })}
        >
          Next
        </Button>
      </Flex>
    </Flex>
  );
}
