import { AutoGrid, Button, Flex, Input, LoadingButton, NumberInput, Select } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { LanguageModelView } from './contract.ts';
import { changeOf, draftOf, keepsKey, problemsOf, providers } from './language-model-draft.ts';
import type { ModelDraft, ModelProblems } from './language-model-draft.ts';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  view: LanguageModelView;
  tools: SettingsTools;
  onClose: () => void;
}

/** Which model is asked, with which key, and how much it may cost. Saved, it is switched on. */
export function LanguageModelForm({ view, tools, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(view));
  const [tried, setTried] = useState(false);
  const found = problemsOf(draft, view);
  const problems = tried ? found : {};
  const change = (part: Partial<ModelDraft>) => setDraft((now) => ({ ...now, ...part }));
  const save = async () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    const outcome = await tools.run({
      name: 'language-model',
      request: () => tools.api.changeLanguageModel(changeOf(draft, true)),
      done: () => `Saved. Baton asks ${draft.model.trim()} about answers that it is not sure of.`,
    });
    if (outcome !== 'busy' && outcome.ok) onClose();
  };
  return (
    <Flex direction="column" gap="sm">
      <WhichModel draft={draft} problems={problems} change={change} view={view} />
      <Limits draft={draft} problems={problems} change={change} />
      <Flex direction="row" gap="sm">
        <LoadingButton
          variant="primary"
          testId="save-language-model"
          loading={tools.running === 'language-model'}
          disabled={tools.running !== null}
          onClick={() => void save()}
        >
          {view.enabled ? 'Save' : 'Save and switch on'}
        </LoadingButton>
        <Button testId="cancel-language-model" onClick={onClose}>
          Cancel
        </Button>
      </Flex>
    </Flex>
  );
}

interface FieldProps {
  draft: ModelDraft;
  problems: ModelProblems;
  change: (part: Partial<ModelDraft>) => void;
}

type TextField = 'model' | 'baseUrl' | 'apiKey';

/** Inputs keep their own text (`defaultValue`): a value sent back while a person types would undo keys. */
function TextInput(
  props: FieldProps & { field: TextField; label: string; description: string; required: boolean },
) {
  const { draft, problems, change, field, ...shown } = props;
  return (
    <Input
      {...shown}
      name={`language-model-${field}`}
      testId={`language-model-${field}`}
      type={field === 'apiKey' ? 'password' : 'text'}
      defaultValue={draft[field]}
      error={problems[field] !== undefined}
      validationMessage={problems[field]}
      onInput={(text) => change({ [field]: text })}
    />
  );
}

function WhichModel({ view, ...fields }: FieldProps & { view: LanguageModelView }) {
  const { draft, change } = fields;
  const own = draft.kind === 'openai-compatible';
  return (
    <AutoGrid columnWidth={280} flexible gap="sm">
      <Select
        label="Provider"
        name="language-model-kind"
        testId="language-model-kind"
        value={draft.kind}
        options={Object.entries(providers).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => change({ kind: kind as ModelDraft['kind'] })} // One of the options above.
      />
      <TextInput
        {...fields}
        field="model"
        label="Model"
        required
        description="As the provider calls it, for example gpt-4.1-mini. It has to give structured output; a small one will do."
      />
      <TextInput
        {...fields}
        field="baseUrl"
        label="Address"
        required={own}
        description={
          own
            ? 'For example http://localhost:11434/v1 for Ollama on Baton’s machine. Addresses that are not public and https must be allowed by whoever runs Baton.'
            : 'Only if it is not the provider’s own, for example that of a gateway.'
        }
      />
      <TextInput
        {...fields}
        field="apiKey"
        label="API key"
        required={!own && !keepsKey(draft, view)}
        description={
          keepsKey(draft, view)
            ? 'A key is stored. Leave this empty to keep it.'
            : 'Stored encrypted and never shown again. Another provider or address needs its own.'
        }
      />
    </AutoGrid>
  );
}

function Limits({ draft, problems, change }: FieldProps) {
  const number = (field: 'dailyTokens' | 'inputPrice' | 'outputPrice' | 'dailyCost') => ({
    name: `language-model-${field}`,
    testId: `language-model-${field}`,
    min: 0,
    ...(draft[field] === null ? {} : { value: draft[field] }),
    error: problems[field] !== undefined,
    validationMessage: problems[field],
    onChange: (value: number | null | undefined) =>
      // An emptied field comes as NaN or nothing.
      change({ [field]: Number.isFinite(value) ? value : field === 'dailyTokens' ? Number.NaN : null }),
  });
  return (
    <AutoGrid columnWidth={200} flexible gap="sm">
      <NumberInput
        {...number('dailyTokens')}
        label="Tokens a day, at most"
        precision={0}
        description="A question takes about 1,500."
      />
      <NumberInput {...number('inputPrice')} label="Price of a million tokens in" description="Optional." />
      <NumberInput {...number('outputPrice')} label="Price of a million tokens out" description="Optional." />
      <NumberInput
        {...number('dailyCost')}
        label="Cost a day, at most"
        description="Optional, in the currency of the prices."
      />
    </AutoGrid>
  );
}
