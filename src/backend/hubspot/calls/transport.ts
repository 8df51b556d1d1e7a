import type { Client } from '@hubspot/api-client/lib/src/client.js';
import { parseStorable } from '../../ground/text.ts';

/** One request, as it leaves this process. */
export interface TransportRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query, after the origin. */
  path: string;
  token?: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent form-encoded, for the OAuth endpoints. */
  form?: Readonly<Record<string, string>>;
}

/** What came back, whatever the status. */
export interface TransportAnswer {
  status: number;
  headers: Headers;
  /** The parsed JSON body; undefined when there is none or it is not JSON. */
  body: unknown;
  /** A body was there but is not JSON: a proxy's page, a cut answer. */
  garbled: boolean;
}

export interface Transport {
  /** @throws TransportFailure when no complete answer came. */
  send(request: TransportRequest): Promise<TransportAnswer>;
}

/** No answer. `sent` is false only when the request surely never reached HubSpot. */
export class TransportFailure extends Error {
  readonly sent: boolean;

  constructor(message: string, sent: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'TransportFailure';
    this.sent = sent;
  }
}

/** How long an answer of HubSpot is waited for. */
export const CALL_TIMEOUT_MS = 30_000;

export interface TransportOptions {
  /** Origin of HubSpot's API. */
  apiUrl: string;
  /** How long one call may take, its body included, ms. Default CALL_TIMEOUT_MS. */
  timeoutMs?: number;
}

/**
 * HTTP to HubSpot through the official client's generic `apiRequest`. Its own retries and limiter stay off: they repeat
 * creates, and know one process only.
 */
export function createTransport({ apiUrl, timeoutMs = CALL_TIMEOUT_MS }: TransportOptions): Transport {
  let client: Promise<Client> | undefined;
  return {
    send: (request) =>
      withinTime(timeoutMs, async (expired) => {
        const hubspot = await (client ??= createClient(apiUrl));
        const response = await hubspot.apiRequest(toOptions(request)).catch(fail);
        // Nobody waits any more: give the connection back instead of reading on.
        if (expired()) await response.body?.cancel();
        return readAnswer(response);
      }),
  };
}

/** Takes 3 MB: a process that only receives webhooks does without. */
async function createClient(basePath: string): Promise<Client> {
  const { Client } = await import('@hubspot/api-client/lib/src/client.js');
  return new Client({ basePath, numberOfApiCallRetries: 0 });
}

function toOptions(request: TransportRequest): Parameters<Client['apiRequest']>[0] {
  const headers: Record<string, string> = request.token ? { Authorization: `Bearer ${request.token}` } : {};
  if (request.form) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  return {
    method: request.method,
    path: request.path,
    authType: 'none',
    headers,
    defaultJson: !request.form,
    body: request.form ? new URLSearchParams(request.form).toString() : request.json,
  };
}

async function readAnswer(response: Response): Promise<TransportAnswer> {
  const text = await response.text().catch(fail);
  const { status, headers } = response;
  if (text.trim() === '') return { status, headers, body: undefined, garbled: false };
  try {
    return { status, headers, body: parseStorable(text), garbled: false };
  } catch {
    return { status, headers, body: undefined, garbled: true };
  }
}

/**
 * `apiRequest` takes no abort signal, and a half-open connection would keep it waiting for minutes: the wait is ended
 * here, and the abandoned request is left to the client's own time-outs.
 */
async function withinTime<T>(timeoutMs: number, work: (expired: () => boolean) => Promise<T>): Promise<T> {
  let expired = false;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      expired = true;
      reject(new TransportFailure(`HubSpot did not answer within ${timeoutMs} ms.`, true));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(() => expired), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Error codes of Node and undici that say no connection was made, so nothing was sent. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function fail(error: unknown): never {
  const code = errorCode(error);
  throw new TransportFailure(
    `The connection to HubSpot failed${code ? ` (${code})` : ''}.`,
    !neverConnected.has(code),
    error,
  );
}

/** The code of an error, of its cause, or of the first of several attempts (IPv6, then IPv4). */
function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return 'cause' in error ? errorCode(error.cause) : '';
}
