import { isBatonError, BatonError } from '../ground/errors.ts';
import { SECOND } from '../ground/clock.ts';
import { PrivateAddress } from '../http/guarded-fetch.ts';
import type { GuardedFetch } from '../http/guarded-fetch.ts';
import type { ReadingTask } from './reading/types.ts';

/** Of a file, and of what a link leads to. */
export const MOST_BYTES = 10 * 1_048_576;
const PATIENCE_MS = 20 * SECOND;
const MOST_REDIRECTS = 5;

/** What a link led to, or why it led to nothing, in words. `lasts`: trying again soon would end the same. */
export type Fetched = { task: ReadingTask } | { problem: string; lasts: boolean };

/** Gets what is at an address, which an admin chose. @param patienceMs in all */
export async function fetchLink(
  fetch: GuardedFetch['fetch'],
  address: string,
  patienceMs = PATIENCE_MS,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await follow(fetch, address, signal);
    if (!response.ok) {
      await response.body?.cancel();
      return ofStatus(response.status);
    }
    return await taskOf(response);
  } catch (error) {
    return troubleOf(error, patienceMs);
  }
}

async function follow(fetch: GuardedFetch['fetch'], address: string, signal: AbortSignal): Promise<Response> {
  let url = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await fetch(url, { signal, redirect: 'manual', headers });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    url = new URL(location, url).href;
  }
  throw new BatonError('REQUEST_INVALID', 'The link leads from one address to the next without end.');
}

const headers = {
  'user-agent': 'Baton (reads pages that an admin of a HubSpot account added)',
  accept: 'text/html, application/pdf, text/plain, text/markdown, */*;q=0.5',
};

async function taskOf(response: Response): Promise<Fetched> {
  const type = response.headers.get('content-type') ?? '';
  const [, charset = ''] = /charset="?([\w.:-]+)/i.exec(type) ?? [];
  const what = /^\s*(text\/(plain|markdown|x-markdown)|application\/markdown)/i.test(type) ? 'text' : 'page';
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Counted unpacked: a small answer may unpack to a very large one.
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new BatonError('REQUEST_TOO_LARGE');
    chunks.push(chunk);
  }
  return { task: { bytes: Buffer.concat(chunks), what, charset } };
}

function ofStatus(status: number): Fetched {
  if (status === 404 || status === 410) return { problem: 'There is no such page any more.', lasts: true };
  if (status === 401 || status === 403)
    return { problem: 'The page wants a sign-in, or does not let Baton read it.', lasts: true };
  const lasts = status < 500 && status !== 408 && status !== 429;
  return { problem: `The page could not be read: its server answered with ${status}.`, lasts };
}

function troubleOf(error: unknown, patienceMs: number): Fetched {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (cause instanceof PrivateAddress)
    return {
      problem: 'Baton only reads public pages, at an address that begins with https://.',
      lasts: true,
    };
  if (isBatonError(error, 'REQUEST_TOO_LARGE') || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return { problem: `What is there is larger than ${MOST_BYTES / 1_048_576} MB.`, lasts: true };
  if (isBatonError(error)) return { problem: error.message, lasts: true };
  if (error instanceof Error && /^(TimeoutError|AbortError)$/.test(error.name))
    return { problem: `The page did not answer within ${patienceMs / SECOND} s.`, lasts: false };
  if (code === 'ENOTFOUND') return { problem: 'There is no server of this name.', lasts: false };
  return { problem: 'The server of this page could not be reached.', lasts: false };
}
