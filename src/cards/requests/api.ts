import { hubspot, useExtensionContext } from '@hubspot/ui-extensions';
import type { FetchHttpMethod } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { wellFormed } from './well-formed.ts';

/** What a rep can do about a failed request differs by kind; `message` is always fit to be shown. */
export interface Problem {
  kind: 'forbidden' | 'reconnect' | 'conflict' | 'timeout' | 'unreachable' | 'busy' | 'failed';
  code: string;
  message: string;
  /** Of `busy`: when to ask again, if whoever answered said so. Nothing was done. */
  retryAfterMs: number | null;
  /** The answer's body as it came, for problems that carry more than a message. */
  body: unknown;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Requests to Baton's backend through HubSpot's signing proxy. `path` starts with /api. Never throws. */
export interface Api {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: object): Promise<Answer<T>>;
  put<T>(path: string, body: object): Promise<Answer<T>>;
  remove<T>(path: string): Promise<Answer<T>>;
}

/** HubSpot cuts a card's request off after this long (its default is 15 s). */
const proxyTimeoutMs = 12_000;
/** The proxy itself may hang: then the card stops waiting on its own. */
const ownTimeoutMs = 15_000;

const problem = (
  kind: Problem['kind'],
  code: string,
  message: string,
  body: unknown = null,
): Answer<never> => ({
  ok: false,
  problem: { kind, code, message, body, retryAfterMs: kind === 'busy' ? waitIn(body) : null },
});

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | 'timeout'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timeout'), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function field(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const value = (body as Record<string, unknown>)[name]; // an object of unknown shape, read defensively
  return typeof value === 'string' && value !== '' ? value : null;
}

function waitIn(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('retryAfterMs' in body)) return null;
  return typeof body.retryAfterMs === 'number' && body.retryAfterMs >= 0 ? body.retryAfterMs : null;
}

function problemKind(status: number, code: string): Problem['kind'] {
  if (code === 'PORTAL_DISCONNECTED' || code === 'PORTAL_NOT_CONNECTED') return 'reconnect';
  if (status === 403) return 'forbidden';
  if (status === 409) return 'conflict';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'busy';
  return 'failed';
}

function fallbackMessage(status: number): string {
  if (status === 429)
    return 'HubSpot takes no more requests from Baton for the moment. Try again in a minute.';
  if (status >= 500)
    return 'Baton has a problem and could not answer. Nothing is lost; try again in a minute.';
  return `Baton did not accept the request (${status}).`;
}

const unreachable = (body: unknown): Answer<never> =>
  problem(
    'unreachable',
    'UNREACHABLE',
    'Baton cannot be reached at the moment. Try again in a minute.',
    body,
  );

const tooSlow = problem('timeout', 'TIMEOUT', 'Baton took too long to answer. Try again.');

/** Longer than any request and its repetitions. */
const longestWaitMs = 40_000;

/** The answer to a request, whatever happens: a fault of the card itself must not leave a person waiting. */
export async function answerTo<T>(request: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    const answer = await withTimeout(request(), longestWaitMs);
    return answer === 'timeout' ? tooSlow : answer;
  } catch {
    return problem('failed', 'CARD_FAULT', 'The card could not ask Baton. Reload the page and try again.');
  }
}

/** A person who waits is not told of a limit that is over in a moment. */
const patienceMs = 12_000;
const firstRetryMs = 1_000;

/** `answerTo` for what a person asked for: what came too often is asked again, as long as a person may wait. */
export async function patientAnswerTo<T>(request: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const end = Date.now() + patienceMs;
  for (let retryMs = firstRetryMs; ; retryMs *= 2) {
    const answer = await answerTo(request);
    if (answer.ok || answer.problem.kind !== 'busy') return answer;
    const waitMs = answer.problem.retryAfterMs ?? retryMs;
    if (Date.now() + waitMs > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    if (response.ok)
      return problem('failed', 'ANSWER_UNREADABLE', 'Baton answered something unreadable. Try again.');
  }
  // the contract files describe the bodies; backend and cards are released together
  if (response.ok) return { ok: true, value: body as T };
  const code = field(body, 'code');
  // without a code of Baton's it is somebody on the way who answered, in words that are not meant for a rep
  if (code === null && response.status === 504) return unreachable(body);
  const message = (code && field(body, 'message')) ?? fallbackMessage(response.status);
  const known = code ?? `HTTP_${response.status}`;
  return problem(problemKind(response.status, known), known, message, body);
}

/**
 * Lets an answer count only if it has the field that makes it what was asked for: anything between card and backend may
 * answer 200 with something else, and a card that draws it would crash.
 */
export async function withField<T>(pending: Promise<Answer<T>>, name: string): Promise<Answer<T>> {
  const answer = await pending;
  if (!answer.ok || (typeof answer.value === 'object' && answer.value !== null && name in answer.value))
    return answer;
  return unreadable(answer.value);
}

/** A 2xx answer that is not what was asked for. */
export const unreadable = (body: unknown): Answer<never> =>
  problem('failed', 'ANSWER_UNREADABLE', 'Baton answered something unreadable. Try again.', body);

/** @param origin `https://…` of the backend, as in `permittedUrls.fetch` of the app */
export function createApi(origin: string): Api {
  const send = async <T>(method: FetchHttpMethod, path: string, body?: object): Promise<Answer<T>> => {
    if (!origin) {
      return problem(
        'failed',
        'NO_API_ORIGIN',
        'This build of Baton lacks API_ORIGIN. Upload it with a profile.',
      );
    }
    try {
      const asked = hubspot.fetch(`${origin}${path}`, {
        method,
        timeout: proxyTimeoutMs,
        ...(body ? { body: wellFormed({ ...body }) } : {}),
      });
      // the body counts as well: it may stop halfway
      const answer = await withTimeout(asked.then(readAnswer<T>), ownTimeoutMs);
      return answer === 'timeout' ? tooSlow : answer;
    } catch {
      return unreachable(null);
    }
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body = {}) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    remove: (path) => send('DELETE', path),
  };
}

/** The backend of this installation: the profile's variable API_ORIGIN says where it is. */
export function useApi(): Api {
  const { variables } = useExtensionContext();
  const origin = String(variables?.['API_ORIGIN'] ?? '').replace(/\/+$/, '');
  return useMemo(() => createApi(origin), [origin]);
}
