import { Flex, Heading, TextArea, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft } from '../unsaved/unsaved.tsx';
import type { KnowledgeView } from './contract.ts';
import { FormButtons, freshDraft, ItemFields, SAVING, sentDraft } from './item-fields.tsx';
import type { KnowledgeTools } from './use-knowledge.ts';

interface Props {
  view: KnowledgeView;
  tools: KnowledgeTools;
  onClose: () => void;
}

/** What is written down in the settings themselves. It survives the section's refreshes and a failed save. */
export function TextForm({ view, tools, onClose }: Props) {
  const [draft, setDraft] = useDraft('form.item', () => freshDraft(view.today));
  const [text, setText] = useDraft('form.text', () => '');
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async () => {
    const outcome = await tools.run({
      name: SAVING,
      request: () => tools.api.add({ kind: 'text', text, ...sentDraft(draft) }),
      done: () => 'Added. Your assistants know it from now on.',
    });
    if (outcome === 'busy') return;
    if (outcome.ok) onClose();
    else setRefusal(outcome.problem.message);
  };
  return (
    <Tile testId="text-form">
      <Flex direction="column" gap="md">
        <Heading>Write a text</Heading>
        <TextEdit
          text={text}
          refusal={refusal}
          onInput={(typed) => {
            setRefusal(null);
            setText(typed);
          }}
        />
        <ItemFields
          view={view}
          draft={draft}
          change={(part) => setDraft((now) => ({ ...now, ...part }))}
          titleHint="The first line of the text"
        />
        <FormButtons
          label="Add it"
          disabled={text.trim() === ''}
          tools={tools}
          onSave={() => void save()}
          onClose={onClose}
        />
      </Flex>
    </Tile>
  );
}

interface EditProps {
  /** What it begins with. */
  text: string;
  /** Why it was not taken; null: nobody has tried. */
  refusal: string | null;
  onInput: (text: string) => void;
}

export function TextEdit({ text, refusal, onInput }: EditProps) {
  return (
    <TextArea
      label="Text"
      name="text"
      testId="knowledge-text"
      required
      rows={8}
      maxLength={60_000}
      defaultValue={text}
      placeholder="The Enterprise plan costs 1,200 € a month for up to 40 seats. Support answers within four hours."
      description="In any language. Short paragraphs are found best: one question, one answer."
      error={refusal !== null}
      validationMessage={refusal ?? undefined}
      onInput={onInput}
    />
  );
}
