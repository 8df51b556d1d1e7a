import { hubspot, useExtensionContext } from '@hubspot/ui-extensions';
import type { FetchHttpMethod } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { problem, readAnswer, tooSlow, unreachable, withTimeout } from './answers.ts';
import type { Answer } from './answers.ts';
import { wellFormed } from './well-formed.ts';

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
