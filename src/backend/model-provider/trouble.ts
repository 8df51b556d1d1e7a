import { isBatonError } from '../ground/errors.ts';
import type { Tokens } from './budget.ts';
import { PrivateAddress } from '../http/guarded-fetch.ts';

/** Why a question got no answer. */
export interface Trouble {
  /** One sentence for an admin. Never what the provider wrote: it may hold anything. */
  text: string;
  /** The next question would fare the same. */
  lasts: boolean;
  /** It does not pass by itself: a person has to change something. */
  needsPerson?: boolean;
  /** What it took; undefined: nobody knows, so that all that was reserved counts as spent. */
  spent?: Tokens | undefined;
}

const NOTHING: Tokens = { input: 0, output: 0 };

/** @param timeoutMs how long was waited */
export async function troubleOf(error: unknown, timeoutMs: number): Promise<Trouble> {
  const { APICallError, NoObjectGeneratedError, NoOutputGeneratedError, RetryError } = await import('ai');
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (isBatonError(cause, 'SECRET_UNREADABLE'))
    return {
      text: 'The stored API key cannot be read any more. Enter it again.',
      lasts: true,
      needsPerson: true,
      spent: NOTHING,
    };
  if (NoObjectGeneratedError.isInstance(cause))
    return { ...nonsense, spent: cause.usage && tokensOf(cause.usage) };
  if (NoOutputGeneratedError.isInstance(cause)) return nonsense;
  if (isTimeout(cause))
    return { text: `The model did not answer within ${timeoutMs / 1000} s.`, lasts: true };
  if (APICallError.isInstance(cause)) return ofCall(cause.statusCode, cause.cause);
  return { text: 'The model’s answer could not be read.', lasts: false };
}

const nonsense: Trouble = {
  text: 'The model did not answer in the form that was asked for. If this happens often, choose one that can give structured output.',
  lasts: false,
};

/** Of the SDK's counts; undefined: the provider did not tell. */
export function tokensOf(usage: {
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
}): Tokens | undefined {
  const { inputTokens: input, outputTokens: output } = usage;
  return input === undefined || output === undefined ? undefined : { input, output };
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

function ofCall(status: number | undefined, error: unknown): Trouble {
  const causes = causesOf(error);
  if (causes.some((cause) => cause instanceof PrivateAddress))
    return {
      text: 'The address of the model is not a public one with https. Whoever runs Baton can allow it (MODEL_PROVIDER_ORIGINS).',
      lasts: true,
      needsPerson: true,
      spent: NOTHING,
    };
  if (status === undefined) {
    const unasked = causes.some((cause) => 'code' in cause && NEVER_ASKED.has(String(cause.code)));
    return { text: 'The provider cannot be reached.', lasts: true, spent: unasked ? NOTHING : undefined };
  }
  // An answer of which the rest is missing.
  if (status < 400) return nonsense;
  const text = `${ofStatus(status)} (${status}).`;
  return { text, lasts: true, needsPerson: NEEDS_PERSON.has(status), spent: NOTHING };
}

/** A key, a payment, the name of a model. */
const NEEDS_PERSON: ReadonlySet<number> = new Set([401, 402, 403, 404]);

/** There was no connection by which a question could have left. */
const NEVER_ASKED: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH']);

/** An error, and what it says has caused it. */
const causesOf = (error: unknown): Error[] =>
  error instanceof Error ? [error, ...causesOf(error.cause)] : [];

function ofStatus(status: number): string {
  if (status === 401 || status === 403) return 'The provider refuses the API key: enter a valid one';
  if (status === 402) return 'The provider wants to be paid: look at your account there';
  if (status === 404) return 'The provider knows no such model: check its name and the address';
  if (status === 429) return 'The provider asks to slow down, or your quota there is used up';
  if (status >= 500) return 'The provider has a fault';
  return 'The provider refuses the question: perhaps the model cannot give structured output';
}
