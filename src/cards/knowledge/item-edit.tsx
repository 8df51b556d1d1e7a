import { Alert, Flex, Heading, LoadingSpinner, Text, Tile } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import { useDraft } from '../unsaved/unsaved.tsx';
import { WrittenText } from '../wording/written-text.tsx';
import type { KnowledgeItemView, KnowledgeText, KnowledgeView } from './contract.ts';
import { FormButtons, ItemFields, SAVING, sentDraft } from './item-fields.tsx';
import type { Draft } from './item-fields.tsx';
import { LinkEdit } from './link-form.tsx';
import { TextEdit } from './text-form.tsx';
import type { KnowledgeTools } from './use-knowledge.ts';

interface Props {
  item: KnowledgeItemView;
  view: KnowledgeView;
  tools: KnowledgeTools;
  onClose: () => void;
}

/** Changes what is said of an item, and of a text what it says. */
export function ItemEdit({ item, view, tools, onClose }: Props) {
  const { title, assistantId, asOf, expiresOn, kind, version } = item;
  // what somebody else changed meanwhile begins anew
  const key = `${item.id} ${version}`;
  const [draft, setDraft] = useDraft<Draft>(`edit.${key}`, () => ({ title, assistantId, asOf, expiresOn }));
  const [text, setText] = useDraft<string | null>(`edit.text.${key}`, () => null);
  const [link, setLink] = useDraft(`edit.link.${key}`, () => ({
    source: item.source,
    keepFresh: item.keepFresh,
  }));
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async () => {
    const change = {
      ...sentDraft(draft),
      version,
      ...(text === null ? {} : { text }),
      ...(kind === 'link' ? link : {}),
    };
    const outcome = await tools.run({
      name: SAVING,
      request: () => tools.api.change(item.id, change),
      done: () => 'Saved.',
    });
    if (outcome === 'busy') return;
    if (outcome.ok) onClose();
    else setRefusal(outcome.problem.message);
  };
  const edit =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      setRefusal(null);
      set(value);
    };
  return (
    <Tile testId="edit-form">
      <Flex direction="column" gap="md">
        <Heading>{`Change “${title}”`}</Heading>
        {kind === 'link' ? (
          <LinkEdit
            source={link.source}
            keepFresh={link.keepFresh}
            refusal={null}
            onSource={edit((source) => setLink((now) => ({ ...now, source })))}
            onKeepFresh={edit((keepFresh) => setLink((now) => ({ ...now, keepFresh })))}
          />
        ) : null}
        <ItemFields
          view={view}
          draft={draft}
          change={edit((part) => setDraft((now) => ({ ...now, ...part })))}
          titleHint="A title by which you know it again"
          withAsOf={kind !== 'link' || !link.keepFresh}
        />
        <Said item={item} typed={text} tools={tools} onInput={edit(setText)} />
        {refusal === null ? null : <Alert variant="danger" title={refusal} testId="edit-refused" />}
        <FormButtons
          label="Save"
          disabled={text?.trim() === ''}
          tools={tools}
          onSave={() => void save()}
          onClose={onClose}
        />
      </Flex>
    </Tile>
  );
}

type SaidProps = Pick<Props, 'item' | 'tools'> & {
  /** null: nothing was typed. */
  typed: string | null;
  onInput: (text: string) => void;
};

/** What it says: to be changed where an admin wrote it, else as Baton read it. */
function Said({ item, typed, tools, onInput }: SaidProps) {
  const { asked, ask } = useLatestAnswer<KnowledgeText>();
  const { text: textOf } = tools.api;
  const { id, kind, passages } = item;
  useEffect(() => void ask(() => textOf(id)), [ask, textOf, id]);
  if (asked.status === 'failed')
    return <Alert variant="warning" title={asked.problem.message} testId="text-failed" />;
  if (asked.status !== 'answered') return <LoadingSpinner label="Loading what it says" showLabel />;
  if (kind === 'text') return <TextEdit text={typed ?? asked.value.text} refusal={null} onInput={onInput} />;
  if (passages === 0) return null;
  return (
    <Flex direction="column" gap="xs" testId="what-it-says">
      <Text format={{ fontWeight: 'demibold' }}>What Baton read</Text>
      <WrittenText>{beginning(asked.value.text)}</WrittenText>
    </Flex>
  );
}

const SHOWN = 1_500;
/** Enough to see whether it was read well; searching shows the rest. */
const beginning = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\s+\S*$/, '')} …`;
