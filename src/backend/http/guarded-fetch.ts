import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An admin of an account named an address that only whoever runs Baton may open to them. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

/** Looked at where the connection is made: a name that leads elsewhere a moment later gains nothing. */
export const publicOnly: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found as LookupAddress[] | undefined; // `all` is set, so that it is a list.
    if (error || !addresses) return callback(error ?? new Error(hostname), []);
    const refused = addresses.length === 0 || addresses.some(({ address }) => !isPublic(address));
    callback(refused ? new PrivateAddress(hostname) : null, addresses);
  });

/** An answer of a model is a few kilobytes. */
const MAX_ANSWER_BYTES = 1_000_000;

export interface GuardedFetch {
  fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

/**
 * The fetch for addresses that admins of accounts choose: they must not reach into the network that Baton runs in. Only
 * https to public addresses, but for the origins that the operator names. Redirects are an error, or are handed back
 * with `redirect: 'manual'`: each address is looked at.
 * @param maxBytes of an answer, as it is sent: it may be packed
 */
export function createGuardedFetch(
  allowedOrigins: readonly string[],
  maxBytes = MAX_ANSWER_BYTES,
): GuardedFetch {
  let connections: ReturnType<typeof openConnections> | null = null;
  const guardedFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const allowed = allowedOrigins.includes(url.origin);
    if (!allowed && (url.protocol !== 'https:' || isPrivateLiteral(url.hostname)))
      throw new TypeError('fetch failed', { cause: new PrivateAddress(url.hostname) });
    const { request, open, guarded } = await (connections ??= openConnections(maxBytes));
    const redirect = init?.redirect === 'manual' ? 'manual' : 'error';
    const own = { ...init, redirect, dispatcher: allowed ? open : guarded };
    // The same WHATWG fetch as Node's own, whose types are written down twice.
    return await request(url, own as never);
  };
  return {
    fetch: guardedFetch,
    async close() {
      if (!connections) return;
      const { open, guarded } = await connections;
      await Promise.all([open.close(), guarded.close()]);
    },
  };
}

/** undici takes 7 MB: only a process that asks a model has it. */
async function openConnections(maxBytes: number) {
  const { Agent, fetch: request } = await import('undici');
  return {
    request,
    open: new Agent({ maxResponseSize: maxBytes }),
    guarded: new Agent({ maxResponseSize: maxBytes, connect: { lookup: publicOnly } }),
  };
}

/** Addresses are not looked up, so that `publicOnly` never sees them. */
export function isPrivateLiteral(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && !isPublic(address);
}
