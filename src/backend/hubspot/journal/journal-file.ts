import { SECOND } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { parseStorable } from '../../ground/text.ts';

/** HubSpot: 5 MB. Anything much larger is not a journal file. */
const MAX_BYTES = 20_000_000;
const TIMEOUT_MS = 60 * SECOND;

/**
 * Reads the file behind a presigned address. The address is the permission: no token is sent, and no redirect followed.
 * @param apiUrl HubSpot's API as configured; its own host may be asked as it is, without TLS too
 * @throws BatonError HUBSPOT_UNAVAILABLE: try again with a new address
 */
export async function readJournalFile(address: string, apiUrl: string): Promise<unknown> {
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.origin !== new URL(apiUrl).origin)
    throw new BatonError('HUBSPOT_UNEXPECTED', 'HubSpot named a journal file at an address without TLS.', {
      retry: 'backoff',
    });
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    return parseStorable(await readText(response.body));
  } catch (cause) {
    // Not the address: it is a permission.
    const message = `A file of the journal at ${url.host} could not be read (${(cause as Error).message}).`;
    throw new BatonError('HUBSPOT_UNAVAILABLE', message, { retry: 'backoff' });
  }
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
