import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySignature } from './signature.ts';
import type { SignedRequest } from './signature.ts';

const SECRET = 'own-test-secret-0001';
const NOW = 1_790_000_004_000;

function signed(
  overrides: Partial<SignedRequest> & { timestamp?: string; secret?: string; signedUri?: string } = {},
): SignedRequest {
  const { timestamp = String(NOW), secret = SECRET, signedUri, ...rest } = overrides;
  const request = {
    method: 'POST',
    url: '/webhooks/hubspot',
    publicUrl: 'https://app.example.com',
    rawBody: Buffer.from('[]'),
    secrets: [SECRET],
    now: NOW,
    ...rest,
  };
  const uri = signedUri ?? request.publicUrl + request.url;
  const mac = createHmac('sha256', secret)
    .update(request.method + uri)
    .update(request.rawBody)
    .update(timestamp);
  return {
    ...request,
    headers: {
      'x-hubspot-signature-v3': mac.digest('base64'),
      'x-hubspot-request-timestamp': timestamp,
      ...rest.headers,
    },
  };
}

const valid = (request: SignedRequest): boolean => verifySignature(request).valid;
const reason = (request: SignedRequest): string => {
  const result = verifySignature(request);
  return result.valid ? 'valid' : result.reason;
};

/** Vectors printed in HubSpot's own SDK tests (first two) and made from the documented algorithm (UTF-8, escapes). */
const vectors = JSON.parse(readFileSync(new URL('./signature-vectors.json', import.meta.url), 'utf8')) as {
  id: string;
  secret: string;
  method: string;
  url: string;
  body: string;
  timestamp: string;
  expected: string;
}[];

