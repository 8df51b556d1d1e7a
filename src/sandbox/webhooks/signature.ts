import { createHash, createHmac } from 'node:crypto';

/** Only these are decoded in the URI that version 3 signs. */
const decoded: Readonly<Record<string, string>> = {
  '%3A': ':', '%2F': '/', '%3F': '?', '%40': '@', '%21': '!', '%24': '$', '%27': "'", '%28': '(', '%29': ')', '%2A': '*',
  '%2C': ',', '%3B': ';',
}; // prettier-ignore

interface SignedRequest {
  method: string;
  /** Full URL with query. */
  uri: string;
  /** Exactly the bytes that are sent. */
  body: string;
}

/** Version 1: what CRM webhooks carry beside version 3. Has no timestamp. */
export function signatureV1(secret: string, body: string): string {
  return createHash('sha256')
    .update(secret + body)
    .digest('hex');
}

export function signatureV2(secret: string, { method, uri, body }: SignedRequest): string {
  return createHash('sha256')
    .update(secret + method + uri + body)
    .digest('hex');
}

/** @param timestamp epoch ms, as sent in X-HubSpot-Request-Timestamp */
export function signatureV3(secret: string, { method, uri, body }: SignedRequest, timestamp: number): string {
  const signedUri = uri.replace(/%[0-9A-Fa-f]{2}/g, (escape) => decoded[escape.toUpperCase()] ?? escape);
  return createHmac('sha256', secret)
    .update(method + signedUri + body + String(timestamp))
    .digest('base64');
}
