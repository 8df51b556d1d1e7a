import { Button, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { KnowledgeView } from './contract.ts';
import { LinkForm } from './link-form.tsx';
import { TextForm } from './text-form.tsx';
import { UploadFiles } from './upload-files.tsx';
import type { KnowledgeTools } from './use-knowledge.ts';

export type Adding = 'file' | 'link' | 'text';

const ways: readonly { adding: Adding; label: string }[] = [
  { adding: 'file', label: 'Add files' },
  { adding: 'link', label: 'Add a link' },
  { adding: 'text', label: 'Write a text' },
];

function Ways({ onAdd, disabled }: { onAdd: (adding: Adding) => void; disabled: boolean }) {
  return (
    <Flex direction="row" gap="sm" wrap>
      {ways.map(({ adding, label }) => (
        <Button key={adding} testId={`add-${adding}`} disabled={disabled} onClick={() => onAdd(adding)}>
          {label}
        </Button>
      ))}
    </Flex>
  );
}

interface Props {
  view: KnowledgeView;
  /** null: nothing is being added. */
  adding: Adding | null;
  onAdd: (adding: Adding | null) => void;
  /** Something is being changed. */
  busy: boolean;
  tools: KnowledgeTools;
}

/** The three ways to add to the knowledge, one at a time. */
export function AddKnowledge({ view, adding, onAdd, busy, tools }: Props) {
  const full = view.all >= view.most;
  const close = () => onAdd(null);
  const props = { view, tools, onClose: close };
  if (adding === 'file') return <UploadFiles tools={tools} onClose={close} />;
  if (adding === 'link') return <LinkForm {...props} />;
  if (adding === 'text') return <TextForm {...props} />;
  return (
    <Flex direction="column" gap="xs">
      <Ways onAdd={onAdd} disabled={busy || full} />
      {full ? (
        <Text variant="microcopy">{`There are ${view.most}, and no more can be added. Remove some first.`}</Text>
      ) : null}
    </Flex>
  );
}

export function NothingKnown({ onAdd }: { onAdd: (adding: Adding) => void }) {
  return (
    <EmptyState
      title="Your assistants know nothing of your offer yet"
      imageName="idea"
      layout="vertical"
      imageWidth={120}
      testId="no-knowledge"
    >
      <Flex direction="column" gap="sm" align="center">
        <Text>
          Add a price list, a product sheet or the page with your questions and answers, and they can answer
          from it.
        </Text>
        <Ways onAdd={onAdd} disabled={false} />
      </Flex>
    </EmptyState>
  );
}
