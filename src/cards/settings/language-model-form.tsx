import {
  AutoGrid,
  Button,
  Divider,
  Flex,
  Input,
  LoadingButton,
  NumberInput,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { PastReplies } from '../model-trial/past-replies.tsx';
import type { ModelTrial } from '../model-trial/use-model-trial.ts';
import { useDraft } from '../unsaved/unsaved.tsx';
import type { LanguageModelView } from './contract.ts';
import { changeOf, draftOf, keepsKey, problemsOf, providers } from './language-model-draft.ts';
import type { ModelDraft, ModelProblems } from './language-model-draft.ts';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  view: LanguageModelView;
  tools: SettingsTools;
  trial: ModelTrial;
  onClose: () => void;
}

/** Which model is asked, with which key, and how much it may cost. Saved, it reads answers, unless it writes only. */
export function LanguageModelForm({ view, tools, trial, onClose }: Props) {
  const [draft, setDraft] = useDraft('form.model', () => draftOf(view));
  const [tried, setTried] = useState(false);
  const found = problemsOf(draft, view);
  const reads = view.enabled || !view.writes;
  const problems = tried ? found : {};
  const change = (part: Partial<ModelDraft>) => setDraft((now) => ({ ...now, ...part }));
  const save = async () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    const outcome = await tools.run({
      name: 'language-model',
      request: () => tools.api.changeLanguageModel(changeOf(draft, { ...view, enabled: reads })),
      done: () =>
        reads ? `Saved. Baton asks ${draft.model.trim()} about answers that it is not sure of.` : 'Saved.',
    });
    if (outcome !== 'busy' && outcome.ok) onClose();
  };
  /** Tested before it is saved. */
  const wanted = () => {
    setTried(true);
    return Object.keys(found).length > 0 ? undefined : changeOf(draft, view);
  };
  return (
    <Flex direction="column" gap="sm">
      <WhichModel draft={draft} problems={problems} change={change} view={view} />
      <Limits draft={draft} problems={problems} change={change} />
      <Divider />
      <PastReplies trial={trial} wanted={wanted} subject={draft} />
      <Divider />
      <Flex direction="row" gap="sm">
        <LoadingButton
          variant="primary"
          testId="save-language-model"
          loading={tools.running === 'language-model'}
          disabled={tools.running !== null}
          onClick={() => void save()}
        >
          {view.enabled || view.writes ? 'Save' : 'Save and switch on'}
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
  const kept = keepsKey(draft, view);
  return (
    <Flex direction="column" gap="sm">
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
            ? 'For example http://localhost:11434/v1 for Ollama on Baton’s machine. What is not public and https has to be allowed by whoever runs Baton.'
            : 'Only if it is not the provider’s own, for example that of a gateway.'
        }
      />
      <TextInput
        {...fields}
        field="apiKey"
        label="API key"
        required={!own && !kept}
        description={
          kept
            ? 'A key is stored. Leave this empty to keep it.'
            : 'Stored encrypted and never shown again. Each provider and address needs its own.'
        }
      />
    </Flex>
  );
}

type NumberField = 'dailyTokens' | 'inputPrice' | 'outputPrice' | 'dailyCost';

const numberLabels: Readonly<Record<NumberField, string>> = {
  dailyTokens: 'Tokens a day, at most',
  inputPrice: 'Price of 1 million tokens in',
  outputPrice: 'Price of 1 million tokens out',
  dailyCost: 'Cost a day, at most',
};

function NumberField({ draft, problems, change, field }: FieldProps & { field: NumberField }) {
  const value = draft[field];
  const emptied = field === 'dailyTokens' ? Number.NaN : null;
  return (
    <NumberInput
      label={numberLabels[field]}
      name={`language-model-${field}`}
      testId={`language-model-${field}`}
      min={0}
      {...(field === 'dailyTokens' ? { precision: 0 } : {})}
      {...(value === null ? {} : { value })}
      error={problems[field] !== undefined}
      validationMessage={problems[field]}
      // An emptied field comes as NaN or nothing, whatever its type says.
      onChange={(entered) => change({ [field]: Number.isFinite(entered) ? entered : emptied })}
    />
  );
}

const Limits = (fields: FieldProps) => (
  <Flex direction="column" gap="xs">
    <AutoGrid columnWidth={190} flexible gap="sm">
      <NumberField {...fields} field="dailyTokens" />
      <NumberField {...fields} field="inputPrice" />
      <NumberField {...fields} field="outputPrice" />
      <NumberField {...fields} field="dailyCost" />
    </AutoGrid>
    <Text variant="microcopy">
      A question takes about 1,500 tokens; without tokens or money left, doubtful answers go to a person.
      Prices and cost may stay empty; they are in the currency that the provider bills in.
    </Text>
  </Flex>
);
