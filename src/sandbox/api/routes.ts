import { HubSpotError } from './hubspot-error.ts';
import type { Endpoint } from './endpoint.ts';

export interface Route {
  endpoint: Endpoint;
  /** A value of the path. */
  path: (name: string) => string;
  /** The path with ids and addresses replaced, so that calls of one kind count together. */
  countedAs: string;
}

interface Pattern {
  endpoint: Endpoint;
  parts: readonly string[];
}

/** Values of a path that say what kind of thing a call is about, not which one. */
const KINDS = [':type', ':from', ':to', ':name'];

const isValue = (part: string): boolean => part.startsWith(':');

/**
 * Finds the endpoint of a request.
 * @throws Error when two endpoints have one method and path: one of them could never be reached
 */
export function routesOf(endpoints: readonly Endpoint[]): (method: string, path: string) => Route | null {
  const byShape = new Map<string, Pattern>();
  for (const endpoint of endpoints) {
    const parts = endpoint.path.split('/');
    const shape = `${endpoint.method} ${parts.map((part) => (isValue(part) ? ':' : part)).join('/')}`;
    if (byShape.has(shape)) throw new Error(`Two endpoints answer ${shape}`);
    byShape.set(shape, { endpoint, parts });
  }
  // A fixed part sorts before a value in the same place.
  const patterns = [...byShape.entries()]
    .sort(([a], [b]) => (a.replaceAll('/:', '/\uffff') < b.replaceAll('/:', '/\uffff') ? -1 : 1))
    .map(([, pattern]) => pattern);
  return (method, path) => {
    const given = path.replace(/(?<=.)\/$/, '').split('/');
    const found = patterns.find(
      ({ endpoint, parts }) =>
        endpoint.method === method &&
        parts.length === given.length &&
        parts.every((part, at) => (isValue(part) ? given[at] !== '' : part === given[at])),
    );
    return found ? routeTo(found, given) : null;
  };
}

function routeTo({ endpoint, parts }: Pattern, given: readonly string[]): Route {
  return {
    endpoint,
    path: (name) => decoded(given[parts.indexOf(`:${name}`)] ?? ''),
    countedAs: parts
      .map((part, at) => {
        const value = given[at] ?? '';
        if (!isValue(part) || KINDS.includes(part)) return value;
        return /@|%40/.test(value) ? '{email}' : '{id}';
      })
      .join('/'),
  };
}

/** @throws HubSpotError 400 */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new HubSpotError(400, 'VALIDATION_ERROR', `The path holds ${value}, which is not URL-encoded`);
  }
}
