import type { LanguageModel } from 'ai';
import type { ProviderSettings } from './provider-settings.ts';

/** How a provider is asked: the model, and what its kind wants beside the question. */
export interface AskedModel {
  model: LanguageModel;
  /** Newer models of OpenAI and Anthropic refuse to be told. */
  temperature?: number;
}

/** Loads the SDK of the provider: only who asks keeps it. @param apiKey null where a server of one's own wants none */
export async function languageModel(
  { kind, model, baseUrl }: ProviderSettings,
  apiKey: string | null,
  fetch: typeof globalThis.fetch,
): Promise<AskedModel> {
  const place = { fetch, ...(baseUrl === null ? {} : { baseURL: baseUrl }) };
  // Without a key the SDKs look for one in the environment, which is the operator's.
  const key = apiKey ?? 'none';
  switch (kind) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      // Chat completions are not stored by OpenAI, responses are.
      return { model: createOpenAI({ ...place, apiKey: key }).chat(model) };
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return { model: createAnthropic({ ...place, apiKey: key })(model) };
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const provider = createOpenAICompatible({
        name: 'own',
        supportsStructuredOutputs: true,
        fetch,
        baseURL: baseUrl ?? '',
        ...(apiKey === null ? {} : { apiKey }),
      });
      return { model: provider(model), temperature: 0 };
    }
  }
}
