import type { z } from 'zod';
import type { Logger } from '../ground/logger.ts';
import { SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { inMoney, microsFor } from './budget.ts';
import type { Budget, Reservation, Tokens } from './budget.ts';
import { languageModel } from './language-model.ts';
import type { ModelProviderRow } from './model-provider-entity.ts';
import type { Pause } from './pause.ts';
import type { Providers } from './providers.ts';
import { tokensOf, troubleOf } from './trouble.ts';
import type { Trouble } from './trouble.ts';

/** What a model is asked: an object of a schema. */
export interface Question<Value> {
  /** As plain as providers want it for structured output: every field named, no formats; nullable, not optional. */
  schema: z.ZodType<Value>;
  /** Who speaks, and what is wanted. */
  system: string;
  prompt: string;
  /** Tokens, what the model thinks included. */
  maxOutput: number;
  /** How long it may take; absent: 20 s. */
  timeoutMs?: number;
}

/** reads: says what answers mean; writes: emails. An account switches on each for itself. */
export type Purpose = 'reads' | 'writes';

export type Asked<Value> =
  | { status: 'answered'; model: string; value: Value; spent: Spent }
  /** Nobody answered, and why in a sentence for an admin. */
  | { status: 'refused'; model: string; why: string; because: Refusal };

/**
 * budget: too little is left of the day. settings: until a person changes something. away: it passes by itself, or may.
 * answer: the next question may fare better at once.
 */
export type Refusal = 'budget' | 'settings' | 'away' | 'answer';

/** `ms` of waiting; `cost` in the prices' currency, null where they are not known; tokens null: not told. */
export interface Spent {
  ms: number;
  tokens: number | null;
  cost: number | null;
}

export interface Ask {
  /**
   * Asks the account's model, within its budget. Network: never within a transaction. Never throws for what providers
   * do; throws MODEL_INTERRUPTED when this process ends meanwhile. null: the account has not switched it on.
   */
  <Value>(portalId: PortalId, question: Question<Value>): Promise<Asked<Value> | null>;
}

export interface AskDeps {
  providers: Providers;
  budget: Budget;
  pause: Pause;
  fetch: typeof globalThis.fetch;
  logger: Logger;
  /** Of every question; default 20,000. */
  timeoutMs?: number;
  /** Aborted when the process ends: whoever asked hears nothing, and somebody asks again. */
  closing?: AbortSignal;
}

const TIMEOUT_MS = 20 * SECOND;
/** Once more after what passes by itself, within the same time. */
const RETRIES = 1;

/** Whether the account has switched that on. */
export const isOn = ({ enabled, settings }: ModelProviderRow, purpose: Purpose): boolean =>
  purpose === 'reads' ? enabled : settings.writes;

export const createAsk =
  (deps: AskDeps, purpose: Purpose = 'reads'): Ask =>
  async (portalId, question) => {
    const provider = await deps.providers.find(portalId);
    if (!isOn(provider, purpose)) return null;
    if (await deps.pause.mayAsk(provider)) return askNow(deps, provider, question);
    return {
      status: 'refused',
      model: provider.settings.model,
      because: 'away',
      why: `it is left alone for some minutes after a failure: ${provider.lastFailure ?? ''}`,
    };
  };

/** Asks whether it is switched on or not, and whatever went wrong before: an admin tries it out. */
export async function askNow<Value>(
  deps: AskDeps,
  provider: ModelProviderRow,
  question: Question<Value>,
): Promise<Asked<Value>> {
  const { portalId, settings } = provider;
  const { model } = settings;
  const reservation = await deps.budget.reserve(portalId, settings, mostTokens(question));
  if (!reservation) return { status: 'refused', model, why: 'Today’s budget is used up.', because: 'budget' };
  const timeoutMs = deps.timeoutMs ?? question.timeoutMs ?? TIMEOUT_MS;
  const began = performance.now();
  try {
    const { value, usage } = await generate(deps, provider, question, timeoutMs);
    await settle(reservation, usage);
    await deps.pause.worked(portalId);
    return { status: 'answered', model, value, spent: spentOf(provider, usage, performance.now() - began) };
  } catch (error) {
    if (deps.closing?.aborted) throw interrupted(error);
    const trouble = await troubleOf(error, timeoutMs);
    await settle(reservation, trouble.spent);
    await deps.pause.failed(provider, trouble);
    deps.logger.warn({ portalId, why: trouble.text }, 'a language model did not answer');
    return { status: 'refused', model, why: trouble.text, because: refusalOf(trouble) };
  }
}

const interrupted = (cause: unknown): BatonError =>
  new BatonError('MODEL_INTERRUPTED', 'Baton was stopped while a language model was asked.', {
    retry: 'backoff',
    cause,
  });

const refusalOf = ({ lasts, needsPerson }: Trouble): Refusal =>
  needsPerson ? 'settings' : lasts ? 'away' : 'answer';

async function generate<Value>(
  deps: AskDeps,
  provider: ModelProviderRow,
  { schema, system, prompt, maxOutput }: Question<Value>,
  timeoutMs: number,
): Promise<{ value: Value; usage: Tokens | undefined }> {
  const { generateText, Output } = await import('ai');
  // What a provider does not support shows in its answer; warnings would go past the log.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const asked = await languageModel(provider.settings, deps.providers.keyOf(provider), deps.fetch);
  const result = await generateText({
    ...asked,
    instructions: system,
    prompt,
    output: Output.object({ schema }),
    maxOutputTokens: maxOutput,
    maxRetries: RETRIES,
    abortSignal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(deps.closing ? [deps.closing] : [])]),
  });
  return { value: result.output, usage: tokensOf(result.usage) };
}

const settle = async (reservation: Reservation, spent: Tokens | undefined): Promise<void> =>
  spent && (await reservation.settle(spent));

/** No tokenizer makes more of a text than a token for two bytes; the schema goes with it. */
const BYTES_PER_TOKEN = 2;
const SCHEMA_TOKENS = 500;

/** The most that a question can take. */
export const mostTokens = ({ system, prompt, maxOutput }: Question<unknown>): Tokens => ({
  input: Math.ceil(Buffer.byteLength(system + prompt) / BYTES_PER_TOKEN) + SCHEMA_TOKENS,
  output: maxOutput,
});

/** So many bytes are a token in most texts; a short object answers. */
const USUAL_BYTES_PER_TOKEN = 4;
const USUAL_SCHEMA_TOKENS = 400;
const USUAL_OUTPUT = 250;

/** About what a question takes, of a model that does not think aloud. */
export const usualTokens = ({ system, prompt }: Question<unknown>): Tokens => ({
  input: Math.ceil(Buffer.byteLength(system + prompt) / USUAL_BYTES_PER_TOKEN) + USUAL_SCHEMA_TOKENS,
  output: USUAL_OUTPUT,
});

const spentOf = ({ settings }: ModelProviderRow, usage: Tokens | undefined, ms: number): Spent => ({
  ms: Math.round(ms),
  tokens: usage ? usage.input + usage.output : null,
  cost: usage && settings.prices ? inMoney(microsFor(settings, usage)) : null,
});