describe('verifySignature', () => {
  it.each(vectors)('accepts the vector $id', ({ secret, method, url, body, timestamp, expected }) => {
    const { origin } = new URL(url);
    const request = {
      method,
      url: url.slice(origin.length),
      publicUrl: origin,
      rawBody: Buffer.from(body),
      secrets: [secret],
      now: Number(timestamp),
      headers: { 'x-hubspot-signature-v3': expected, 'x-hubspot-request-timestamp': timestamp },
    };
    expect(valid(request)).toBe(true);
    expect(reason({ ...request, secrets: ['another'] })).toBe('mismatch');
    expect(reason({ ...request, rawBody: Buffer.from(`${body} `) })).toBe('mismatch');
  });

  it('accepts the raw and the decoded form of the address, and no other decoding', () => {
    const url = '/api/leads?userEmail=a%40b.c&q=%20%26';
    const origin = 'https://app.example.com';
    expect(valid(signed({ url }))).toBe(true);
    expect(valid(signed({ url, signedUri: `${origin}/api/leads?userEmail=a@b.c&q=%20%26` }))).toBe(true);
    expect(reason(signed({ url, signedUri: `${origin}/api/leads?userEmail=a@b.c&q= &` }))).toBe('mismatch');
  });

  it('accepts both secrets while rotating, and never an empty one', () => {
    expect(valid(signed({ secrets: ['new', SECRET] }))).toBe(true);
    expect(reason(signed({ secret: '', secrets: ['', 'new'] }))).toBe('mismatch');
    expect(reason(signed({ secrets: [] }))).toBe('mismatch');
  });

  it.each([
    ['5 minutes old', -300_000, 'valid'],
    ['older', -300_001, 'stale'],
    ['5 minutes ahead', 300_000, 'valid'],
    ['further ahead', 300_001, 'stale'],
  ])('takes the time from a request %s as %s ms → %s', (_name, offset, expected) => {
    expect(reason(signed({ timestamp: String(NOW + offset) }))).toBe(expected);
  });

  it.each(['soon', '', 'NaN', '1e12', `${NOW}.5`, `-${NOW}`, '0x19', 'Infinity', '9'.repeat(400)])(
    'refuses the timestamp %j',
    (timestamp) => {
      expect(valid(signed({ timestamp }))).toBe(false);
    },
  );

  it('refuses requests without the headers, with them twice, or with another version only', () => {
    expect(reason({ ...signed(), headers: {} })).toBe('missing');
    expect(
      reason({ ...signed(), headers: { ...signed().headers, 'x-hubspot-signature-v3': ['a', 'b'] } }),
    ).toBe('missing');
    expect(
      reason({ ...signed(), headers: { 'x-hubspot-signature': 'abc', 'x-hubspot-signature-version': 'v1' } }),
    ).toBe('missing');
  });

  it('does not take the end of one signed part for the beginning of the next', () => {
    const moved = (request: SignedRequest, change: Partial<SignedRequest>, timestamp = String(NOW)) =>
      valid({
        ...request,
        ...change,
        headers: { ...request.headers, 'x-hubspot-request-timestamp': timestamp },
      });
    const card = signed({ url: '/api/contacts/1/pause?portalId=42&appId=10', rawBody: Buffer.from('{}') });
    const url = `${card.url}{}`;
    expect(valid(card)).toBe(true);
    expect(moved(card, { url, rawBody: Buffer.alloc(0) })).toBe(false);
    const empty = { ...signed({ url: card.url, rawBody: Buffer.alloc(0) }) };
    expect(valid(empty)).toBe(true);
    expect(moved(empty, { url: card.url.slice(0, -9), rawBody: Buffer.from('&appId=10') })).toBe(false);
    expect(moved(empty, { url: card.url.slice(0, -1) }, `0${NOW}`)).toBe(false);
    const number = signed({ rawBody: Buffer.from('[]0') });
    expect(moved(number, { rawBody: Buffer.from('[]') }, `0${NOW}`)).toBe(false);
  });

  it('takes no escape for what divides an address, or for the beginning of a body', () => {
    const moved = (from: Partial<SignedRequest>, change: Partial<SignedRequest>) =>
      reason({ ...signed(from), ...change });
    const card = '/api/contacts/1/card?userId=1&portalId=42';
    for (const [escape, character] of [
      ['%26', '&'],
      ['%3D', '='],
      ['%3F', '?'],
      ['%2F', '/'],
    ] as const) {
      const url = card.replace(character, escape);
      expect(moved({ url: card }, { url })).toBe('mismatch');
      expect(moved({ url }, { url: card })).toBe('mismatch');
    }
    const rawBody = Buffer.from('{}');
    const url = '/api/contacts/1/pause?userId=1';
    expect(moved({ url, rawBody }, { url: `${url}%7B%7D`, rawBody: Buffer.alloc(0) })).toBe('mismatch');
  });

  it('does not take another writing of the same base64', () => {
    const request = signed();
    const signature = String(request.headers['x-hubspot-signature-v3']);
    for (const other of [
      signature.replace(/=+$/, ''),
      `${signature}=`,
      ` ${signature}`,
      signature.replaceAll('+', '-').replaceAll('/', '_') + ' ',
    ]) {
      expect(valid({ ...request, headers: { ...request.headers, 'x-hubspot-signature-v3': other } })).toBe(
        false,
      );
    }
  });

  it('accepts none of 2,000 mutations, and never throws', () => {
    const original = signed({
      url: '/api/contacts/42?portalId=4242&userId=7',
      rawBody: Buffer.from('{"context":"Zoë — ☕"}'),
    });
    const field = fc.constantFrom('method', 'url', 'body', 'signature', 'timestamp', 'publicUrl');
    const edit = fc.record({
      at: fc.nat(),
      with: fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'binary', maxLength: 3 })),
      drop: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(field, edit, (name, change) => {
        const mutated = mutate(original, name, change);
        fc.pre(mutated !== undefined);
        expect(valid(mutated)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

type Edit = { at: number; with: string; drop: number };

/** Changes one part of the request; undefined when the edit leaves it as it is. */
function mutate(request: SignedRequest, field: string, edit: Edit): SignedRequest | undefined {
  const header = (name: string): SignedRequest | undefined =>
    changed(String(request.headers[name]), edit, (value) => ({
      ...request,
      headers: { ...request.headers, [name]: value },
    }));
  switch (field) {
    case 'method':
      return changed(request.method, edit, (method) =>
        method.toUpperCase() === request.method ? undefined : { ...request, method },
      );
    case 'url':
      return changed(request.url, edit, (url) => ({ ...request, url }));
    case 'publicUrl':
      return changed(request.publicUrl, edit, (publicUrl) => ({ ...request, publicUrl }));
    case 'body':
      return changed(request.rawBody.toString('latin1'), edit, (body) => ({
        ...request,
        rawBody: Buffer.from(body, 'utf8'),
      }));
    case 'signature':
      return header('x-hubspot-signature-v3');
    default:
      return header('x-hubspot-request-timestamp');
  }
}

function changed<T>(value: string, edit: Edit, apply: (value: string) => T): T | undefined {
  const at = edit.at % (value.length + 1);
  const next = value.slice(0, at) + edit.with + value.slice(at + edit.drop);
  return next === value ? undefined : apply(next);
}
