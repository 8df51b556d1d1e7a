import {
  Button,
  Divider,
  Flex,
  Heading,
  LoadingButton,
  Select,
  Text,
  TextArea,
  Tile,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft } from '../unsaved/unsaved.tsx';
import type { Meaning, PhraseDraft } from './contract.ts';
import { PhraseTrial } from './phrase-trial.tsx';
import type { PhrasesTools } from './use-phrases.ts';
import { meanings, modes } from './words.ts';

interface Props {
  /** null: a new one. */
  id: string | null;
  start: PhraseDraft;
  tools: PhrasesTools;
  onClose: () => void;
}

/** Teaches a phrase or changes one. What is typed survives the section's own refreshes and a failed save. */
export function PhraseForm({ id, start, tools, onClose }: Props) {
  const [draft, setDraft] = useDraft('form.phrase', () => start);
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (part: Partial<PhraseDraft>) => {
    setRefusal(null);
    setDraft((now) => ({ ...now, ...part }));
  };
  const save = async () => {
    const outcome = await tools.run({
      name: 'save-phrase',
      request: () => (id === null ? tools.api.add(draft) : tools.api.change(id, draft)),
      done: () => 'The phrase is taught. It counts from the next answer on.',
    });
    if (outcome === 'busy') return;
    if (outcome.ok) onClose();
    else setRefusal(outcome.problem.message);
  };
  return (
    <Tile testId="phrase-form">
      <Flex direction="column" gap="md">
        <Heading>{id === null ? 'Teach a phrase' : 'Change a phrase'}</Heading>
        <Fields draft={draft} refusal={refusal} change={change} />
        <Divider />
        <PhraseTrial draft={draft} id={id} tools={tools} />
        <Flex direction="row" gap="sm">
          <LoadingButton
            variant="primary"
            testId="save-phrase"
            loading={tools.running === 'save-phrase'}
            disabled={draft.example.trim() === '' || tools.running !== null}
            onClick={() => void save()}
          >
            {id === null ? 'Teach it' : 'Save'}
          </LoadingButton>
          <Button testId="cancel-phrase" disabled={tools.running !== null} onClick={onClose}>
            Cancel
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}

interface FieldsProps {
  draft: PhraseDraft;
  /** Why it could not be taught; null: nobody has tried. */
  refusal: string | null;
  change: (part: Partial<PhraseDraft>) => void;
}

function Fields({ draft, refusal, change }: FieldsProps) {
  return (
    <Flex direction="column" gap="sm">
      <TextArea
        label="Example"
        name="example"
        testId="phrase-example"
        required
        rows={2}
        maxLength={500}
        defaultValue={draft.example}
        placeholder="Let’s grab a coffee when you are around"
        description="A sentence as your contacts write it, in any language. Leave out names: an example stays when a person is erased."
        error={refusal !== null}
        validationMessage={refusal ?? undefined}
        onInput={(example) => change({ example })}
      />
      <Select
        label="Means"
        name="meaning"
        testId="phrase-meaning"
        required
        value={draft.class}
        options={Object.entries(meanings).map(([value, label]) => ({ value, label }))}
        // one of the options above
        onChange={(value) => change({ class: value as Meaning })}
      />
      <ToggleGroup
        label="What Baton does with such an answer"
        name="mode"
        testId="phrase-mode"
        toggleType="radioButtonList"
        value={draft.mode}
        options={Object.entries(modes).map(([value, words]) => ({ value, ...words }))}
        onChange={(mode) => change({ mode: mode === 'always' ? 'always' : 'suggest' })}
      />
      {draft.class === 'OutOfOffice' || draft.class === 'ConnectLater' ? (
        <Text variant="microcopy">Baton reads the day from each answer.</Text>
      ) : null}
    </Flex>
  );
}
