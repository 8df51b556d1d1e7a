import { Checkbox, Flex, Heading, Input, Tile } from '@hubspot/ui-extensions';
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

/** A page, or a PDF behind a link, that Baton reads. */
export function LinkForm({ view, tools, onClose }: Props) {
  const [draft, setDraft] = useDraft('form.item', () => freshDraft(view.today));
  const [source, setSource] = useDraft('form.source', () => '');
  const [keepFresh, setKeepFresh] = useDraft('form.keep-fresh', () => true);
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async () => {
    const outcome = await tools.run({
      name: SAVING,
      request: () => tools.api.add({ kind: 'link', source, keepFresh, ...sentDraft(draft) }),
      done: () => 'Added. Baton is reading the page.',
    });
    if (outcome === 'busy') return;
    if (outcome.ok) onClose();
    else setRefusal(outcome.problem.message);
  };
  return (
    <Tile testId="link-form">
      <Flex direction="column" gap="md">
        <Heading>Add a link</Heading>
        <LinkEdit
          source={source}
          keepFresh={keepFresh}
          refusal={refusal}
          onSource={(typed) => {
            setRefusal(null);
            setSource(typed);
          }}
          onKeepFresh={setKeepFresh}
        />
        <ItemFields
          view={view}
          draft={draft}
          change={(part) => setDraft((now) => ({ ...now, ...part }))}
          titleHint="The title of the page"
          withAsOf={!keepFresh}
        />
        <FormButtons
          label="Add it"
          disabled={source.trim() === ''}
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
  source: string;
  keepFresh: boolean;
  /** Why it was not taken; null: nobody has tried. */
  refusal: string | null;
  onSource: (source: string) => void;
  onKeepFresh: (keepFresh: boolean) => void;
}

export function LinkEdit({ source, keepFresh, refusal, onSource, onKeepFresh }: EditProps) {
  return (
    <Flex direction="column" gap="sm">
      <Input
        label="Address"
        name="source"
        testId="knowledge-source"
        required
        defaultValue={source}
        placeholder="https://example.com/prices"
        description="A public page, or a PDF. Baton reads this one address, not the pages that it leads to."
        error={refusal !== null}
        validationMessage={refusal ?? undefined}
        onInput={onSource}
      />
      <Checkbox
        name="keep-fresh"
        testId="knowledge-keep-fresh"
        checked={keepFresh}
        description="If the page is gone, what it said last stays, and you are told."
        onChange={onKeepFresh}
      >
        Keep up to date: read it again every week
      </Checkbox>
    </Flex>
  );
}
