import { createHash, createHmac } from 'node:crypto';
import { pick, type Random } from '../src/sandbox/ground/random.ts';
import type { RawRequest } from './raw-http.ts';

/** What HubSpot would have sent, and what an attacker does not have: the secret. */
export interface Original {
  request: RawRequest;
  signature: string;
  /** Epoch ms, as digits. */
  timestamp: string;
  /** Scheme, host and port that HubSpot signs. */
  origin: string;
  secret: string;
}

export const SIGNATURE = 'X-HubSpot-Signature-v3';
export const TIMESTAMP = 'X-HubSpot-Request-Timestamp';

/** A request as HubSpot signs it. */
export function sign(
  secret: string,
  origin: string,
  unsigned: Omit<RawRequest, 'headers'>,
  time: number,
): Original {
  const timestamp = String(time);
  const signature = macOf(secret, origin, unsigned, timestamp);
  const headers = [
    ['Content-Type', 'application/json'],
    [SIGNATURE, signature],
    [TIMESTAMP, timestamp],
  ] as const;
  return { request: { ...unsigned, headers }, signature, timestamp, origin, secret };
}

const macOf = (
  secret: string,
  origin: string,
  { method, target, body }: Omit<RawRequest, 'headers'>,
  timestamp: string,
): string =>
  createHmac('sha256', secret)
    .update(`${method}${origin}${target}`)
    .update(body)
    .update(timestamp)
    .digest('base64');

/** One way to forge. May give back what means the same as the original: such results are thrown away. */
export type Mutation = (original: Original, random: Random) => RawRequest;

const withHeaders = ({ request }: Original, headers: readonly (readonly [string, string])[]): RawRequest => ({
  ...request,
  headers: [['Content-Type', 'application/json'], ...headers],
});
const withBody = ({ request }: Original, body: Buffer): RawRequest => ({ ...request, body });
const withTarget = ({ request }: Original, target: string): RawRequest => ({ ...request, target });
const withSignature = (original: Original, signature: string): RawRequest =>
  withHeaders(original, [
    [SIGNATURE, signature],
    [TIMESTAMP, original.timestamp],
  ]);
const withTimestamp = (original: Original, timestamp: string): RawRequest =>
  withHeaders(original, [
    [SIGNATURE, original.signature],
    [TIMESTAMP, timestamp],
  ]);

const below = (limit: number, random: Random): number => Math.floor(random() * limit);
const spliced = (text: string, at: number, remove: number, insert: string): string =>
  text.slice(0, at) + insert + text.slice(at + remove);
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const printable = '{}[]()<>"\'`,.:;!?/\\|&=+-_*#%@$^~ 0123456789abcXYZ';

const bodies: Record<string, Mutation> = {
  'one bit of the body flipped': (original, random) => {
    const body = Buffer.from(original.request.body);
    const at = below(body.length, random);
    if (body.length > 0) body[at] = (body[at] ?? 0) ^ (1 << below(8, random));
    return withBody(original, body);
  },
  'a byte put into the body': (original, random) => {
    const { body } = original.request;
    const at = below(body.length + 1, random);
    const byte = Buffer.from([below(256, random)]);
    return withBody(original, Buffer.concat([body.subarray(0, at), byte, body.subarray(at)]));
  },
  'the body cut': (original, random) =>
    withBody(original, original.request.body.subarray(0, below(original.request.body.length, random))),
  'white space around the body': (original, random) => {
    const [before, after] = pick([['', ' '], ['\ufeff', ''], [' ', ''], ['', '\n'], ['', '\0'], ['\r\n', '\t']], random); // prettier-ignore
    return withBody(
      original,
      Buffer.concat([Buffer.from(before), original.request.body, Buffer.from(after)]),
    );
  },
  'the body written anew': (original) => {
    const text = original.request.body.toString();
    return withBody(original, Buffer.from(text === '' ? '{}' : JSON.stringify(JSON.parse(text), null, 1)));
  },
  'another digit in the body': (original, random) => {
    const text = original.request.body.toString();
    const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
    if (digits.length === 0) return withBody(original, Buffer.from('{"a":1}'));
    return withBody(original, Buffer.from(spliced(text, pick(digits, random), 1, String(below(10, random)))));
  },
  'letters of other scripts in the body': (original, random) => {
    const [from, to] = pick([['a', 'а'], ['e', 'é'], ['e', 'é'], ['o', 'ο'], ['"', '＂'], ['c', 'с'], ['1', '１'], ['{', '\\u007b']], random); // prettier-ignore
    return withBody(original, Buffer.from(original.request.body.toString().replace(from, to)));
  },
  'the body twice': (original) =>
    withBody(original, Buffer.concat([original.request.body, original.request.body])),
  'the body in UTF-16': (original) =>
    withBody(original, Buffer.from(original.request.body.toString(), 'utf16le')),
};

