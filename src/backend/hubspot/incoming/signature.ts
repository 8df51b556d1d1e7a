import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE } from '../../ground/clock.ts';
import { signedForms } from './signed-forms.ts';

const MAX_AGE_MS = 5 * MINUTE;

/** What is known of a request before its body is read. */
export interface SignedHead {
  method: string;
  /** Path and query exactly as received (`req.originalUrl`). */
  url: string;
  /** The origin HubSpot was told to call, never one guessed from headers. */
  publicUrl: string;
  /** Lower-case names, as Node hands them over. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The app's secret, and the one before while rotating. */
  secrets: readonly string[];
}

export interface SignedRequest extends SignedHead {
  /** The body's bytes as received; empty without one. */
  rawBody: Buffer;
  /** Epoch ms. */
  now: number;
}

export type SignatureResult =
  { valid: true } | { valid: false; reason: 'missing' | 'timestamp' | 'stale' | 'ambiguous' | 'mismatch' };

/** The check of one request, whose body may come in pieces. */
export interface SignatureCheck {
  /** null: no body can make this request valid. */
  readonly hopeless: SignatureResult | null;
  /** When HubSpot says that it signed, epoch ms; NaN when hopeless. */
  readonly signedAt: number;
  /** The next bytes of the body, as received. */
  update(bytes: Buffer): void;
  /** After the whole body, any number of times. @param now epoch ms */
  result(now: number): SignatureResult;
}

const invalid = (reason: Exclude<SignatureResult, { valid: true }>['reason']): SignatureResult => ({
  valid: false,
  reason,
});

/**
 * Checks `X-HubSpot-Signature-v3`: base64(HMAC-SHA256(secret, METHOD + URI + raw body + timestamp)), at most five
 * minutes old or ahead. v1 and v2 are not accepted: they carry no time and can be replayed for ever. Never throws.
 */
export function verifySignature(request: SignedRequest): SignatureResult {
  const check = beginCheck(request);
  check.update(request.rawBody);
  return check.result(request.now);
}

/** Begins the check of `verifySignature` for a body that is not there yet. Never throws. */
export function beginCheck(head: SignedHead): SignatureCheck {
  const signature = single(head.headers['x-hubspot-signature-v3']);
  const timestamp = single(head.headers['x-hubspot-request-timestamp']);
  if (!signature || !timestamp) return hopeless('missing');
  // Number('') is 0 and Number('abc') is NaN, which no comparison catches; of a fixed length, see urlIsUnambiguous.
  if (!/^[1-9]\d{12}$/.test(timestamp)) return hopeless('timestamp');
  const signedAt = Number(timestamp);
  const macs = macsOf(head);
  let bodyIsUnambiguous = true;
  let isEmpty = true;
  let matches: boolean | null = null;
  return {
    hopeless: null,
    signedAt,
    update(bytes) {
      if (bytes.length === 0) return;
      if (isEmpty) bodyIsUnambiguous = bytes[0] === OBJECT || bytes[0] === ARRAY;
      isEmpty = false;
      for (const mac of macs) mac.update(bytes);
    },
    result(now) {
      if (Math.abs(now - signedAt) > MAX_AGE_MS) return invalid('stale');
      if (!bodyIsUnambiguous || !urlIsUnambiguous(head.url)) return invalid('ambiguous');
      matches ??= isOneOf(macs, signature, timestamp);
      return matches ? { valid: true } : invalid('mismatch');
    },
  };
}

function hopeless(reason: 'missing' | 'timestamp'): SignatureCheck {
  const result = invalid(reason);
  return { hopeless: result, signedAt: Number.NaN, update: () => undefined, result: () => result };
}

/**
 * HubSpot signs its parts without anything between them, so the end of the URL could pass for the beginning of the
 * body, or of the time, and the other way round. They cannot where a body is a JSON object or array, which begins with
 * what no URL may hold here, and a time always has 13 digits.
 */
const urlIsUnambiguous = (url: string): boolean => /^[!-Z\\-z|}~]*$/.test(url) || !/[[{\s\p{Cc}]/u.test(url);

const [OBJECT, ARRAY] = [...Buffer.from('{[')];

const macsOf = ({ method, publicUrl, url, secrets }: SignedHead) =>
  secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) =>
      signedForms(publicUrl, url).map((uri) =>
        createHmac('sha256', secret).update(`${method.toUpperCase()}${uri}`),
      ),
    );

/** All are compared, so that the time taken does not tell which one fits. */
function isOneOf(macs: ReturnType<typeof macsOf>, signature: string, timestamp: string): boolean {
  const given = Buffer.from(signature);
  let found = false;
  for (const mac of macs) {
    const expected = Buffer.from(mac.update(timestamp).digest('base64'));
    found = (given.length === expected.length && timingSafeEqual(given, expected)) || found;
  }
  return found;
}

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
