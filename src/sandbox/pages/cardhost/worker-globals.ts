import type { AppPageLocation, FetchCrmSearchRequest } from '@hubspot/ui-extensions';
import { retain } from '@remote-ui/rpc';
import type {
  AssociationsRequest,
  CrmProperties,
  ExtensionActions,
  ExtensionContext,
  FormatOptions,
  FormatRequest,
  HostFunctions,
  LogLevel,
} from './protocol.ts';

export interface ExtensionApi {
  context: ExtensionContext;
  actions: ExtensionActions;
  runServerlessFunction: () => Promise<never>;
}

type Host = () => HostFunctions;

/** Serverless functions do not exist for marketplace apps. */
export function serverless(): Promise<never> {
  return Promise.reject(new Error('Serverless functions are not available to marketplace apps'));
}

/** `self.logger`: what the card logs goes to the page's console; before the first render, to the worker's own. */
export function logger(host: () => HostFunctions | null): Record<LogLevel, (message: unknown) => void> {
  const at = (level: LogLevel) => (message: unknown) => {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    const page = host();
    if (page) page.log(level, text);
    else console[level](text);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

interface CardFetchOptions {
  method?: string;
  timeout?: number;
  body?: unknown;
  headers?: Headers | Record<string, string>;
}

/** `self.hsFetch`: hubspot.fetch. The card sees the app's status and JSON body, never its headers. */
export function hsFetch(host: Host) {
  return async (url: string | URL, options: CardFetchOptions = {}): Promise<Response> => {
    const headers =
      options.headers instanceof Headers
        ? Object.fromEntries(options.headers.entries())
        : (options.headers ?? {});
    const answer = await host().fetch(String(url), {
      method: options.method ?? 'GET',
      timeout: options.timeout,
      body: options.body,
      headers,
    });
    const bodyless = answer.body === undefined || answer.body === null || [204, 304].includes(answer.status);
    return new Response(bodyless ? null : JSON.stringify(answer.body), {
      status: answer.status,
      headers: { 'content-type': 'application/json' },
    });
  };
}

/** The SDK reads `{ data, cleanup? }` or `{ error }` from the `json()` of what a fetcher resolves to. */
async function answered<T>(work: Promise<{ data: T; cleanup?: () => void }>) {
  try {
    const result = await work;
    return { json: async () => result };
  } catch (error) {
    return { json: async () => ({ error: error instanceof Error ? error.message : String(error) }) };
  }
}

async function subscribed(work: ReturnType<HostFunctions['crmProperties']>) {
  const result = await work;
  retain(result.cleanup);
  return result;
}

/** The place of the app's pages, as `useAppPageLocation` reads it. */
export class PlaceStore {
  #place: AppPageLocation = { path: '/', params: {} };
  readonly #listeners = new Set<() => void>();

  readonly current = (): AppPageLocation => this.#place;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  moveTo(place: AppPageLocation): void {
    this.#place = place;
    for (const listener of this.#listeners) listener();
  }
}

/** `self.hsWorkerAPI`: what the SDK's hooks run on. */
export function hsWorkerAPI(
  host: Host,
  useApi: () => ExtensionApi,
  useAppPageLocation: () => AppPageLocation,
) {
  return {
    useExtensionContext: () => useApi().context,
    useExtensionActions: () => useApi().actions,
    useExtensionApi: () => useApi(),
    useAppPageLocation,
    fetchCrmProperties: (
      names: string[],
      onUpdate: (properties: CrmProperties) => void,
      options: FormatOptions = {},
    ) => answered(subscribed(host().crmProperties(names, onUpdate, options))),
    fetchAssociations: (request: AssociationsRequest) =>
      answered(
        host()
          .associations(request)
          .then((data) => ({ data })),
      ),
    fetchCrmSearch: (request: FetchCrmSearchRequest) =>
      answered(
        host()
          .crmSearch(request)
          .then((data) => ({ data })),
      ),
    formatCrmProperties: async (request: FormatRequest) => {
      const formatted = await host().formatProperties(request);
      return { json: async () => formatted };
    },
    fetchHubSpotApi: () => Promise.reject(new Error('The stand-in has no fetchHubSpotApi (experimental)')),
  };
}