const signatures: Record<string, Mutation> = {
  'one character of the signature': (original, random) =>
    withSignature(
      original,
      spliced(original.signature, below(43, random), 1, pick(base64.split(''), random)),
    ),
  'the signature cut': (original, random) =>
    withSignature(original, original.signature.slice(0, 1 + below(43, random))),
  'the signature in base64url': (original) =>
    withSignature(original, original.signature.replaceAll('+', '-').replaceAll('/', '_')),
  'other padding': (original, random) =>
    withSignature(original, original.signature.replace(/=+$/, pick(['', '==', '===', '%3D', '＝'], random))),
  'spare bits of the last character': (original, random) => {
    const last = base64.indexOf(original.signature[42] ?? 'A');
    return withSignature(
      original,
      spliced(original.signature, 42, 1, base64[(last & ~3) | below(4, random)] ?? ''),
    );
  },
  'another case': (original, random) =>
    withSignature(
      original,
      pick([original.signature.toLowerCase(), original.signature.toUpperCase()], random),
    ),
  'the signature in hexadecimal': (original) =>
    withSignature(original, Buffer.from(original.signature, 'base64').toString('hex')),
  'something around the signature': (original, random) =>
    withSignature(
      original,
      pick(['sha256=$', 'v3=$', '"$"', '$,', ',$', '$;', '<$>', '$\u00a0', '\u200b$', '$ $'], random).replaceAll('$', () => original.signature), // prettier-ignore
    ),
  'white space within the signature': (original, random) =>
    withSignature(original, spliced(original.signature, 1 + below(42, random), 0, pick([' ', '\t'], random))),
  'the signature folded over two lines': (original, random) =>
    withSignature(original, spliced(original.signature, 1 + below(42, random), 0, '\r\n ')),
  'a signature out of the air': (original, random) =>
    withSignature(
      original,
      Buffer.from(Array.from({ length: pick([0, 16, 31, 32, 33, 64], random) }, () => below(256, random))).toString('base64'), // prettier-ignore
    ),
  'the signature of another secret': (original, random) =>
    withSignature(
      original,
      macOf(
        pick(['', 'undefined', 'null', 'local-baton', original.secret.slice(1)], random),
        original.origin,
        original.request,
        original.timestamp,
      ),
    ),
  'the plain hash': ({ origin, timestamp, ...original }, random) => {
    const { method, target, body } = original.request;
    const text = `${method}${origin}${target}${body.toString()}${timestamp}`;
    const digest = pick(['base64', 'hex'] as const, random);
    return withSignature(
      { ...original, origin, timestamp },
      createHash('sha256').update(text).digest(digest),
    );
  },
  'the versions that can be replayed only': (original, random) => {
    const { method, target, body } = original.request;
    const old = (text: string) =>
      createHash('sha256')
        .update(original.secret + text)
        .digest('hex');
    const [version, signature] = pick(
      [['v1', old(body.toString())], ['v2', old(`${method}${original.origin}${target}${body.toString()}`)]] as const, // prettier-ignore
      random,
    );
    return withHeaders(original, [
      ['X-HubSpot-Signature', signature],
      ['X-HubSpot-Signature-Version', version],
      [TIMESTAMP, original.timestamp],
    ]);
  },
};

const MINUTE = 60_000;

const timestamps: Record<string, Mutation> = {
  'another time': (original, random) =>
    withTimestamp(original, String(Number(original.timestamp) + (1 + below(4 * MINUTE, random)) * pick([1, -1], random))), // prettier-ignore
  'the time in another form': (original, random) => {
    const { timestamp } = original;
    return withTimestamp(
      original,
      pick([`+${timestamp}`, `0${timestamp}`, `${timestamp}.0`, `${timestamp}n`, `${timestamp}, ${timestamp}`, `0x${Number(timestamp).toString(16)}`, Number(timestamp).toExponential(), timestamp.slice(0, 10), new Date(Number(timestamp)).toISOString(), `-${timestamp}`, timestamp.replace('1', '１'), `${timestamp} 1`, 'NaN', ''], random), // prettier-ignore
    );
  },
  'signed well, too old or too early': ({ request, secret, origin, timestamp }, random) => {
    const away = 5 * MINUTE + 30_000 + below(pick([MINUTE, 365 * 24 * 60 * MINUTE], random), random);
    return sign(secret, origin, request, Number(timestamp) + away * pick([1, -1], random)).request;
  },
};

