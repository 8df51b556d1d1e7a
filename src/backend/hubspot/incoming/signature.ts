import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE } from '../../ground/clock.ts';

const MAX_AGE_MS = 5 * MINUTE;

export interface SignedRequest {
  method: string;
  /** Path and query exactly as received (`req.originalUrl`). */
  url: string;
  /** The origin HubSpot was told to call, never one guessed from headers. */
  publicUrl: string;
  /** The body's bytes as received; empty without one. */
  rawBody: Buffer;
  /** Lower-case names, as Node hands them over. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The app's secret, and the one before while rotating. */
  secrets: readonly string[];
  /** Epoch ms. */
  now: number;
}

export type SignatureResult =
  { valid: true } | { valid: false; reason: 'missing' | 'timestamp' | 'stale' | 'ambiguous' | 'mismatch' };

/**
 * Checks `X-HubSpot-Signature-v3`: base64(HMAC-SHA256(secret, METHOD + URI + raw body + timestamp)), at most five
 * minutes old or ahead. HubSpot signs the URI with twelve escapes decoded; requests of its proxy have been seen signed
 * raw, so both forms are tried. v1 and v2 are not accepted: they carry no time and can be replayed for ever.
 * Never throws.
 */
export function verifySignature(request: SignedRequest): SignatureResult {
  const signature = single(request.headers['x-hubspot-signature-v3']);
  const timestamp = single(request.headers['x-hubspot-request-timestamp']);
  if (!signature || !timestamp) return { valid: false, reason: 'missing' };
  // Number('') is 0 and Number('abc') is NaN, which no comparison catches; of a fixed length, see isUnambiguous.
  if (!/^[1-9]\d{12}$/.test(timestamp)) return { valid: false, reason: 'timestamp' };
  if (Math.abs(request.now - Number(timestamp)) > MAX_AGE_MS) return { valid: false, reason: 'stale' };
  if (!isUnambiguous(request)) return { valid: false, reason: 'ambiguous' };
  return matches(request, signature, timestamp) ? { valid: true } : { valid: false, reason: 'mismatch' };
}

/** Characters of a URL (RFC 3986) without brackets, which stand in it for IPv6 hosts only. */
const urlCharacters = /^[\w\-.~:/?#@!$&'()*+,;=%]*$/;

/**
 * HubSpot signs its parts without anything between them, so the end of the URL could pass for the beginning of the
 * body, or of the time, and the other way round. They cannot where a body is a JSON object or array, which begins with
 * what no URL holds, and a time always has 13 digits.
 */
const isUnambiguous = ({ url, rawBody }: SignedRequest): boolean =>
  urlCharacters.test(url) && (rawBody.length === 0 || rawBody[0] === OBJECT || rawBody[0] === ARRAY);

const [OBJECT, ARRAY] = [...Buffer.from('{[')];

function matches(request: SignedRequest, signature: string, timestamp: string): boolean {
  const uri = request.publicUrl + request.url;
  const given = Buffer.from(signature);
  let found = false;
  // Every form and secret is tried, so that the time taken does not tell which one fits.
  for (const secret of request.secrets.filter((candidate) => candidate !== '')) {
    for (const form of new Set([uri, decodeSigned(uri)])) {
      const mac = createHmac('sha256', secret).update(`${request.method.toUpperCase()}${form}`);
      const expected = Buffer.from(mac.update(request.rawBody).update(timestamp).digest('base64'));
      found = (given.length === expected.length && timingSafeEqual(given, expected)) || found;
    }
  }
  return found;
}

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The only escapes HubSpot decodes before signing; `%20 %26 %3D %25` and all others stay. */
const signedEscapes: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

const decodeSigned = (uri: string): string =>
  uri.replace(/%[0-9a-f]{2}/gi, (escape) => signedEscapes[escape.toUpperCase()] ?? escape);
