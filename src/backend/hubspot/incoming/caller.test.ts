import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBatonError } from '../../ground/errors.ts';
import { callerOf } from '../../http/caller.ts';
import { verifySignature } from './signature.ts';

const SECRET = 'own-test-secret-0001';
const PUBLIC = 'https://app.example.com';
const NOW = 1_790_000_004_000;
const PATH = '/api/contacts/42/card';

/** How HubSpot's proxy may write an address into the URL: its documentation does not say. */
const writings = {
  escaped: encodeURIComponent,
  'escaped as in a form': (value: string) => new URLSearchParams({ v: value }).toString().slice(2),
  'only what a query gives a meaning': (value: string) => value.replace(/[%&=#+]/g, encodeURIComponent),
  'as it is': (value: string) => value,
};
type Writing = keyof typeof writings;

/** What HubSpot may have signed of the URL that it sends. */
const signings = {
  'what is sent': (_written: string, sent: string) => sent,
  'with the twelve escapes decoded': (_written: string, sent: string) => decodeTwelve(sent),
  'before the HTTP client escaped it': (written: string) => written,
};
type Signing = keyof typeof signings;

const decodeTwelve = (uri: string): string =>
  Array.from(":/?@!$'()*,;").reduce((text, character) => {
    const escape = `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
    return text.replaceAll(new RegExp(escape, 'gi'), () => character);
  }, uri);

interface Asked {
  email: string;
  writing: Writing;
  signing: Signing;
  order?: readonly string[];
  /** What the card itself asked with. */
  own?: string;
}

const HUBSPOT_ORDER = ['userId', 'portalId', 'userEmail', 'appId'];

/** A request as HubSpot's proxy sends it, made without anything of the product's. */
function asked({ email, writing, signing, order = HUBSPOT_ORDER, own = '' }: Asked) {
  const values: Record<string, string> = {
    userId: '61000001',
    portalId: '4242',
    userEmail: writings[writing](email),
    appId: '7001',
  };
  const added = order.map((name) => `${name}=${values[name]}`).join('&');
  const written = `${PUBLIC}${PATH}?${own === '' ? '' : `${own}&`}${added}`;
  const { href } = new URL(written);
  const signature = createHmac('sha256', SECRET)
    .update(`GET${signings[signing](written, href)}${NOW}`)
    .digest('base64');
  const request = {
    method: 'GET',
    url: href.slice(PUBLIC.length),
    publicUrl: PUBLIC,
    rawBody: Buffer.alloc(0),
    secrets: [SECRET],
    now: NOW,
    headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(NOW) },
  };
  return { valid: verifySignature(request).valid, originalUrl: request.url };
}

/** undefined: refused. */
function idsOf(originalUrl: string): { portalId: string; userId: string } | undefined {
  try {
    const { portalId, userId } = callerOf({ originalUrl });
    return { portalId, userId };
  } catch (error) {
    if (isBatonError(error, 'REQUEST_INVALID')) return undefined;
    throw error;
  }
}

const everyWriting = fc.constantFrom<Writing>(...(Object.keys(writings) as Writing[]));
const everySigning = fc.constantFrom<Signing>(...(Object.keys(signings) as Signing[]));
const anyOrder = fc.shuffledSubarray(HUBSPOT_ORDER, { minLength: 4 });

const odd = [
  'jürgen@example.com',
  'a&b@example.com',
  'rae+hubspot@example.com',
  'who@bücher.example',
  '田中@例え.テスト',
  'a=b&c=d@example.com',
  '50%off@example.com',
  '100%25@example.com',
  "o'neil!$*,;:/?@example.com",
  "o'neil&co $1@bücher.example",
  '"quoted at" @example.com',
  'back\\slash`^|}~@example.com',
  '☕@example.com',
  'nobody',
  '',
];

describe('who asks', () => {
  it.each(odd)('is known whatever the address: %s', (email) => {
    for (const writing of Object.keys(writings) as Writing[]) {
      for (const signing of Object.keys(signings) as Signing[]) {
        const { valid, originalUrl } = asked({ email, writing, signing });
        expect(valid, `${writing}, signed ${signing}`).toBe(true);
        expect(idsOf(originalUrl)).toEqual({ portalId: '4242', userId: '61000001' });
      }
    }
  });

  it('is known for any escaped address, in any order and beside what the card asks', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const writing = fc.constantFrom<Writing>('escaped', 'escaped as in a form');
    const own = fc.constantFrom('', 'context=Zo%C3%AB%20%26%20co', 'since=17');
    fc.assert(
      fc.property(text, writing, everySigning, anyOrder, own, (email, how, signing, order, asking) => {
        const { valid, originalUrl } = asked({ email, writing: how, signing, order, own: asking });
        expect(valid).toBe(true);
        expect(idsOf(originalUrl)).toEqual({ portalId: '4242', userId: '61000001' });
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never anybody else, whatever somebody writes into an address or asks with', () => {
    const part = fc.oneof(
      fc.constantFrom('&', '=', '#', '?', '%26', '%3D', '%23', '%', '+', '@', ';', '%00', '\0', '[]'),
      fc.constantFrom('userId', 'portalId', 'userEmail', '%75serId', 'userId=1', 'portalId=999', '1', '999'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, everyWriting, everySigning, anyOrder, text, (email, writing, signing, order, own) => {
        // What stands behind a # is not sent: HubSpot's own parameters would be missing with it.
        fc.pre(!own.includes('#') && !(writing === 'as it is' && email.includes('#')));
        const { valid, originalUrl } = asked({ email, writing, signing, order, own });
        if (!valid) return;
        const ids = idsOf(originalUrl);
        if (ids) expect(ids).toEqual({ portalId: '4242', userId: '61000001' });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a user named twice', '?portalId=4242&userId=1&userId=61000001'],
    ['an account named twice', '?portalId=999&userId=1&portalId=4242'],
    ['an id named twice, once escaped', '?portalId=4242&%75serId=1&userId=61000001'],
    ['an id within an address', '?userEmail=x&userId=1&y@example.com&userId=61000001&portalId=4242'],
    ['no user', '?portalId=4242&userEmail=a@example.com'],
    ['no account', '?userId=1'],
    ['nothing', ''],
    ['ids that are none', '?portalId=4242&userId=1e3'],
    ['an id with zeros before it', '?portalId=04242&userId=1'],
    ['lists', '?portalId[]=4242&userId=1'],
  ])('is not believed with %s', (_what, query) => {
    expect(idsOf(`${PATH}${query}`)).toBeUndefined();
  });

  it.each([
    ['userEmail=j%C3%BCrgen%40example.com', 'jürgen@example.com'],
    ['userEmail=rae+hubspot@example.com', 'rae+hubspot@example.com'],
    ['userEmail=rae%2Bhubspot@example.com', 'rae+hubspot@example.com'],
    ['userEmail=a&b@example.com&appId=1', 'a&b@example.com'],
    ['userEmail=a&b=c&d@example.com', 'a&b=c&d@example.com'],
    ['userEmail=50%off@example.com', '50%off@example.com'],
    ['userEmail=a%00b@example.com', null],
    ['userEmail=one@example.com&userEmail=two@example.com', null],
    ['appId=1', null],
  ])('is named by the address in %s', (query, email) => {
    expect(callerOf({ originalUrl: `${PATH}?portalId=4242&userId=7&${query}` }).email).toBe(email);
  });
});