const headers: Record<string, Mutation> = {
  'a header missing': (original, random) =>
    withHeaders(
      original,
      pick([[], [[SIGNATURE, original.signature]], [[TIMESTAMP, original.timestamp]]] as const, random),
    ),
  'a header twice, with two values': (original, random) => {
    const wrong = spliced(original.signature, 5, 1, original.signature[5] === 'A' ? 'B' : 'A');
    const later = String(Number(original.timestamp) + 1);
    const doubled = pick([[SIGNATURE, wrong], [SIGNATURE.toLowerCase(), wrong], [TIMESTAMP, later], [TIMESTAMP.toUpperCase(), later]] as const, random); // prettier-ignore
    const good = [[SIGNATURE, original.signature], [TIMESTAMP, original.timestamp]] as const; // prettier-ignore
    return withHeaders(original, random() < 0.5 ? [...good, doubled] : [doubled, ...good]);
  },
  'another name of a header': (original, random) => {
    const rename = pick(['X_HubSpot_Signature_v3', 'X-HubSpot-Signature', 'X-HubSpot-Signature-v4', 'X-HubSpot-Signature-v3 ', 'X-HubSpot-Signature-ν3', 'Signature', 'Authorization'], random); // prettier-ignore
    return withHeaders(original, [
      [rename, original.signature],
      [TIMESTAMP, original.timestamp],
    ]);
  },
  'the headers of another request': (original, random) => {
    const other = { ...original.request, body: Buffer.from(JSON.stringify([random()])) };
    const { signature, timestamp } = sign(
      original.secret,
      original.origin,
      other,
      Number(original.timestamp),
    );
    return withHeaders(original, [
      [SIGNATURE, signature],
      [TIMESTAMP, timestamp],
    ]);
  },
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'post', 'Get', 'TRACE', 'PROPFIND'];

const addresses: Record<string, Mutation> = {
  'another method': (original, random) => ({ ...original.request, method: pick(METHODS, random) }),
  'another method by header': (original, random) => {
    const { request } = original;
    const method = request.method === 'GET' ? 'POST' : 'GET';
    const name = pick(['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'], random);
    return { ...request, method, headers: [...request.headers, [name, request.method]] };
  },
  'another path': (original, random) => {
    const [path = '', query] = original.request.target.split('?');
    const other = pick([`${path}/`, `/${path}`, `/.${path}`, `/x/..${path}`, path.replace(/\/(?=\w+$)/, '//'), path.toUpperCase(), path.replace('o', '%6F'), path.replace(/\/(?=\w+$)/, '%2F'), `${path};a=1`, `${path}%00`, `${path}#x`, path.replace(/\d+/, (id) => String(Number(id) + 1 + below(1_000, random))), path.replace(/\w+$/, pick(['pause', 'hand-back', 'resume', 'card', 'hubspot'], random)), '/webhooks/hubspot', '/api/settings', `http://localhost${path}`], random); // prettier-ignore
    return withTarget(original, query === undefined ? other : `${other}?${query}`);
  },
  'another query': (original, random) => {
    const { target } = original.request;
    const [path = '', query = ''] = target.split('?');
    const parts = query === '' ? [] : query.split('&');
    const extra = pick(['portalId=4243', 'userId=1', 'a=1', 'appId=', ''], random);
    const other = pick([[...parts, extra], [extra, ...parts], parts.slice(1), parts.slice(0, -1), parts.toReversed(), parts.map((part) => part.replace(/\d/, () => String(below(10, random)))), parts.map((part) => part.replace('=', '[]=')), parts.map((part) => part.replace('.', '%2e')), parts.map((part) => part.replace(/=(.)/, (_all, first: string) => `=%${first.charCodeAt(0).toString(16)}`)), parts.map((part) => `${part}+`)], random); // prettier-ignore
    return withTarget(original, `${path}?${other.join('&')}`);
  },
  'a character in the address': (original, random) => {
    const { target } = original.request;
    const character = pick([...printable.replace(' ', '').replace('%', '').split(''), 'ä', '☕'], random);
    return withTarget(
      original,
      spliced(target, 1 + below(target.length, random), below(2, random), character),
    );
  },
};

/** HubSpot signs without separators: the end of one part may be read as the beginning of the next. */
const boundaries: Record<string, Mutation> = {
  'the end of the address put before the body': (original, random) => {
    const { target, body } = original.request;
    const cut = target.length - 1 - below(Math.min(40, target.length - 2), random);
    return {
      ...original.request,
      target: target.slice(0, cut),
      body: Buffer.concat([Buffer.from(target.slice(cut)), body]),
    };
  },
  'the beginning of the body put behind the address': (original, random) => {
    const text = original.request.body.toString();
    const length = pick([text.length, 1 + below(text.length, random)], random);
    return {
      ...original.request,
      target: original.request.target + text.slice(0, length),
      body: Buffer.from(text.slice(length)),
    };
  },
  'the end of the body, or of the address, put before the time': (original, random) => {
    const { target, body, method } = original.request;
    const length = 1 + below(3, random);
    // As if it had ended in zeros, which a number may begin with.
    const zeros = '0'.repeat(length);
    const whole =
      body.length > 0
        ? { method, target, body: Buffer.concat([body, Buffer.from(zeros)]) }
        : { method, target: `${target}${zeros}`, body };
    const signed = sign(original.secret, original.origin, whole, Number(original.timestamp));
    return withHeaders(original, [
      [SIGNATURE, signed.signature],
      [TIMESTAMP, zeros + original.timestamp],
    ]);
  },
};

export const mutations: Readonly<Record<string, Mutation>> = {
  ...bodies,
  ...signatures,
  ...timestamps,
  ...headers,
  ...addresses,
  ...boundaries,
};
