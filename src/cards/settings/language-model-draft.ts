import type { LanguageModel, LanguageModelChange, LanguageModelView } from './contract.ts';

/** What an admin has entered, as texts and numbers of the fields. */
export interface ModelDraft {
  kind: LanguageModel['kind'];
  model: string;
  baseUrl: string;
  /** Empty: as it is. */
  apiKey: string;
  dailyTokens: number;
  /** Emptied fields are null. */
  inputPrice: number | null;
  outputPrice: number | null;
  dailyCost: number | null;
}

export type ModelProblems = Partial<Record<keyof ModelDraft, string>>;

export const providers: Readonly<Record<LanguageModel['kind'], string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  'openai-compatible': 'Another one, or your own server (OpenAI-compatible)',
};

export const draftOf = ({
  kind,
  model,
  baseUrl,
  dailyTokens,
  prices,
  dailyCost,
}: LanguageModelView): ModelDraft => ({
  kind,
  model,
  baseUrl: baseUrl ?? '',
  apiKey: '',
  dailyTokens,
  inputPrice: prices?.input ?? null,
  outputPrice: prices?.output ?? null,
  dailyCost,
});

/** Whether the stored key goes on to the same place; to another one it is not sent. */
export const keepsKey = (draft: ModelDraft, view: LanguageModelView): boolean =>
  view.hasKey && draft.kind === view.kind && placeOf(draft) === view.baseUrl;

const placeOf = ({ baseUrl }: ModelDraft): string | null => baseUrl.trim().replace(/\/+$/, '') || null;

/** What keeps a draft from being saved, by field. */
export function problemsOf(draft: ModelDraft, view: LanguageModelView): ModelProblems {
  const { kind, model, baseUrl, apiKey, dailyTokens, inputPrice, outputPrice, dailyCost } = draft;
  const problems: ModelProblems = {};
  if (model.trim() === '') problems.model = 'Name the model as the provider calls it.';
  if (kind === 'openai-compatible' && baseUrl.trim() === '')
    problems.baseUrl = 'Say where the model is served.';
  else if (baseUrl.trim() !== '' && !/^https?:\/\/[^\s/]+/.test(baseUrl.trim()))
    problems.baseUrl = 'Use an address like https://llm.example.com/v1';
  if (kind !== 'openai-compatible' && apiKey.trim() === '' && !keepsKey(draft, view))
    problems.apiKey = 'Enter the API key.';
  if (!Number.isInteger(dailyTokens) || dailyTokens < 0)
    problems.dailyTokens = 'Enter a whole number of tokens.';
  const priced = inputPrice !== null && outputPrice !== null;
  if (!priced && (inputPrice ?? outputPrice ?? dailyCost) !== null)
    problems[inputPrice === null ? 'inputPrice' : 'outputPrice'] = 'Money is counted by both prices.';
  return problems;
}

/** What is sent to Baton. */
export function changeOf(
  draft: ModelDraft,
  { enabled, writes }: Pick<LanguageModel, 'enabled' | 'writes'>,
): LanguageModelChange {
  const { kind, model, apiKey, dailyTokens, inputPrice, outputPrice, dailyCost } = draft;
  return {
    enabled,
    writes,
    kind,
    model: model.trim(),
    baseUrl: placeOf(draft),
    dailyTokens,
    prices: inputPrice === null || outputPrice === null ? null : { input: inputPrice, output: outputPrice },
    dailyCost,
    ...(apiKey.trim() === '' ? {} : { apiKey: apiKey.trim() }),
  };
}
