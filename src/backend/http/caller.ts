import type { Request } from 'express';
import { BatonError } from '../ground/errors.ts';
import { portalId, userId } from '../ground/identifiers.ts';
import type { PortalId, UserId } from '../ground/identifiers.ts';

/** Who asks, from the verified URL: HubSpot's proxy appends these before it signs. Never from the body. */
export interface Caller {
  portalId: PortalId;
  userId: UserId;
  /** To name or write to a person, never for rights. null: it is not there, or cannot be told from what else is. */
  email: string | null;
}

/** How a person is named whose name HubSpot did not tell. */
export const addressOf = ({ email, userId }: Caller): string => email ?? `user ${userId}`;

/** HubSpot's proxy appends these, each once, in no promised order. */
const appended: ReadonlySet<string> = new Set(['portalId', 'userId', 'userEmail', 'appId']);

/**
 * Only behind the check of HubSpot's signature. An address may hold any character, and HubSpot may write it unescaped:
 * what it holds never counts as an id. An id that stands there twice could be somebody's own addition, so nobody's is
 * believed.
 * @throws BatonError REQUEST_INVALID unless HubSpot's portalId and userId are there, each once
 */
export function callerOf(request: Pick<Request, 'originalUrl'>): Caller {
  const pairs = pairsOf(request.originalUrl);
  return {
    portalId: portalId(onlyId(pairs, 'portalId')),
    userId: userId(onlyId(pairs, 'userId')),
    email: emailIn(pairs),
  };
}

interface Pair {
  name: string;
  /** As received. */
  text: string;
  value: string;
}

/** Read here and not by Express, which takes `+` for a space, ends at `#` and makes lists of what comes twice. */
function pairsOf(url: string): Pair[] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  return url
    .slice(start + 1)
    .split('&')
    .map((text) => {
      const [name = '', ...value] = text.split('=');
      return { name: decode(name), text, value: decode(value.join('=')) };
    });
}

/** Escapes that are none stay as they are: `50%off@example.com`. */
const decode = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });

function onlyId(pairs: readonly Pair[], name: 'portalId' | 'userId'): string {
  const found = pairs.filter((pair) => pair.name === name);
  if (found.length > 1) throw new BatonError('REQUEST_INVALID', `The URL names ${name} more than once.`);
  const value = found[0]?.value ?? '';
  // As long as HubSpot's ids may become, and the only way to write one.
  if (!/^[1-9]\d{0,18}$/.test(value))
    throw new BatonError('REQUEST_INVALID', `HubSpot's ${name} is missing from the URL.`);
  return value;
}

/** RFC 5321: 64 characters before the @, 255 after it. */
const LONGEST_ADDRESS = 320;

/** `a&b@example.com` unescaped looks like two parameters: what follows belongs to it until it is an address. */
function emailIn(pairs: readonly Pair[]): string | null {
  const at = pairs.findIndex(({ name }) => name === 'userEmail');
  const first = pairs[at];
  if (!first || pairs.some(({ name }, other) => name === 'userEmail' && other !== at)) return null;
  let email = first.value;
  for (const { name, text } of pairs.slice(at + 1)) {
    if (email.includes('@') || appended.has(name)) break;
    email += `&${decode(text)}`;
  }
  const isReadable = /^[^\p{C}]+@[^\p{C}]+$/u.test(email) && email.length <= LONGEST_ADDRESS;
  return isReadable ? email : null;
}
