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

export const problem = (
  kind: Problem['kind'],
  code: string,
  message: string,
  body: unknown = null,
): Answer<never> => ({
  ok: false,
  problem: { kind, code, message, body, retryAfterMs: kind === 'busy' ? waitIn(body) : null },
});

/** Waits for work, but not for longer than that. */
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | 'timeout'> {
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

export const unreachable = (body: unknown): Answer<never> =>
  problem(
    'unreachable',
    'UNREACHABLE',
    'Baton cannot be reached at the moment. Try again in a minute.',
    body,
  );

export const tooSlow = problem('timeout', 'TIMEOUT', 'Baton took too long to answer. Try again.');

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

/** What a response says, whoever on the way wrote it. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
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
